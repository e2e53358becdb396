/** The username is taken: what is said of it. */
import type { User } from '../connect/connect-api';
import type { ConnectError } from '../connect/errors';
import { Problem } from '../problem';
import { readOwner } from './owner';

/** What Connect said, as other errors of its are told. Nothing, where it said nothing. */
const refusalOf = (duplicate: ConnectError | undefined) =>
  duplicate === undefined
    ? ''
    : `${duplicate.operation}: ${duplicate.name}: ${duplicate.message.trim()} (request id ${duplicate.requestId ?? 'unknown'}). `;

export const hiddenDuplicate = (cause: ConnectError) =>
  new Problem(
    `${refusalOf(cause)}Amazon Connect says that a user with this username exists, but does not list one.`,
    'Deploy again in a few minutes; if it stays so, look for the user in the Connect console.',
  );

/** Somebody else's account, which must not be touched. Throws. */
export function refuseStranger(account: User, duplicate: ConnectError | undefined): never {
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
