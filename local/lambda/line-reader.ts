/** Cuts what a process prints into lines, and notices the marker that ends an invocation. */
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

export class LineReader {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private waiting: (() => void) | undefined;
  private seen = false;

  constructor(
    stream: Readable | null,
    private readonly marker: string,
    private readonly onLine: (line: string) => void,
  ) {
    stream?.on('data', (chunk: Buffer) => this.take(this.decoder.write(chunk)));
    stream?.once('end', () => this.flush());
  }

  /** Resolves once the marker was read that ends what is running now. */
  untilMarker(): Promise<void> {
    this.seen = false;
    return new Promise((resolve) => {
      this.waiting = resolve;
      if (this.seen) resolve();
    });
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.endsWith(this.marker)) {
        // What stood before it on the line was printed without a line break.
        this.emit(line.slice(0, -this.marker.length));
        this.seen = true;
        this.waiting?.();
      } else {
        this.emit(line);
      }
    }
  }

  private flush(): void {
    this.emit(this.rest);
    this.rest = '';
  }

  private emit(line: string): void {
    if (line !== '') this.onLine(line.replaceAll('\r', '\n'));
  }
}
