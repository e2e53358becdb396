import { OWNER_TAG } from '../../../lib/private/contract';
import { MARY, OWNER, SECRET_ARN, updateEvent } from '../support/events';
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

describe('in place', () => {
  test('nothing differs: one look, the same id and attributes', async () => {
    seedMary();
    const { answers, answer } = await run(fake, updateEvent(ARN, MARY));
    expect(answers).toHaveLength(1);
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: ARN,
      Data: { UserId: 'user-1', UserArn: ARN, Username: 'Mary' },
    });
    expect(fake.made()).toEqual(['describeUser']);
  });

  test.each<[string, Properties, Partial<Account>, string[]]>([
    ['routing profile', { RoutingProfileId: 'rp-2' }, {}, ['updateRoutingProfile']],
    [
      'one security profile more',
      { SecurityProfileIds: ['sp-agent', 'sp-2'] },
      {},
      ['updateSecurityProfiles'],
    ],
    ['hierarchy group', { HierarchyGroupId: 'hg-1' }, {}, ['updateHierarchy']],
    ['a name', { IdentityInfo: { FirstName: 'M' } }, {}, ['updateIdentityInfo']],
    ['phone settings', { PhoneConfig: { AutoAccept: 'true' } }, {}, ['updatePhoneConfig']],
    [
      'a channel',
      { PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: 'true' }] },
      {},
      ['updateConfig'],
    ],
    [
      'a proficiency',
      { Proficiencies: [{ AttributeName: 'L', AttributeValue: 'de', Level: '3' }] },
      {},
      ['associateProficiencies'],
    ],
    ['a tag', { Tags: { team: 'blue' } }, {}, ['tag']],
  ])('%s: only the call that differs, and none the second time', async (_, change, account, calls) => {
    fake.allow(
      'updateRoutingProfile',
      'updateSecurityProfiles',
      'updateHierarchy',
      'updateIdentityInfo',
      'updatePhoneConfig',
      'updateConfig',
      'listProficiencies',
      'associateProficiencies',
      'tag',
    );
    seedMary(account);
    const event = updateEvent(ARN, mary(change));
    expect((await run(fake, event)).answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
    expect(fake.writes()).toEqual(calls);
    await run(fake, event);
    expect(fake.writes()).toEqual(calls);
  });

  test('drift is undone', async () => {
    fake.allow('updateRoutingProfile');
    seedMary({ RoutingProfileId: 'rp-drifted' });
    await run(fake, updateEvent(ARN, MARY, MARY));
    expect(fake.accounts.get('user-1')?.RoutingProfileId).toBe('rp-1');
  });

  test('the group taken away: the user leaves the hierarchy', async () => {
    fake.allow('updateHierarchy');
    seedMary({ HierarchyGroupId: 'hg-1' });
    await run(fake, updateEvent(ARN, MARY, mary({ HierarchyGroupName: 'Berlin' })));
    expect(fake.inputOf('updateHierarchy')).toEqual({
      InstanceId: INSTANCE,
      UserId: 'user-1',
      id: undefined,
    });
  });

  test('the instance said by id instead of ARN is the same instance', async () => {
    seedMary();
    const { answer } = await run(fake, updateEvent(ARN, mary({ InstanceId: INSTANCE })));
    expect(answer.PhysicalResourceId).toBe(ARN);
    expect(fake.writes()).toEqual([]);
  });

  test('properties of an older version, however odd, do not matter', async () => {
    seedMary();
    const old = { Username: ['?'], PhoneConfig: 'none', Tags: 7, Gone: { x: 1 }, SecurityProfileIds: [{}] };
    expect((await run(fake, updateEvent(ARN, MARY, old))).answer.Status).toBe('SUCCESS');
    expect((await run(fake, updateEvent(ARN, MARY, 'garbage'))).answer.Status).toBe('SUCCESS');
  });

  test('desired properties that the rules would refuse are not refused: it may be a rollback', async () => {
    fake.allow('updateIdentityInfo');
    seedMary();
    const { answer } = await run(
      fake,
      updateEvent(ARN, mary({ IdentityInfo: { FirstName: 'x'.repeat(300) } })),
    );
    expect(answer.Status).toBe('SUCCESS');
  });

  test('a moment out of sight is waited out', async () => {
    seedMary();
    fake.lag.describeUser = 2;
    expect((await run(fake, updateEvent(ARN, MARY))).answer.Status).toBe('SUCCESS');
  });

  test('a call fails: FAILED under the same id', async () => {
    fake.allow('updateRoutingProfile');
    seedMary();
    fake.fault('updateRoutingProfile', {
      before: connectError('updateRoutingProfile', 'ResourceNotFoundException'),
    });
    const { answer, reason } = await run(fake, updateEvent(ARN, mary({ RoutingProfileId: 'rp-2' })));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
    expect(reason).toContain('UpdateUserRoutingProfile: ResourceNotFoundException');
  });
});

