/**
 * `PhoneConfig`: the settings for all channels at once.
 *
 * Connect cannot unset them, so what is not given, and all of it once `PhoneConfig` is taken away, has what a new user
 * gets. A member whose per-channel twin is given is left to that. Never given: untouched.
 */
import type { UserProperties } from '../../lib/private/contract';
import type { PhoneConfig, User } from '../connect/connect-api';
import type { Change } from './change';

type Member = keyof PhoneConfig;

/** The list that sets the same thing channel by channel. */
export const TWINS = {
  PhoneType: 'PhoneNumberConfigs',
  DeskPhoneNumber: 'PhoneNumberConfigs',
  AutoAccept: 'AutoAcceptConfigs',
  AfterContactWorkTimeLimit: 'AfterContactWorkConfigs',
  PersistentConnection: 'PersistentConnectionConfigs',
} as const satisfies Record<Member, keyof UserProperties>;

/** A new user's settings; it has no desk phone number. */
export const NEW_USER_PHONE = {
  PhoneType: 'SOFT_PHONE',
  DeskPhoneNumber: undefined,
  AutoAccept: false,
  AfterContactWorkTimeLimit: 0,
  PersistentConnection: false,
} as const satisfies { readonly [M in Member]: PhoneConfig[M] };

const MEMBERS = Object.keys(TWINS) as Member[];

const has = (list: readonly unknown[] | undefined) => list !== undefined && list.length > 0;

/** Members that are given here now and were given channel by channel before: what the channels have must go. */
function takenOver(desired: UserProperties, old: UserProperties | undefined): boolean {
  return MEMBERS.some(
    (member) =>
      desired.PhoneConfig?.[member] !== undefined &&
      !has(desired[TWINS[member]]) &&
      has(old?.[TWINS[member]]),
  );
}

/** At most one change. */
export function phoneChanges(
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
): Change[] {
  if (desired.PhoneConfig === undefined && old?.PhoneConfig === undefined) return [];
  const config: Record<string, unknown> = {};
  let differs = takenOver(desired, old);
  for (const member of MEMBERS) {
    const given = desired.PhoneConfig?.[member] === '' ? undefined : desired.PhoneConfig?.[member];
    if (given === undefined && has(desired[TWINS[member]])) continue;
    const wanted = given ?? NEW_USER_PHONE[member];
    const actual = account.PhoneConfig?.[member] || NEW_USER_PHONE[member];
    differs ||= wanted !== actual;
    if (wanted !== undefined) config[member] = wanted;
  }
  return differs ? [{ call: 'updatePhoneConfig', config }] : [];
}
