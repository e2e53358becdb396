/**
 * What an account was before it was adopted, as far as the adoption changes it, so that it can be put back.
 *
 * Within the invocation all of it is at hand. For a rollback later on, what is no personal data travels with the
 * account, in tags: compressed, since a tag has 256 characters. Names, e-mail addresses and phone numbers are never
 * written there, so a later rollback leaves those as the adoption made them.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BEFORE_TAG, CHANNEL_LISTS, TAG_VALUE_MAX } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { Proficiency, User } from '../connect/connect-api';
import { ownTags } from './converge-tags';
import { parseLeniently } from './properties';

/** Only the families of fields that the stack gives. */
export type Former = Pick<
  UserProperties,
  | 'RoutingProfileId'
  | 'SecurityProfileIds'
  | 'HierarchyGroupId'
  | 'IdentityInfo'
  | 'PhoneConfig'
  | (typeof CHANNEL_LISTS)[number]
  | 'Tags'
  | 'Proficiencies'
>;

const PHONE_FAMILIES = ['PhoneConfig', ...CHANNEL_LISTS] as const;
const FAMILIES: readonly (keyof Former)[] = ['IdentityInfo', ...PHONE_FAMILIES, 'Proficiencies'];

export function formerOf(
  account: User,
  user: UserProperties,
  proficiencies: readonly Proficiency[] | undefined,
): Former {
  const phones = PHONE_FAMILIES.some((family) => user[family] !== undefined);
  const tags = Object.keys(ownTags(user)).filter((key) => Object.hasOwn(account.Tags ?? {}, key));
  return {
    RoutingProfileId: account.RoutingProfileId,
    SecurityProfileIds: account.SecurityProfileIds,
    HierarchyGroupId: account.HierarchyGroupId,
    ...(user.IdentityInfo && { IdentityInfo: account.IdentityInfo ?? {} }),
    // What sets all channels at once and what sets them one by one overwrite each other: both or neither.
    ...(phones &&
      Object.fromEntries(
        PHONE_FAMILIES.map((family) => [family, account[family] ?? (family === 'PhoneConfig' ? {} : [])]),
      )),
    ...(proficiencies && { Proficiencies: proficiencies }),
    Tags: Object.fromEntries(tags.map((key) => [key, account.Tags?.[key] ?? ''])),
  };
}

/** The part that may be written down. Phone settings with a number in them are left out as a whole. */
function withoutPersonal(former: Former): Former {
  const numbers =
    Boolean(former.PhoneConfig?.DeskPhoneNumber) ||
    (former.PhoneNumberConfigs ?? []).some(({ PhoneNumber }) => Boolean(PhoneNumber));
  const personal: readonly string[] = numbers ? ['IdentityInfo', ...PHONE_FAMILIES] : ['IdentityInfo'];
  return Object.fromEntries(Object.entries(former).filter(([name]) => !personal.includes(name)));
}

const MOST_TAGS = 50;

/** The tags that remember it, or undefined if there is no room for them. */
export function recordOf(former: Former, room: number): Record<string, string> | undefined {
  const text = deflateRawSync(JSON.stringify(withoutPersonal(former))).toString('base64url');
  const parts = text.match(new RegExp(`.{1,${TAG_VALUE_MAX}}`, 'g')) ?? [];
  if (parts.length > room) return undefined;
  return Object.fromEntries(parts.map((part, index) => [`${BEFORE_TAG}-${index + 1}`, part]));
}

/** How many tags the account can take beside its own, the stack's and the owner tag. */
export function roomFor(account: User, user: UserProperties): number {
  const keys = new Set([...Object.keys(account.Tags ?? {}), ...Object.keys(ownTags(user))]);
  return MOST_TAGS - 1 - keys.size;
}

export const recordKeys = (account: User): readonly string[] =>
  Object.keys(account.Tags ?? {}).filter((key) => key.startsWith(BEFORE_TAG));

/** What the tags of the account remember. Undefined if they do not, or somebody tampered with them. */
export function readRecord(account: User): Former | undefined {
  const text = recordKeys(account)
    .map((_, index) => account.Tags?.[`${BEFORE_TAG}-${index + 1}`] ?? '')
    .join('');
  if (text === '') return undefined;
  try {
    const json = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: 100_000 });
    return parseLeniently(JSON.parse(json.toString('utf8')) as Readonly<Record<string, unknown>>);
  } catch {
    return undefined;
  }
}

/**
 * What the stack gave, without the families that `former` does not know: those are not put back, and must not be
 * taken for taken away.
 */
export function comparable(user: UserProperties, former: Former): UserProperties {
  const unknown: readonly string[] = FAMILIES.filter((family) => !Object.hasOwn(former, family));
  return Object.fromEntries(Object.entries(user).filter(([name]) => !unknown.includes(name)));
}
