/**
 * Calls on an account of ours that may be refused for a while.
 *
 * The policy lets the function change and delete the accounts with this stack's owner tag only, and a tag may take a
 * moment to count in authorization. So where the account was just seen with our tag, AccessDenied can mean "not yet".
 * It is waited out for a bounded time, since it can also mean that the permission is missing.
 */
import type { ConnectApi } from '../connect/connect-api';
import { ConnectError } from '../connect/errors';
import { eventually } from './account';
import type { Work } from './work';

/** How long the owner tag of a new account may take to count. */
export const TAGS_COUNT_WITHIN_MS = 30_000;

export const isDenied = (error: unknown) =>
  error instanceof ConnectError && error.name === 'AccessDeniedException';

/** Repeats what is denied. Rejects with the last refusal once the time is up. */
export async function whenPermitted<T>(
  { clock, signal }: Pick<Work, 'clock' | 'signal'>,
  send: () => Promise<T>,
): Promise<T> {
  let refusal: unknown;
  const sent = await eventually({ clock, signal }, TAGS_COUNT_WITHIN_MS, async () => {
    try {
      return { answer: await send() };
    } catch (error) {
      if (!isDenied(error)) throw error;
      refusal = error;
      return undefined;
    }
  });
  if (sent === undefined) throw refusal;
  return sent.answer;
}

/** The same work, on an account that was seen with our owner tag: its changes wait until they are permitted. */
export function onOurs<W extends Work>(work: W): W {
  const { api } = work;
  const patient =
    <A extends unknown[], R>(send: (...input: A) => Promise<R>) =>
    (...input: A) =>
      whenPermitted(work, () => send.apply(api, input));
  const changes: Partial<ConnectApi> = {
    deleteUser: patient(api.deleteUser),
    updateIdentityInfo: patient(api.updateIdentityInfo),
    updatePhoneConfig: patient(api.updatePhoneConfig),
    updateRoutingProfile: patient(api.updateRoutingProfile),
    updateSecurityProfiles: patient(api.updateSecurityProfiles),
    updateHierarchy: patient(api.updateHierarchy),
  };
  return { ...work, api: Object.setPrototypeOf(changes, api) as ConnectApi };
}
