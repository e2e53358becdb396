/**
 * `CreateUser`, which has no client token: usernames are unique in an instance, so after "duplicate", and after no
 * answer, the account is looked for. Nobody is told here whose it is.
 */
import { idOf } from '../../lib/private/contract';
import type { CreateUserInput, UserSummary } from '../connect/connect-api';
import { ConnectError, isError } from '../connect/errors';
import { AFTER_FAULT, FAULT_ATTEMPTS } from '../connect/retry';
import { describePatiently, findPatiently, isOfThisEvent, isOurs, NEW_ACCOUNT_MS } from './account';
import { targetOf } from './change';
import { givenIdentity } from './converge-identity';
import { ownTags } from './converge-tags';
import { hiddenDuplicate } from './duplicate';
import { ownerTag, readOwner } from './owner';
import type { Identified } from './properties';
import type { References } from './references';
import { confirmWanted, GivenUp, withdraw } from './wanted';
import type { Work } from './work';

export function createInput(
  work: Work,
  user: Identified,
  references: References,
  password: string | undefined,
) {
  const { DirectoryUserId, PhoneConfig } = user;
  const { AutoAcceptConfigs, AfterContactWorkConfigs, PhoneNumberConfigs } = user;
  const { PersistentConnectionConfigs, VoiceEnhancementConfigs } = user;
  const input: CreateUserInput = {
    InstanceId: idOf(user.InstanceId),
    Username: user.Username,
    Password: password,
    ...references,
    DirectoryUserId: DirectoryUserId || undefined,
    IdentityInfo: user.IdentityInfo && givenIdentity(user),
    PhoneConfig,
    AutoAcceptConfigs,
    AfterContactWorkConfigs,
    PhoneNumberConfigs,
    PersistentConnectionConfigs,
    VoiceEnhancementConfigs,
    Tags: { ...ownTags(user), ...ownerTag(work.owner, user, work.event.RequestId) },
  };
  return input;
}

export type Made = { readonly made: { readonly UserId: string; readonly UserArn: string } };
export type Found = { readonly found: UserSummary; readonly duplicate?: ConnectError };

/** Sends `CreateUser` until there is an account, ours or not. Rejects if it is refused, or unanswered too often. */
export async function createOrFind(work: Work, input: CreateUserInput): Promise<Made | Found> {
  const { api, clock, progress, signal } = work;
  for (let attempt = 1, unanswered = false; ; attempt++) {
    progress.sent = { instanceId: input.InstanceId, username: input.Username };
    try {
      return { made: await api.createUser(input, () => confirmWanted(work)) };
    } catch (error) {
      if (error instanceof GivenUp) return afterGivenUp(work, input, unanswered, error);
      if (isError(error, 'DuplicateResourceException')) {
        const found = await findPatiently(work, input, input.Username, NEW_ACCOUNT_MS);
        if (found === undefined) throw hiddenDuplicate(error);
        return { found, duplicate: error };
      }
      unanswered ||= !(error instanceof ConnectError) || ['fault', 'aborted'].includes(error.kind);
      if (!unanswered) progress.sent = undefined;
      if (!(error instanceof ConnectError) || error.kind !== 'fault' || attempt >= FAULT_ATTEMPTS)
        throw error;
      await clock.sleep(
        AFTER_FAULT(attempt, () => clock.random()),
        signal,
      );
      const found = await api.findUser(input, input.Username);
      if (found?.Username === input.Username) return { found };
    }
  }
}

/** Of an unanswered `CreateUser`: as long as a Delete looks for it. */
const LISTED_WITHIN_MS = 10_000;

/**
 * No account is made any more. There may be one of ours already: a rollback returns to it, or the event made it and
 * got no answer. The latter goes, unless the stack has it. Rejects with `cause` if there is nothing to return to.
 */
async function afterGivenUp(
  work: Work,
  input: CreateUserInput,
  unanswered: boolean,
  cause: GivenUp,
): Promise<Found> {
  const found = await findPatiently(work, input, input.Username, unanswered ? LISTED_WITHIN_MS : 0);
  if (!unanswered || found !== undefined) work.progress.sent = undefined;
  if (found?.Username !== input.Username) throw cause;
  const target = targetOf(input.InstanceId, found);
  const account = await describePatiently(work, target, NEW_ACCOUNT_MS);
  if (account === undefined || !isOurs(work, account)) throw cause;
  const ofThisEvent = isOfThisEvent(work, account) && readOwner(account.Tags)?.adopted !== true;
  if (ofThisEvent && (await withdraw(work, target))) throw cause;
  return { found };
}
