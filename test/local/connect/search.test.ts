import { bench, INSTANCE, type Bench } from './harness';

type Found = readonly { readonly Username: string }[];

/** Ann and Bob in teams North and North/Sales; Cid in none. */
async function people(): Promise<Bench & { readonly groups: readonly string[]; readonly routing: string }> {
  const made = bench();
  const { service, user, ok } = made;
  const { InstanceId } = INSTANCE;
  const north = service.addHierarchyGroup(InstanceId, { name: 'North', id: 'north' });
  service.addHierarchyGroup(InstanceId, { name: 'Sales', id: 'sales', parent: north.id });
  const routing = service.addRoutingProfile(InstanceId, { name: 'Other', id: 'other' });
  const skills = (Level: number) => [
    { AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level },
    { AttributeName: 'connect:Language', AttributeValue: 'connect:French', Level: 1 },
  ];
  const ann = await user({
    Username: 'ann',
    IdentityInfo: { FirstName: 'Ann', LastName: 'Smith', Email: 'ann@example.com' },
    HierarchyGroupId: 'north',
    Tags: { site: 'berlin', floor: '1' },
    AfterContactWorkConfigs: [
      {
        Channel: 'VOICE',
        AfterContactWorkConfig: { AfterContactWorkTimeLimit: 60 },
        AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 5 },
      },
    ],
  });
  const bob = await user({
    Username: 'bob',
    IdentityInfo: { FirstName: 'Bob', LastName: 'Smithers' },
    HierarchyGroupId: 'sales',
    Tags: { site: 'paris' },
  });
  await user({
    Username: 'cid',
    RoutingProfileId: routing.id,
    PhoneConfig: { AfterContactWorkTimeLimit: 3 },
  });
  await ok('AssociateUserProficiencies', { ...ann, UserProficiencies: skills(5) });
  await ok('AssociateUserProficiencies', { ...bob, UserProficiencies: skills(3) });
  return { ...made, groups: ['north', 'sales'], routing: routing.id };
}

const string = (FieldName: string, Value: string, ComparisonType = 'EXACT') => ({
  StringCondition: { FieldName, Value, ComparisonType },
});
const group = (Value: string, HierarchyGroupMatchType = 'EXACT') => ({
  HierarchyGroupCondition: { Value, HierarchyGroupMatchType },
});
const proficient = (...Conditions: object[]) => ({
  ListCondition: { TargetListType: 'PROFICIENCIES', Conditions },
});
const level = (ComparisonType: string, more: object) => ({
  NumberCondition: { FieldName: 'limit', ComparisonType, ...more },
});
const english = string('value', 'connect:English');
const tag = (TagKey: string, TagValue?: string) => ({ TagKey, ...(TagValue && { TagValue }) });