describe('refused in place, nothing touched', () => {
  afterEach(() => expect(fake.writes()).toEqual([]));
  const refused = async (event: unknown) => {
    const { answer, reason } = await run(fake, event);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
    return reason;
  };

  test('the account is gone', async () => {
    expect(await refused(updateEvent(ARN, MARY))).toMatch(/user-1 is gone.*another construct id/);
  });

  test('the owner tag is gone', async () => {
    seedMary({ Tags: {} });
    expect(await refused(updateEvent(ARN, MARY))).toContain(`'${OWNER_TAG}=${OWNER}'`);
  });

  test('the owner is another', async () => {
    seedMary({ Tags: theirs() });
    expect(await refused(updateEvent(ARN, MARY))).toContain('managed by Other/Bob/9f9f9f9f');
  });

  test.each<[string, Properties, Properties, string]>([
    ['another secret', { PasswordSecretArn: SECRET_ARN }, { PasswordSecretArn: 'arn:other' }, 'password'],
    [
      'another field of it',
      { PasswordSecretArn: SECRET_ARN },
      { PasswordSecretArn: SECRET_ARN, PasswordSecretField: 'pw' },
      'password',
    ],
    ['a secret where there was none', {}, { PasswordSecretArn: SECRET_ARN }, 'password'],
    ['another directory id', { DirectoryUserId: 'd-1' }, { DirectoryUserId: 'd-2' }, 'DirectoryUserId'],
    ['a directory id where there was none', {}, { DirectoryUserId: 'd-2' }, 'DirectoryUserId'],
    ['the directory id taken away', { DirectoryUserId: 'd-1' }, {}, 'DirectoryUserId'],
  ])('%s, and the rollback of it succeeds', async (_, before, after, reason) => {
    seedMary({ DirectoryUserId: before.DirectoryUserId as string, Tags: ours(before) });
    expect(await refused(updateEvent(ARN, mary(after), mary(before)))).toContain(reason);
    const rollback = await run(fake, updateEvent(ARN, mary(before), mary(after)));
    expect(rollback.answer.Status).toBe('SUCCESS');
  });

  test('a wrong type', async () => {
    seedMary();
    expect(await refused(updateEvent(ARN, mary({ Tags: ['a'] })))).toContain('ResourceProperties.Tags');
  });
});

describe('the password source', () => {
  const withSecret = { PasswordSecretArn: SECRET_ARN };

  test('taken away: the password stays', async () => {
    seedMary({ Tags: ours(withSecret) });
    expect((await run(fake, updateEvent(ARN, MARY, mary(withSecret)))).answer.Status).toBe('SUCCESS');
  });

  test('and given again: it is the one that the account has', async () => {
    seedMary({ Tags: ours(withSecret) });
    expect((await run(fake, updateEvent(ARN, mary(withSecret), MARY))).answer.Status).toBe('SUCCESS');
  });

  test('unchanged, and the owner tag was put back by hand', async () => {
    seedMary({ Tags: { [OWNER_TAG]: OWNER } });
    expect((await run(fake, updateEvent(ARN, mary(withSecret), mary(withSecret)))).answer.Status).toBe(
      'SUCCESS',
    );
    expect((await run(fake, updateEvent(ARN, mary(withSecret), MARY))).answer.Status).toBe('FAILED');
  });
});

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
      before: connectError('updateRoutingProfile', 'AccessDeniedException'),
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
