import type { ConnectError } from '../../../lambda/connect/errors';
import { deleteEvent, MARY } from '../support/events';
import { connectError, FakeConnect, INSTANCE, userArn } from '../support/fake-connect';
import { ours, run, theirs } from '../support/harness';

let fake: FakeConnect;
beforeEach(() => {
  fake = new FakeConnect('describeUser', 'deleteUser', 'findUser');
});
afterEach(() => expect(fake.unexpected).toEqual([]));

const ARN = userArn('user-1');
const seedMary = (Tags: Record<string, string> = ours()) => fake.seed({ Username: 'Mary', Tags });
const success = { Status: 'SUCCESS', RequestId: 'request-delete' };

describe('by ARN', () => {
  test('deletes the account', async () => {
    seedMary();
    const { answers, answer } = await run(fake, deleteEvent(ARN));
    expect(answers).toHaveLength(1);
    expect(answer).toMatchObject({ ...success, PhysicalResourceId: ARN });
    expect(answer.Data).toBeUndefined();
    expect(fake.made()).toEqual(['describeUser', 'deleteUser']);
    expect(fake.accounts.size).toBe(0);
  });

  test('needs no properties', async () => {
    seedMary();
    expect((await run(fake, deleteEvent(ARN, { Username: 7 as unknown as string }))).answer.Status).toBe(
      'SUCCESS',
    );
    expect(fake.accounts.size).toBe(0);
  });

  test('already gone is a success', async () => {
    const { answer, ms } = await run(fake, deleteEvent(ARN));
    expect(answer).toMatchObject(success);
    expect(ms).toBeLessThan(1_000);
  });

  test('the whole instance is gone: a success', async () => {
    fake.fault('findUser', { before: connectError('findUser', 'ResourceNotFoundException') });
    expect((await run(fake, deleteEvent(ARN))).answer).toMatchObject(success);
  });

  test('already gone, and the policy denies what has no tags: a success', async () => {
    fake.fault('deleteUser', { before: connectError('deleteUser', 'AccessDeniedException') });
    expect((await run(fake, deleteEvent(ARN))).answer).toMatchObject(success);
  });

  test('gone between the look and the call: a success', async () => {
    seedMary();
    fake.fault('deleteUser', { before: connectError('deleteUser', 'ResourceNotFoundException') });
    expect((await run(fake, deleteEvent(ARN))).answer).toMatchObject(success);
  });

  test.each([
    ['without an owner', {}],
    ["another's", theirs()],
    ['of the same stack but another resource', { ...theirs('Agents/Bob1234/1c2fa620') }],
  ])('an account %s is left alone', async (_, tags) => {
    seedMary(tags);
    const { answer, log } = await run(fake, deleteEvent(ARN));
    expect(answer).toMatchObject(success);
    expect(fake.accounts.size).toBe(1);
    expect(fake.writes()).toEqual([]);
    expect(log.map(({ message }) => message)).toContain('account left alone: its owner tag is not ours');
  });

  test('not yet described, but there: deleted, not orphaned', async () => {
    seedMary();
    fake.lag.describeUser = 1;
    expect((await run(fake, deleteEvent(ARN))).answer).toMatchObject(success);
    expect(fake.accounts.size).toBe(0);
  });

  test('not yet described nor deletable, but listed: tried again until it goes', async () => {
    seedMary();
    fake.lag.describeUser = 2;
    const missing = { before: connectError('deleteUser', 'ResourceNotFoundException') };
    fake.fault('deleteUser', missing, { before: connectError('deleteUser', 'AccessDeniedException') });
    expect((await run(fake, deleteEvent(ARN))).answer).toMatchObject(success);
    expect(fake.accounts.size).toBe(0);
  });

  test('listed for ever, but out of reach: FAILED, in bounded time', async () => {
    seedMary();
    fake.lag.describeUser = 10_000;
    const missing = { before: connectError('deleteUser', 'ResourceNotFoundException') };
    fake.fault('deleteUser', ...Array<{ before: ConnectError }>(100).fill(missing));
    const { answer, reason, ms } = await run(fake, deleteEvent(ARN));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
    expect(reason).toContain('listed, but can neither be described nor deleted');
    expect(ms).toBeLessThan(70_000);
  });

  test('ours, but denied until its tag counts: waited out', async () => {
    seedMary();
    const denied = { before: connectError('deleteUser', 'AccessDeniedException') };
    fake.fault('deleteUser', denied, denied, denied);
    expect((await run(fake, deleteEvent(ARN))).answer).toMatchObject(success);
    expect(fake.accounts.size).toBe(0);
  });

  test('ours, but denied for good: FAILED under the same id, in bounded time', async () => {
    seedMary();
    const denied = { before: connectError('deleteUser', 'AccessDeniedException') };
    fake.fault('deleteUser', ...Array<typeof denied>(100).fill(denied));
    const { answer, reason, ms } = await run(fake, deleteEvent(ARN));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
    expect(reason).toContain('DeleteUser: AccessDeniedException');
    expect(ms).toBeLessThan(40_000);
    expect(fake.accounts.size).toBe(1);
  });

  test('out of sight, denied and not listed yet: not taken for gone', async () => {
    seedMary();
    fake.lag.describeUser = 2;
    fake.lag.findUser = 1;
    fake.fault('deleteUser', { before: connectError('deleteUser', 'AccessDeniedException') });
    expect((await run(fake, deleteEvent(ARN))).answer).toMatchObject(success);
    expect(fake.accounts.size).toBe(0);
  });

  test.each(['InvalidRequestException', 'ThrottlingException'])(
    '%s: FAILED under the same id, so that CloudFormation can try again',
    async (name) => {
      seedMary();
      fake.fault('deleteUser', { before: connectError('deleteUser', name) });
      const { answer, reason } = await run(fake, deleteEvent(ARN));
      expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
      expect(reason).toContain(`DeleteUser: ${name}`);
      expect(fake.accounts.size).toBe(1);
    },
  );

  test('out of sight, and the blind delete fails otherwise: FAILED', async () => {
    seedMary();
    fake.lag.describeUser = 1;
    fake.fault('deleteUser', { before: connectError('deleteUser', 'InternalServiceException') });
    expect((await run(fake, deleteEvent(ARN))).answer.Status).toBe('FAILED');
  });
});

