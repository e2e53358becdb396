/** Rules about what a user is tied to: routing profile, security profiles, hierarchy group. */
import { idOf } from '../contract';
import type { Rule } from './rule';
import type { SeenUser } from './seen';
import { elements, given, known, UNKNOWN } from './seen';
import * as show from './show';

const NOT_EMPTY = [
  'RoutingProfileId',
  'RoutingProfileName',
  'HierarchyGroupId',
  'HierarchyGroupName',
  'DirectoryUserId',
  'PasswordSecretArn',
  'PasswordSecretField',
] as const;

function* twice(user: SeenUser, list: 'SecurityProfileIds' | 'SecurityProfileNames') {
  const seen = new Set<string>();
  for (const [field, value] of elements(user[list], list)) {
    // The ARN of a profile and its id are the same profile.
    const id = list === 'SecurityProfileIds' ? idOf(value) : value;
    if (seen.has(id)) {
      yield { field, message: `${show.quoted(value)} is given more than once. Allowed: each profile once.` };
    }
    seen.add(id);
  }
}

export const PROFILE_RULES: readonly Rule[] = [
  {
    id: 'routing-profile',
    page: show.PAGES.createUser,
    *check({ RoutingProfileId, RoutingProfileName }) {
      const allowed = 'Allowed: exactly one, by id, by ARN or by name.';
      if (!given(RoutingProfileId) && !given(RoutingProfileName)) {
        yield { field: 'RoutingProfileId', message: `No routing profile is given. ${allowed}` };
      }
      if (known(RoutingProfileId) !== undefined && known(RoutingProfileName) !== undefined) {
        yield { field: 'RoutingProfileName', message: `Both an id and a name are given. ${allowed}` };
      }
    },
  },
  {
    id: 'hierarchy-group',
    page: show.PAGES.createUser,
    *check({ HierarchyGroupId, HierarchyGroupName }) {
      if (known(HierarchyGroupId) === undefined || known(HierarchyGroupName) === undefined) return;
      const message = 'Both an id and a name are given. Allowed: at most one, by id, by ARN or by name.';
      yield { field: 'HierarchyGroupName', message };
    },
  },
  {
    id: 'security-profile-count',
    page: show.PAGES.createUser,
    *check({ SecurityProfileIds, SecurityProfileNames }) {
      const count = (known(SecurityProfileIds)?.length ?? 0) + (known(SecurityProfileNames)?.length ?? 0);
      const unknown = SecurityProfileIds === UNKNOWN || SecurityProfileNames === UNKNOWN;
      if ((count >= 1 || unknown) && count <= 10) return;
      const message = `${count} security profiles are given. Allowed: 1 to 10, ids and names together.`;
      yield {
        field:
          count > 0 && !known(SecurityProfileIds)?.length ? 'SecurityProfileNames' : 'SecurityProfileIds',
        message,
      };
    },
  },
  {
    id: 'security-profile-twice',
    page: show.PAGES.createUser,
    *check(user) {
      yield* twice(user, 'SecurityProfileIds');
      yield* twice(user, 'SecurityProfileNames');
    },
  },
  {
    id: 'not-empty',
    page: show.PAGES.createUser,
    *check(user) {
      const message = 'Given an empty string. Allowed: at least one character; leave it out to give none.';
      for (const field of NOT_EMPTY) if (user[field] === '') yield { field, message };
      for (const list of ['SecurityProfileIds', 'SecurityProfileNames'] as const) {
        for (const [field, value] of elements(user[list], list)) if (value === '') yield { field, message };
      }
    },
  },
];
