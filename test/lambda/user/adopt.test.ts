/** Adoption, release and references, over a Connect that is a fake. */
import { inflateRawSync } from 'node:zlib';
import { LOOKUP_TYPE, OWNER_TAG } from '../../../lib/private/contract';
import { createEvent, deleteEvent, MARY, OWNER, updateEvent } from '../support/events';
import { connectError, FakeConnect, INSTANCE, userArn } from '../support/fake-connect';
import { ours, run, theirs } from '../support/harness';

let fake: FakeConnect;
beforeEach(() => {
  fake = new FakeConnect('createUser', 'findUser', 'describeUser', 'tag', 'untag');
  fake.allow('updateRoutingProfile', 'updateSecurityProfiles', 'updateIdentityInfo');
});
afterEach(() => expect(fake.unexpected).toEqual([]));

const ADOPT = { ...MARY, ExistingUser: 'ADOPT', IdentityInfo: { FirstName: 'Mary' } };
const KEY_ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:key-AbCdEf';
const KEY = { [KEY_ARN]: 'k'.repeat(64) };
/** As the construct has it: with the key. */
const SEALING = { ...ADOPT, AdoptionKeyArn: KEY_ARN };
const ARN = userArn('user-1');
const before = { RoutingProfileId: 'rp-old', SecurityProfileIds: ['sp-admin'], Tags: { a: '1' } };
const seed = (more: object = {}) =>
  fake.seed({ Username: 'Mary', IdentityInfo: { FirstName: 'Maria' }, ...before, ...more });
const adoptedTags = async () => {
  seed();
  await run(fake, createEvent(ADOPT));
  fake.calls.length = 0;
};

test('takes over: the owner tag first, then what differs; the log has names, no values', async () => {
  seed();
  const { answer, log, logText } = await run(fake, createEvent(ADOPT));
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
  expect(fake.writes()).toEqual([
    ...['createUser', 'tag', 'updateRoutingProfile', 'updateSecurityProfiles', 'updateIdentityInfo'],
  ]);
  expect(fake.accounts.get('user-1')?.Tags?.[OWNER_TAG]).toMatch(new RegExp(`^${OWNER} - \\S+ adopted$`));
  expect(log.find(({ message }) => message === 'account adopted')?.names).toEqual([
    'RoutingProfileId',
    'SecurityProfileIds',
    'IdentityInfo.FirstName',
  ]);
  expect(logText).not.toMatch(/Maria/);
});

test.each([
  ['without a key: in the clear, without personal data', ADOPT, '1', 'will not put personal data back'],
  ['with a key: sealed', SEALING, '2', undefined],
])('what it was is in tags, %s', async (_, properties, version, warning) => {
  seed();
  const { log } = await run(fake, createEvent(properties), { secrets: KEY });
  const { Tags = {} } = fake.accounts.get('user-1')!;
  const text = Tags['cdk-connect-user:before-1'];
  expect(text).toMatch(new RegExp(`^${version}`));
  const [warned] = log.filter(({ level }) => level === 'WARN');
  expect(warned?.message).toEqual(warning && expect.stringContaining(warning));
  if (version === '2') return;
  expect(JSON.parse(inflateRawSync(Buffer.from(text.slice(1), 'base64url')).toString())).toEqual({
    RoutingProfileId: 'rp-old',
    SecurityProfileIds: ['sp-admin'],
    Tags: {},
  });
});

test.each([
  ['refused', connectError('tag', 'AccessDeniedException')],
  ['not answered', connectError('tag', 'InternalServiceException')],
])('the key is %s: adopted all the same, as without one, and the log says so', async (_, error) => {
  seed();
  const { answer, log } = await run(fake, createEvent(SEALING), {
    secrets: { [KEY_ARN]: error },
    stackStatus: 'CREATE_IN_PROGRESS',
  });
  expect(answer.Status).toBe('SUCCESS');
  expect(fake.accounts.get('user-1')?.Tags?.['cdk-connect-user:before-1']).toMatch(/^1/);
  expect(log.filter(({ level }) => level === 'WARN').map(({ message }) => message)).toEqual([
    'the adoption key cannot be read',
    'a later rollback will not put personal data back',
  ]);
});

test('the record of an earlier adoption goes first', async () => {
  const stale = { 'cdk-connect-user:before-1': '2old', 'cdk-connect-user:before-7': 'old' };
  seed({ Tags: { a: '1', ...stale } });
  await run(fake, createEvent(SEALING), { secrets: KEY });
  expect(fake.writes().slice(0, 3)).toEqual(['createUser', 'untag', 'tag']);
  expect(Object.keys(fake.accounts.get('user-1')?.Tags ?? {})).toEqual([
    ...['a', OWNER_TAG, 'cdk-connect-user:before-1'],
  ]);
});

