import { bench, INSTANCE, mary } from './harness';

type Page = Record<string, readonly Record<string, unknown>[]>;

describe('lists', () => {
  it.each([
    ['ListRoutingProfiles', 'RoutingProfileSummaryList', ['Basic Routing Profile']],
    [
      'ListSecurityProfiles',
      'SecurityProfileSummaryList',
      ['Admin', 'Agent', 'CallCenterManager', 'QualityAnalyst'],
    ],
    ['ListUserHierarchyGroups', 'UserHierarchyGroupSummaryList', []],
  ])('%s shows what a new instance has', async (operation, member, names) => {
    const { ok } = bench();
    const page = (await ok(operation, INSTANCE)) as Page;
    expect(page[member]?.map(({ Name }) => Name)).toEqual(names);
    for (const one of page[member] ?? []) {
      expect(Object.keys(one).sort()).toEqual([
        'Arn',
        'Id',
        'LastModifiedRegion',
        'LastModifiedTime',
        'Name',
      ]);
    }
  });

  it('show hierarchy groups of one name at different places', async () => {
    const { ok, service } = bench();
    const north = service.addHierarchyGroup(INSTANCE.InstanceId, { name: 'North' });
    const south = service.addHierarchyGroup(INSTANCE.InstanceId, { name: 'South' });
    service.addHierarchyGroup(INSTANCE.InstanceId, { name: 'Sales', parent: north.id });
    service.addHierarchyGroup(INSTANCE.InstanceId, { name: 'Sales', parent: south.id });
    const page = (await ok('ListUserHierarchyGroups', INSTANCE)) as Page;
    expect(page['UserHierarchyGroupSummaryList']?.map(({ Name }) => Name)).toEqual([
      'North',
      'South',
      'Sales',
      'Sales',
    ]);
  });

  it('go on where the page before ended, although a user went', async () => {
    const { ok, user } = bench();
    const keys = [];
    for (let index = 0; index < 5; index++) keys.push(await user({ Username: `user${index}` }));
    const list = (more: object) => ok('ListUsers', { ...INSTANCE, MaxResults: 2, ...more }) as Promise<Page>;
    const first = await list({});
    await ok('DeleteUser', { ...keys[0] });
    const second = await list({ NextToken: first['NextToken'] });
    const third = await list({ NextToken: second['NextToken'] });
    const names = [first, second, third].map((page) =>
      page['UserSummaryList']?.map(({ Username }) => Username),
    );
    expect(names).toEqual([['user0', 'user1'], ['user2', 'user3'], ['user4']]);
    expect(third).not.toHaveProperty('NextToken');
  });

  it('are of 100 unless asked, and have no token when they just fit', async () => {
    const { ok, service } = bench();
    for (let index = 0; index < 100; index++) service.call('CreateUser', mary({ Username: `user${index}` }));
    expect(await ok('ListUsers', INSTANCE)).not.toHaveProperty('NextToken');
    service.call('CreateUser', mary({ Username: 'one-more' }));
    const page = (await ok('ListUsers', INSTANCE)) as Page;
    expect(page['UserSummaryList']).toHaveLength(100);
    expect(page).toHaveProperty('NextToken');
    expect(
      ((await ok('ListUsers', { ...INSTANCE, MaxResults: 1000 })) as Page)['UserSummaryList'],
    ).toHaveLength(101);
  });

  it.each([
    ['a page of nothing', { MaxResults: 0 }, 'InvalidParameterException'],
    ['a page too large', { MaxResults: 1001 }, 'InvalidParameterException'],
    ['a size that is no number', { MaxResults: 'many' }, 'SerializationException'],
    ['a token that is none', { NextToken: 'x' }, 'InvalidParameterException'],
    ['an unknown instance', { InstanceId: 'none' }, 'ResourceNotFoundException'],
  ])('refuse %s', async (_, more, error) => {
    const { send } = bench();
    expect((await send('ListUsers', { ...INSTANCE, ...more })).error).toBe(error);
  });

  it('refuse the token of another list', async () => {
    const { ok, send } = bench();
    const { NextToken } = await ok('ListSecurityProfiles', { ...INSTANCE, MaxResults: 1 });
    expect(NextToken).toBeDefined();
    expect((await send('ListUsers', { ...INSTANCE, NextToken })).message).toBe('The NextToken is not valid');
  });

  it('show a new user late, if asked to', async () => {
    const { ok, user, service, pass } = bench();
    service.settings.listLag = 50;
    await user();
    const count = async () => ((await ok('ListUsers', INSTANCE)) as Page)['UserSummaryList']?.length;
    expect(await count()).toBe(0);
    pass(50);
    expect(await count()).toBe(1);
  });
});

describe('DescribeInstance', () => {
  it('tells how identities are managed', async () => {
    const { ok, service } = bench();
    const saml = service.addInstance({ identityManagementType: 'SAML', alias: 'saml', tags: { a: 'b' } });
    expect((await ok('DescribeInstance', INSTANCE))['Instance']).toMatchObject({
      Id: INSTANCE.InstanceId,
      IdentityManagementType: 'CONNECT_MANAGED',
      InstanceAlias: 'example',
      InstanceStatus: 'ACTIVE',
    });
    expect((await ok('DescribeInstance', { InstanceId: saml.id }))['Instance']).toMatchObject({
      Arn: saml.arn,
      IdentityManagementType: 'SAML',
      Tags: { a: 'b' },
    });
  });

  it('knows only the errors of its documentation', async () => {
    const { send } = bench();
    expect(await send('DescribeInstance', { InstanceId: 'x'.repeat(101) })).toMatchObject({
      status: 400,
      error: 'InvalidRequestException',
    });
    expect((await send('DescribeInstance', { InstanceId: 'none' })).status).toBe(404);
  });
});

describe('adding to a Connect', () => {
  it('refuses what could not be', () => {
    const { service } = bench();
    expect(() => service.addInstance({ id: INSTANCE.InstanceId })).toThrow('There is an instance');
    expect(() => service.addRoutingProfile('none', { name: 'x' })).toThrow('There is no instance none');
    expect(() => service.users('none')).toThrow('There is no instance none');
    expect(() => service.addHierarchyGroup(INSTANCE.InstanceId, { name: 'x', parent: 'none' })).toThrow(
      'parent',
    );
    let parent: string | undefined;
    for (let level = 1; level <= 5; level++) {
      parent = service.addHierarchyGroup(INSTANCE.InstanceId, { name: 'x', ...(parent && { parent }) }).id;
    }
    expect(() => service.addHierarchyGroup(INSTANCE.InstanceId, { name: 'x', parent })).toThrow(
      'five levels',
    );
  });

  it('makes an empty instance, if asked to', () => {
    const { service } = bench();
    expect(service.addInstance({ seeded: false })).toMatchObject({
      identityManagementType: 'CONNECT_MANAGED',
      routingProfiles: [],
      securityProfiles: [],
    });
  });
});
