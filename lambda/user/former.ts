/**
 * What an account was before it was adopted, as far as the adoption changes it, so that it can be put back.
 *
 * Within the invocation all of it is at hand. For a rollback later on, it travels with the account, in tags: compressed,
 * since a tag has 256 characters, and sealed with the stack's adoption key, since many may read tags who may not read
 * names, e-mail addresses and phone numbers. Without a key, those are left out, and a rollback leaves them as they are.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BEFORE_TAG, CHANNEL_LISTS, OWNER_TAG, TAG_VALUE_MAX } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { PhoneConfig, Proficiency, User } from '../connect/connect-api';
import { TWINS } from './converge-phone';
import { ownTags } from './converge-tags';
import { parseLeniently } from './properties';
import { open, seal } from './sealed';
import type { SealKey } from './sealed';

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

/**
 * `PhoneConfig` without what the lists say of the same channel: set once more, it would set other channels along with
 * it, which nobody had changed.
 */
function phoneOf(account: User): PhoneConfig {
  const listed = (member: string) =>
    account[TWINS[member as keyof typeof TWINS]]?.some(({ Channel }) => Channel === 'VOICE') ?? false;
  return Object.fromEntries(Object.entries(account.PhoneConfig ?? {}).filter(([member]) => !listed(member)));
}

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
      Object.fromEntries([
        ['PhoneConfig', phoneOf(account)],
        ...CHANNEL_LISTS.map((list) => [list, account[list] ?? []]),
      ])),
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

/** How a record begins: in the clear, without personal data, or sealed. */
const CLEAR = '1';
const SEALED = '2';
const LONGEST = 100_000;

function written(former: Former, key: SealKey | undefined): string {
  const content = deflateRawSync(JSON.stringify(former));
  return key === undefined ? `${CLEAR}${content.toString('base64url')}` : `${SEALED}${seal(content, key)}`;
}

export interface RecordTags {
  readonly tags: Readonly<Record<string, string>>;
  /** Whether personal data had to be left out: for want of a key, or of room. */
  readonly partly: boolean;
}

/** The tags that remember it, or as much of it as there is room for; undefined if there is none at all. */
export function recordOf(former: Former, room: number, key: SealKey | undefined): RecordTags | undefined {
  const rest = withoutPersonal(former);
  const partly = Object.keys(rest).length < Object.keys(former).length;
  const choices = [...(key && partly ? [{ kept: former, partly: false }] : []), { kept: rest, partly }];
  for (const choice of choices) {
    const text = written(choice.kept, key);
    const parts = text.match(new RegExp(`.{1,${TAG_VALUE_MAX}}`, 'g')) ?? [];
    if (parts.length > room) continue;
    const tags = Object.fromEntries(parts.map((part, index) => [`${BEFORE_TAG}-${index + 1}`, part]));
    return { tags, partly: choice.partly };
  }
  return undefined;
}

/** How many tags the account can take beside its own, the stack's and the owner tag. A former record makes room. */
export function roomFor(account: User, user: UserProperties): number {
  const keys = new Set([OWNER_TAG, ...Object.keys(account.Tags ?? {}), ...Object.keys(ownTags(user))]);
  return MOST_TAGS - keys.size + recordKeys(account).length;
}

export const recordKeys = (account: User): readonly string[] =>
  Object.keys(account.Tags ?? {}).filter((key) => key.startsWith(BEFORE_TAG));

function contentOf(text: string, key: SealKey | undefined): Buffer | undefined {
  const [version, content] = [text[0], text.slice(1)];
  // Where there is a key, what is not sealed with it was not written by us.
  if (key !== undefined) return version === SEALED ? open(content, key) : undefined;
  return version === CLEAR ? Buffer.from(content, 'base64url') : undefined;
}

/** What the tags of the account remember. Undefined if they do not, cannot be read, or somebody tampered with them. */
export function readRecord(account: User, key: SealKey | undefined): Former | undefined {
  const text = recordKeys(account)
    .map((_, index) => account.Tags?.[`${BEFORE_TAG}-${index + 1}`] ?? '')
    .join('');
  const content = contentOf(text, key);
  if (content === undefined) return undefined;
  try {
    const json = inflateRawSync(content, { maxOutputLength: LONGEST });
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
