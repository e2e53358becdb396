/** The processes of all functions: at most so many at work at once, warm ones used again. */
import { randomBytes } from 'node:crypto';
import type { Authorizer } from '../authorization/authorizer';
import type { Callers } from '../caller';
import type { LogStore } from '../log-store';
import type { Place } from '../types';
import type { FunctionConfig } from './configuration';
import type { FunctionCode } from './code';
import type { Environment, Outcome, StartEnvironment } from './execution-environment';
import { ExecutionEnvironment } from './execution-environment';
import { endedLine, reportLines, startLine } from './log-lines';
import { LogSink } from './log-sink';

/** A function as it is now. An update makes another; processes belong to the one they were started for. */
export interface DeployedFunction {
  readonly config: FunctionConfig;
  readonly code: FunctionCode;
}

export interface Invocation {
  readonly requestId: string;
  readonly event: string;
  /** 1 for the first. */
  readonly attempt: number;
}

/** An invocation under way, for those who test what happens when it is cut short. */
export interface RunningInvocation extends Invocation {
  readonly functionName: string;
  /** Kills the process, as if the machine under it had gone. */
  kill(): void;
}

type Claim = Pick<FunctionConfig, 'name' | 'reservedConcurrency'>;

interface Warm {
  readonly process: Environment;
  readonly sink: LogSink;
  readonly accessKeyId: string;
}

export interface PoolOptions {
  readonly place: Place;
  readonly callers: Callers;
  readonly logs: LogStore;
  readonly authorizer?: Authorizer;
  readonly concurrency: number;
  /** A process of this machine unless given. */
  readonly start?: StartEnvironment;
  readonly now: () => number;
}

export class Pool {
  private readonly idle = new Map<DeployedFunction, Warm[]>();
  private readonly live = new Set<Warm>();
  private readonly running_ = new Map<string, RunningInvocation>();
  private readonly counts = new Map<string, number>();
  private readonly listeners = new Set<(invocation: RunningInvocation) => void>();
  private stopped = false;

  constructor(private readonly options: PoolOptions) {}

  get running(): readonly RunningInvocation[] {
    return [...this.running_.values()];
  }

  /** Calls back as each invocation begins. The result ends it. */
  onInvocation(listener: (invocation: RunningInvocation) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A place for one invocation of this function, if there is one. */
  takeRoom({ name, reservedConcurrency }: Claim): boolean {
    const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    const own = this.counts.get(name) ?? 0;
    if (total >= this.options.concurrency || own >= (reservedConcurrency ?? Infinity)) return false;
    this.count(name, 1);
    return true;
  }

  /** Runs one event in a place taken with `takeRoom`, which is given back at the end. */
  async run(deployed: DeployedFunction, invocation: Invocation): Promise<Outcome> {
    const { config } = deployed;
    try {
      if (this.stopped) throw new Error('The local AWS was stopped.');
      return await this.runIn(this.take(deployed), deployed, invocation);
    } finally {
      this.count(config.name, -1);
    }
  }

  /** Ends the idle processes of a function that was changed or deleted; those at work end when they are done. */
  retire(deployed: DeployedFunction): void {
    for (const warm of this.idle.get(deployed) ?? []) void this.end(warm);
    this.idle.delete(deployed);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.live].map((warm) => this.end(warm)));
  }

  private take(deployed: DeployedFunction): Warm {
    const warm = this.idle.get(deployed)?.pop();
    if (warm?.process.alive) return warm;
    if (warm) void this.end(warm);
    return this.start(deployed);
  }

  private start({ config, code }: DeployedFunction): Warm {
    const day = new Date(this.options.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    const logStream = `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
    const { place, logs, authorizer, callers } = this.options;
    const issued = callers.issue(config.roleName, config.name);
    const { accessKeyId, secretAccessKey, sessionToken } = issued;
    const { region, endpoint } = place;
    const group = config.logGroup;
    const sink = new LogSink({ place, logs, authorizer, session: issued.arn, group, stream: logStream });
    const startProcess = this.options.start ?? ((options) => new ExecutionEnvironment(options));
    const process_ = startProcess({
      folder: code.folder,
      memoryMb: config.memoryMb,
      onLine: (line) => sink.write(`${line}\n`),
      variables: {
        PATH: process.env.PATH ?? '',
        LANG: 'en_US.UTF-8',
        TZ: ':UTC',
        _HANDLER: config.handler,
        LAMBDA_TASK_ROOT: code.folder,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
        AWS_EXECUTION_ENV: `AWS_Lambda_${config.runtime}`,
        AWS_LAMBDA_FUNCTION_NAME: config.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memoryMb),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        AWS_LAMBDA_LOG_GROUP_NAME: config.logGroup,
        AWS_LAMBDA_LOG_STREAM_NAME: logStream,
        AWS_LAMBDA_LOG_FORMAT: config.logFormat,
        // The one thing that a function in AWS does not have: where this AWS is.
        AWS_ENDPOINT_URL: endpoint(),
        ...config.variables,
      },
    });
    const warm = { process: process_, sink, accessKeyId };
    this.live.add(warm);
    return warm;
  }

  private async runIn(warm: Warm, deployed: DeployedFunction, invocation: Invocation): Promise<Outcome> {
    const { config } = deployed;
    const { requestId: id, event } = invocation;
    const json = config.logFormat === 'JSON';
    const log = (line: string | undefined) => {
      if (line !== undefined) warm.sink.write(line);
    };
    const fresh = warm.process.initMs === undefined;
    this.announce(warm, config.name, invocation);
    try {
      await warm.sink.open();
      const broken = fresh ? await warm.process.initialize() : undefined;
      log(startLine(json, id));
      const outcome: Outcome = broken
        ? { payload: JSON.stringify(broken), error: broken, durationMs: 0, maxMemoryMb: 0, ended: 'exit' }
        : await warm.process.invoke(id, config.arn, event, config.timeoutSeconds * 1000);
      log(endedLine(json, id, outcome));
      const initMs = fresh ? warm.process.initMs : undefined;
      reportLines(json, { id, memoryMb: config.memoryMb, outcome, initMs }).forEach(log);
      return outcome;
    } finally {
      this.running_.delete(id);
      await this.putBack(warm, deployed);
    }
  }

  private announce(warm: Warm, functionName: string, invocation: Invocation): void {
    const running = { ...invocation, functionName, kill: () => void warm.process.kill() };
    this.running_.set(invocation.requestId, running);
    for (const listener of this.listeners) listener(running);
  }

  private async putBack(warm: Warm, deployed: DeployedFunction): Promise<void> {
    // Whoever changed the function took its list away: a process of the old one is of no more use.
    const list = this.idle.get(deployed);
    if (warm.process.alive && list && !this.stopped) list.push(warm);
    else await this.end(warm);
  }

  /** Makes a function known, so that its processes are kept. */
  adopt(deployed: DeployedFunction): void {
    this.idle.set(deployed, []);
  }

  private async end(warm: Warm): Promise<void> {
    this.live.delete(warm);
    await warm.process.kill();
    this.options.callers.revoke(warm.accessKeyId);
  }

  private count(name: string, by: 1 | -1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }
}
