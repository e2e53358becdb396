/** The real `cdk` command, run against a local AWS, its output line by line. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface CdkRun {
  readonly args: readonly string[];
  /** Where the app is. */
  readonly cwd: string;
  /** The whole environment of the command: `LocalAws.childEnvironment()`. */
  readonly env: Readonly<Record<string, string>>;
  /** Called with each line as it comes, of both streams. */
  readonly onLine?: (line: string) => void;
  /** Ends the command when aborted. */
  readonly signal?: AbortSignal;
}

export interface CdkResult {
  readonly code: number | null;
  /** Both streams, in the order in which they came. */
  readonly output: string;
  readonly seconds: number;
}

/** Path of the CLI's entry point, as the project pins it. */
export function cdkEntryPoint(): string {
  return createRequire(__filename).resolve('aws-cdk/bin/cdk');
}

export async function runCdk({ args, cwd, env, onLine, signal }: CdkRun): Promise<CdkResult> {
  const start = Date.now();
  const lines: string[] = [];
  const child = spawn(process.execPath, [cdkEntryPoint(), ...args], {
    cwd,
    env,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = async (stream: Readable) => {
    for await (const line of createInterface({ input: stream })) {
      lines.push(line);
      onLine?.(line);
    }
  };
  const exit = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const [code] = await Promise.all([exit, read(child.stdout), read(child.stderr)]);
  return { code, output: lines.join('\n'), seconds: (Date.now() - start) / 1000 };
}