describe('SearchUsers, by criteria', () => {
  it.each([
    ['nothing', {}, 'ann bob cid'],
    ['a username', string('username', 'ann'), 'ann'],
    ['the field as the documentation spells it', string('Username', 'ann'), 'ann'],
    ['a username in another case', string('username', 'ANN'), 'ann'],
    ['part of a username, as a whole', string('username', 'an'), ''],
    ['the start of a last name', string('lastname', 'Smith', 'STARTS_WITH'), 'ann bob'],
    ['the start, which the middle is not', string('lastname', 'mith', 'STARTS_WITH'), ''],
    ['part of a first name', string('firstname', 'nn', 'CONTAINS'), 'ann'],
    ['a routing profile', string('routingProfileId', 'other'), 'cid'],
    [
      'a security profile',
      string('securityProfileId', '12345678-1111-2222-aaaa-a1b2c3d4f5g7'),
      'ann bob cid',
    ],
    ['any of two', { OrConditions: [string('username', 'ann'), string('username', 'cid')] }, 'ann cid'],
    [
      'both of two',
      { AndConditions: [string('lastname', 'Smith', 'STARTS_WITH'), string('username', 'bob')] },
      'bob',
    ],
    [
      'one within the other',
      {
        AndConditions: [
          { OrConditions: [string('username', 'ann'), string('username', 'bob')] },
          group('sales'),
        ],
      },
      'bob',
    ],
    ['a hierarchy group', group('north'), 'ann'],
    ['a hierarchy group and those below', group('north', 'WITH_CHILD_GROUPS'), 'ann bob'],
    ['a group that is not there', group('none', 'WITH_CHILD_GROUPS'), ''],
    ['a proficiency', proficient(english), 'ann bob'],
    ['a level of at least', proficient(english, level('GREATER_OR_EQUAL', { MinValue: 5 })), 'ann'],
    ['a level above', proficient(english, level('GREATER', { MinValue: 3 })), 'ann'],
    ['a level below', proficient(english, level('LESSER', { MaxValue: 5 })), 'bob'],
    ['a level of at most', proficient(english, level('LESSER_OR_EQUAL', { MaxValue: 3 })), 'bob'],
    ['a level', proficient(english, level('EQUAL', { MinValue: 3 })), 'bob'],
    ['another level', proficient(english, level('NOT_EQUAL', { MinValue: 3 })), 'ann'],
    ['levels between', proficient(english, level('RANGE', { MinValue: 4, MaxValue: 5 })), 'ann'],
    ['the level of one and the name of another', proficient(english, level('EQUAL', { MinValue: 1 })), ''],
  ])('%s', async (_, SearchCriteria, names) => {
    const { ok } = await people();
    const answer = await ok('SearchUsers', { ...INSTANCE, SearchCriteria });
    expect((answer['Users'] as Found).map(({ Username }) => Username).join(' ')).toBe(names);
    expect(answer['ApproximateTotalCount']).toBe(names === '' ? 0 : names.split(' ').length);
  });

  it('finds a user by its id', async () => {
    const { ok, service } = await people();
    const id = service.users()[1]?.Id ?? '';
    const { Users } = await ok('SearchUsers', { ...INSTANCE, SearchCriteria: string('resourceId', id) });
    expect((Users as Found).map(({ Username }) => Username)).toEqual(['bob']);
  });
});

describe('SearchUsers, by filter', () => {
  it.each([
    ['a tag', { TagFilter: { TagCondition: tag('site', 'berlin') } }, 'ann'],
    ['a tag of any value', { TagFilter: { TagCondition: tag('site') } }, 'ann bob'],
    ['all tags', { TagFilter: { AndConditions: [tag('site', 'berlin'), tag('floor', '2')] } }, ''],
    [
      'one or the other',
      { TagFilter: { OrConditions: [[tag('site', 'berlin'), tag('floor', '1')], [tag('site', 'paris')]] } },
      'ann bob',
    ],
    ['an attribute: a tag', { UserAttributeFilter: { TagCondition: tag('site', 'paris') } }, 'bob'],
    ['an attribute: a group', { UserAttributeFilter: group('sales') }, 'bob'],
    [
      'attributes: both',
      { UserAttributeFilter: { AndCondition: { TagConditions: [tag('site')], ...group('north') } } },
      'ann',
    ],
    [
      'attributes: any',
      { UserAttributeFilter: { OrConditions: [{ TagConditions: [tag('floor')] }, group('sales')] } },
      'ann bob',
    ],
    ['an empty attribute filter', { UserAttributeFilter: {} }, 'ann bob cid'],
  ])('%s', async (_, SearchFilter, names) => {
    const { ok } = await people();
    const { Users } = await ok('SearchUsers', { ...INSTANCE, SearchFilter });
    expect((Users as Found).map(({ Username }) => Username).join(' ')).toBe(names);
  });
});

