/** Users of what the same app makes: L1 profiles and groups before them, L1s that take a user after them. */
import { CfnRoutingProfile, CfnSecurityProfile, CfnUserHierarchyGroup } from 'aws-cdk-lib/aws-connect';
import type { Stack } from 'aws-cdk-lib';
import { HierarchyGroup, RoutingProfile, SecurityProfile } from '../../lib';
import { Deployment } from '../support/deployment';
import { addUser, instance } from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

function fill(stack: Stack, groupName: string) {
  const { instanceArn } = instance(stack);
  const routing = new CfnRoutingProfile(stack, 'Routing', {
    instanceArn,
    name: 'App routing',
    description: 'Of the app',
    defaultOutboundQueueArn: `${instanceArn}/queue/1`,
    mediaConcurrencies: [{ channel: 'VOICE', concurrency: 1 }],
  });
  const security = new CfnSecurityProfile(stack, 'Security', {
    instanceArn,
    securityProfileName: 'App security',
  });
  const group = new CfnUserHierarchyGroup(stack, groupName, { instanceArn, name: groupName });
  addUser(stack, {
    username: 'of-app',
    routingProfile: RoutingProfile.fromRoutingProfile(routing),
    securityProfiles: [SecurityProfile.fromSecurityProfile(security)],
    hierarchyGroup: HierarchyGroup.fromHierarchyGroup(group),
  });
}

it('are made after those, follow their changes, and are deleted before them', async () => {
  const created = await d.deploy('App', (stack) => fill(stack, 'North'));
  expect(created.status).toBe('CREATE_COMPLETE');
  expect(created.calls).toEqual(['CreateUser', 'DescribeUser']);
  const shown = () => {
    const [{ routingProfiles, securityProfiles, hierarchyGroups }] = d.aws.connect.instances();
    const account = d.mustAccount('of-app');
    return [
      routingProfiles.find(({ id }) => id === account.RoutingProfileId)?.name,
      account.SecurityProfileIds.map((own) => securityProfiles.find(({ id }) => id === own)?.name),
      hierarchyGroups.find(({ id }) => id === account.HierarchyGroupId)?.name,
    ];
  };
  expect(shown()).toEqual(['App routing', ['App security'], 'North']);

  // The group is another one; the former goes once the user has left it.
  const updated = await d.deploy('App', (stack) => fill(stack, 'South'));
  expect(updated.status).toBe('UPDATE_COMPLETE');
  expect(updated.calls).toEqual(['DescribeUser', 'UpdateUserHierarchy']);
  expect(shown()).toEqual(['App routing', ['App security'], 'South']);
  expect(d.aws.connect.instances()[0].hierarchyGroups.map(({ name }) => name)).toEqual(['South']);

  const destroyed = await d.destroy('App');
  expect(destroyed.status).toBe('DELETE_COMPLETE');
  expect(d.account('of-app')).toBeUndefined();
});