test.each([
  ["another's, whatever existingUser says", { Tags: theirs() }, ADOPT, /belongs to Other\/Bob/],
  ['without ADOPT', {}, MARY, /no stack manages it\. Give existingUser ADOPT/],
  ['in other letter case', { Username: 'mary' }, ADOPT, /in other upper and lower case/],
  ['with another directory id', {}, { ...ADOPT, DirectoryUserId: 'd' }, /DirectoryUserId differs/],
])('not touched: %s', async (_, account, properties, reason) => {
  const seeded = structuredClone(seed(account));
  const ran = await run(fake, createEvent(properties));
  expect(ran.answer.Status).toBe('FAILED');
  expect(ran.answer.PhysicalResourceId).toMatch(/^not-created\//);
  expect(ran.reason).toMatch(reason);
  expect(fake.accounts.get('user-1')).toEqual(seeded);
  expect(fake.writes()).toEqual(['createUser']);
});

test('fails half-way: put back in the same invocation, and nothing for a Delete to do', async () => {
  const seeded = structuredClone(seed());
  fake.fault('updateIdentityInfo', { before: connectError('updateIdentityInfo', 'InvalidRequestException') });
  const { answer } = await run(fake, createEvent(ADOPT));
  expect(answer.PhysicalResourceId).toMatch(/^not-created\//);
  expect(fake.accounts.get('user-1')).toEqual(seeded);
});

test('fails half-way and cannot be undone: the answer has the id, so that a Delete releases it', async () => {
  seed();
  const refused = connectError('updateIdentityInfo', 'InvalidRequestException');
  fake.fault('updateIdentityInfo', { before: refused });
  fake.fault('untag', { before: connectError('untag', 'InternalServiceException') });
  const { answer, log } = await run(fake, createEvent(ADOPT));
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
  expect(log.map(({ message }) => message)).toContain('the adoption could not be undone');
});

test('no room for the tags: adopted all the same, and the log says what that means', async () => {
  const Tags = Object.fromEntries(Array.from({ length: 49 }, (_, n) => [`t${n}`, '']));
  seed({ Tags });
  const { answer, log } = await run(fake, createEvent(ADOPT));
  expect(answer.Status).toBe('SUCCESS');
  expect(Object.keys(fake.accounts.get('user-1')?.Tags ?? {})).toHaveLength(50);
  expect(log.map(({ message }) => message)).toContain(
    'no room for tags: a later rollback will not put the account back',
  );
});

test('delivered again: the same answer, and nothing more is changed', async () => {
  await adoptedTags();
  const { answer } = await run(fake, createEvent(ADOPT));
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
  expect(fake.writes()).toEqual(['createUser']);
});

test('an account that this resource left behind counts as adopted, with ADOPT only', async () => {
  seed({ Tags: ours({}, 'earlier') });
  await run(fake, createEvent(MARY));
  expect(fake.accounts.get('user-1')?.Tags?.[OWNER_TAG]).not.toContain('adopted');
  await run(fake, createEvent(ADOPT, 'later'));
  expect(fake.accounts.get('user-1')?.Tags?.[OWNER_TAG]).toContain('adopted');
});

test('renamed onto an account: it is adopted', async () => {
  seed();
  fake.seed({ ...before, Username: 'Old', Tags: ours(), Id: 'old' });
  const event = updateEvent(userArn('old'), ADOPT, { ...ADOPT, Username: 'Old' });
  expect((await run(fake, event)).answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: ARN });
});

describe('Delete of an adopted account', () => {
  const DESTROY = { ...ADOPT, RemovalPolicy: 'DESTROY' };
  const denied = connectError('describeUser', 'AccessDeniedException');

  test.each<[string, object, string | typeof denied, 'deleted' | 'released' | 'back']>([
    ['removed', ADOPT, 'DELETE_IN_PROGRESS', 'released'],
    ['replaced', ADOPT, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'released'],
    ['removed with DESTROY', DESTROY, 'DELETE_IN_PROGRESS', 'deleted'],
    ['rolled back', ADOPT, 'ROLLBACK_IN_PROGRESS', 'back'],
    ['rolled back with DESTROY', DESTROY, 'ROLLBACK_IN_PROGRESS', 'back'],
    ['rolled back later', DESTROY, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'back'],
    ['with DESTROY, and nobody says why', DESTROY, denied, 'released'],
  ])('%s', async (_, properties, stackStatus, end) => {
    await adoptedTags();
    fake.allow('deleteUser');
    const event = deleteEvent(ARN, properties as typeof MARY);
    expect((await run(fake, event, { stackStatus })).answer.Status).toBe('SUCCESS');
    const account = fake.accounts.get('user-1');
    if (end === 'deleted') return expect(account).toBeUndefined();
    expect(account?.Tags).toEqual({ a: '1' });
    expect(account?.RoutingProfileId).toBe(end === 'back' ? 'rp-old' : 'rp-1');
    expect(account?.IdentityInfo).toEqual({ FirstName: 'Mary' });
  });

  test('a record that somebody tampered with is ignored', async () => {
    await adoptedTags();
    fake.accounts.get('user-1')!.Tags = {
      ...fake.accounts.get('user-1')!.Tags,
      'cdk-connect-user:before-1': '1not compressed',
    };
    const stackStatus = 'ROLLBACK_IN_PROGRESS';
    expect((await run(fake, deleteEvent(ARN, ADOPT), { stackStatus })).answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-1')?.Tags).toEqual({ a: '1' });
  });

  test.each([
    ['gone', 0],
    ['seen late', 2],
  ])('never blindly: %s', async (what, lag) => {
    await adoptedTags();
    if (what === 'gone') fake.accounts.clear();
    fake.lag.describeUser = lag;
    const options = { stackStatus: 'DELETE_IN_PROGRESS' };
    expect((await run(fake, deleteEvent(ARN, ADOPT), options)).answer.Status).toBe('SUCCESS');
    expect(fake.made()).not.toContain('deleteUser');
    expect(fake.accounts.size).toBe(what === 'gone' ? 0 : 1);
  });
});

describe('quick connects', () => {
  const properties = { ...MARY, DeleteQuickConnects: 'true' };
  beforeEach(() => {
    fake.allow('deleteUser', 'listUserQuickConnects', 'quickConnectTarget', 'deleteQuickConnect');
    fake.quickConnects.set('qc-mary', 'user-1').set('qc-arn', ARN).set('qc-bob', 'bob');
    seed({ Tags: ours() });
  });

  test('that point at the account go first', async () => {
    expect((await run(fake, deleteEvent(ARN, properties))).answer.Status).toBe('SUCCESS');
    expect([...fake.quickConnects.keys()]).toEqual(['qc-bob']);
    expect(fake.writes()).toEqual([
      'quickConnectTarget',
      'deleteQuickConnect',
      'quickConnectTarget',
      'deleteQuickConnect',
      'quickConnectTarget',
      'deleteUser',
    ]);
  });

  test('gone meanwhile is as good', async () => {
    const missing = { before: connectError('deleteQuickConnect', 'ResourceNotFoundException') };
    fake.fault('deleteQuickConnect', missing, missing);
    expect((await run(fake, deleteEvent(ARN, properties))).answer.Status).toBe('SUCCESS');
    expect(fake.accounts.size).toBe(0);
  });

  test.each([
    ['not asked for', { ...properties, DeleteQuickConnects: 'false' }, ours()],
    ["the account is another's", properties, theirs()],
  ])('stay: %s', async (_, given, Tags) => {
    fake.accounts.get('user-1')!.Tags = Tags;
    await run(fake, deleteEvent(ARN, given));
    expect(fake.quickConnects.size).toBe(3);
  });
});

describe('a reference', () => {
  const PROPERTIES = { ServiceToken: 'arn', InstanceId: INSTANCE, Username: 'Mary' };
  const id = `reference/${INSTANCE}/user-1`;
  const of = (event: object) => ({ ...event, ResourceType: LOOKUP_TYPE });

  test('is the account that has the username', async () => {
    seed();
    for (const event of [createEvent(PROPERTIES), updateEvent(id, PROPERTIES, PROPERTIES)]) {
      const { answer } = await run(fake, of(event));
      expect(answer).toMatchObject({
        Status: 'SUCCESS',
        PhysicalResourceId: id,
        Data: { UserId: 'user-1', UserArn: ARN, Username: 'Mary' },
      });
    }
    expect(new Set(fake.made())).toEqual(new Set(['findUser']));
  });

  test('deleted, touches nothing, even under the ARN of an account that is ours', async () => {
    seed({ Tags: ours() });
    for (const physicalId of [id, ARN, 'made up']) {
      expect((await run(fake, of(deleteEvent(physicalId, PROPERTIES)))).answer.Status).toBe('SUCCESS');
    }
    expect(fake.calls).toEqual([]);
  });

  test.each([
    ['nobody has it', 'Bob', /has no user with the username that Mary5A1B2C3D refers to\. Correct/],
    ['other letter case', 'MARY', /One differs in letter case only \(account user-1\)/],
  ])('%s: FAILED', async (_, Username, reason) => {
    seed();
    const ran = await run(fake, of(createEvent({ ...PROPERTIES, Username })));
    expect(ran.answer.Status).toBe('FAILED');
    expect(ran.reason).toMatch(reason);
    expect(fake.writes()).toEqual([]);
  });
});
