/** Profiles and groups by name: looked up when the stack is deployed. */
import { CfnRoutingProfile } from 'aws-cdk-lib/aws-connect';
import type { Stack } from 'aws-cdk-lib';
import { HierarchyGroup, RoutingProfile, SecurityProfile } from '../../lib';
import { Deployment } from '../support/deployment';
import { addUser, AGENT_ID, instance, INSTANCE_ID, type UserOver } from '../support/users';

/** A page of Connect's lists has at most 1,000. */
const MANY = 1_001;

let d: Deployment;
beforeAll(async () => {
  // One process at a time, so that it is known which of them has looked up what.
  d = await Deployment.start({ lambdaConcurrency: 1 });
});
afterAll(() => d.stop());

const deployUser = (stackName: string, over: UserOver) =>
  d.deploy(stackName, (stack) => void addUser(stack, over));

const byName: UserOver = {
  routingProfile: RoutingProfile.fromName('Wanted routing'),
  securityProfiles: [SecurityProfile.fromName('Wanted security'), SecurityProfile.fromId(AGENT_ID)],
  hierarchyGroup: HierarchyGroup.fromName('Wanted group'),
};

it('finds what stands on the second page', async () => {
  const { connect } = d.aws;
  const { id } = connect.addInstance();
  for (let index = 0; index < MANY; index++) {
    connect.addRoutingProfile(id, { name: `Routing ${index}` });
    connect.addSecurityProfile(id, { name: `Security ${index}` });
    connect.addHierarchyGroup(id, { name: `Group ${index}` });
  }
  const routing = connect.addRoutingProfile(id, { name: 'Wanted routing' });
  const security = connect.addSecurityProfile(id, { name: 'Wanted security' });
  const group = connect.addHierarchyGroup(id, { name: 'Wanted group' });
  const created = await d.deploy('Pages', (stack) => {
    addUser(stack, { ...byName, instance: instance(stack, id) });
  });
  expect(created.reasons).toEqual([]);
  expect(created.calls).toEqual([
    ...['ListRoutingProfiles', 'ListRoutingProfiles'],
    ...['ListSecurityProfiles', 'ListSecurityProfiles'],
    ...['ListUserHierarchyGroups', 'ListUserHierarchyGroups'],
    ...['CreateUser', 'DescribeUser'],
  ]);
  const account = d.mustAccount('Mary', id);
  expect(account).toMatchObject({ RoutingProfileId: routing.id, HierarchyGroupId: group.id });
  expect([...account.SecurityProfileIds].sort()).toEqual([security.id, AGENT_ID].sort());
});

it.each<[string, UserOver, RegExp]>([
  [
    'routing profile',
    { routingProfile: RoutingProfile.fromName('Basic Rooting Profile') },
    /The instance has no routing profile named "Basic Rooting Profile"\. It has "Basic Routing Profile"\. Did you mean "Basic Routing Profile"\?/,
  ],
  [
    'security profile, by letter case',
    { securityProfiles: [SecurityProfile.fromName('agent')] },
    /The instance has no security profile named "agent"\..* Did you mean "Agent"\?/,
  ],
  [
    'hierarchy group, where there is none',
    { hierarchyGroup: HierarchyGroup.fromName('Nowhere') },
    /The instance has no hierarchy group named "Nowhere"\. It has none\./,
  ],
])('an unknown name fails before anything is made: %s', async (what, over, reason) => {
  const stackName = `Unknown${what.replaceAll(/[^a-z]/g, '')}`;
  const failed = await deployUser(stackName, { username: 'unknown', ...over });
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(failed.reasons[0]).toMatch(reason);
  expect(failed.calls.filter((call) => !call.startsWith('List'))).toEqual([]);
  expect(d.account('unknown')).toBeUndefined();
});

it('a name that two hierarchy groups have is refused, with their ids', async () => {
  const { connect } = d.aws;
  const { id } = connect.addInstance();
  const [north, south] = ['North', 'South'].map((name) => connect.addHierarchyGroup(id, { name }));
  const twins = [north, south].map(({ id: parent }) =>
    connect.addHierarchyGroup(id, { name: 'Night', parent }),
  );
  const failed = await d.deploy('Ambiguous', (stack) => {
    addUser(stack, { instance: instance(stack, id), hierarchyGroup: HierarchyGroup.fromName('Night') });
  });
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(failed.reasons[0]).toContain(
    `The instance has 2 hierarchy groups named "Night": ${twins.map(({ id: twin }) => twin).join(', ')}. Say which one by its id`,
  );
  expect(d.aws.connect.users(id)).toEqual([]);
});

it('an update by name that stays the same writes nothing, and one that changes writes that', async () => {
  d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'Second' });
  const deploy = (name: string, tags: Record<string, string>) =>
    deployUser('NameUpdate', { username: 'by-name', routingProfile: RoutingProfile.fromName(name), tags });
  await deploy('Basic Routing Profile', { a: '1' });
  expect(
    (await deploy('Basic Routing Profile', { a: '2' })).calls.filter((call) => !call.startsWith('List')),
  ).toEqual(['DescribeUser', 'TagResource']);
  expect((await deploy('Second', { a: '2' })).calls.filter((call) => !call.startsWith('List'))).toEqual([
    'DescribeUser',
    'UpdateUserRoutingProfile',
  ]);
});

it('a profile that was made anew under its name is found by a function that knew the old one', async () => {
  const profiles = (stack: Stack) =>
    void new CfnRoutingProfile(stack, 'Profile', {
      instanceArn: instance(stack).instanceArn,
      name: 'Moving',
      description: 'Moves',
      defaultOutboundQueueArn: `${instance(stack).instanceArn}/queue/1`,
      mediaConcurrencies: [{ channel: 'VOICE', concurrency: 1 }],
    });
  const users = (...movers: string[]) =>
    d.deploy(
      'Movers',
      (stack) => {
        // As many users each time: the function stays as it is, and its process warm.
        if (movers.length === 0) addUser(stack, { username: 'stays' }, 'Stays');
        const routingProfile = RoutingProfile.fromName('Moving');
        for (const username of movers) addUser(stack, { username, routingProfile }, username);
      },
      // Names are kept for a minute of the function's time, which is to last.
      { pace: 2 },
    );
  await d.deploy('Profiles', profiles);
  expect((await users('mover1')).status).toBe('CREATE_COMPLETE');
  await users();
  expect((await d.destroy('Profiles')).status).toBe('DELETE_COMPLETE');
  await d.deploy('Profiles', profiles);
  const again = await users('mover2');
  expect(again.status).toBe('UPDATE_COMPLETE');
  const made = ['CreateUser', 'ListRoutingProfiles', 'CreateUser', 'DescribeUser'];
  // And in clean-up the user that is there no more.
  expect(again.calls).toEqual([...made, 'DescribeUser', 'DeleteUser']);
  const { RoutingProfileId } = d.mustAccount('mover2');
  const { routingProfiles } = d.aws.connect.instances().find(({ id }) => id === INSTANCE_ID)!;
  expect(routingProfiles.find(({ id }) => id === RoutingProfileId)?.name).toBe('Moving');
});
