/**
 * Who manages an account: the owner tag, on every account that we create, from its `CreateUser` on.
 *
 * `CreateUser` has no client token, and events are delivered at least once: the tag is how a second delivery knows
 * the account that the first one made, and how nobody else's account is ever changed or deleted.
 *
 * Its value is `<stack name>/<logical id>/<stack uuid> <password> <request>[ adopted]`:
 * - the owner itself, which is all that is compared;
 * - 8 hex digits for where the password came from (`-`: nowhere), since Connect cannot change a password and does not
 *   say what it was made with: a changed source can be told even after a rollback;
 * - 8 hex digits for the request that made or adopted the account, so that the Delete after a lost answer removes that
 *   one only;
 * - `adopted`, if the account was there before: it is released, where one that we made is deleted.
 */
import { createHash } from 'node:crypto';
import { OWNER_TAG, TAG_VALUE_MAX } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';

const hash = (text: string, digits: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

const MARK_DIGITS = 8;
const NO_PASSWORD = '-';
const ADOPTED = 'adopted';
const OWNER_MAX = TAG_VALUE_MAX - 2 * (1 + MARK_DIGITS) - (1 + ADOPTED.length);

/** `<stack name>/<logical id>/<stack uuid>`. A logical id too long for a tag is cut, with a hash to tell it by. */
export function ownerOf(stackId: string, logicalId: string): string {
  const [stackName, uuid] = stackId.split('/').slice(1);
  const owner = `${stackName}/${logicalId}/${uuid}`;
  if (owner.length <= OWNER_MAX) return owner;
  const digest = hash(owner, 16);
  const room = Math.max(0, OWNER_MAX - `${stackName}/+${digest}/${uuid}`.length);
  return `${stackName}/${logicalId.slice(0, room)}+${digest}/${uuid}`.slice(0, OWNER_MAX);
}

/** Where the password comes from, as a mark; undefined if it comes from nowhere. */
export function passwordMark(user: UserProperties): string | undefined {
  const { PasswordSecretArn: arn, PasswordSecretField: field } = user;
  return arn === undefined ? undefined : hash(`${arn}#${field ?? ''}`, MARK_DIGITS);
}

export const requestMark = (requestId: string) => hash(requestId, MARK_DIGITS);

/** The tag for an account that is about to be made. */
export function ownerTag(owner: string, user: UserProperties, requestId: string): Record<string, string> {
  return { [OWNER_TAG]: `${owner} ${passwordMark(user) ?? NO_PASSWORD} ${requestMark(requestId)}` };
}

/** The tag for an account that was there before. */
export function adoptedTag(owner: string, user: UserProperties, requestId: string): Record<string, string> {
  const { [OWNER_TAG]: value } = ownerTag(owner, user, requestId);
  return { [OWNER_TAG]: `${value} ${ADOPTED}` };
}

export interface OwnerMark {
  readonly owner: string;
  /** Undefined: there was no password, or the tag (put back by hand, say) does not tell. */
  readonly password?: string;
  /** False: the tag does not tell. */
  readonly tellsPassword: boolean;
  readonly request?: string;
  /** Whether the account was there before. */
  readonly adopted?: boolean;
}

/** What the owner tag of an account says; undefined if it has none. */
export function readOwner(tags: Readonly<Record<string, string>> | undefined): OwnerMark | undefined {
  const value = tags?.[OWNER_TAG];
  if (value === undefined || value === '') return undefined;
  const [owner, password, request, adopted] = value.split(' ');
  return {
    owner,
    password: password === NO_PASSWORD ? undefined : password,
    tellsPassword: password !== undefined,
    request,
    adopted: adopted === ADOPTED || undefined,
  };
}
