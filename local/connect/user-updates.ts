/** Changing users. Every call judges all of its input before it changes anything. */
import { handler, type Context, type Handler } from './context';
import { findInstance, findUser, hierarchyGroupId, routingProfileId, securityProfileIds } from './lookup';
import { checkDirectoryOwned, checkIdentity, checkLists, checkPhoneConfig } from './rules';
import { identityOf } from './users';
import type { ChannelLists, IdentityInfo, PhoneConfig, UserInput } from './input';
import type { InstanceRecord, UserRecord } from './state';

function update<I>(change: (user: UserRecord, input: I, instance: InstanceRecord) => void): Handler {
  return handler(({ store }: Context, input: I & UserInput) => {
    const instance = findInstance(store, input.InstanceId);
    const user = findUser(instance, input.UserId);
    change(user, input, instance);
    user.modified = store.now();
    return undefined;
  });
}

function identityInfo(
  user: UserRecord,
  { IdentityInfo: wanted }: { readonly IdentityInfo: IdentityInfo },
  instance: InstanceRecord,
): void {
  checkDirectoryOwned(instance, user.identity, wanted);
  checkIdentity(instance, wanted);
  // The info is one value, replaced as a whole, as AWS's CloudFormation provider takes it to be: to change one
  // name it sends all it knows. What a directory owns is not the caller's to clear.
  const owned = instance.identityManagementType === 'EXISTING_DIRECTORY' ? user.identity : {};
  const { FirstName, LastName, Email } = owned;
  user.identity = identityOf({
    ...(FirstName !== undefined && { FirstName }),
    ...(LastName !== undefined && { LastName }),
    ...(Email !== undefined && { Email }),
    ...wanted,
  });
}

function phoneConfig(user: UserRecord, input: { readonly PhoneConfig: PhoneConfig }): void {
  checkPhoneConfig(input.PhoneConfig);
  user.phone.replace(input.PhoneConfig);
}

function config(user: UserRecord, input: ChannelLists): void {
  checkLists(input);
  user.phone.change(input);
}

function hierarchy(
  user: UserRecord,
  input: { readonly HierarchyGroupId?: string },
  instance: InstanceRecord,
): void {
  if (input.HierarchyGroupId === undefined) delete user.hierarchyGroupId;
  else user.hierarchyGroupId = hierarchyGroupId(instance, input.HierarchyGroupId);
}

export const UPDATE_HANDLERS: Readonly<Record<string, Handler>> = {
  UpdateUserIdentityInfo: update(identityInfo),
  UpdateUserPhoneConfig: update(phoneConfig),
  UpdateUserConfig: update(config),
  UpdateUserHierarchy: update(hierarchy),
  UpdateUserRoutingProfile: update((user, input: { readonly RoutingProfileId: string }, instance) => {
    user.routingProfileId = routingProfileId(instance, input.RoutingProfileId);
  }),
  UpdateUserSecurityProfiles: update(
    (user, input: { readonly SecurityProfileIds: readonly string[] }, instance) => {
      user.securityProfileIds = securityProfileIds(instance, input.SecurityProfileIds);
    },
  ),
};
