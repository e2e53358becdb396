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
import type { Target } from './change';
import { readRecord } from './former';
import { readOwner } from './owner';
import { parseLeniently } from './properties';
import { deleteQuickConnectsOf } from './quick-connects';
import type { Work } from './work';

const keyOf = ({ InstanceId, UserId }: Target): UserKey => ({ InstanceId, UserId });

export async function removeQuickConnects(work: Work, key: UserKey): Promise<void> {
  const { DeleteQuickConnects } = parseLeniently(work.event.ResourceProperties);
  if (DeleteQuickConnects === true) await deleteQuickConnectsOf(work, key);
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

async function giveBack(work: Work, target: Target, account: User, user: UserProperties): Promise<void> {
  const former = readRecord(account);
  try {
    if (former !== undefined) await putBack(work, target, account, former, user);
  } catch (error) {
    // A profile may be gone by now. A rollback that fails over it would help nobody.
    if (!(error instanceof ConnectError) || error.kind !== 'refused') throw error;
    work.log('warn', 'the account could not be put back', { userId: account.Id, error: error.name });
  }
  await release(work, target, account);
}

/** For an account that is ours. */
export async function removeOrRelease(work: Work, target: Target, account: User): Promise<void> {
  if (readOwner(account.Tags)?.adopted !== true) return remove(work, keyOf(target));
  const user = parseLeniently(work.event.ResourceProperties);
  const rollback = await isRollback(work);
  if (rollback === true) return giveBack(work, target, account, user);
  // Where it is not known whether somebody wants the account gone, it stays.
  const destroy = user.RemovalPolicy?.toUpperCase() === 'DESTROY' && rollback === false;
  return destroy ? remove(work, keyOf(target)) : release(work, target, account);
}
