/** Making, showing and removing users. */
import { randomUUID } from 'node:crypto';
import { compact, handler, seconds, type Context, type Handler } from './context';
import { connectError, notFound } from './errors';
import { findInstance, findUser, hierarchyGroupId, routingProfileId, securityProfileIds } from './lookup';
import { PhoneSettings } from './phone';
import { checkNewUser } from './rules';
import type { CreateUserInput, IdentityInfo, UserInput } from './input';
import type { InstanceRecord, UserRecord } from './state';

function createUser({ store }: Context, input: CreateUserInput): object {
  const instance = findInstance(store, input.InstanceId);
  checkNewUser(instance, input);
  const profile = routingProfileId(instance, input.RoutingProfileId);
  const security = securityProfileIds(instance, input.SecurityProfileIds);
  const wanted = input.HierarchyGroupId;
  const group = wanted === undefined ? undefined : hierarchyGroupId(instance, wanted);
  if ([...instance.users.values()].some((user) => user.username === input.Username)) {
    throw connectError('DuplicateResourceException', 'A user with this username already exists');
  }
  if (instance.users.size >= instance.userLimit) {
    throw connectError('LimitExceededException', 'The quota of users per instance has been exceeded');
  }
  const phone = new PhoneSettings();
  if (input.PhoneConfig) phone.replace(input.PhoneConfig);
  phone.change(input);
  const id = randomUUID();
  const now = store.now();
  // The password was checked by the model and the rules; from here on nothing holds it.
  const user: UserRecord = {
    id,
    arn: `${instance.arn}/agent/${id}`,
    order: store.nextOrder(),
    username: input.Username,
    ...(input.DirectoryUserId && { directoryUserId: input.DirectoryUserId }),
    identity: identityOf(input.IdentityInfo ?? {}),
    phone,
    routingProfileId: profile,
    securityProfileIds: security,
    ...(group && { hierarchyGroupId: group }),
    tags: { ...input.Tags },
    proficiencies: [],
    created: now,
    modified: now,
    described: 0,
  };
  instance.users.set(id, user);
  return { UserId: id, UserArn: user.arn };
}

/** An empty string is the same as none: that is what Connect's website stores for an empty field. */
export function identityOf(info: IdentityInfo): IdentityInfo {
  return Object.fromEntries(Object.entries(info).filter(([, value]) => value !== ''));
}

function describeUser({ store, describeLag }: Context, input: UserInput): object {
  const instance = findInstance(store, input.InstanceId);
  const user = findUser(instance, input.UserId);
  user.described += 1;
  if (user.described <= (describeLag.calls ?? 0) || store.now() - user.created < (describeLag.ms ?? 0)) {
    throw notFound('User not found');
  }
  return { User: userView(user, store.place.region) };
}

/** A user as DescribeUser shows it. */
export function userView(user: UserRecord, region: string) {
  return compact({
    Id: user.id,
    Arn: user.arn,
    Username: user.username,
    IdentityInfo: Object.keys(user.identity).length > 0 ? { ...user.identity } : undefined,
    PhoneConfig: user.phone.phoneConfig(),
    DirectoryUserId: user.directoryUserId,
    SecurityProfileIds: [...user.securityProfileIds],
    RoutingProfileId: user.routingProfileId,
    HierarchyGroupId: user.hierarchyGroupId,
    Tags: { ...user.tags },
    ...user.phone.lists(),
    LastModifiedTime: seconds(user.modified),
    LastModifiedRegion: region,
  });
}

function deleteUser({ store }: Context, input: UserInput): undefined {
  const instance = findInstance(store, input.InstanceId);
  instance.users.delete(findUser(instance, input.UserId).id);
}

/** The users that lists and searches show yet. */
export function visibleUsers({ store, listLag }: Context, instance: InstanceRecord): UserRecord[] {
  return [...instance.users.values()].filter(({ created }) => store.now() - created >= listLag);
}

export const USER_HANDLERS: Readonly<Record<string, Handler>> = {
  CreateUser: handler(createUser),
  DescribeUser: handler(describeUser),
  DeleteUser: handler(deleteUser),
};
