/**
 * An account made what it should be: compared with what it is, not with what it was, so that updates, rollbacks,
 * second deliveries and drift all take the same way, and only what differs is called.
 *
 * A property taken away is told by the properties as they were (`old`), and means, family by family, what the
 * converge-… files say. References go first: they are what Connect most often refuses. Every order converges again
 * after a failure, because the next event starts from what is.
 */
import type { UserProperties } from '../../lib/private/contract';
import type { User } from '../connect/connect-api';
import { carryOut, fieldsOf } from './change';
import type { Change, Target } from './change';
import { channelChanges } from './converge-channels';
import { carryOutIdentity, identityPlan } from './converge-identity';
import { phoneChanges } from './converge-phone';
import { convergeProficiencies, managesProficiencies } from './converge-proficiencies';
import { referenceChanges } from './converge-references';
import { tagChanges } from './converge-tags';
import type { References } from './references';
import type { Work } from './work';

export interface Desired {
  readonly user: UserProperties;
  readonly references: References;
}

/** Sends what changes fields of these names. */
type Attempt = (names: readonly string[], send: () => Promise<void>) => Promise<void>;

/**
 * @param attempt decides what a failure means: unless given, that nothing further is changed
 * @returns the names of the fields that were changed
 */
export async function converge(
  work: Work,
  target: Target,
  account: User,
  { user, references }: Desired,
  old: UserProperties | undefined,
  attempt: Attempt = (_, send) => send(),
): Promise<readonly string[]> {
  const changed: string[] = [];
  const change = (names: readonly string[], send: () => Promise<unknown>) =>
    attempt(names, async () => {
      if ((await send()) !== false) changed.push(...names);
    });
  const make = async (changes: readonly Change[]) => {
    for (const one of changes) await change(fieldsOf(one), () => carryOut(work.api, target, one));
  };
  await make(referenceChanges(account, references, old));
  const identity = identityPlan(account, user, old);
  if (identity !== undefined) {
    const names = identity.differing.map((field) => `IdentityInfo.${field}`);
    await change(names, () => carryOutIdentity(work, target, identity, old));
  }
  const phone = phoneChanges(account, user, old);
  await make([...phone, ...channelChanges(account, user, old, phone.length > 0)]);
  if (managesProficiencies(user, old)) {
    await change(['Proficiencies'], () => convergeProficiencies(work, target, user, old));
  }
  await make(tagChanges(account, user, old));
  return [...new Set(changed)];
}
