import { ConnectError } from '../../../lambda/connect/errors';
import type { FailureKind } from '../../../lambda/connect/errors';
import type { Throttled } from '../../../lambda/connect/pace';
import { AFTER_FAULT, Caller, fullJitter } from '../../../lambda/connect/retry';
import type { CallRecord, Repeat } from '../../../lambda/connect/retry';
import { FakeClock } from '../support/fake-clock';

const failure = (name: string, kind: FailureKind) =>
  new ConnectError({ operation: 'CreateUser', name, message: 'no', kind, status: 429, requestId: 'r-1' });

function setUp({ timeMs = 600_000, chance = 0.5 } = {}) {
  const clock = new FakeClock(chance);
  const records: CallRecord[] = [];
  const stop = new AbortController();
  const caller = new Caller({
    clock,
    deadline: clock.now() + timeMs,
    signal: stop.signal,
    onCall: (record) => records.push(record),
  });
  /** Fails that often, then succeeds. */
  const attempt = (failures: unknown[], repeat: Repeat = 'safe') => {
    const left = [...failures];
    return caller.call('CreateUser', repeat, () =>
      left.length === 0 ? Promise.resolve('done') : Promise.reject(left.shift() as Error),
    );
  };
  return { clock, records, stop, caller, attempt, start: clock.now() };
}

const THROTTLED = failure('ThrottlingException', 'throttled');
const FAULT = failure('InternalServiceException', 'fault');
const REFUSED = failure('LimitExceededException', 'refused');

test('a call that works is made once, and noted', async () => {
  const { attempt, records, clock } = setUp();
  expect(await attempt([])).toBe('done');
  expect(records).toEqual([{ operation: 'CreateUser', attempt: 1, ms: 0 }]);
  expect(clock.sleeps).toEqual([]);
});

test.each<[string, ConnectError, Repeat]>([
  ['throttled, safe', THROTTLED, 'safe'],
  ['throttled, unsafe: it did nothing', THROTTLED, 'unsafe'],
  ['a fault, safe', FAULT, 'safe'],
])('%s: repeated', async (_, error, repeat) => {
  const { attempt, records } = setUp();
  expect(await attempt([error, error], repeat)).toBe('done');
  expect(records.map(({ attempt: n, error: name }) => [n, name])).toEqual([
    [1, error.name],
    [2, error.name],
    [3, undefined],
  ]);
  expect(records[0]).toMatchObject({ status: 429, requestId: 'r-1' });
});

test.each<[string, Error, Repeat]>([
  ['a fault, unsafe', FAULT, 'unsafe'],
  ['refused', REFUSED, 'safe'],
  ['aborted', failure('AbortError', 'aborted'), 'safe'],
  ['a bug', new TypeError('x'), 'safe'],
])('%s: never repeated', async (_, error, repeat) => {
  const { attempt, records } = setUp();
  await expect(attempt([error], repeat)).rejects.toMatchObject({ name: error.name });
  expect(records).toHaveLength(1);
});

test('how long to wait when throttled is up to the pace, which is told how it stands', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  const asked: Omit<Throttled, 'random'>[] = [];
  const caller = new Caller({
    clock,
    deadline: start + 60_000,
    signal: new AbortController().signal,
    pace: ({ random, ...throttled }) => {
      asked.push(throttled);
      return 1_000 * random() * throttled.times;
    },
    afterFault: () => 8,
  });
  const left = [THROTTLED, FAULT, THROTTLED];
  await caller.call('CreateUser', 'safe', () =>
    left.length > 0 ? Promise.reject(left.shift() as Error) : Promise.resolve(),
  );
  expect(clock.sleeps).toEqual([500, 8, 1_000]);
  expect(asked).toEqual([
    { operation: 'CreateUser', times: 1, started: start, now: start },
    { operation: 'CreateUser', times: 2, started: start, now: start + 508 },
  ]);
});

test('until the deadline, which is used to the end and never passed', async () => {
  const { attempt, clock, start } = setUp({ timeMs: 60_000, chance: 0.99 });
  const error = await attempt(Array<Error>(1_000).fill(THROTTLED)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'ThrottlingException', elapsedMs: 60_000 });
  expect((error as ConnectError).attempts).toBeGreaterThan(5);
  expect(clock.now() - start).toBe(60_000);
});

test('faults are told after a while', async () => {
  const { attempt, clock, start } = setUp({ chance: 0.99 });
  const error = await attempt(Array<Error>(100).fill(FAULT)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'InternalServiceException', attempts: 8 });
  expect(clock.now() - start).toBeLessThan(40_000);
});

test('no call starts after the end, and a wait ends with it', async () => {
  const { attempt, stop, records } = setUp();
  const waiting = attempt(Array<Error>(1_000).fill(THROTTLED));
  stop.abort(new Error('over'));
  await expect(waiting).rejects.toThrow('over');
  await expect(attempt([])).rejects.toThrow('over');
  expect(records.length).toBeLessThanOrEqual(1);
});

test('what a call is stopped at is an abort, and not repeated', async () => {
  const { caller, stop, records } = setUp();
  const call = caller.call('DescribeUser', 'safe', (signal) => {
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('AbortError'))),
    );
  });
  stop.abort();
  await expect(call).rejects.toMatchObject({ kind: 'aborted' });
  expect(records).toHaveLength(1);
});

test('the last call is known', async () => {
  const { attempt, caller } = setUp();
  await attempt([THROTTLED]);
  expect(caller.last).toEqual({ operation: 'CreateUser', attempt: 2, error: 'ThrottlingException' });
  await attempt([REFUSED]).catch(() => undefined);
  expect(caller.last).toEqual({ operation: 'CreateUser', attempt: 1, error: 'LimitExceededException' });
});

test.each([
  [1, 500],
  [2, 1_000],
  [3, 2_000],
  [6, 10_000],
  [2_000, 10_000],
])('before repeat %d after a fault at most %d ms', (attempt, most) => {
  expect(AFTER_FAULT(attempt, () => 0)).toBe(0);
  expect(AFTER_FAULT(attempt, () => 1)).toBe(most);
  expect(fullJitter(1, 1)(attempt, () => 0.5)).toBe(0.5);
});
