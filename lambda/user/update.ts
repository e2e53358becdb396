/**
 * Update: in place, or a new account where Connect cannot change what changed (the instance, the username).
 *
 * The desired user is compared with the account, so a rollback, which is an update with the old properties, takes the
 * same way. CloudFormation deletes the account that the returned id no longer names.
 */
import { idOf } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { UpdateEvent } from '../cloudformation/event';
import type { User } from '../connect/connect-api';
import { Problem } from '../problem';
import { describePatiently, isOfThisEvent, isOurs, KNOWN_ACCOUNT_MS } from './account';
import { targetOf } from './change';
import { converge } from './converge';
import { logUnknown } from './create';
import { refuseImmutable } from './immutable';
import { obtain } from './obtain';
import { readOwner } from './owner';
import { onOurs } from './permitted';
import { parseUserArn } from './physical-id';
import { identified, parseLeniently, parseProperties } from './properties';
import type { Identified } from './properties';
import { resolveReferences } from './references';
import { remembersAdoption, restoreEarly } from './removal';
import type { Settled, Work } from './work';

/** The rollback is an update, too, and meets the same: hence the command. */
const gone = ({ event }: Work, userId: string) =>
  new Problem(
    `The account ${userId} is gone: it was deleted outside this stack, perhaps on purpose, so none is made in its place.`,
    'To have the user again: remove it from the stack, deploy, add it again; or give it another construct id. ' +
      'If the stack is in UPDATE_ROLLBACK_FAILED, first: aws cloudformation continue-update-rollback ' +
      `--stack-name ${event.StackId.split('/')[1]} --resources-to-skip ${event.LogicalResourceId}`,
  );

/** Throws unless the account is this resource's. */
function refuseForeign(work: Work, account: User): void {
  if (isOurs(work, account)) return;
  const mark = readOwner(account.Tags);
  throw new Problem(
    mark === undefined
      ? `The account ${account.Id} has lost the tag that says who manages it, so it was not touched.`
      : `The account ${account.Id} is managed by ${mark.owner} (stack/resource/stack id), so it was not touched.`,
    mark === undefined
      ? `If it still belongs to this stack, put the tag back: aws connect tag-resource --resource-arn ${account.Arn} --tags 'cdk-connect-user:owner=${work.owner}'`
      : 'Remove the user from one of the two stacks.',
  );
}

async function updateInPlace(
  work: Work<UpdateEvent>,
  account: User,
  user: Identified,
  old: UserProperties,
): Promise<Settled> {
  refuseForeign(work, account);
  refuseImmutable(account, user, old);
  const instance = { InstanceId: idOf(user.InstanceId) };
  const references = await resolveReferences(work, instance, user);
  await converge(onOurs(work), targetOf(instance.InstanceId, account), account, { user, references }, old);
  return { Id: account.Id, Arn: account.Arn, Username: account.Username };
}

/**
 * Whether the update went to an account that was this resource's before, as a rollback does. (A rename that is
 * delivered again when the stack is rolled back already is none: what it finds or makes is its own.)
 */
async function isReturn(work: Work, { Arn }: Settled): Promise<boolean> {
  const key = parseUserArn(Arn);
  const account = key && (await describePatiently(work, key, KNOWN_ACCOUNT_MS));
  return account !== undefined && isOurs(work, account) && !isOfThisEvent(work, account);
}

export async function update(work: Work<UpdateEvent>): Promise<Settled> {
  const { event } = work;
  const parsed = parseProperties(event.ResourceProperties);
  logUnknown(work, parsed.unknown);
  const user = identified(parsed.user);
  const old = parseLeniently(event.OldResourceProperties);
  const current = parseUserArn(event.PhysicalResourceId);
  // No account has that id: the create before failed, or its answer was lost.
  if (current === undefined || current.InstanceId !== idOf(user.InstanceId)) return obtain(work, user);
  const account = await describePatiently(work, current, KNOWN_ACCOUNT_MS);
  const username = account?.Username ?? old.Username;
  if (username !== undefined && username !== user.Username) {
    const settled = await obtain(work, user);
    const leaves = account !== undefined && isOurs(work, account) && remembersAdoption(account);
    if (leaves && (await isReturn(work, settled))) {
      await restoreEarly(onOurs(work), targetOf(current.InstanceId, account), account, old);
    }
    return settled;
  }
  if (account === undefined) throw gone(work, current.UserId);
  return updateInPlace(work, account, user, old);
}
