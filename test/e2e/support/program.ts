/** A program of bin/ in a process of its own, as a person runs it in a terminal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './project';

export interface Program {
  /** Resolves with everything printed so far once the text is in it; rejects if the program ends before. */
  printed(text: string): Promise<string>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

/** `node --import tsx bin/<name>.ts`, at the root of the repository. */
export function start(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', `bin/${name}.ts`, ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_NO_WARNINGS: '1', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    listeners.forEach((listener) => listener());
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return {
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => void (output.includes(text) && resolve(output));
        listeners.add(look);
        look();
        void ended.then(({ code }) =>
          reject(new Error(`${name} ended with ${code} before "${text}":\n${output}`)),
        );
      }),
    signal: (signal) => void child.kill(signal),
    ended,
  };
}
