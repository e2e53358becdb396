/** What changes an account in place, row by row: by which calls, and to what. */
import { RoutingProfile, SecurityProfile } from '../../lib';
import { OWNER_TAG } from '../../lib/private/contract';
import { Deployment } from '../support/deployment';
import { ADMIN_ID, addUser, AGENT_ID, INSTANCE_ID } from '../support/users';
import { GROUP_1, GROUP_2, OTHER_ROUTING_PROFILE_ID, ROWS } from './update-in-place.rows';

/** One stack for all rows, each with a user of its own, so that the function's process is used again. */
const STACK = 'InPlace';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
  d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'Other', id: OTHER_ROUTING_PROFILE_ID });
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'One', id: GROUP_1 });
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'Two', id: GROUP_2 });
});
afterAll(() => d.stop());

it.each(ROWS.map((row, index) => ({ ...row, username: `user${index}` })))(
  '$what',
  async ({ before, after, calls, account, username }) => {
    const deploy = (over: typeof before) =>
      d.deploy(STACK, (stack) => void addUser(stack, { username, ...over }, username));
    await deploy(before);
    const was = d.mustAccount(username);
    const updated = await deploy(after);
    expect(updated.reasons).toEqual([]);
    expect(updated.status).toBe('UPDATE_COMPLETE');
    const is = d.mustAccount(username);
    // The same account, and nothing else of it is different.
    expect(is).toEqual({ ...was, ...account, LastModifiedTime: is.LastModifiedTime });
    expect(updated.calls).toEqual(calls);
  },
);

describe('tags', () => {
  const deploy = (tags?: Record<string, string>) =>
    d.deploy(STACK, (stack) => void addUser(stack, { username: 'tagged', tags }, 'Tagged'));
  const tags = () => {
    const { [OWNER_TAG]: owner, ...own } = d.mustAccount('tagged').Tags;
    expect(owner).toMatch(/^InPlace\//);
    return own;
  };

  it('are added, changed and removed, and those of others stay', async () => {
    await deploy({ team: 'blue' });
    d.aws.connect.call('TagResource', {
      resourceArn: d.mustAccount('tagged').Arn,
      tags: { foreign: 'kept' },
    });
    expect((await deploy({ team: 'blue', shift: 'night' })).calls).toEqual(['DescribeUser', 'TagResource']);
    expect(tags()).toEqual({ foreign: 'kept', team: 'blue', shift: 'night' });
    expect((await deploy({ team: 'red', shift: 'night' })).calls).toEqual(['DescribeUser', 'TagResource']);
    expect(tags()).toEqual({ foreign: 'kept', team: 'red', shift: 'night' });
    expect((await deploy({ team: 'red' })).calls).toEqual(['DescribeUser', 'UntagResource']);
    expect(tags()).toEqual({ foreign: 'kept', team: 'red' });
    expect((await deploy({ area: 'north' })).calls).toEqual(['DescribeUser', 'UntagResource', 'TagResource']);
    expect(tags()).toEqual({ foreign: 'kept', area: 'north' });
    expect((await deploy()).calls).toEqual(['DescribeUser', 'UntagResource']);
    expect(tags()).toEqual({ foreign: 'kept' });
  });
});

describe('nothing to change', () => {
  const securityProfiles = (...ids: string[]) => ids.map((id) => SecurityProfile.fromId(id));

  it('writes nothing when CloudFormation sends an update that changes nothing', async () => {
    const deploy = (...ids: string[]) =>
      d.deploy(
        STACK,
        (stack) =>
          void addUser(stack, { username: 'same', securityProfiles: securityProfiles(...ids) }, 'Same'),
      );
    await deploy(AGENT_ID, ADMIN_ID);
    const before = d.mustAccount('same');
    const updated = await deploy(ADMIN_ID, AGENT_ID);
    expect(updated.status).toBe('UPDATE_COMPLETE');
    expect(updated.calls).toEqual(['DescribeUser']);
    expect(d.mustAccount('same')).toEqual(before);
  });

  it('does not write what somebody already changed as the stack wants it', async () => {
    const deploy = (id?: string) =>
      d.deploy(
        STACK,
        (stack) =>
          void addUser(
            stack,
            { username: 'ahead', ...(id !== undefined && { routingProfile: RoutingProfile.fromId(id) }) },
            'Ahead',
          ),
      );
    await deploy();
    const { Id } = d.mustAccount('ahead');
    d.aws.connect.call('UpdateUserRoutingProfile', {
      InstanceId: INSTANCE_ID,
      UserId: Id,
      RoutingProfileId: OTHER_ROUTING_PROFILE_ID,
    });
    expect((await deploy(OTHER_ROUTING_PROFILE_ID)).calls).toEqual(['DescribeUser']);
  });
});

it('puts back what was changed outside, with the next update', async () => {
  const deploy = (tags: Record<string, string>) =>
    d.deploy(STACK, (stack) => void addUser(stack, { username: 'drifted', tags }, 'Drifted'));
  await deploy({ a: '1' });
  const before = d.mustAccount('drifted');
  d.aws.connect.call('UpdateUserRoutingProfile', {
    InstanceId: INSTANCE_ID,
    UserId: before.Id,
    RoutingProfileId: OTHER_ROUTING_PROFILE_ID,
  });
  expect((await deploy({ a: '2' })).calls).toEqual([
    'DescribeUser',
    'UpdateUserRoutingProfile',
    'TagResource',
  ]);
  expect(d.mustAccount('drifted').RoutingProfileId).toBe(before.RoutingProfileId);
});
