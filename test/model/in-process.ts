/**
 * A function's process inside this one: the very bytes of the bundle, with a clock, chance, environment and output of
 * its own. Starting one takes two milliseconds, a real one a tenth of a second.
 *
 * Killed, it has no more effect on anything: its calls are cut without a word to it, its credentials are revoked by
 * the pool, its timers never fire, and it can answer nobody.
 */
import fs, { readFileSync } from 'node:fs';
import http, { type ClientRequest } from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import type {
  Environment,
  FunctionError,
  Outcome,
  ProcessOptions,
} from '../../local/lambda/execution-environment';
import type { Time } from './time';

type Handler = (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<unknown>;

const PARAMETERS = ['exports', 'require', 'module', 'process', 'Date', 'Math', 'setTimeout', 'clearTimeout'];
const byFile = new Map<string, (...values: unknown[]) => void>();
const compiled = new Map<string, (...values: unknown[]) => void>();

/** Once for each function of a stack, and compiled once for all that have the same code. */
function compile(file: string): (...values: unknown[]) => void {
  const ready = byFile.get(file);
  if (ready !== undefined) return ready;
  const source = readFileSync(file, 'utf8');
  const known = compiled.get(source);
  if (known !== undefined) {
    byFile.set(file, known);
    return known;
  }
  const fresh = compileFunction(source, PARAMETERS, {
    filename: 'index.js',
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as (...values: unknown[]) => void;
  compiled.set(source, fresh);
  return fresh;
}

/** The first one takes several turns of the event loop, which the clock must not take for rest. */
export const warmUp = () =>
  compileFunction('return import("node:http")', [], {
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })() as Promise<unknown>;

const MEMORY_MB = 100;

export class InProcess implements Environment {
  initMs: number | undefined;
  /** The event that it is busy with. */
  current: string | undefined;
  private alive_ = true;
  private handler: Handler | undefined;
  private readonly timers = new Set<() => void>();
  private readonly calls = new Set<ClientRequest>();
  private die: (how: 'exit') => void = () => undefined;
  private readonly dead = new Promise<'exit'>((resolve) => {
    this.die = resolve;
  });

  constructor(
    private readonly options: ProcessOptions,
    private readonly time: Time,
    private readonly random: () => number,
    private readonly processes: Set<InProcess>,
    /** The handler rejected: Lambda will deliver the event again. */
    private readonly onRejected: (event: string, message: string) => void,
  ) {
    processes.add(this);
  }

  get alive(): boolean {
    return this.alive_;
  }

  /** What its calls to AWS are signed with. */
  get accessKeyId(): string {
    return this.options.variables['AWS_ACCESS_KEY_ID'] ?? '';
  }

  kill(): Promise<unknown> {
    this.alive_ = false;
    this.processes.delete(this);
    for (const cancel of this.timers) cancel();
    for (const call of this.calls) silence(call);
    this.die('exit');
    return this.dead;
  }

  /** A call that one of its credentials signed began. */
  noteCall(call: ClientRequest): void {
    if (!this.alive_) return silence(call);
    this.calls.add(call);
    call.once('close', () => this.calls.delete(call));
  }

  initialize(): Promise<FunctionError | undefined> {
    const module = { exports: {} as Record<string, unknown> };
    const file = join(this.options.folder, 'index.js');
    try {
      compile(file)(
        module.exports,
        this.requireFrom(createRequire(file)),
        module,
        this.process(),
        this.clock(),
        Object.create(Math, { random: { value: this.random } }),
        ...this.timeouts(),
      );
    } catch (error) {
      this.time.release();
      return Promise.resolve({ errorType: 'Runtime.ImportModuleError', errorMessage: String(error) });
    }
    this.handler = module.exports['handler'] as Handler;
    this.initMs = 1;
    return Promise.resolve(undefined);
  }

  async invoke(id: string, _arn: string, event: string, timeoutMs: number): Promise<Outcome> {
    this.time.release();
    this.current = event;
    const started = this.time.now();
    const deadline = started + timeoutMs;
    const context = { getRemainingTimeInMillis: () => Math.max(0, deadline - this.time.now()) };
    let stop: () => void = () => undefined;
    const late = new Promise<'timeout'>((resolve) => {
      stop = this.time.after(timeoutMs, () => resolve('timeout'));
    });
    const work = Promise.resolve()
      .then(() => this.handler?.(JSON.parse(event), context))
      .then(
        () => ({}),
        (error: Error) => ({ error: { errorType: error.name, errorMessage: error.message } }),
      );
    const first: Pick<Outcome, 'error'> | 'exit' | 'timeout' = await Promise.race([work, this.dead, late]);
    stop();
    const durationMs = this.time.now() - started;
    const common = { durationMs, maxMemoryMb: MEMORY_MB };
    if (typeof first === 'object' && first.error !== undefined)
      this.onRejected(event, first.error.errorMessage);
    if (typeof first === 'object') return { payload: 'null', ...first, ...common };
    if (first === 'timeout') await this.kill();
    const error = {
      errorType: first === 'timeout' ? 'Sandbox.Timedout' : 'Runtime.ExitError',
      errorMessage: `RequestId: ${id} Error: ${first}`,
    };
    return { payload: JSON.stringify(error), error, ended: first, ...common };
  }

  private process(): unknown {
    return Object.create(process, {
      env: { value: { ...this.options.variables } },
      uptime: { value: () => 0.3 },
      emitWarning: { value: () => undefined },
      stdout: {
        value: {
          write: (text: string) => {
            if (this.alive_) text.split('\n').filter(Boolean).forEach(this.options.onLine);
          },
        },
      },
    });
  }

  private clock(): DateConstructor {
    const { now } = this.time;
    return class extends Date {
      constructor(...given: ConstructorParameters<DateConstructor> | []) {
        super(...((given.length === 0 ? [now()] : given) as [number]));
      }
      static override now(): number {
        return now();
      }
    } as DateConstructor;
  }

  private wait(ms: number, work: () => void): () => void {
    const cancel = this.time.after(ms, () => {
      this.timers.delete(cancel);
      work();
    });
    this.timers.add(cancel);
    return () => {
      this.timers.delete(cancel);
      cancel();
    };
  }

  private timeouts(): readonly unknown[] {
    const handle = (cancel: () => void) => {
      const timer = { cancel, unref: () => timer, ref: () => timer };
      return timer;
    };
    return [
      (work: () => void, ms = 0) => handle(this.wait(ms, work)),
      // The SDK clears -1, too.
      (timer: unknown) => {
        if (typeof timer === 'object') (timer as { cancel(): void }).cancel();
      },
    ];
  }

  private requireFrom(require: NodeJS.Require): (id: string) => unknown {
    const answering = (module: typeof http | typeof https) => ({
      ...module,
      // How it answers CloudFormation.
      request: (...given: Parameters<typeof http.request>) => {
        const call = module.request(...given);
        this.noteCall(call);
        return call;
      },
    });
    // A Lambda has no configuration of the SDK in files, and a clock that waits for calls does not see files read.
    const noFile = () =>
      Promise.reject(Object.assign(new Error('There is no such file.'), { code: 'ENOENT' }));
    const files = { ...fs.promises, readFile: noFile };
    const own: Readonly<Record<string, () => unknown>> = {
      'node:process': () => this.process(),
      'node:timers/promises': () => ({ setTimeout: this.sleep.bind(this) }),
      'node:fs': () => ({ ...fs, promises: files }),
      'node:fs/promises': () => files,
      'node:http': () => answering(http),
      'node:https': () => answering(https),
    };
    return (id) => own[id]?.() ?? require(id);
  }

  private sleep(ms: number, value: unknown, options: { readonly signal?: AbortSignal } = {}) {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      const abort = () => {
        cancel();
        reject(Object.assign(new Error('The operation was aborted'), { name: 'AbortError' }));
      };
      const cancel = this.wait(ms, () => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      });
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  }
}

/** Cuts a call in such a way that who made it never hears of it. */
function silence(call: ClientRequest): void {
  call.removeAllListeners('response');
  call.removeAllListeners('error');
  call.removeAllListeners('timeout');
  call.on('error', () => undefined);
  call.destroy();
}
