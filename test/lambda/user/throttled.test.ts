/** What the handler tells the pace of its calls: how many users there are, and since when they are on their way. */
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

/** Half-way between 2 s and what is left of the users' time, as square roots go. */
const middle = (from: number, to: number) => ((Math.sqrt(from) + Math.sqrt(to)) / 2) ** 2;
test.each<[string, number, number, number]>([
  ['alone', 1, NOW, middle(1_000, 2_000)],
  ['one of 16, which need 8 s', 16, NOW, middle(2_000, 8_000)],
  ['one of 16, delivered late', 16, NOW - 3_000, middle(2_000, 5_000)],
  ['one of 16, delivered when all should be done', 16, NOW - 60_000, 1_000],
])('%s', async (_, users, sentAt, ms) => {
  const fake = new FakeConnect('createUser', 'describeUser');
  const { answer, clock } = await run(fake, event(sentAt), {
    users,
    connect: failing(fake, [THROTTLED]),
    stackStatus: 'CREATE_IN_PROGRESS',
  });
  expect(answer.Status).toBe('SUCCESS');
  expect(clock.sleeps.map(Math.round)).toContain(Math.round(ms));
});

test('a full user quota fails at once', async () => {
  const fake = new FakeConnect('createUser', 'describeUser');
  const ran = await run(fake, event(NOW), { users: 400, connect: failing(fake, [FULL]) });
  expect(ran.answer.Status).toBe('FAILED');
  expect(ran.reason).toContain('LimitExceededException');
  expect(ran.ms).toBe(0);
});
