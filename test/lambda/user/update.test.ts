import { OWNER_TAG } from '../../../lib/private/contract';
import { MARY, OWNER, SECRET_ARN, updateEvent } from '../support/events';
import type { Properties } from '../support/events';
import { connectError, FakeConnect, INSTANCE, userArn } from '../support/fake-connect';
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
    [
      "a proficiency's level",
      { Proficiencies: [{ AttributeName: 'L', AttributeValue: 'de', Level: '3' }] },
      { proficiencies: [{ AttributeName: 'L', AttributeValue: 'de', Level: 2 }] },
      ['updateProficiencies'],
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
      'updateProficiencies',
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

  test.each<[string, Properties, string]>([
    ['no routing profile', { RoutingProfileId: undefined }, 'no routing profile'],
    ['no security profile', { SecurityProfileIds: undefined }, 'no security profile'],
    ['two routing profiles', { RoutingProfileName: 'Basic Routing Profile' }, 'Both RoutingProfileId and'],
    ['two groups', { HierarchyGroupId: 'hg-1', HierarchyGroupName: 'Berlin' }, 'Both HierarchyGroupId and'],
  ])('%s', async (_, change, reason) => {
    seedMary();
    expect(await refused(updateEvent(ARN, mary(change)))).toContain(reason);
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
