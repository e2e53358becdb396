import type { IdentityInfo } from '../../../lambda/connect/connect-api';
import { identityPlan } from '../../../lambda/user/converge-identity';
import { MARY, updateEvent } from '../support/events';
import { connectError, FakeConnect, userArn } from '../support/fake-connect';
import { ours, run } from '../support/harness';

const user = (IdentityInfo?: IdentityInfo) => ({ Id: 'u', Arn: 'arn', Username: 'Mary', IdentityInfo });

interface Row {
  readonly has?: IdentityInfo;
  readonly wants?: IdentityInfo;
  readonly old?: IdentityInfo;
  /** What is sent; undefined for nothing. */
  readonly sent?: IdentityInfo;
  readonly removed?: string[];
  readonly strangersOnly?: boolean;
}

test.each<[string, Row]>([
  ['never given: left alone', { has: { FirstName: 'A' } }],
  ['the same', { has: { FirstName: 'A' }, wants: { FirstName: 'A' } }],
  ['an empty text is no text', { has: { FirstName: 'A', Mobile: '' }, wants: { FirstName: 'A', Email: '' } }],
  [
    'one differs: all that is wanted is sent',
    {
      has: { FirstName: 'A', LastName: 'B' },
      wants: { FirstName: 'A', LastName: 'C', Email: '' },
      sent: { FirstName: 'A', LastName: 'C' },
      removed: [],
      strangersOnly: false,
    },
  ],
  [
    'one taken away is left out',
    {
      has: { FirstName: 'A', Mobile: '+1555' },
      wants: { FirstName: 'A' },
      old: { FirstName: 'A', Mobile: '+1555' },
      sent: { FirstName: 'A' },
      removed: ['Mobile'],
      strangersOnly: false,
    },
  ],
  [
    'one that somebody else set goes too',
    {
      has: { FirstName: 'A', Mobile: '+1555' },
      wants: { FirstName: 'A' },
      old: { FirstName: 'A' },
      sent: { FirstName: 'A' },
      removed: ['Mobile'],
      strangersOnly: true,
    },
  ],
  [
    'all taken away',
    {
      has: { FirstName: 'A' },
      old: { FirstName: 'A' },
      sent: {},
      removed: ['FirstName'],
      strangersOnly: false,
    },
  ],
])('%s', (_, { has, wants, old, sent, removed, strangersOnly }) => {
  const plan = identityPlan(user(has), { IdentityInfo: wants }, { IdentityInfo: old });
  if (sent === undefined) return expect(plan).toBeUndefined();
  expect(plan).toMatchObject({ change: { call: 'updateIdentityInfo' }, removed, strangersOnly });
  expect(plan?.change.info).toEqual(sent);
});

describe('carried out', () => {
  const names = { FirstName: 'A', LastName: 'B' };
  const before = { ...MARY, IdentityInfo: { ...names, Mobile: '+1555' } };
  const after = { ...MARY, IdentityInfo: names };
  let fake: FakeConnect;
  beforeEach(() => {
    fake = new FakeConnect('describeUser', 'updateIdentityInfo');
    fake.seed({
      Username: 'Mary',
      RoutingProfileId: 'rp-1',
      SecurityProfileIds: ['sp-agent'],
      IdentityInfo: { ...names, Mobile: '+1555' },
      Tags: ours(),
    });
  });
  afterEach(() => expect(fake.unexpected).toEqual([]));
  const update = (properties: object, old: object) =>
    run(fake, updateEvent(userArn('user-1'), { ...properties }, old));

  test('a field taken away is cleared', async () => {
    expect((await update(after, before)).answer.Status).toBe('SUCCESS');
    expect(fake.accounts.get('user-1')?.IdentityInfo).toEqual(names);
    expect(fake.made()).toEqual(['describeUser', 'updateIdentityInfo', 'describeUser']);
  });

  test('Connect keeps it: FAILED, naming the field but not the number', async () => {
    fake.keeps = ['Mobile'];
    const { answer, reason, ms } = await update(after, before);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-1') });
    expect(reason).toContain('kept IdentityInfo.Mobile');
    expect(reason).not.toContain('+1555');
    expect(ms).toBeLessThan(10_000);
    // The rollback has nothing to do.
    expect((await update(before, after)).answer.Status).toBe('SUCCESS');
  });

  test('Connect keeps one that the stack never gave: a line in the log', async () => {
    fake.keeps = ['Mobile'];
    const { answer, log } = await update(after, after);
    expect(answer.Status).toBe('SUCCESS');
    expect(log).toContainEqual(expect.objectContaining({ level: 'WARN', names: ['Mobile'] }));
  });

  test("a directory's own fields may not be updated: not asked for, no failure", async () => {
    const refusal = connectError('updateIdentityInfo', 'InvalidRequestException');
    fake.fault('updateIdentityInfo', { before: refusal }, { before: refusal });
    expect((await update(after, after)).answer.Status).toBe('SUCCESS');
    expect((await update({ ...MARY, IdentityInfo: { FirstName: 'Other' } }, after)).answer.Status).toBe(
      'FAILED',
    );
  });

  test('unanswered is not refused', async () => {
    fake.fault('updateIdentityInfo', {
      before: connectError('updateIdentityInfo', 'InternalServiceException'),
    });
    expect((await update(after, after)).answer.Status).toBe('FAILED');
  });

  test('gone meanwhile', async () => {
    fake.fault('updateIdentityInfo', 'pass');
    fake.fault('describeUser', 'pass', { before: connectError('describeUser', 'ResourceNotFoundException') });
    expect((await update(after, before)).answer.Status).toBe('SUCCESS');
  });
});
