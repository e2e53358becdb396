/** Updates that make a new account: the username or the instance changes, or there never was one. */
import { MARY, SECRET_ARN, updateEvent } from '../support/events';
import type { Properties } from '../support/events';
import { connectError, FakeConnect, INSTANCE, INSTANCE_ARN, userArn } from '../support/fake-connect';
import type { Account } from '../support/fake-connect';
import { ours, run, theirs } from '../support/harness';

let fake: FakeConnect;
beforeEach(() => {
  fake = new FakeConnect('describeUser');
});
afterEach(() => expect(fake.unexpected).toEqual([]));

/** The account that MARY makes. */
const seedMary = (more: Partial<Account> = {}) =>
  fake.seed({
    Username: 'Mary',
    RoutingProfileId: 'rp-1',
    SecurityProfileIds: ['sp-agent'],
    Tags: ours(),
    ...more,
  });

const mary = (more: Properties) => ({ ...MARY, ...more });
const ARN = userArn('user-1');

describe('a rename', () => {
  beforeEach(() => fake.allow('createUser', 'findUser'));
  const bob = mary({ Username: 'Bob' });

  test('makes a new account and leaves the old one to CloudFormation', async () => {
    seedMary();
    const { answer } = await run(fake, updateEvent(ARN, bob));
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: userArn('user-2'),
      Data: { UserId: 'user-2', Username: 'Bob' },
    });
    expect(fake.writes()).toEqual(['createUser']);
    expect(fake.accounts.has('user-1')).toBe(true);
  });

  test('rolled back: returns to the old account', async () => {
    seedMary();
    await run(fake, updateEvent(ARN, bob));
    const { answer } = await run(fake, updateEvent(userArn('user-2'), MARY, bob, 'request-rollback'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
    expect(fake.accounts.size).toBe(2);
  });

  test('rolled back, and the old account cannot be put right: not handed over for deletion', async () => {
    seedMary({ RoutingProfileId: 'rp-drifted' });
    fake.allow('updateRoutingProfile');
    await run(fake, updateEvent(ARN, bob));
    fake.fault('updateRoutingProfile', {
      before: connectError('updateRoutingProfile', 'InvalidRequestException'),
    });
    const { answer } = await run(fake, updateEvent(userArn('user-2'), MARY, bob, 'request-rollback'));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-2') });
  });

  test('delivered twice: one new account, one id', async () => {
    seedMary();
    const first = await run(fake, updateEvent(ARN, bob));
    const second = await run(fake, updateEvent(ARN, bob));
    expect(second.answer).toEqual(first.answer);
    expect(fake.accounts.size).toBe(2);
  });

  test('the new account was made but a later step fails: FAILED with the new id', async () => {
    seedMary();
    fake.allow('associateProficiencies', 'listProficiencies');
    const refusal = { before: connectError('associateProficiencies', 'InvalidParameterException') };
    fake.fault('associateProficiencies', refusal, refusal);
    const event = updateEvent(ARN, {
      ...bob,
      Proficiencies: [{ AttributeName: 'L', AttributeValue: 'de', Level: '3' }],
    });
    expect((await run(fake, event)).answer).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: userArn('user-2'),
    });
    // So does the second delivery of the same event, which finds that account.
    expect((await run(fake, event)).answer.PhysicalResourceId).toBe(userArn('user-2'));
  });

  test("the new name is a stranger's: FAILED under the old id, nothing touched", async () => {
    seedMary();
    fake.seed({ Username: 'Bob' });
    const { answer } = await run(fake, updateEvent(ARN, bob));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
    expect(fake.accounts.size).toBe(2);
  });

  test('refused: FAILED under the old id', async () => {
    seedMary();
    fake.fault('createUser', { before: connectError('createUser', 'LimitExceededException') });
    expect((await run(fake, updateEvent(ARN, bob))).answer).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: ARN,
    });
  });

  test('only the letter case differs, and to Connect that is the same name', async () => {
    seedMary();
    const { answer, reason } = await run(fake, updateEvent(ARN, mary({ Username: 'MARY' })));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
    expect(reason).toContain('letter case');
  });

  test('only the letter case differs, and to Connect that is another name', async () => {
    seedMary();
    fake.caseInsensitive = false;
    const { answer } = await run(fake, updateEvent(ARN, mary({ Username: 'MARY' })));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('user-2') });
  });

  test('of an account that is gone: a new one', async () => {
    const { answer } = await run(fake, updateEvent(ARN, bob, MARY));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('user-1') });
    expect(fake.writes()).toEqual(['createUser']);
  });

  test('of an account that is not ours: the new one is ours, the old one untouched', async () => {
    seedMary({ Tags: theirs() });
    const { answer } = await run(fake, updateEvent(ARN, bob));
    expect(answer.PhysicalResourceId).toBe(userArn('user-2'));
    expect(fake.writes()).toEqual(['createUser']);
  });

  test('with another password secret: the new account gets it', async () => {
    seedMary({ Tags: ours({ PasswordSecretArn: 'arn:old' }) });
    const { answer } = await run(fake, updateEvent(ARN, { ...bob, PasswordSecretArn: SECRET_ARN }), {
      secrets: { [SECRET_ARN]: 'Pass@Word1' },
    });
    expect(answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-2')?.password).toBe('Pass@Word1');
  });
});

test('another instance: a new account there, the old one not even looked at', async () => {
  fake.allow('createUser');
  seedMary();
  const instance = INSTANCE_ARN.replace(INSTANCE, 'another-instance');
  const { answer } = await run(fake, updateEvent(ARN, mary({ InstanceId: instance })));
  expect(answer).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: userArn('user-2', 'another-instance'),
  });
  expect(fake.calls[1]).toMatchObject({ input: { InstanceId: 'another-instance' } });
});

test.each(['not-created/Mary5A1B2C3D/request-create', `maybe-created/r/${INSTANCE}/Bob`, 'made-up-by-cfn'])(
  'of what was never created (%s): created, or found',
  async (id) => {
    fake.allow('createUser', 'findUser');
    const first = await run(fake, updateEvent(id, MARY));
    expect(first.answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
    expect((await run(fake, updateEvent(id, MARY))).answer.PhysicalResourceId).toBe(ARN);
    expect(fake.accounts.size).toBe(1);
  },
);
