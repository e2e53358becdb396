/**
 * Proficiencies, by attribute and value. Given: exactly those. Taken away: the ones that were given go. Never given:
 * untouched, and not even read.
 */
import type { UserProperties } from '../../lib/private/contract';
import type { Proficiency } from '../connect/connect-api';
import { ConnectError } from '../connect/errors';
import { AFTER_FAULT } from '../connect/retry';
import { carryOut } from './change';
import type { Change, Target } from './change';
import type { Work } from './work';

const keyOf = ({ AttributeName, AttributeValue }: Partial<Proficiency>) =>
  JSON.stringify([AttributeName, AttributeValue]);

const byKey = (items: readonly Partial<Proficiency>[] | undefined) =>
  new Map((items ?? []).map((item) => [keyOf(item), item as Proficiency]));

export function managesProficiencies(desired: UserProperties, old: UserProperties | undefined): boolean {
  return desired.Proficiencies !== undefined || (old?.Proficiencies ?? []).length > 0;
}

/** Removals first: an account may have only so many. */
export function proficiencyChanges(
  has: readonly Proficiency[],
  desired: UserProperties,
  old: UserProperties | undefined,
): Change[] {
  const actual = byKey(has);
  const wanted = byKey(desired.Proficiencies);
  const mayGo = desired.Proficiencies === undefined ? byKey(old?.Proficiencies) : actual;
  const gone = [...actual.values()].filter((item) => !wanted.has(keyOf(item)) && mayGo.has(keyOf(item)));
  const added = [...wanted.values()].filter((item) => !actual.has(keyOf(item)));
  const changed = [...wanted.values()].filter((item) => {
    const level = actual.get(keyOf(item))?.Level;
    return level !== undefined && level !== item.Level;
  });
  const changes: Change[] = [];
  if (gone.length > 0) {
    const items = gone.map(({ AttributeName, AttributeValue }) => ({ AttributeName, AttributeValue }));
    changes.push({ call: 'disassociateProficiencies', items });
  }
  if (changed.length > 0) changes.push({ call: 'updateProficiencies', items: changed });
  if (added.length > 0) changes.push({ call: 'associateProficiencies', items: added });
  return changes;
}

const ATTEMPTS = 4;

/**
 * Connect does not say what a second identical call does, so after a call without an answer the account's
 * proficiencies are read again and only what is still missing is sent. `knownToHave` saves the first reading.
 *
 * @returns whether anything was changed
 */
export async function convergeProficiencies(
  work: Pick<Work, 'api' | 'clock' | 'signal'>,
  target: Target,
  desired: UserProperties,
  old: UserProperties | undefined,
  knownToHave?: readonly Proficiency[],
): Promise<boolean> {
  const { api, clock, signal } = work;
  const key = { InstanceId: target.InstanceId, UserId: target.UserId };
  for (let attempt = 1, changed = false; ; attempt++) {
    try {
      const has = attempt === 1 && knownToHave ? knownToHave : await api.listProficiencies(key);
      for (const change of proficiencyChanges(has, desired, old)) {
        changed = true;
        await carryOut(api, target, change);
      }
      return changed;
    } catch (error) {
      const unanswered =
        error instanceof ConnectError &&
        error.kind === 'fault' &&
        error.operation !== 'ListUserProficiencies';
      if (!unanswered || attempt >= ATTEMPTS) throw error;
      await clock.sleep(
        AFTER_FAULT(attempt, () => clock.random()),
        signal,
      );
    }
  }
}
