/** What the handler tells the pace of its calls: how many users there are, and since when they are on their way. */
import { paceOf } from '../../../lambda/connect/pace';
import type { Caller } from '../../../lambda/connect/retry';
import type { ConnectApi, CreateUserInput } from '../../../lambda/connect/connect-api';
import { createEvent } from '../support/events';
import { connectError, FakeConnect } from '../support/fake-connect';
import { run } from '../support/harness';

/** When the fake clock starts. */
const NOW = 1_700_000_000_000;
const THROTTLED = connectError('createUser', 'ThrottlingException');
const FULL = connectError('createUser', 'LimitExceededException');

/** Connect, with the calls of `CreateUser` going through the caller, as over the SDK. */
function failing(fake: FakeConnect, errors: Error[]) {
  return (caller: Caller): ConnectApi => {
    const createUser = (input: CreateUserInput, before?: () => Promise<void>) =>
      caller.call(
        'CreateUser',
        'unsafe',
        () => {
          const error = errors.shift();
          return error === undefined ? fake.createUser(input) : Promise.reject(error);
        },
        {},
        before,
      );
    return Object.assign(Object.create(fake) as FakeConnect, { createUser });
  };
}

const event = (sentAt: number) => ({
  ...createEvent(),
  ResponseURL: `https://bucket.s3.amazonaws.com/x?Expires=${sentAt / 1_000 + 7_200}&Signature=s`,
});

test.each<[string, number, number]>([
  ['alone', 1, NOW],
  ['one of 16, which need 8 s', 16, NOW],
  ['one of 16, delivered late', 16, NOW - 3_000],
  ['one of 16, delivered when all should be done', 16, NOW - 60_000],
])('%s', async (_, users, sentAt) => {
  const fake = new FakeConnect('createUser', 'describeUser');
  const { answer, clock } = await run(fake, event(sentAt), {
    users,
    connect: failing(fake, [THROTTLED]),
    stackStatus: 'CREATE_IN_PROGRESS',
  });
  expect(answer.Status).toBe('SUCCESS');
  const pace = paceOf({ users, sent: sentAt, startMs: 0 });
  const random = () => 0.5;
  expect(clock.sleeps).toContain(pace({ operation: 'CreateUser', times: 1, started: NOW, now: NOW, random }));
});

test('a full user quota fails at once', async () => {
  const fake = new FakeConnect('createUser', 'describeUser');
  const ran = await run(fake, event(NOW), { users: 400, connect: failing(fake, [FULL]) });
  expect(ran.answer.Status).toBe('FAILED');
  expect(ran.reason).toContain('LimitExceededException');
  expect(ran.ms).toBe(0);
});
