/**
 * What becomes of an account of ours when its resource goes.
 *
 * One that we made is deleted, and before it, if the user says so, the quick connects that point at it. One that was
 * adopted is released; it is deleted only where `removalPolicy: DESTROY` was given, and never when the adoption itself
 * is rolled back: then it is put back as it was, as far as its tags remember that.
 */
import type { UserProperties } from '../../lib/private/contract';
import type { User, UserKey } from '../connect/connect-api';
import { ConnectError, isError } from '../connect/errors';
import { putBack, release } from './adopt';
import { sealKeyFor } from './adoption-key';
import type { Target } from './change';
import { readRecord, recordKeys } from './former';
import { readOwner } from './owner';
import { isDenied } from './permitted';
import { parseLeniently } from './properties';
import { deleteQuickConnectsOf } from './quick-connects';
import type { Work } from './work';

const keyOf = ({ InstanceId, UserId }: Target): UserKey => ({ InstanceId, UserId });

/**
 * In an instance that the stack has left, the role may do nothing with quick connects. They stay then, and the log
 * says so: an account that nobody owns any more would be worse.
 */
export async function removeQuickConnects(work: Work, key: UserKey): Promise<void> {
  const { DeleteQuickConnects } = parseLeniently(work.event.ResourceProperties);
  if (DeleteQuickConnects !== true) return;
  try {
    await deleteQuickConnectsOf(work, key);
  } catch (error) {
    if (!isDenied(error)) throw error;
    work.log('warn', 'quick connects stay: the role may not remove them in this instance', {
      userId: key.UserId,
      instanceId: key.InstanceId,
    });
  }
}

/** Deletes the account; one that is gone by now is as good. */
async function remove(work: Work, key: UserKey): Promise<void> {
  await removeQuickConnects(work, key);
  try {
    await work.api.deleteUser(key);
  } catch (error) {
    if (!isError(error, 'ResourceNotFoundException')) throw error;
  }
  work.log('info', 'account deleted', { userId: key.UserId, instanceId: key.InstanceId });
}

/** Whether the stack is going back to what it was. Undefined if CloudFormation does not say. */
async function isRollback(work: Work): Promise<boolean | undefined> {
  try {
    return /ROLLBACK/.test(await work.stacks.status(work.event.StackId));
  } catch (error) {
    if (!(error instanceof ConnectError) || error.kind === 'aborted') throw error;
    work.log('warn', 'the status of the stack is unknown', { error: error.name });
    return undefined;
  }
}

/** Puts the account back as it was before its adoption, if its tags tell. Says whether they did. */
async function restore(work: Work, target: Target, account: User, user: UserProperties): Promise<boolean> {
  if (recordKeys(account).length === 0) return false;
  const former = readRecord(account, await sealKeyFor(work, user, account));
  if (former === undefined) {
    const about = { userId: account.Id, instanceId: target.InstanceId };
    work.log('warn', 'what the account was before its adoption cannot be read', about);
    return false;
  }
  await putBack(work, target, account, former, user);
  return true;
}

/**
 * For an account that is ours, and that an Update leaves for another: put back at once, if that is a rollback. The
 * Delete that releases it comes in clean-up, and in which order that deletes the adoption key and the account, if both
 * are new, nobody says. Never stops the rollback: what fails here, the Delete tries again.
 *
 * @param user what the adoption made of the account
 */
export async function restoreEarly(
  work: Work,
  target: Target,
  account: User,
  user: UserProperties,
): Promise<void> {
  const remembers = recordKeys(account).length > 0;
  if (!remembers || readOwner(account.Tags)?.adopted !== true || (await isRollback(work)) !== true) return;
  try {
    if (await restore(work, target, account, user)) await work.api.untag(target.arn, recordKeys(account));
  } catch (error) {
    if (!(error instanceof ConnectError) || error.kind === 'aborted') throw error;
    work.log('warn', 'the account could not be put back yet', { userId: account.Id, error: error.name });
  }
}

/** For an account that is ours. */
export async function removeOrRelease(work: Work, target: Target, account: User): Promise<void> {
  if (readOwner(account.Tags)?.adopted !== true) return remove(work, keyOf(target));
  const user = parseLeniently(work.event.ResourceProperties);
  const rollback = await isRollback(work);
  if (rollback === true) await restore(work, target, account, user);
  // Where it is not known whether somebody wants the account gone, it stays.
  const destroy = user.RemovalPolicy?.toUpperCase() === 'DESTROY' && rollback === false;
  return destroy ? remove(work, keyOf(target)) : release(work, target, account);
}
