/** What a rollback makes of an adopted account, over a Connect that is a fake. */
import { deflateRawSync } from 'node:zlib';
import { OWNER_TAG } from '../../../lib/private/contract';
import { createEvent, deleteEvent, MARY, updateEvent } from '../support/events';
import { connectError, FakeConnect, userArn } from '../support/fake-connect';
import { ours, run, type Ran, type RunOptions } from '../support/harness';

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

const UNREADABLE = 'what the account was before its adoption cannot be read';

describe('Delete in a rollback, with the key', () => {
  const rollBack = (options: RunOptions = {}) =>
    run(fake, deleteEvent(ARN, SEALING), { secrets: KEY, stackStatus: 'ROLLBACK_IN_PROGRESS', ...options });
  const warnings = ({ log }: Ran) =>
    log.filter(({ level }) => level === 'WARN').map(({ message, names }) => [message, names]);
  beforeEach(async () => {
    seed({ IdentityInfo: { FirstName: 'Maria', Email: 'maria@example.com' } });
    await run(fake, createEvent(SEALING), { secrets: KEY });
  });

  test('everything is put back', async () => {
    const ran = await rollBack();
    expect(ran.answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-1')).toMatchObject({
      ...before,
      IdentityInfo: { FirstName: 'Maria', Email: 'maria@example.com' },
    });
    expect(ran.log.find(({ message }) => String(message).includes('put back'))?.names).toEqual([
      ...['RoutingProfileId', 'SecurityProfileIds', 'IdentityInfo.FirstName', 'IdentityInfo.Email'],
    ]);
    expect(warnings(ran)).toEqual([]);
    expect(ran.logText).not.toMatch(/Maria|maria@/);
  });

  test('what Connect refuses stays, and the rest is put back all the same', async () => {
    for (const operation of ['updateRoutingProfile', 'updateIdentityInfo'] as const) {
      const quoting = connectError(operation, 'InvalidRequestException', 'Not taken: Maria');
      fake.fault(operation, { before: quoting });
    }
    const ran = await rollBack();
    expect(ran.answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-1')).toMatchObject({
      ...{ ...before, RoutingProfileId: 'rp-1' },
      IdentityInfo: { FirstName: 'Mary' },
    });
    expect(warnings(ran)).toEqual([
      [
        'fields that could not be put back',
        ['RoutingProfileId', 'IdentityInfo.FirstName', 'IdentityInfo.Email'],
      ],
    ]);
    expect(ran.logText).not.toContain('Maria');
  });

  test('a fault of Connect fails the Delete, whose reason does not quote what it was', async () => {
    const fault = connectError(
      'updateIdentityInfo',
      'InternalServiceException',
      'Failed at maria@example.com',
    );
    fake.fault('updateIdentityInfo', { before: fault });
    const ran = await rollBack();
    expect(ran.answer.Status).toBe('FAILED');
    expect(ran.reason).toContain('Failed at [Email]');
    expect(fake.accounts.get('user-1')?.Tags?.[OWNER_TAG]).toContain('adopted');
    expect((await rollBack()).answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-1')?.Tags).toEqual({ a: '1' });
  });

  test.each<[string, RunOptions, string[]]>([
    ['is gone', { secrets: {} }, ['the adoption key cannot be read', UNREADABLE]],
    ['is another', { secrets: { [KEY_ARN]: 'x'.repeat(64) } }, [UNREADABLE]],
    ['is empty', { secrets: { [KEY_ARN]: '' } }, [UNREADABLE]],
  ])('the key %s: released as it is, and the log says so', async (_, options, messages) => {
    const ran = await rollBack(options);
    expect(ran.answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-1')).toMatchObject({ RoutingProfileId: 'rp-1', Tags: { a: '1' } });
    expect(warnings(ran).map(([message]) => message)).toEqual(messages);
  });

  test('a record in the clear, which anybody could have written, is not believed', async () => {
    const forged = deflateRawSync(JSON.stringify({ SecurityProfileIds: ['sp-admin'] })).toString('base64url');
    const account = fake.accounts.get('user-1')!;
    account.Tags = { ...account.Tags, 'cdk-connect-user:before-1': `1${forged}` };
    expect((await rollBack()).answer.Status).toBe('SUCCESS');
    expect(account).toMatchObject({ SecurityProfileIds: ['sp-agent'], Tags: { a: '1' } });
  });

  test('a field that Connect does not clear is named in the log', async () => {
    fake.accounts.get('user-1')!.IdentityInfo = { FirstName: 'Mary', Mobile: '+15555550123' };
    fake.keeps = ['Mobile'];
    const event = deleteEvent(ARN, { ...SEALING, IdentityInfo: { Mobile: '+15555550123' } });
    const ran = await run(fake, event, { secrets: KEY, stackStatus: 'ROLLBACK_IN_PROGRESS' });
    expect(ran.answer.Status).toBe('SUCCESS');
    expect(warnings(ran)).toEqual([['fields that could not be put back', ['IdentityInfo.Mobile']]]);
    expect(fake.accounts.get('user-1')?.Tags).toEqual({ a: '1' });
  });
});

