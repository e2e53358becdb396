/**
 * Delete. Nothing is deleted that is not this resource's; nothing of this resource's is left behind.
 *
 * - The ARN of an account: deleted if its owner tag is ours; released, if it was adopted (see removal.ts).
 *   Without our tag it is somebody else's by now (or was let go on purpose): left alone, and that is a success, since
 *   a stack that cannot be deleted helps nobody.
 * - An ARN whose account cannot be seen: mostly gone, perhaps only lagging behind. An ARN is our own answer, and ids
 *   are never used twice, so `DeleteUser` is sent all the same; and should Connect still list the account under that
 *   id, both are tried again for a while. (A policy that allows deleting by tag denies what has no visible tags, so
 *   AccessDenied means "not there" in this case.)
 *   An account that may be an adopted one is never deleted blindly.
 * - `maybe-created/…`: the account under that username, if that very request made it.
 * - Any other id that is no ARN is CloudFormation's own, made up because a create was never answered: the account
 *   under the username of the properties, if it is ours. Unusable properties, and `not-created/…`: nothing to do.
 */
import { idOf } from '../../lib/private/contract';
import type { DeleteEvent } from '../cloudformation/event';
import type { InstanceKey, User, UserKey } from '../connect/connect-api';
import { ConnectError, isError } from '../connect/errors';
import { describe, describePatiently, eventually, findPatiently, isOurs } from './account';
import { mayAdopt } from './adopt';
import { targetOf } from './change';
import { readOwner, requestMark } from './owner';
import { isDenied, onOurs, whenPermitted } from './permitted';
import { isNotCreatedId, parseMaybeCreated, parseUserArn } from './physical-id';
import { parseLeniently } from './properties';
import { removeOrRelease, removeQuickConnects } from './removal';
import type { Work } from './work';

/** How long an account that Connect lists may take to be deletable. */
const LAG_MS = 60_000;
/** How long an account whose create was not answered may take to be listed. */
const LISTED_WITHIN_MS = 10_000;

const isMissing = (error: unknown) => isError(error, 'ResourceNotFoundException');

/** The account of that name, or undefined; also if the whole instance is gone. */
async function find(work: Work, instance: InstanceKey, username: string, withinMs: number) {
  try {
    return await findPatiently(work, instance, username, withinMs);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function removeIf(work: Work, instance: InstanceKey, account: User, ours: boolean): Promise<void> {
  if (ours) return removeOrRelease(onOurs(work), targetOf(instance.InstanceId, account), account);
  work.log('warn', 'account left alone: its owner tag is not ours', {
    userId: account.Id,
    instanceId: instance.InstanceId,
  });
}

/**
 * An account that cannot be seen: deletes it blindly, or finds out that there is none (`'gone'`). Answers the account
 * if it shows after all, and undefined if it is listed but still out of reach.
 */
async function removeUnseen(work: Work, key: UserKey): Promise<User | 'gone' | undefined> {
  let denied: boolean;
  try {
    await removeQuickConnects(work, key);
    await work.api.deleteUser(key);
    return 'gone';
  } catch (error) {
    if (!isMissing(error) && !isDenied(error)) throw error;
    denied = isDenied(error);
  }
  const { Username } = parseLeniently(work.event.ResourceProperties);
  // Denied, it may be there with a tag that does not count yet: it gets the time to be listed.
  const within = denied ? LISTED_WITHIN_MS : 0;
  const listed = Username === undefined ? undefined : await find(work, key, Username, within);
  return listed?.Id === key.UserId ? describe(work, key) : 'gone';
}

/** An account that cannot be seen and may be an adopted one: it is waited for, or found out to be gone. */
async function awaitUnseen(work: Work, key: UserKey, username: string): Promise<User | 'gone' | undefined> {
  const account = await describePatiently(work, key, LISTED_WITHIN_MS);
  if (account !== undefined) return account;
  return (await find(work, key, username, 0))?.Id === key.UserId ? undefined : 'gone';
}

async function deleteByArn(work: Work, key: UserKey): Promise<void> {
  const user = parseLeniently(work.event.ResourceProperties);
  // In an instance that the stack has left, the policy lets the handler see accounts with the owner tag only.
  const seen = await whenPermitted(work, () => describe(work, key));
  const unseen = () =>
    mayAdopt(user) && user.Username !== undefined
      ? awaitUnseen(work, key, user.Username)
      : eventually(work, LAG_MS, () => removeUnseen(work, key));
  const account = seen ?? (await unseen());
  if (account === undefined) throw stillListed(key);
  if (account !== 'gone') return removeIf(work, key, account, isOurs(work, account));
  work.log('info', 'account deleted, or gone before', { userId: key.UserId, instanceId: key.InstanceId });
}

const stillListed = ({ UserId }: UserKey) =>
  new ConnectError({
    operation: 'DeleteUser',
    name: 'ResourceNotFoundException',
    message: `The account ${UserId} is listed, but can neither be described nor deleted.`,
    kind: 'refused',
  });

async function deleteByName(
  work: Work,
  instance: InstanceKey,
  username: string,
  isIt: (account: User) => boolean,
): Promise<void> {
  const found = await find(work, instance, username, LISTED_WITHIN_MS);
  if (found?.Username !== username) return;
  const key = { InstanceId: instance.InstanceId, UserId: found.Id };
  const account = await eventually(work, LAG_MS, async () => {
    const seen = await describe(work, key);
    if (seen !== undefined) return seen;
    return (await find(work, instance, username, 0))?.Id === found.Id ? undefined : 'gone';
  });
  if (account === undefined) throw stillListed(key);
  if (account !== 'gone') await removeIf(work, instance, account, isOurs(work, account) && isIt(account));
}

export async function deleteUser(work: Work<DeleteEvent>): Promise<void> {
  const { PhysicalResourceId: id, ResourceProperties } = work.event;
  const key = parseUserArn(id);
  if (key !== undefined) return deleteByArn(work, key);
  if (isNotCreatedId(id)) return;
  const maybe = parseMaybeCreated(id);
  if (maybe !== undefined) {
    const mark = requestMark(maybe.requestId);
    return deleteByName(
      work,
      { InstanceId: maybe.instanceId },
      maybe.username,
      (account) => readOwner(account.Tags)?.request === mark,
    );
  }
  const { InstanceId, Username } = parseLeniently(ResourceProperties);
  if (!InstanceId || !Username) {
    work.log('warn', 'nothing to delete: no account has that id, and the properties name none');
    return;
  }
  await deleteByName(work, { InstanceId: idOf(InstanceId) }, Username, () => true);
}
