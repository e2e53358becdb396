/**
 * The bundle in one process of its own, called with events as they come, without a Lambda service between: for many
 * events, and for such as no service would pass on. It uses a local AWS with keys that may do everything.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { LocalAws } from '../../local/local-aws';
import { hurried } from './hurried';

const BUNDLE = join(__dirname, '../../dist/lambda/user/index.js');
const CODE = `
  const { handler } = require(${JSON.stringify(BUNDLE)});
  process.on('message', async ({ event, remainingMs }) => {
    const context = { getRemainingTimeInMillis: () => remainingMs };
    const thrown = await handler(JSON.parse(event), context).then(() => undefined, (error) => String(error));
    process.send({ thrown });
  });
`;

export class BundleProcess {
  /** Everything that it printed, to either stream. */
  printed = '';
  private readonly child: ChildProcess;

  /** @param pace how many times as fast time passes in it */
  constructor(aws: LocalAws, pace: number) {
    this.child = spawn(process.execPath, ['-e', CODE], {
      env: { ...aws.environment(), NODE_OPTIONS: hurried(pace), NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => void (this.printed += text));
    }
  }

  /** One event at a time. Resolves with what the handler threw, if it did; rejects if the process ended. */
  invoke(event: string, remainingMs = 900_000): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`It ended with ${code}:\n${this.printed.slice(-2_000)}`));
      this.child.once('exit', ended);
      this.child.once('message', (message) => {
        this.child.off('exit', ended);
        resolve((message as { thrown?: string }).thrown);
      });
      this.child.send({ event, remainingMs });
    });
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}
