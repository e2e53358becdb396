/** What Connect cannot change on an account that exists: where its password came from, and its directory id. */
import type { UserProperties } from '../../lib/private/contract';
import type { User } from '../connect/connect-api';
import { Problem } from '../problem';
import { passwordMark, readOwner } from './owner';

const WAYS_OUT =
  'Or make a new account: change the username, or remove the user, deploy, and add it again. Nothing was changed.';

/**
 * True if the account was made with another password source than the desired one. A source taken away changes
 * nothing: the password stays as it is. The tag knows what the account was made with, so the rollback of a refused
 * change passes; where the tag does not tell, the properties as they were do.
 */
function passwordChanges(account: User, desired: UserProperties, old: UserProperties | undefined): boolean {
  const wanted = passwordMark(desired);
  if (wanted === undefined) return false;
  const mark = readOwner(account.Tags);
  if (mark?.tellsPassword === true) return mark.password !== wanted;
  return old !== undefined && passwordMark(old) !== wanted;
}

function directoryIdChanges(
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
): boolean {
  const wanted = desired.DirectoryUserId ?? '';
  const has = account.DirectoryUserId ?? '';
  // Connect may show an id that nobody gave: only one that was given counts as taken away.
  return wanted === '' ? has !== '' && has === old?.DirectoryUserId : wanted !== has;
}

/** Throws a {@link Problem} if the desired user differs from the account in what cannot be changed. Reads only. */
export function refuseImmutable(
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
): void {
  if (passwordChanges(account, desired, old)) {
    throw new Problem(
      'The secret that the password comes from changed, and Amazon Connect has no call that changes a password.',
      `Put the former secret back, and let the person reset the password or an administrator reset it in Connect. ${WAYS_OUT}`,
    );
  }
  if (directoryIdChanges(account, desired, old)) {
    throw new Problem(
      "DirectoryUserId differs from the account's, and Amazon Connect has no call that changes it.",
      `Put the former DirectoryUserId back. ${WAYS_OUT}`,
    );
  }
}
