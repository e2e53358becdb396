/** Lambda: functions that run here, in processes of their own. */
import type { Authorizer } from '../authorization/authorizer';
import type { CallLog } from '../call-log';
import type { Callers } from '../caller';
import type { ResourceProvider } from '../cloudformation/resource-provider';
import type { IamStore } from '../iam';
import type { LogStore } from '../log-store';
import type { Timers } from '../timers';
import type { S3Store } from '../s3';
import type { AwsRequest, AwsResponse, Place, Service } from '../types';
import { randomUUID } from 'node:crypto';
import { LambdaApi } from './api';
import { AsyncInvocations } from './async-invocations';
import { CodeFolders } from './code';
import type { StoredFunction } from './functions';
import { Functions } from './functions';
import type { StartEnvironment } from './execution-environment';
import type { RunningInvocation } from './pool';
import { Pool } from './pool';
import { eventInvokeConfigProvider, functionProvider, permissionProvider } from './resources';

/** What a new account has. */
const DEFAULT_CONCURRENCY = 10;
const DEFAULT_RETRY_DELAYS = [50, 100];
const DEFAULT_THROTTLE_DELAYS = { first: 10, longest: 1_000 };

export interface LambdaOptions {
  readonly place: Place;
  readonly iam: IamStore;
  readonly s3: S3Store;
  readonly logs: LogStore;
  readonly callers: Callers;
  /** Decides whether a function's role may write its log. Without one, every role may. */
  readonly authorizer?: Authorizer;
  readonly calls: CallLog;
  readonly now: () => number;
  /** How many invocations run at once; 10 unless said otherwise. Events beyond them wait. */
  readonly concurrency?: number;
  /** Milliseconds before the retries of a failed asynchronous invocation; AWS's are a minute, then two. */
  readonly retryDelays?: readonly number[];
  /** How a function's process is started: one of this machine unless given. */
  readonly start?: StartEnvironment;
  readonly timers?: Timers;
  /** Milliseconds between attempts to find room for an event; AWS's are a second at first, five minutes at most. */
  readonly throttleDelays?: { readonly first: number; readonly longest: number };
}

export class LambdaService implements Service {
  readonly name = 'lambda';
  private readonly pool: Pool;
  private readonly code: CodeFolders;
  private readonly async: AsyncInvocations;
  private readonly functions: Functions;
  private readonly api: LambdaApi;

  constructor(private readonly options: LambdaOptions) {
    const { place, callers, logs, authorizer, now, start, concurrency = DEFAULT_CONCURRENCY } = options;
    const { retryDelays = DEFAULT_RETRY_DELAYS, throttleDelays = DEFAULT_THROTTLE_DELAYS, timers } = options;
    this.pool = new Pool({ place, callers, logs, authorizer, now, start, concurrency });
    this.code = new CodeFolders(options.s3);
    this.async = new AsyncInvocations({ now, timers, retryDelays, throttleDelays });
    this.functions = new Functions(this.pool, this.async, now);
    this.api = new LambdaApi(this.functions, logs);
  }

  handle(request: AwsRequest): Promise<AwsResponse> {
    return this.api.handle(request);
  }

  resourceProviders(): Map<string, ResourceProvider> {
    const { functions, code } = this;
    const { place, iam } = this.options;
    return new Map([
      ['AWS::Lambda::Function', functionProvider({ place, iam, functions, code })],
      ['AWS::Lambda::EventInvokeConfig', eventInvokeConfigProvider(functions)],
      ['AWS::Lambda::Permission', permissionProvider(functions)],
    ]);
  }

  /** An 'Event' invocation by CloudFormation: accepted, then run. Rejects if there is no such function. */
  async invokeAsync(functionArn: string, payload: unknown): Promise<void> {
    const requestId = randomUUID();
    await Promise.resolve();
    this.functions.invokeLater(functionArn, JSON.stringify(payload), requestId);
    this.options.calls.record({
      at: new Date(this.options.now()).toISOString(),
      service: 'lambda',
      operation: 'Invoke',
      caller: 'cloudformation.amazonaws.com',
      parameters: { FunctionName: functionArn, InvocationType: 'Event' },
      status: 202,
      requestId,
    });
  }

  function(nameOrArn: string): StoredFunction | undefined {
    return this.functions.find(nameOrArn);
  }

  /** Invocations under way; each can be killed. */
  get running(): readonly RunningInvocation[] {
    return this.pool.running;
  }

  /** Calls back as each invocation begins, retries included. The result ends it. */
  onInvocation(listener: (invocation: RunningInvocation) => void): () => void {
    return this.pool.onInvocation(listener);
  }

  /** Resolves once every event that was accepted is done with, its retries included. */
  idle(): Promise<void> {
    return this.async.idle();
  }

  async stop(): Promise<void> {
    this.async.stop();
    await this.pool.stop();
    await this.code.clear();
  }
}