describe('not-created', () => {
  test('is a no-op, even with an account of that name', async () => {
    seedMary();
    const id = 'not-created/Mary5A1B2C3D/request-create';
    expect((await run(fake, deleteEvent(id))).answer).toMatchObject({ ...success, PhysicalResourceId: id });
    expect(fake.calls).toEqual([]);
  });
});

describe('maybe-created', () => {
  const id = `maybe-created/request-create/${INSTANCE}/Mary`;

  test('deletes what that request made, whatever the properties say', async () => {
    seedMary();
    const event = deleteEvent(id, { ...MARY, Username: 'Old' });
    expect((await run(fake, event)).answer).toMatchObject({ ...success, PhysicalResourceId: id });
    expect(fake.accounts.size).toBe(0);
  });

  test('waits for it to be listed', async () => {
    seedMary();
    fake.lag.findUser = 3;
    await run(fake, deleteEvent(id));
    expect(fake.accounts.size).toBe(0);
  });

  test('leaves an account of this resource that another request made', async () => {
    seedMary(ours({}, 'another-request'));
    expect((await run(fake, deleteEvent(id))).answer).toMatchObject(success);
    expect(fake.accounts.size).toBe(1);
  });

  test('leaves a stranger who has taken the name', async () => {
    fake.seed({ Username: 'MARY', Tags: ours() });
    await run(fake, deleteEvent(id));
    fake.seed({ Username: 'Mary', Tags: theirs() });
    await run(fake, deleteEvent(id));
    expect(fake.accounts.size).toBe(2);
    expect(fake.writes()).toEqual([]);
  });

  test('nobody there: a success', async () => {
    expect((await run(fake, deleteEvent(id))).answer).toMatchObject(success);
  });

  test('gone while looking: a success', async () => {
    seedMary();
    fake.lag.describeUser = 10_000;
    const find = fake.findUser.bind(fake);
    let looks = 0;
    fake.findUser = (...given) => (looks++ === 0 ? find(...given) : Promise.resolve(undefined));
    expect((await run(fake, deleteEvent(id))).answer).toMatchObject(success);
    expect(looks).toBe(2);
  });

  test('listed, but out of reach: FAILED, not orphaned in silence', async () => {
    seedMary();
    fake.lag.describeUser = 10_000;
    const { answer, reason, ms } = await run(fake, deleteEvent(id));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(reason).toContain('listed, but can neither be described nor deleted');
    expect(ms).toBeLessThan(70_000);
  });
});

describe('an id that CloudFormation made up, because the create was never answered', () => {
  const id = 'Agents-Mary5A1B2C3D-1ABCDEF';

  test('deletes the account of that name if it is ours', async () => {
    seedMary();
    expect((await run(fake, deleteEvent(id))).answer).toMatchObject({ ...success, PhysicalResourceId: id });
    expect(fake.accounts.size).toBe(0);
  });

  test("leaves a stranger's", async () => {
    seedMary({});
    expect((await run(fake, deleteEvent(id))).answer).toMatchObject(success);
    expect(fake.accounts.size).toBe(1);
  });

  test.each([
    ['no username', { ...MARY, Username: '' }],
    ['no instance', { ...MARY, InstanceId: ['?'] }],
    ['nothing', {}],
  ])('unusable properties (%s): a success, and a line in the log', async (_, properties) => {
    const { answer, log } = await run(fake, deleteEvent(id, properties));
    expect(answer).toMatchObject(success);
    expect(fake.calls).toEqual([]);
    expect(log.map(({ message }) => message).join()).toContain('nothing to delete');
  });

  test('the list fails: FAILED', async () => {
    fake.fault('findUser', { before: connectError('findUser', 'AccessDeniedException') });
    expect((await run(fake, deleteEvent(id))).answer.Status).toBe('FAILED');
  });
});