test('an adoption that ended half-way, and could not be undone: the Delete puts everything back', async () => {
  const seeded = structuredClone(seed());
  fake.fault('updateIdentityInfo', {
    after: connectError('updateIdentityInfo', 'InternalServiceException'),
  });
  fake.fault('describeUser', 'pass', {
    before: connectError('describeUser', 'InternalServiceException'),
  });
  const { answer } = await run(fake, createEvent(SEALING), { secrets: KEY });
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ARN });
  expect(fake.accounts.get('user-1')?.IdentityInfo).toEqual({ FirstName: 'Mary' });
  const options = { stackStatus: 'ROLLBACK_IN_PROGRESS', secrets: KEY };
  expect((await run(fake, deleteEvent(ARN, SEALING), options)).answer.Status).toBe('SUCCESS');
  expect(fake.accounts.get('user-1')).toEqual(seeded);
});

describe('the rollback of a rename onto an account', () => {
  const from = { ...MARY, Username: 'Old' };
  const back = (stackStatus: string, options: RunOptions = {}) =>
    run(fake, updateEvent(ARN, from, SEALING, 'request-back'), { secrets: KEY, stackStatus, ...options });
  beforeEach(async () => {
    seed({ IdentityInfo: { FirstName: 'Maria' } });
    fake.seed({ ...before, Username: 'Old', Tags: ours(), Id: 'old' });
    await run(fake, updateEvent(userArn('old'), SEALING, from), { secrets: KEY });
  });

  test('puts it back while the key is sure to be there; the Delete has only to release it', async () => {
    const { answer } = await back('UPDATE_ROLLBACK_IN_PROGRESS');
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('old') });
    expect(fake.accounts.get('user-1')).toMatchObject({
      RoutingProfileId: 'rp-old',
      IdentityInfo: { FirstName: 'Maria' },
    });
    expect(Object.keys(fake.accounts.get('user-1')?.Tags ?? {})).toEqual(['a', OWNER_TAG]);
    const options = { stackStatus: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', secrets: {} };
    const ran = await run(fake, deleteEvent(ARN, SEALING), options);
    expect(ran.log.filter(({ level }) => level === 'WARN')).toEqual([]);
    expect(fake.accounts.get('user-1')?.Tags).toEqual({ a: '1' });
  });

  test('is not stopped by a fault of Connect: the Delete tries again', async () => {
    fake.fault('updateIdentityInfo', { before: connectError('updateIdentityInfo', 'TimeoutError') });
    const { answer, log } = await back('UPDATE_ROLLBACK_IN_PROGRESS');
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: userArn('old') });
    expect(log.map(({ message }) => message)).toContain('the account could not be put back yet');
    const stackStatus = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await run(fake, deleteEvent(ARN, SEALING), { stackStatus, secrets: KEY });
    expect(fake.accounts.get('user-1')).toMatchObject({
      IdentityInfo: { FirstName: 'Maria' },
      Tags: { a: '1' },
    });
  });

  test('leaves the record to the Delete where the key cannot be read just then', async () => {
    const unread = { secrets: { [KEY_ARN]: connectError('tag', 'InternalServiceException') } };
    const { answer } = await back('UPDATE_ROLLBACK_IN_PROGRESS', unread);
    expect(answer.PhysicalResourceId).toBe(userArn('old'));
    const stackStatus = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await run(fake, deleteEvent(ARN, SEALING), { stackStatus, secrets: KEY });
    expect(fake.accounts.get('user-1')).toMatchObject({
      IdentityInfo: { FirstName: 'Maria' },
      Tags: { a: '1' },
    });
  });

  test('a rename away from it, forwards, leaves it as the stack made it', async () => {
    await back('UPDATE_IN_PROGRESS');
    expect(fake.accounts.get('user-1')).toMatchObject({ RoutingProfileId: 'rp-1' });
    expect(fake.accounts.get('user-1')?.Tags?.['cdk-connect-user:before-1']).toBeDefined();
  });
});
