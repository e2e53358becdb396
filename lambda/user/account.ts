/** Looking at accounts: Connect is eventually consistent, so "not found" may mean "not yet". */
import type { InstanceKey, User, UserKey, UserSummary } from '../connect/connect-api';
import { isError } from '../connect/errors';
import { readOwner, requestMark } from './owner';
import { collectPersonal } from './redact';
import type { Work } from './work';

type Looking = Pick<Work, 'api' | 'clock' | 'personal' | 'signal'>;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** How long a new account may take to show. */
export const NEW_ACCOUNT_MS = 60_000;
/** How long an account that has been there may be out of sight. */
export const KNOWN_ACCOUNT_MS = 3_000;

/** Asks until there is an answer other than undefined, or the time is up. */
export async function eventually<T>(
  { clock, signal }: Pick<Work, 'clock' | 'signal'>,
  withinMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = clock.now() + withinMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    const answer = await ask();
    const left = end - clock.now();
    if (answer !== undefined || left <= 0) return answer;
    await clock.sleep(Math.min(wait, left), signal);
  }
}

/**
 * The account, or undefined if Connect has none of that id. What is personal in it may differ from what the event
 * says (an account that is adopted, or was changed outside), and is kept out of reasons too.
 */
export async function describe(
  { api, personal }: Pick<Work, 'api' | 'personal'>,
  key: UserKey,
): Promise<User | undefined> {
  try {
    const account = await api.describeUser(key);
    collectPersonal({ ...account, Tags: undefined }, personal);
    return account;
  } catch (error) {
    if (isError(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

/** The account, given some time to show. */
export const describePatiently = (work: Looking, key: UserKey, withinMs: number) =>
  eventually(work, withinMs, () => describe(work, key));

/** The account of that name, given some time to be listed. */
export const findPatiently = (
  work: Looking,
  instance: InstanceKey,
  username: string,
  withinMs: number,
): Promise<UserSummary | undefined> =>
  eventually(work, withinMs, () => work.api.findUser(instance, username));

/** True if the owner tag says that this very resource manages the account. */
export function isOurs(work: Pick<Work, 'owner'>, account: User): boolean {
  return readOwner(account.Tags)?.owner === work.owner;
}

/** True if this very event, delivered before, made or adopted the account. */
export function isOfThisEvent(work: Pick<Work, 'event'>, account: User): boolean {
  return readOwner(account.Tags)?.request === requestMark(work.event.RequestId);
}
