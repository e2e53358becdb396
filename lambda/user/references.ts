/** The ids of what a user refers to: an id or ARN is taken as it is, a name is looked up. */
import { idOf } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { InstanceKey } from '../connect/connect-api';
import { Problem } from '../problem';
import type { Work } from './work';

export interface References {
  readonly RoutingProfileId: string;
  readonly SecurityProfileIds: readonly string[];
  readonly HierarchyGroupId?: string;
}

function onlyOne(user: UserProperties, field: 'RoutingProfile' | 'HierarchyGroup'): void {
  if (user[`${field}Id`] === undefined || user[`${field}Name`] === undefined) return;
  throw new Problem(`Both ${field}Id and ${field}Name are given.`, 'Give one of the two.');
}

/** Throws a {@link Problem} if one is missing, given twice, or has no or several bearers of its name. */
export async function resolveReferences(
  work: Pick<Work, 'names'>,
  instance: InstanceKey,
  user: UserProperties,
): Promise<References> {
  onlyOne(user, 'RoutingProfile');
  onlyOne(user, 'HierarchyGroup');
  const { RoutingProfileId, RoutingProfileName, HierarchyGroupId, HierarchyGroupName } = user;
  const securityIds = (user.SecurityProfileIds ?? []).map(idOf);
  const securityNames = user.SecurityProfileNames ?? [];
  if (RoutingProfileId === undefined && RoutingProfileName === undefined) {
    throw new Problem('The user has no routing profile.', 'Give RoutingProfileId or RoutingProfileName.');
  }
  if (securityIds.length + securityNames.length === 0) {
    throw new Problem('The user has no security profile.', 'Give 1 to 10 of them.');
  }
  const { names } = work;
  const routing =
    RoutingProfileId === undefined
      ? await names.idOf('routing profile', instance, RoutingProfileName as string)
      : idOf(RoutingProfileId);
  for (const name of securityNames) securityIds.push(await names.idOf('security profile', instance, name));
  const group =
    HierarchyGroupName === undefined
      ? HierarchyGroupId && idOf(HierarchyGroupId)
      : await names.idOf('hierarchy group', instance, HierarchyGroupName);
  return {
    RoutingProfileId: routing,
    SecurityProfileIds: [...new Set(securityIds)],
    HierarchyGroupId: group === '' ? undefined : group,
  };
}
