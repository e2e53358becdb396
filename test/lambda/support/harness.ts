/** The handler over a fake Connect: what it answers and what it logs. */
import { OWNER_TAG } from '../../../lib/private/contract';
import type { UserProperties } from '../../../lib/private/contract';
import type { Answer, Delivery } from '../../../lambda/cloudformation/response';
import type { ConnectApi } from '../../../lambda/connect/connect-api';
import { ConnectError } from '../../../lambda/connect/errors';
import { NameCache } from '../../../lambda/connect/names';
import type { Caller } from '../../../lambda/connect/retry';
import { createHandler } from '../../../lambda/user/handler';
import { ownerTag } from '../../../lambda/user/owner';
import { OWNER } from './events';
import { FakeClock } from './fake-clock';
import type { FakeConnect } from './fake-connect';

export interface Ran {
  readonly answers: readonly Answer[];
  readonly answer: Answer;
  readonly reason: string;
  readonly log: readonly Record<string, unknown>[];
  readonly logText: string;
  readonly clock: FakeClock;
  /** How long it took, in milliseconds of the fake clock. */
  readonly ms: number;
}

export interface RunOptions {
  /** By ARN; an error is what reading it rejects with. */
  readonly secrets?: Readonly<Record<string, string | ConnectError>>;
  readonly names?: NameCache;
  /** Of the stack; an error is what reading it rejects with. */
  readonly stackStatus?: string | ConnectError;
  /** By which the stack knows the resource. */
  readonly physicalId?: string | ConnectError;
  readonly remainingMs?: number;
  readonly clock?: FakeClock;
  /** How many users the stack has; 1 unless said otherwise. */
  readonly users?: number;
  readonly deliver?: (delivery: Delivery) => Promise<void>;
  /** Instead of the fake. */
  readonly connect?: (caller: Caller) => ConnectApi;
}

const noSecret = (SecretId: string) =>
  new ConnectError({
    operation: 'GetSecretValue',
    name: 'ResourceNotFoundException',
    message: 'no such secret',
    kind: 'refused',
    about: { SecretId },
  });

export async function run(fake: FakeConnect, event: unknown, options: RunOptions = {}): Promise<Ran> {
  const { clock = new FakeClock() } = options;
  const answers: Answer[] = [];
  const lines: string[] = [];
  const handler = createHandler({
    connect: options.connect ?? (() => fake),
    secrets: () => ({
      read: async (arn) => {
        const value = options.secrets?.[arn];
        if (value === undefined) throw noSecret(arn);
        if (typeof value !== 'string') throw value;
        return value;
      },
    }),
    stacks: () => ({
      status: async () => {
        const { stackStatus = new Error('The test did not expect DescribeStacks.') } = options;
        if (typeof stackStatus !== 'string') throw stackStatus;
        return stackStatus;
      },
      physicalId: async () => {
        if (options.physicalId instanceof ConnectError) throw options.physicalId;
        return options.physicalId;
      },
    }),
    names: options.names ?? new NameCache(),
    clock,
    users: options.users ?? 1,
    startMs: 0,
    write: (line) => void lines.push(line),
    send: async (_url, answer, delivery) => {
      await options.deliver?.(delivery);
      answers.push(answer);
    },
  });
  const start = clock.now();
  await handler(event, { getRemainingTimeInMillis: () => options.remainingMs ?? 900_000 });
  return {
    answers,
    answer: answers[0],
    reason: answers[0]?.Reason ?? '',
    log: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    logText: lines.join(''),
    clock,
    ms: clock.now() - start,
  };
}

/** The owner tag of the event builders' resource. */
export const ours = (user: UserProperties = {}, requestId = 'request-create') =>
  ownerTag(OWNER, user, requestId);
export const theirs = (owner = 'Other/Bob/9f9f9f9f') => ({ [OWNER_TAG]: `${owner} - 00000000` });
