/** The real SDK client against a real HTTP server: what goes over the wire, and what is made of the answers. */
import { createConnectClient } from '../../../lambda/connect/sdk-connect-api';
import type { SdkConnectApi } from '../../../lambda/connect/sdk-connect-api';
import { closeAll, connectTo } from '../support/sdk-connection';

const key = { InstanceId: 'i-1', UserId: 'u-1' };
const instance = { InstanceId: 'i-1' };
const arn = 'arn:aws:connect:us-west-2:123456789012:instance/i-1/agent/u-1';
const p = { AttributeName: 'Language', AttributeValue: 'German', Level: 4 };

afterEach(closeAll);

describe('on the wire', () => {
  const base = '/users/i-1/u-1';
  test.each<[string, (api: SdkConnectApi) => Promise<unknown>, string, string, unknown]>([
    ['deleteUser', (api) => api.deleteUser(key), 'DELETE', base, undefined],
    [
      'deleteQuickConnect',
      (api) => api.deleteQuickConnect(instance, 'qc-1'),
      'DELETE',
      '/quick-connects/i-1/qc-1',
      undefined,
    ],
    [
      'updateIdentityInfo',
      (api) => api.updateIdentityInfo(key, { FirstName: 'Mary' }),
      'POST',
      `${base}/identity-info`,
      { IdentityInfo: { FirstName: 'Mary' } },
    ],
    [
      'updateIdentityInfo with nothing left',
      (api) => api.updateIdentityInfo(key, {}),
      'POST',
      `${base}/identity-info`,
      { IdentityInfo: {} },
    ],
    [
      'updatePhoneConfig',
      (api) => api.updatePhoneConfig(key, { PhoneType: 'SOFT_PHONE', AutoAccept: false }),
      'POST',
      `${base}/phone-config`,
      { PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false } },
    ],
    [
      'updateConfig',
      (api) => api.updateConfig(key, { AutoAcceptConfigs: [{ Channel: 'CHAT', AutoAccept: true }] }),
      'POST',
      `${base}/config`,
      { AutoAcceptConfigs: [{ Channel: 'CHAT', AutoAccept: true }] },
    ],
    [
      'updateRoutingProfile',
      (api) => api.updateRoutingProfile(key, 'rp-1'),
      'POST',
      `${base}/routing-profile`,
      { RoutingProfileId: 'rp-1' },
    ],
    [
      'updateSecurityProfiles',
      (api) => api.updateSecurityProfiles(key, ['a', 'b']),
      'POST',
      `${base}/security-profiles`,
      { SecurityProfileIds: ['a', 'b'] },
    ],
    [
      'updateHierarchy',
      (api) => api.updateHierarchy(key, 'hg-1'),
      'POST',
      `${base}/hierarchy`,
      { HierarchyGroupId: 'hg-1' },
    ],
    [
      'updateHierarchy without a group',
      (api) => api.updateHierarchy(key, undefined),
      'POST',
      `${base}/hierarchy`,
      {},
    ],
    [
      'associateProficiencies',
      (api) => api.associateProficiencies(key, [p]),
      'POST',
      `${base}/associate-proficiencies`,
      { UserProficiencies: [p] },
    ],
    [
      'updateProficiencies',
      (api) => api.updateProficiencies(key, [p]),
      'POST',
      `${base}/proficiencies`,
      { UserProficiencies: [p] },
    ],
    [
      'disassociateProficiencies, without the level',
      (api) => api.disassociateProficiencies(key, [p]),
      'POST',
      `${base}/disassociate-proficiencies`,
      { UserProficiencies: [{ AttributeName: 'Language', AttributeValue: 'German' }] },
    ],
    [
      'tag',
      (api) => api.tag(arn, { team: 'blue' }),
      'POST',
      `/tags/${encodeURIComponent(arn)}`,
      { tags: { team: 'blue' } },
    ],
    [
      'untag',
      (api) => api.untag(arn, ['a b', 'c']),
      'DELETE',
      `/tags/${encodeURIComponent(arn)}?tagKeys=a%20b&tagKeys=c`,
      undefined,
    ],
  ])('%s', async (_, call, method, path, body) => {
    const { api, server } = await connectTo({ status: 200 });
    await call(api);
    expect(server.received).toHaveLength(1);
    const [sent] = server.received;
    expect([sent.method, sent.path]).toEqual([method, path]);
    expect(sent.body === '' ? undefined : JSON.parse(sent.body)).toEqual(body);
    expect(sent.headers.authorization).toContain('/us-west-2/connect/aws4_request');
  });

  test('createUser', async () => {
    const { api, server } = await connectTo({ status: 200, body: { UserId: 'u-1', UserArn: arn } });
    const input = {
      InstanceId: 'i-1',
      Username: 'Mary',
      Password: 'Pass@Word1',
      RoutingProfileId: 'rp-1',
      SecurityProfileIds: ['sp-1'],
      HierarchyGroupId: undefined,
      AfterContactWorkConfigs: [
        { Channel: 'VOICE', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 60 } },
      ],
      Tags: { owner: 'me' },
    };
    expect(await api.createUser(input)).toEqual({ UserId: 'u-1', UserArn: arn });
    const [{ method, path, body }] = server.received;
    expect([method, path]).toEqual(['PUT', '/users/i-1']);
    const sent: Partial<typeof input> = { ...input };
    delete sent.InstanceId;
    delete sent.HierarchyGroupId;
    expect(JSON.parse(body)).toEqual(sent);
  });
});

