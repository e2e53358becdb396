/**
 * Routing profile, security profiles, hierarchy group.
 *
 * Every user has a routing profile and security profiles, so those are always compared. A hierarchy group that the
 * stack gave and gives no more is left; one that the stack never gave is none of its business.
 */
import type { User } from '../connect/connect-api';
import type { UserProperties } from '../../lib/private/contract';
import type { Change } from './change';
import type { References } from './references';

const givesGroup = (user: UserProperties | undefined) =>
  Boolean(user?.HierarchyGroupId) || Boolean(user?.HierarchyGroupName);

export function referenceChanges(
  account: User,
  desired: References,
  old: UserProperties | undefined,
): Change[] {
  const changes: Change[] = [];
  if (account.RoutingProfileId !== desired.RoutingProfileId) {
    changes.push({ call: 'updateRoutingProfile', id: desired.RoutingProfileId });
  }
  const has = new Set(account.SecurityProfileIds);
  const wants = new Set(desired.SecurityProfileIds);
  if (has.size !== wants.size || [...wants].some((id) => !has.has(id))) {
    changes.push({ call: 'updateSecurityProfiles', ids: desired.SecurityProfileIds });
  }
  const group = account.HierarchyGroupId || undefined;
  const managed = desired.HierarchyGroupId !== undefined || givesGroup(old);
  if (managed && group !== desired.HierarchyGroupId) {
    changes.push({ call: 'updateHierarchy', id: desired.HierarchyGroupId });
  }
  return changes;
}
