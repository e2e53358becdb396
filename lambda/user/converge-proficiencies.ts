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
 * Refused, perhaps because somebody was faster: the same event, delivered twice at once, say, has associated or
 * removed them in between. (That the attribute itself is unknown is no such refusal.)
 */
const mayBeLate = ({ kind, name, operation }: ConnectError) =>
  kind === 'refused' &&
  (operation === 'AssociateUserProficiencies'
    ? name !== 'ResourceNotFoundException'
    : ['UpdateUserProficiencies', 'DisassociateUserProficiencies'].includes(operation));

/**
 * Connect does not say what a second identical call does, so after a call without an answer, or one that came too
 * late, the account's proficiencies are read again and only what is still missing is sent. `knownToHave` saves the
 * first reading.
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
  let changed = false;
  let left: readonly Change[] = [];
  let refusal: { readonly error: ConnectError; readonly left: string } | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      const has = attempt === 1 && knownToHave ? knownToHave : await api.listProficiencies(key);
      left = proficiencyChanges(has, desired, old);
      // Nobody else did it: the refusal was meant.
      if (refusal !== undefined && refusal.left === JSON.stringify(left)) throw refusal.error;
      while (left.length > 0) {
        changed = true;
        await carryOut(api, target, left[0]);
        left = left.slice(1);
      }
      return changed;
    } catch (error) {
      if (!(error instanceof ConnectError) || error === refusal?.error || attempt >= ATTEMPTS) throw error;
      if (error.operation === 'ListUserProficiencies') throw error;
      refusal = mayBeLate(error) ? { error, left: JSON.stringify(left) } : undefined;
      if (refusal !== undefined) continue;
      if (error.kind !== 'fault') throw error;
      await clock.sleep(
        AFTER_FAULT(attempt, () => clock.random()),
        signal,
      );
    }
  }
}
