/**
 * An account under the desired username: made, or found if an earlier delivery of the event made it.
 *
 * `CreateUser` has no client token, but usernames are unique in an instance and every account of ours carries its
 * owner from the first moment. So whether `CreateUser` says "duplicate" or does not answer at all, the account is
 * looked for, and the owner tag says whether it is this resource's. Anybody else's account is not touched; one that is
 * nobody's is adopted if the user says so.
 */
import { idOf } from '../../lib/private/contract';
import type { InstanceKey } from '../connect/connect-api';
import { Problem } from '../problem';
import { describePatiently, isOfThisEvent, isOurs, NEW_ACCOUNT_MS } from './account';
import { adopt, mayAdopt } from './adopt';
import { targetOf } from './change';
import type { Target } from './change';
import { converge } from './converge';
import { convergeProficiencies } from './converge-proficiencies';
import { refuseStranger } from './duplicate';
import { refuseImmutable } from './immutable';
import { createInput, createOrFind } from './make';
import type { Found, Made } from './make';
import { readOwner } from './owner';
import { readPassword } from './password';
import { onOurs } from './permitted';
import type { Identified } from './properties';
import { resolveReferences } from './references';
import type { References } from './references';
import { confirmWanted, GivenUp, withdraw } from './wanted';
import type { Settled, Work } from './work';

/** Unless CloudFormation gave up on the account while `CreateUser` was on its way. */
async function orWithdraw(work: Work, target: Target): Promise<void> {
  try {
    await confirmWanted(work);
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    if (!(await withdraw(work, target))) return;
    work.progress.account = undefined;
    work.progress.sent = undefined;
    throw error;
  }
}

async function settleMade(work: Work, user: Identified, { made }: Made): Promise<Settled> {
  const account = { Id: made.UserId, Arn: made.UserArn, Username: user.Username };
  const target = targetOf(idOf(user.InstanceId), account);
  work.progress.account = account.Arn;
  work.log('info', 'account made', { userId: account.Id, instanceId: target.InstanceId });
  await orWithdraw(work, target);
  if ((await describePatiently(work, target, NEW_ACCOUNT_MS)) === undefined) {
    throw new Problem(
      `The account ${account.Id} was made, but Amazon Connect does not show it after ${NEW_ACCOUNT_MS / 1000} s.`,
      'Deploy again.',
    );
  }
  if ((user.Proficiencies ?? []).length > 0) await convergeProficiencies(work, target, user, undefined, []);
  return account;
}

async function settleFound(
  work: Work,
  user: Identified,
  references: References,
  { found, duplicate }: Found,
): Promise<Settled> {
  const { event, progress } = work;
  const target = targetOf(idOf(user.InstanceId), found);
  const account = await describePatiently(work, target, NEW_ACCOUNT_MS);
  if (account === undefined) throw new Problem(`The account ${found.Id} is listed but cannot be described.`);
  const isOld = event.RequestType === 'Update' && event.PhysicalResourceId === account.Arn;
  const ours = isOurs(work, account);
  progress.sent = undefined;
  if (isOld && ours) {
    throw new Problem(
      `Amazon Connect takes the new username for the one that the account ${account.Id} has already.`,
      'Usernames that differ in letter case only are the same to it: keep the former one, or choose another. Nothing was changed.',
    );
  }
  // One that this resource left behind (removalPolicy RETAIN, say) and takes up again is not its to delete, either.
  const leftBehind = ours && event.RequestType === 'Create' && !isOfThisEvent(work, account);
  if (mayAdopt(user) && (leftBehind || readOwner(account.Tags) === undefined)) {
    await confirmWanted(work);
    return adopt(work, user, references, account);
  }
  if (!ours) refuseStranger(account, duplicate);
  // Not the account of this event: one that a rollback returns to. It must not be given back as a half-made one.
  if (event.RequestType === 'Create' || isOfThisEvent(work, account)) progress.account = account.Arn;
  work.log('info', 'account found, made before by this resource', {
    userId: account.Id,
    instanceId: target.InstanceId,
  });
  refuseImmutable(account, user, undefined);
  await converge(onOurs(work), target, account, { user, references }, undefined);
  return { Id: account.Id, Arn: account.Arn, Username: account.Username };
}

/**
 * The account, as desired. Throws a {@link Problem} or a `ConnectError`; `work.progress` then tells whether there is
 * an account of this event's.
 */
export async function obtain(work: Work, user: Identified): Promise<Settled> {
  const instance: InstanceKey = { InstanceId: idOf(user.InstanceId) };
  const references = await resolveReferences(work, instance, user);
  const password = await readPassword(work.secrets, user);
  if (password !== undefined) work.personal.set(password, '[Password]');
  const result = await createOrFind(work, createInput(work, user, references, password));
  return 'made' in result ? settleMade(work, user, result) : settleFound(work, user, references, result);
}
