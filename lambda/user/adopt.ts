/**
 * Adoption: an account that was there before becomes this resource's.
 *
 * From the moment of the owner tag, a Delete releases the account: the tag goes, the account stays. If the adoption
 * itself fails, the same invocation puts everything back and releases it; if it cannot (the time is up, say), the
 * answer carries the account's id, so that CloudFormation's Delete does.
 */
import { idOf, OWNER_TAG } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { User } from '../connect/connect-api';
import { ConnectError } from '../connect/errors';
import { Problem } from '../problem';
import { sealKeyFor } from './adoption-key';
import { targetOf } from './change';
import type { Target } from './change';
import { converge } from './converge';
import { FieldsKept } from './converge-identity';
import { managesProficiencies } from './converge-proficiencies';
import { comparable, formerOf, recordKeys, recordOf, roomFor } from './former';
import type { Former } from './former';
import { refuseImmutable } from './immutable';
import { adoptedTag } from './owner';
import { onOurs } from './permitted';
import type { Identified } from './properties';
import { collectPersonal } from './redact';
import type { References } from './references';
import { confirmWanted } from './wanted';
import type { Settled, Work } from './work';

/** True if an account that nobody's tag claims may be taken over. */
export const mayAdopt = (user: UserProperties) => user.ExistingUser?.toUpperCase() === 'ADOPT';

/**
 * Makes the account what it was, as far as `former` tells. What Connect refuses (a profile may be gone by now) or keeps
 * stays as it is: a rollback that fails over it would help nobody.
 */
export async function putBack(
  work: Work,
  target: Target,
  account: User,
  former: Former,
  user: UserProperties,
): Promise<void> {
  const references = {
    RoutingProfileId: former.RoutingProfileId ?? account.RoutingProfileId ?? '',
    SecurityProfileIds: former.SecurityProfileIds ?? account.SecurityProfileIds ?? [],
    HierarchyGroupId: former.HierarchyGroupId || undefined,
  };
  // Connect's messages may quote what it had.
  collectPersonal(former, work.personal);
  const old = comparable(user, former);
  const stay: string[] = [];
  const names = await converge(
    work,
    target,
    account,
    { user: former, references },
    old,
    async (what, send) => {
      try {
        await send();
      } catch (error) {
        if (error instanceof FieldsKept) stay.push(...error.fields);
        else if (error instanceof ConnectError && error.kind === 'refused') stay.push(...what);
        else throw error;
      }
    },
  );
  const about = { userId: target.UserId, instanceId: target.InstanceId };
  work.log('info', 'account put back as it was before its adoption', { ...about, names });
  if (stay.length > 0) work.log('warn', 'fields that could not be put back', { ...about, names: stay });
}

/** The owner tag goes, and what came with it; the account stays. */
export async function release(work: Work, target: Target, account: User): Promise<void> {
  await work.api.untag(target.arn, [OWNER_TAG, ...recordKeys(account)]);
  work.log('info', 'account released: it was adopted, and stays', {
    userId: target.UserId,
    instanceId: target.InstanceId,
  });
}

/** After an adoption that failed. Never throws: the first error is the one to tell. */
async function undo(work: Work, target: Target, former: Former, user: UserProperties): Promise<void> {
  const { api, log, progress } = work;
  try {
    const account = await api.describeUser(target);
    try {
      await putBack(onOurs(work), target, account, former, user);
    } finally {
      await release(work, target, account);
    }
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    log('error', 'the adoption could not be undone', { userId: target.UserId, error: name });
    return;
  }
  progress.account = undefined;
}

function refuseOtherLetters(account: User, user: Identified): void {
  if (account.Username === user.Username) return;
  throw new Problem(
    `The account ${account.Id} has this username in other upper and lower case, which Amazon Connect cannot change.`,
    'Give the username exactly as the account has it. It was not touched.',
  );
}

/** Throws before anything is touched if the account cannot become what is desired. */
export async function adopt(
  work: Work,
  user: Identified,
  references: References,
  account: User,
): Promise<Settled> {
  const { api, event, log, progress } = work;
  const target = targetOf(idOf(user.InstanceId), account);
  refuseOtherLetters(account, user);
  refuseImmutable(account, user, undefined);
  const proficiencies = managesProficiencies(user, undefined)
    ? await api.listProficiencies({ InstanceId: target.InstanceId, UserId: target.UserId })
    : undefined;
  const former = formerOf(account, user, proficiencies);
  collectPersonal(former, work.personal);
  const record = recordOf(former, roomFor(account, user), await sealKeyFor(work, user, account));
  const about = { userId: account.Id, instanceId: target.InstanceId };
  if (record === undefined)
    log('warn', 'no room for tags: a later rollback will not put the account back', about);
  else if (record.partly) log('warn', 'a later rollback will not put personal data back', about);
  // Of an adoption that ended otherwise than by a release: the owner tag was taken off by hand, say.
  const stale = recordKeys(account);
  progress.account = account.Arn;
  try {
    if (stale.length > 0) await api.untag(account.Arn, stale);
    await api.tag(account.Arn, { ...adoptedTag(work.owner, user, event.RequestId), ...record?.tags });
    const names = await converge(onOurs(work), target, account, { user, references }, undefined);
    await confirmWanted(work);
    log('info', 'account adopted', { ...about, names });
  } catch (error) {
    await undo(work, target, former, user);
    throw error;
  }
  return { Id: account.Id, Arn: account.Arn, Username: account.Username };
}
