/** All families at once, over the whole handler: there, back, and nothing left to do. */
import { MARY, updateEvent } from '../support/events';
import { FakeConnect, userArn } from '../support/fake-connect';
import { ours, run } from '../support/harness';

const FULL = {
  ...MARY,
  RoutingProfileId: 'rp-2',
  SecurityProfileIds: ['sp-1', 'sp-2'],
  HierarchyGroupId: 'hg-1',
  IdentityInfo: { FirstName: 'Mary', LastName: 'Major', Mobile: '+15555551212' },
  PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: 'true' },
  AfterContactWorkConfigs: [{ Channel: 'CHAT', AfterContactWorkConfig: { AfterContactWorkTimeLimit: '60' } }],
  Proficiencies: [{ AttributeName: 'Language', AttributeValue: 'German', Level: '4' }],
  Tags: { team: 'blue' },
};
const WRITES = [
  'updateRoutingProfile',
  'updateSecurityProfiles',
  'updateHierarchy',
  'updateIdentityInfo',
  'updatePhoneConfig',
  'updateConfig',
  'disassociateProficiencies',
  'untag',
] as const;

test('everything given, then everything taken away', async () => {
  const fake = new FakeConnect(
    'describeUser',
    'listProficiencies',
    'associateProficiencies',
    'tag',
    ...WRITES,
  );
  fake.seed({ Username: 'Mary', RoutingProfileId: 'rp-1', SecurityProfileIds: ['sp-agent'], Tags: ours() });
  const arn = userArn('user-1');
  const to = async (properties: typeof MARY, old: typeof MARY) => {
    fake.calls.length = 0;
    expect((await run(fake, updateEvent(arn, properties, old))).answer.Status).toBe('SUCCESS');
    return fake.writes();
  };

  expect(await to(FULL, MARY)).toEqual([...WRITES.slice(0, 6), 'associateProficiencies', 'tag']);
  expect(await to(FULL, MARY)).toEqual([]);
  expect(await to(MARY, FULL)).toEqual(WRITES);
  expect(await to(MARY, FULL)).toEqual([]);
  expect(fake.accounts.get('user-1')).toMatchObject({
    RoutingProfileId: 'rp-1',
    SecurityProfileIds: ['sp-agent'],
    HierarchyGroupId: undefined,
    IdentityInfo: {},
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false },
    AfterContactWorkConfigs: [{ Channel: 'CHAT', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 0 } }],
    proficiencies: [],
    Tags: ours(),
  });
  expect(fake.unexpected).toEqual([]);
});
