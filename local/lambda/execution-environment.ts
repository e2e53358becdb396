/** One process of a function: started, invoked one event at a time, reused while it lives. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { LineReader } from './line-reader';

/** How long a function may take to load, as in Lambda. */
const INIT_MS = 10_000;

export interface ProcessOptions {
  readonly folder: string;
  readonly memoryMb: number;
  /** The whole environment: nothing of this process is added. */
  readonly variables: Readonly<Record<string, string>>;
  /** One line that the function printed. */
  readonly onLine: (line: string) => void;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Outcome {
  readonly payload: string;
  readonly error?: FunctionError;
  readonly durationMs: number;
  readonly maxMemoryMb: number;
  /** How the process ended, if it did: the invocation's last word then. */
  readonly ended?: 'timeout' | 'exit';
}

type Message =
  | { readonly type: 'ready' }
  | {
      readonly type: 'init-error' | 'result';
      readonly payload?: string;
      readonly error?: FunctionError;
      readonly rss: number;
      /** The process ends now: it is of no more use. */
      readonly fatal?: boolean;
    };

interface Ended {
  readonly type: 'ended';
  readonly how: string;
}

/** What the pool asks of a process. */
export interface Environment {
  /** Undefined until it has loaded its handler. */
  readonly initMs: number | undefined;
  readonly alive: boolean;
  kill(): Promise<unknown>;
  /** Resolves once the handler is loaded, or with why it is not. */
  initialize(): Promise<FunctionError | undefined>;
  invoke(id: string, arn: string, event: string, timeoutMs: number): Promise<Outcome>;
}

export type StartEnvironment = (options: ProcessOptions) => Environment;

export class ExecutionEnvironment implements Environment {
  initMs: number | undefined;
  private readonly child: ChildProcess;
  private readonly marker = `end-of-invocation ${randomBytes(16).toString('hex')}`;
  private readonly lines: readonly LineReader[];
  private readonly ended: Promise<Ended>;
  private readonly startedAt = performance.now();
  private listener: ((message: Message) => void) | undefined;
  private alive_ = true;

  constructor(options: ProcessOptions) {
    // Lambda leaves the runtime a tenth of the memory for what is not JavaScript's heap.
    const heap = Math.floor(options.memoryMb * 0.9);
    this.child = spawn(process.execPath, [`--max-old-space-size=${heap}`, join(__dirname, 'bootstrap.mjs')], {
      cwd: options.folder,
      env: { ...options.variables },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.lines = [this.child.stdout, this.child.stderr].map(
      (stream) => new LineReader(stream, this.marker, options.onLine),
    );
    this.child.on('message', (message) => this.listener?.(message as Message));
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.alive_ = false;
        resolve({ type: 'ended', how });
      };
      this.child.once('close', (code, signal) => end(describeEnd(code, signal)));
      this.child.once('error', (error) => end(error.message));
    });
  }

  get alive(): boolean {
    return this.alive_;
  }

  kill(): Promise<unknown> {
    this.child.kill('SIGKILL');
    return this.ended;
  }

  async initialize(): Promise<FunctionError | undefined> {
    const first = this.next();
    this.tell({ marker: this.marker });
    const message = await this.within(INIT_MS, first);
    if (message === 'timeout') {
      return {
        errorType: 'Sandbox.Timedout',
        errorMessage: `Error: the function took longer than ${INIT_MS / 1000} seconds to load`,
      };
    }
    if (message.type === 'ready') {
      this.initMs = performance.now() - this.startedAt;
      return undefined;
    }
    await this.ended;
    if (message.type === 'ended') {
      return { errorType: 'Runtime.ExitError', errorMessage: `Error: ${message.how}` };
    }
    return message.error;
  }

  async invoke(id: string, arn: string, event: string, timeoutMs: number): Promise<Outcome> {
    const start = performance.now();
    const drained = Promise.all(this.lines.map((reader) => reader.untilMarker()));
    const answer = this.next();
    this.tell({ id, arn, event, deadline: Date.now() + timeoutMs });
    const message = await this.within(timeoutMs, answer);
    const durationMs = performance.now() - start;
    if (message === 'timeout') {
      const seconds = (timeoutMs / 1000).toFixed(2);
      const errorMessage = `RequestId: ${id} Error: Task timed out after ${seconds} seconds`;
      return failed({ errorType: 'Sandbox.Timedout', errorMessage }, durationMs, 'timeout');
    }
    if (message.type === 'ended') {
      const errorMessage = `RequestId: ${id} Error: ${message.how}`;
      return failed({ errorType: 'Runtime.ExitError', errorMessage }, durationMs, 'exit');
    }
    await (message.type === 'result' && message.fatal ? this.ended : Promise.race([drained, this.ended]));
    if (message.type !== 'result') throw new Error(`A function's process sent ${message.type} out of turn.`);
    const maxMemoryMb = Math.ceil(message.rss / 1024 / 1024);
    if (message.error) return { ...failed(message.error, durationMs), maxMemoryMb };
    return { payload: message.payload ?? 'null', durationMs, maxMemoryMb };
  }

  private next(): Promise<Message> {
    return new Promise((resolve) => {
      this.listener = resolve;
    });
  }

  /** A process that is gone already is told nothing: that it ended is heard by `ended`. */
  private tell(message: Record<string, unknown>): void {
    this.child.send(message, () => undefined);
  }

  private async within(ms: number, answer: Promise<Message>): Promise<Message | Ended | 'timeout'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'timeout'>((resolve) => {
      timer = setTimeout(() => resolve('timeout'), ms);
    });
    const first = await Promise.race([answer, this.ended, late]);
    clearTimeout(timer);
    if (first === 'timeout') await this.kill();
    return first;
  }
}

function failed(error: FunctionError, durationMs: number, ended?: 'timeout' | 'exit'): Outcome {
  return { payload: JSON.stringify(error), error, durationMs, maxMemoryMb: 0, ended };
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  const names: Partial<Record<NodeJS.Signals, string>> = {
    SIGKILL: 'killed',
    SIGABRT: 'aborted',
    SIGTERM: 'terminated',
  };
  if (signal) return `Runtime exited with error: signal: ${names[signal] ?? signal}`;
  return code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${code}`;
}
