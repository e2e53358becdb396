/** Late accounts: CloudFormation may have given up on them by then, and nobody would ever delete them. */
import type { ConnectApi, CreateUserInput } from '../../../lambda/connect/connect-api';
import { createEvent, MARY, updateEvent } from '../support/events';
import { connectError, FakeConnect, userArn } from '../support/fake-connect';
import { FakeClock } from '../support/fake-clock';
import { ours, run, theirs } from '../support/harness';

const NOW = 1_700_000_000_000;
const MINUTES = 60_000;

let fake: FakeConnect;
let clock: FakeClock;
beforeEach(() => {
  fake = new FakeConnect('createUser', 'describeUser', 'findUser');
  clock = new FakeClock();
});
afterEach(() => expect(fake.unexpected).toEqual([]));

/** The event as it is when it had to wait. */
const late = <E extends object>(event: E, ms = 2 * MINUTES) => ({
  ...event,
  ResponseURL: `https://bucket.s3.amazonaws.com/x?Expires=${(NOW - ms) / 1_000 + 7_200}&Signature=s`,
});

/** Connect whose `CreateUser` takes so long. */
const slow = (ms: number) => (): ConnectApi =>
  Object.assign(Object.create(fake) as FakeConnect, {
    createUser: async (input: CreateUserInput, before?: () => Promise<void>) => {
      const made = await fake.createUser(input, before);
      clock.pass(ms);
      return made;
    },
  });

const failure = (name: string) => connectError('describeUser', name);

test('early, nobody is asked', async () => {
  const { answer } = await run(fake, late(createEvent(), 4_000));
  expect(answer.Status).toBe('SUCCESS');
});

test.each(['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'IMPORT_IN_PROGRESS'])(
  'late, in %s: made',
  async (stackStatus) => {
    const { answer } = await run(fake, late(createEvent()), { stackStatus });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('user-1') });
  },
);

test.each([
  'ROLLBACK_IN_PROGRESS',
  'ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
  'CREATE_FAILED',
  'UPDATE_FAILED',
  'DELETE_IN_PROGRESS',
  'DELETE_COMPLETE',
  'CREATE_COMPLETE',
])('late, in %s: not made', async (stackStatus) => {
  const { answer, reason } = await run(fake, late(createEvent()), { stackStatus });
  expect(answer.Status).toBe('FAILED');
  expect(answer.PhysicalResourceId).toMatch(/^not-created\//);
  expect(reason).toContain(`CloudFormation has given up on this user: its stack is in ${stackStatus}`);
  expect(fake.accounts.size).toBe(0);
});

test('a stack that is no more: not made', async () => {
  const { answer } = await run(fake, late(createEvent()), { stackStatus: failure('ValidationError') });
  expect(answer.Status).toBe('FAILED');
  expect(fake.accounts.size).toBe(0);
});

test('where CloudFormation does not say, it is made, and the log tells', async () => {
  const { answer, log } = await run(fake, late(createEvent()), { stackStatus: failure('AccessDenied') });
  expect(answer.Status).toBe('SUCCESS');
  expect(log).toContainEqual(
    expect.objectContaining({ message: 'the status of the stack is unknown', error: 'AccessDenied' }),
  );
});

describe('an account of ours is there, and the stack goes back', () => {
  const stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

  test('a rollback returns to the former account', async () => {
    fake.seed({ Username: 'Mary', ...references, Tags: ours(MARY) });
    const renamed = { ...MARY, Username: 'Maria' };
    const event = updateEvent(fake.seed({ Username: 'Maria', Tags: ours(renamed) }).Arn, MARY, renamed);
    const { answer } = await run(fake, late(event), { stackStatus });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('user-1') });
    expect(fake.writes()).toEqual([]);
  });

  test('made by this event, and unknown to the stack: deleted', async () => {
    fake.allow('deleteUser').seed({ Username: 'Mary', Tags: ours(MARY) });
    const { answer } = await run(fake, late(createEvent()), { stackStatus });
    expect(answer.Status).toBe('FAILED');
    expect(fake.accounts.size).toBe(0);
  });

  test.each([
    ['known to the stack', userArn('user-1')],
    ['perhaps known to the stack', failure('AccessDenied')],
  ])('made by this event, and %s: kept', async (_, physicalId) => {
    fake.seed({ Username: 'Mary', ...references, Tags: ours(MARY) });
    await run(fake, late(createEvent()), { stackStatus, physicalId });
    expect(fake.writes()).toEqual([]);
    expect(fake.accounts.size).toBe(1);
  });

  test('a stranger’s is left alone, even where it might be adopted', async () => {
    fake.seed({ Username: 'Mary' });
    fake.seed({ Username: 'Bob', Tags: theirs() });
    const { answer } = await run(fake, late(createEvent({ ...MARY, ExistingUser: 'ADOPT' })), {
      stackStatus,
    });
    expect(answer.PhysicalResourceId).toMatch(/^not-created\//);
    expect(fake.writes()).toEqual([]);
  });
});

describe('given up while CreateUser was on its way', () => {
  const stackStatus = 'ROLLBACK_COMPLETE';

  test('the account is deleted', async () => {
    fake.allow('deleteUser');
    const { answer } = await run(fake, createEvent(), { connect: slow(6_000), clock, stackStatus });
    expect(answer.PhysicalResourceId).toMatch(/^not-created\//);
    expect(fake.writes()).toEqual(['createUser', 'deleteUser']);
  });

  test('but another delivery was answered in time: kept', async () => {
    const { answer } = await run(fake, createEvent(), {
      connect: slow(6_000),
      clock,
      stackStatus,
      physicalId: userArn('user-1'),
    });
    expect(answer.Status).toBe('SUCCESS');
    expect(fake.writes()).toEqual(['createUser']);
  });

  test('an adoption is undone', async () => {
    fake.allow('tag', 'untag').seed({ Username: 'Mary', ...references });
    const ran = await run(fake, createEvent({ ...MARY, ExistingUser: 'ADOPT' }), {
      connect: () =>
        Object.assign(Object.create(fake) as FakeConnect, {
          tag: async (...input: Parameters<ConnectApi['tag']>) => {
            await fake.tag(...input);
            clock.pass(6_000);
          },
        }),
      clock,
      stackStatus,
    });
    expect(ran.answer.Status).toBe('FAILED');
    expect(fake.writes()).toEqual(['createUser', 'tag', 'untag']);
    expect(fake.accounts.get('user-1')?.Tags).toEqual({});
  });
});

const references = { RoutingProfileId: 'rp-1', SecurityProfileIds: ['sp-agent'] };
