/**
 * Tags. Added and changed as given; removed only if the stack gave them before, so that tags of others stay. Ours, by
 * which the account is known, and AWS's own are never touched.
 */
import { BEFORE_TAG, OWNER_TAG } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { User } from '../connect/connect-api';
import type { Change } from './change';

const mayTouch = (key: string) => key !== OWNER_TAG && !key.startsWith(BEFORE_TAG) && !key.startsWith('aws:');

/** The user's own tags: without the owner tag, whatever was given for it. */
export function ownTags(user: UserProperties | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(user?.Tags ?? {}).filter(([key]) => mayTouch(key)));
}

/** Removals first: an account may have 50. */
export function tagChanges(
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
): Change[] {
  const has = new Map(Object.entries(account.Tags ?? {}));
  const wanted = ownTags(desired);
  const gone = Object.keys(ownTags(old)).filter((key) => !Object.hasOwn(wanted, key) && has.has(key));
  const set = Object.entries(wanted).filter(([key, value]) => has.get(key) !== value);
  const changes: Change[] = [];
  if (gone.length > 0) changes.push({ call: 'untag', keys: gone });
  if (set.length > 0) changes.push({ call: 'tag', tags: Object.fromEntries(set) });
  return changes;
}