describe('SearchUsers', () => {
  it('shows after-contact work in milliseconds, and of the identity only the names', async () => {
    const { ok } = await people();
    const { Users } = await ok('SearchUsers', { ...INSTANCE, SearchCriteria: string('username', 'ann') });
    expect(Users).toEqual([
      expect.objectContaining({
        IdentityInfo: { FirstName: 'Ann', LastName: 'Smith' },
        HierarchyGroupId: 'north',
        Tags: { site: 'berlin', floor: '1' },
        PhoneConfig: expect.objectContaining({ AfterContactWorkTimeLimit: 60_000 }),
        AfterContactWorkConfigs: [
          {
            Channel: 'VOICE',
            AfterContactWorkConfig: { AfterContactWorkTimeLimit: 60_000 },
            AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 5_000 },
          },
        ],
      }),
    ]);
  });

  it('answers in pages', async () => {
    const { ok } = await people();
    const first = await ok('SearchUsers', { ...INSTANCE, MaxResults: 2 });
    expect(first['ApproximateTotalCount']).toBe(3);
    const second = await ok('SearchUsers', { ...INSTANCE, MaxResults: 2, NextToken: first['NextToken'] });
    expect((second['Users'] as Found).map(({ Username }) => Username)).toEqual(['cid']);
    expect(second).not.toHaveProperty('NextToken');
  });

  it.each([
    ['an unknown field', { SearchCriteria: string('email', 'x') }, 'FieldName must be one of username'],
    ['no field', { SearchCriteria: { StringCondition: { Value: 'x' } } }, 'FieldName must be one of'],
    ['no value', { SearchCriteria: { StringCondition: { FieldName: 'username' } } }, 'needs a Value'],
    ['a part of 1 character', { SearchCriteria: string('username', 'a', 'CONTAINS') }, '2 to 25'],
    [
      'a part of 26 characters',
      { SearchCriteria: string('username', 'a'.repeat(26), 'CONTAINS') },
      '2 to 25',
    ],
    ['an unknown comparison', { SearchCriteria: string('username', 'a', 'LIKE') }, 'enum value set'],
    ['a list of nothing', { SearchCriteria: { ListCondition: {} } }, 'needs a TargetListType'],
    [
      'a number of something else',
      { SearchCriteria: proficient({ NumberCondition: { FieldName: 'x' } }) },
      'limit',
    ],
    [
      'a number without comparison',
      { SearchCriteria: proficient({ NumberCondition: { FieldName: 'limit' } }) },
      'needs',
    ],
    [
      'a range without an end',
      { SearchCriteria: proficient(level('RANGE', { MinValue: 1 })) },
      'RANGE needs',
    ],
    ['a comparison with nothing', { SearchCriteria: proficient(level('EQUAL', {})) }, 'needs a MinValue'],
    [
      'a group without match',
      { SearchCriteria: { HierarchyGroupCondition: { Value: 'x' } } },
      'needs a Value and',
    ],
    [
      'a tag without key',
      { SearchFilter: { TagFilter: { TagCondition: { TagValue: 'x' } } } },
      'needs a TagKey',
    ],
    [
      'two fields of an attribute filter',
      { SearchFilter: { UserAttributeFilter: { TagCondition: tag('a'), ...group('north') } } },
      'only one field',
    ],
    ['a page too large', { MaxResults: 501 }, 'less than or equal to 500'],
  ])('refuses %s, also where there is nobody', async (_, more, message) => {
    const { send } = bench();
    const answer = await send('SearchUsers', { ...INSTANCE, ...more });
    expect(answer).toMatchObject({ status: 400, error: 'InvalidParameterException' });
    expect(answer.message).toContain(message);
  });

  it('denies both kinds of filter at once, as its documentation says', async () => {
    const { send } = bench();
    const SearchFilter = { TagFilter: { TagCondition: tag('a') }, UserAttributeFilter: {} };
    expect(await send('SearchUsers', { ...INSTANCE, SearchFilter })).toMatchObject({
      status: 403,
      error: 'AccessDeniedException',
    });
  });
});
