/** Accounts that were there before, and what the stacks of the tests make of them. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { Channel, ExistingUser, RoutingProfile, SecurityProfile, type UserProficiency } from '../../lib';
import { Deployment, type Account } from './deployment';
import {
  ADMIN_ID,
  addUser,
  AGENT_ID,
  INSTANCE_ID,
  MANAGER_ID,
  ROUTING_PROFILE_ID,
  type UserOver,
} from './users';

export const OTHER_ROUTING_PROFILE_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
export const GROUP_1 = 'dddddddd-0000-4000-8000-000000000001';
export const GROUP_2 = 'dddddddd-0000-4000-8000-000000000002';
export const ADOPT = { existingUser: ExistingUser.ADOPT };
export const DESTROY = { removalPolicy: RemovalPolicy.DESTROY };

export const german = (level: number): UserProficiency => ({
  attributeName: 'connect:Language',
  attributeValue: 'connect:German',
  level,
});

/** Everything that it changes of a {@link stranger}. */
export const WANTED: UserOver = {
  ...ADOPT,
  routingProfile: RoutingProfile.fromId(ROUTING_PROFILE_ID),
  securityProfiles: [SecurityProfile.fromId(AGENT_ID)],
  autoAcceptConfigs: [{ channel: Channel.VOICE, autoAccept: false }],
  proficiencies: [german(5)],
  tags: { team: 'red', ours: 'yes' },
};

/** A local AWS whose instance has what strangers have. */
export async function startAdoptable(): Promise<Deployment> {
  const d = await Deployment.start();
  d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'Other', id: OTHER_ROUTING_PROFILE_ID });
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'One', id: GROUP_1 });
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'Two', id: GROUP_2 });
  return d;
}

/** An account that somebody made by hand, unlike what {@link WANTED} wants in everything. */
export function stranger(d: Deployment, Username: string, more: object = {}): Account {
  const call = (operation: string, input: object) =>
    d.aws.connect.call(operation, { InstanceId: INSTANCE_ID, ...input });
  call('CreateUser', {
    Username,
    Password: 'Pass@Word1',
    IdentityInfo: { FirstName: 'Some', LastName: 'Body' },
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true, AfterContactWorkTimeLimit: 30 },
    RoutingProfileId: OTHER_ROUTING_PROFILE_ID,
    SecurityProfileIds: [ADMIN_ID, MANAGER_ID],
    Tags: { team: 'blue', theirs: 'yes' },
    ...more,
  });
  const { Id } = d.mustAccount(Username);
  call('AssociateUserProficiencies', {
    UserId: Id,
    UserProficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: 2 }],
  });
  return d.mustAccount(Username);
}

/**
 * Without what no call can put back: the time, and that a channel, once listed, is listed with the value that the
 * account's `PhoneConfig` has anyway.
 */
export const lasting = (account: Account) => ({
  ...account,
  AutoAcceptConfigs: undefined,
  LastModifiedTime: 0,
});

/** The user, and another one after it that cannot be made. */
export function deployWithBrokenSibling(d: Deployment, name: string, over: UserOver) {
  return d.deploy(name, (stack) => {
    const user = addUser(stack, over);
    const routingProfile = RoutingProfile.fromId('no-such-profile');
    const sibling = { username: `${over.username}-sibling`, routingProfile };
    addUser(stack, sibling, 'Sibling').node.addDependency(user);
  });
}