test('describeUser', async () => {
  const User = {
    Id: 'u-1',
    Arn: arn,
    Username: 'Mary',
    PhoneConfig: { AutoAccept: false },
    Tags: { a: '1' },
  };
  const { api, server } = await connectTo({ status: 200, body: { User } });
  expect(await api.describeUser(key)).toEqual(User);
  expect(server.received[0]).toMatchObject({ method: 'GET', path: '/users/i-1/u-1' });
});

describe('lists, to the last page', () => {
  test.each([
    ['listRoutingProfiles', '/routing-profiles-summary/i-1', 'RoutingProfileSummaryList'],
    ['listSecurityProfiles', '/security-profiles-summary/i-1', 'SecurityProfileSummaryList'],
    ['listHierarchyGroups', '/user-hierarchy-groups-summary/i-1', 'UserHierarchyGroupSummaryList'],
  ] as const)('%s', async (method, path, member) => {
    const { api, server } = await connectTo(
      { status: 200, body: { [member]: [{ Id: 'a', Name: 'A' }, { Id: 'odd' }], NextToken: 'more' } },
      { status: 200, body: { [member]: [{ Id: 'b', Name: 'B' }] } },
    );
    expect(await api[method](instance)).toEqual([
      { Id: 'a', Name: 'A' },
      { Id: 'b', Name: 'B' },
    ]);
    expect(server.received.map((request) => request.path)).toEqual([
      `${path}?maxResults=1000`,
      `${path}?maxResults=1000&nextToken=more`,
    ]);
  });

  test('listProficiencies', async () => {
    const { api, server } = await connectTo(
      { status: 200, body: { UserProficiencyList: [p], NextToken: 'more' } },
      { status: 200, body: { UserProficiencyList: [] } },
    );
    expect(await api.listProficiencies(key)).toEqual([p]);
    expect(server.received[1].path).toContain('nextToken=more');
  });
});

describe('findUser', () => {
  const summary = (Username: string) => ({ Id: `id-${Username}`, Arn: `arn-${Username}`, Username });
  const page = (names: string[], NextToken?: string) => ({
    status: 200,
    body: { UserSummaryList: [...names.map(summary), { Id: 'odd' }], NextToken },
  });

  test.each<[string, string[][], string, string | undefined, number]>([
    ['on the first page: the second is not read', [['Ann', 'Mary'], ['Zoe']], 'Mary', 'Mary', 1],
    ['on the last page', [['Ann'], ['Mary']], 'Mary', 'Mary', 2],
    ['exactly, rather than in another letter case', [['MARY'], ['Mary']], 'Mary', 'Mary', 2],
    ['in another letter case, if not otherwise', [['MARY'], ['Zoe']], 'Mary', 'MARY', 2],
    ['a part of a name is not the name', [['Mary2'], ['Mar']], 'Mary', undefined, 2],
  ])('%s', async (_, pages, username, found, requests) => {
    const { api, server } = await connectTo(
      ...pages.map((names, i) => page(names, i < pages.length - 1 ? `t${i}` : undefined)),
    );
    expect(await api.findUser(instance, username)).toEqual(found && summary(found));
    expect(server.received).toHaveLength(requests);
    expect(server.received[0]).toMatchObject({ method: 'GET', path: '/users-summary/i-1?maxResults=1000' });
  });
});

test('the client of the function makes one attempt a call', async () => {
  expect(await createConnectClient().config.maxAttempts()).toBe(1);
});

describe('quick connects', () => {
  test('of users, from all pages', async () => {
    const { api, server } = await connectTo(
      { status: 200, body: { QuickConnectSummaryList: [{ Id: 'a' }, {}], NextToken: 'more' } },
      { status: 200, body: { QuickConnectSummaryList: [{ Id: 'b' }] } },
    );
    expect(await api.listUserQuickConnects(instance)).toEqual(['a', 'b']);
    expect(server.received.map(({ path }) => path)).toEqual([
      '/quick-connects/i-1?QuickConnectTypes=USER&maxResults=1000',
      '/quick-connects/i-1?QuickConnectTypes=USER&maxResults=1000&nextToken=more',
    ]);
  });

  test.each([
    ['a user', { UserConfig: { UserId: 'u-1', ContactFlowId: 'f' } }, 'u-1'],
    ['something else', { PhoneConfig: { PhoneNumber: '+15555550123' } }, undefined],
  ])('points at %s', async (_, QuickConnectConfig, target) => {
    const { api } = await connectTo({ status: 200, body: { QuickConnect: { QuickConnectConfig } } });
    expect(await api.quickConnectTarget(instance, 'qc-1')).toBe(target);
  });
});
