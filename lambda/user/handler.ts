/**
 * The custom resource's handler: whatever happens, each event is answered exactly once, and in time.
 *
 * - A refusal, an error of AWS's, a bug: FAILED with the reason, and with the account's id if there is one, so that
 *   CloudFormation's Delete removes what was half made.
 * - A call that hangs: a timer answers before the function's time is up, and everything under way is aborted.
 * - An answer that cannot be delivered: the handler throws, so that Lambda delivers the event again. Every event can
 *   be handled twice.
 * It throws for no other reason.
 */
import { parseEvent } from '../cloudformation/event';
import type { Addressee, ResourceEvent } from '../cloudformation/event';
import { PutError } from '../cloudformation/response';
import type { StackReader } from '../cloudformation/stack-reader';
import type { Answer, sendAnswer } from '../cloudformation/response';
import { sentAt } from '../cloudformation/sent-at';
import type { Clock } from '../connect/clock';
import type { ConnectApi } from '../connect/connect-api';
import { ConnectError } from '../connect/errors';
import type { NameCache } from '../connect/names';
import { Names } from '../connect/names';
import { paceOf } from '../connect/pace';
import { Caller } from '../connect/retry';
import type { SecretReader } from '../secrets/secret-reader';
import { Problem } from '../problem';
import { createLog } from './log';
import type { Log } from './log';
import { outcomeOf, physicalIdAfterFailure, settle } from './outcome';
import { ownerOf } from './owner';
import { notCreatedId } from './physical-id';
import { placeOf, reasonFor } from './reason';
import { collectPersonal } from './redact';
import type { Progress, Work } from './work';

/** What the handler lives on; index.ts has the real ones. */
export interface Dependencies {
  connect(caller: Caller): ConnectApi;
  secrets(caller: Caller): SecretReader;
  stacks(caller: Caller): StackReader;
  readonly names: NameCache;
  readonly clock: Clock;
  /** How many users the stack has: as many events can be on their way at once. */
  readonly users: number;
  /** How long this process took to start, in milliseconds. */
  readonly startMs: number;
  /** Takes a line of the log. */
  write(line: string): void;
  send: typeof sendAnswer;
}

export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

export type Handler = (event: unknown, context: LambdaContext) => Promise<void>;

/** Kept for the answer: a tenth of the time there is, within bounds. */
const marginFor = (remainingMs: number) => Math.min(15_000, Math.max(500, remainingMs / 10));

interface Times {
  /** No call starts any more, so that what failed last can still be told as it was. */
  readonly calls: number;
  /** The timer answers. */
  readonly stop: number;
  /** The function is killed. */
  readonly end: number;
}

function timesFrom(now: number, remainingMs: number): Times {
  const margin = marginFor(remainingMs);
  const end = now + remainingMs;
  return { calls: end - 2 * margin, stop: end - margin, end: end - margin / 10 };
}

/** The time is up. Says what was under way. */
function outOfTime(caller: Caller): Problem {
  const { last } = caller;
  const doing =
    last === undefined
      ? ''
      : ` during ${last.operation} (attempt ${last.attempt}${last.error === undefined ? '' : `, last error ${last.error}`})`;
  return new Problem(`The function's time ran out${doing}.`, 'Deploy again.');
}

function startWork(
  deps: Dependencies,
  event: ResourceEvent,
  log: Log,
  progress: Progress,
  caller: Caller,
): Work {
  const api = deps.connect(caller);
  const personal = collectPersonal(event.ResourceProperties);
  if (event.RequestType === 'Update') collectPersonal(event.OldResourceProperties, personal);
  return {
    event,
    owner: ownerOf(event.StackId, event.LogicalResourceId),
    api,
    secrets: deps.secrets(caller),
    stacks: deps.stacks(caller),
    names: new Names(api, deps.names, deps.clock),
    clock: deps.clock,
    signal: caller.signal,
    log,
    progress,
    personal,
  };
}

async function answerTo(deps: Dependencies, event: ResourceEvent, log: Log, times: Times): Promise<Answer> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const common = { StackId, RequestId, LogicalResourceId };
  const stop = new AbortController();
  const done = new AbortController();
  const sent = sentAt(event.ResponseURL, deps.clock.now());
  const caller = new Caller({
    clock: deps.clock,
    deadline: times.calls,
    signal: stop.signal,
    pace: paceOf({ users: deps.users, sent, startMs: deps.startMs }),
    onCall: ({ status: httpStatus, requestId: awsRequestId, ...call }) =>
      log(call.error === undefined ? 'info' : 'warn', 'call', { ...call, httpStatus, awsRequestId }),
  });
  const work = startWork(deps, event, log, { wantedAt: sent }, caller);
  const timer = deps.clock.sleep(times.stop - deps.clock.now(), done.signal).then(
    () => {
      const problem = outOfTime(caller);
      stop.abort(problem);
      throw problem;
    },
    // The work was done first.
    () => new Promise<never>(() => undefined),
  );
  try {
    const settled = await Promise.race([settle(work), timer]);
    return { Status: 'SUCCESS', ...common, ...outcomeOf(event, settled) };
  } catch (error) {
    const known = error instanceof Problem || error instanceof ConnectError;
    log('error', 'failed', {
      error: error instanceof Error ? error.name : 'unknown',
      at: known ? undefined : placeOf(error),
    });
    const PhysicalResourceId = physicalIdAfterFailure(work);
    return { Status: 'FAILED', ...common, PhysicalResourceId, Reason: reasonFor(error, work.personal) };
  } finally {
    done.abort();
  }
}

function answerToMalformed(addressee: Addressee, problem: string): Answer {
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId } = addressee;
  return {
    Status: 'FAILED',
    StackId,
    RequestId,
    LogicalResourceId,
    PhysicalResourceId: PhysicalResourceId ?? notCreatedId(addressee),
    Reason: `The event is malformed: ${problem}. No account was touched.`,
  };
}

async function deliver(deps: Dependencies, url: string, answer: Answer, log: Log, end: number) {
  try {
    await deps.send(url, answer, {
      clock: deps.clock,
      deadline: end,
      onFailure: (attempt, { code, status }) =>
        log('warn', 'answer not accepted', { attempt, error: code, httpStatus: status }),
    });
    log('info', 'answered', { outcome: answer.Status });
  } catch (error) {
    const code = error instanceof PutError ? error.code : 'unknown';
    log('error', 'answer not delivered', { outcome: answer.Status, error: code });
    throw new Error(`The answer could not be delivered to CloudFormation: ${code}.`, { cause: error });
  }
}

export function createHandler(deps: Dependencies): Handler {
  return async (raw, context) => {
    const times = timesFrom(deps.clock.now(), context.getRemainingTimeInMillis());
    const parsed = parseEvent(raw);
    if ('event' in parsed) {
      const { event } = parsed;
      const log = createLog((line) => deps.write(line), {
        requestType: event.RequestType,
        requestId: event.RequestId,
        stackName: event.StackId.split('/')[1],
        logicalId: event.LogicalResourceId,
      });
      const answer = await answerTo(deps, event, log, times);
      return deliver(deps, event.ResponseURL, answer, log, times.end);
    }
    const log = createLog((line) => deps.write(line));
    log('error', 'malformed event', { error: parsed.problem });
    if (parsed.addressee === undefined) return;
    const answer = answerToMalformed(parsed.addressee, parsed.problem);
    await deliver(deps, parsed.addressee.ResponseURL, answer, log, times.end);
  };
}
