/**
 * An account under the desired username: made, or found if an earlier delivery of the event made it.
 *
 * `CreateUser` has no client token, but usernames are unique in an instance and every account of ours carries its
 * owner from the first moment. So whether `CreateUser` says "duplicate" or does not answer at all, the account is
 * looked for, and the owner tag says whether it is this resource's. Anybody else's account is not touched; one that is
 * nobody's is adopted if the user says so.
 */
import { idOf } from '../../lib/private/contract';
import type { CreateUserInput, InstanceKey, User, UserSummary } from '../connect/connect-api';
import { ConnectError, isError } from '../connect/errors';
import { AFTER_FAULT, FAULT_ATTEMPTS } from '../connect/retry';
import { Problem } from '../problem';
import { describePatiently, findPatiently, isOurs, NEW_ACCOUNT_MS } from './account';
import { adopt, mayAdopt } from './adopt';
import { targetOf } from './change';
import { converge } from './converge';
import { givenIdentity } from './converge-identity';
import { convergeProficiencies } from './converge-proficiencies';
import { ownTags } from './converge-tags';
import { refuseImmutable } from './immutable';
import { ownerTag, readOwner, requestMark } from './owner';
import { readPassword } from './password';
import { onOurs } from './permitted';
import type { Identified } from './properties';
import { resolveReferences } from './references';
import type { References } from './references';
import type { Settled, Work } from './work';

function createInput(work: Work, user: Identified, references: References, password: string | undefined) {
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

type Made = { readonly made: { readonly UserId: string; readonly UserArn: string } };
type Found = { readonly found: UserSummary; readonly duplicate?: ConnectError };

/** Sends `CreateUser` until there is an account, ours or not. Rejects if it is refused, or unanswered too often. */
async function createOrFind(work: Work, input: CreateUserInput): Promise<Made | Found> {
  const { api, clock, progress, signal } = work;
  for (let attempt = 1, unanswered = false; ; attempt++) {
    progress.sent = { instanceId: input.InstanceId, username: input.Username };
    try {
      return { made: await api.createUser(input) };
    } catch (error) {
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

/** What Connect said, as other errors of its are told. Nothing, where it said nothing. */
const refusalOf = (duplicate: ConnectError | undefined) =>
  duplicate === undefined
    ? ''
    : `${duplicate.operation}: ${duplicate.name}: ${duplicate.message.trim()} (request id ${duplicate.requestId ?? 'unknown'}). `;

const hiddenDuplicate = (cause: ConnectError) =>
  new Problem(
    `${refusalOf(cause)}Amazon Connect says that a user with this username exists, but does not list one.`,
    'Deploy again in a few minutes; if it stays so, look for the user in the Connect console.',
  );

/** Somebody else's, and nobody's business here. Throws. */
function refuseStranger(account: User, duplicate: ConnectError | undefined): never {
  const owner = readOwner(account.Tags)?.owner;
  const refusal = refusalOf(duplicate);
  throw new Problem(
    owner === undefined
      ? `${refusal}A user with this username exists already (account ${account.Id}), and no stack manages it.`
      : `${refusal}A user with this username exists already (account ${account.Id}); it belongs to ${owner} (stack/resource/stack id).`,
    owner === undefined
      ? 'Give existingUser ADOPT to take it over, choose another username, or delete that user in Connect first. It was not touched.'
      : 'Choose another username, or remove the user there first (swap two usernames in two deployments). It was not touched.',
  );
}

async function settleMade(work: Work, user: Identified, { made }: Made): Promise<Settled> {
  const account = { Id: made.UserId, Arn: made.UserArn, Username: user.Username };
  const target = targetOf(idOf(user.InstanceId), account);
  work.progress.account = account.Arn;
  work.log('info', 'account made', { userId: account.Id, instanceId: target.InstanceId });
  if ((await describePatiently(work, target, NEW_ACCOUNT_MS)) === undefined) {
    throw new Problem(
      `The account ${account.Id} was made, but Amazon Connect does not show it after ${NEW_ACCOUNT_MS / 1000} s.`,
      'Deploy again.',
    );
  }
  if ((user.Proficiencies ?? []).length > 0) await convergeProficiencies(work, target, user, undefined, []);
  return account;
}

/** This very event, delivered before, made or adopted the account. */
const isOfThisEvent = (account: User, { RequestId }: Work['event']) =>
  readOwner(account.Tags)?.request === requestMark(RequestId);

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
  const leftBehind = ours && event.RequestType === 'Create' && !isOfThisEvent(account, event);
  if (mayAdopt(user) && (leftBehind || readOwner(account.Tags) === undefined)) {
    return adopt(work, user, references, account);
  }
  if (!ours) refuseStranger(account, duplicate);
  // Not the account of this event: one that a rollback returns to. It must not be given back as a half-made one.
  if (event.RequestType === 'Create' || isOfThisEvent(account, event)) progress.account = account.Arn;
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
