/** What a deployment changes, and what must come of it. */
import fc from 'fast-check';
import { isAnother, type Model } from './model';
import { change, newUser, USERNAMES, type Fields, type UserSpec } from './spec';
import type { Users } from './template';

export const SLOTS = 4;

export type Edit =
  | {
      readonly kind: 'add';
      readonly at: number;
      readonly name: number;
      readonly instance: number;
      readonly fields: Fields;
    }
  | { readonly kind: 'change'; readonly at: number; readonly fields: Partial<Fields> }
  | { readonly kind: 'rename'; readonly at: number; readonly name: number }
  | { readonly kind: 'move' | 'remove' | 'swap' | 'password'; readonly at: number };

const at = fc.nat(SLOTS - 1);
const name = fc.nat(USERNAMES.length - 1);
// Most users are in the first instance: names collide there.
const instance = fc.constantFrom(0, 0, 0, 1);

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('add' as const), at, name, instance, fields: newUser }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('change' as const), at, fields: change }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('rename' as const), at, name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), at }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('swap' as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('password' as const), at }) },
);

const pick = <T>(items: readonly T[], index: number): T | undefined => items[index % items.length];

/** A username that no other user of the stack has in that instance: synthesis refuses that. */
function freeName(
  users: Users,
  slot: number,
  index: number,
  spec: { readonly instance: number },
  not?: string,
) {
  const taken = [...users].filter(([id, other]) => id !== slot && other.instance === spec.instance);
  const free = USERNAMES.filter((one) => one !== not && !taken.some(([, { username }]) => username === one));
  return pick(free, index);
}

/** The users after an edit, or undefined where there is nothing to edit. */
export function edited(users: Users, wanted: Edit): Users | undefined {
  const result = new Map(users);
  if (wanted.kind === 'add') {
    const slot = pick(
      [0, 1, 2, 3].filter((id) => !users.has(id)),
      wanted.at,
    );
    if (slot === undefined) return undefined;
    const username = freeName(users, slot, wanted.name, wanted);
    if (username === undefined) return undefined;
    return result.set(slot, { ...wanted.fields, username, instance: wanted.instance, secret: 0 });
  }
  const slot = pick([...users.keys()], wanted.at);
  if (slot === undefined) return undefined;
  const spec = users.get(slot)!;
  const become = (next: Partial<UserSpec>) => result.set(slot, { ...spec, ...next });
  switch (wanted.kind) {
    case 'change':
      return become(wanted.fields);
    case 'password':
      return become({ secret: 1 - spec.secret });
    case 'remove':
      result.delete(slot);
      return result;
    case 'rename': {
      const username = freeName(users, slot, wanted.name, spec, spec.username);
      return username === undefined ? undefined : become({ username });
    }
    case 'move': {
      const there = { instance: 1 - spec.instance };
      const username = freeName(users, slot, USERNAMES.indexOf(spec.username as 'ann'), there);
      return username === undefined ? undefined : become({ ...there, username });
    }
    case 'swap': {
      const other = [...users].find(([id, { instance: where }]) => id !== slot && where === spec.instance);
      if (other === undefined) return undefined;
      result.set(other[0], { ...other[1], username: spec.username });
      return result.set(slot, { ...spec, username: other[1].username });
    }
  }
}

/** Whether CloudFormation sends an event for it: RETAIN is CloudFormation's own business, a legacy is not. */
const wire = ({ removal, ...spec }: UserSpec) =>
  JSON.stringify(
    { ...spec, destroy: removal === 'DESTROY', security: [...spec.security] },
    (_, value: unknown) => value,
  );

export const differs = (spec: UserSpec, old: UserSpec) => wire(spec) !== wire(old);

/** Why a user of the new stack cannot come to be; undefined if it must. */
export function obstacle(model: Model, slot: number, spec: UserSpec): string | undefined {
  const old = model.live.get(slot);
  if (old !== undefined && !isAnother(spec, old)) return obstacleInPlace(model, slot, spec, old);
  const holder = model.holder(spec.username, spec.instance);
  if (holder === undefined) return undefined;
  if (holder.owner !== undefined) {
    const leftBehind = model.owns(holder, slot) && holder.retained === true;
    if (leftBehind && holder.secret === spec.secret) return undefined;
    return leftBehind
      ? 'it was left behind with another password'
      : 'the username is taken by another user of ours';
  }
  if (holder.foreign === true) return 'the username belongs to another stack';
  return spec.adopt ? undefined : "the username is a stranger's";
}

function obstacleInPlace(model: Model, slot: number, spec: UserSpec, old: UserSpec): string | undefined {
  if (!differs(spec, old)) return undefined;
  const entry = model.of(slot);
  if (entry === undefined) return 'the account is gone, or no longer ours';
  return entry.secret === spec.secret ? undefined : 'the password changed';
}

/** Slots for which something happens. */
export const active = (before: Users, after: Users): readonly number[] =>
  [...after]
    .filter(([slot, spec]) => {
      const old = before.get(slot);
      return old === undefined || differs(spec, old);
    })
    .map(([slot]) => slot);

/** What changes, in words. */
export function describe(before: Users, after: Users): string {
  const parts = [...after].flatMap(([slot, spec]) => {
    const old = before.get(slot);
    if (old === undefined) return [`U${slot} added: ${JSON.stringify(spec)}`];
    const keys = [...new Set([...Object.keys(old), ...Object.keys(spec)])] as (keyof UserSpec)[];
    const changed = keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(spec[key]));
    return changed.map(
      (key) => `U${slot} ${key}: ${JSON.stringify(old[key])} -> ${JSON.stringify(spec[key])}`,
    );
  });
  const removed = [...before.keys()].filter((slot) => !after.has(slot)).map((slot) => `U${slot} removed`);
  return [...parts, ...removed].join(', ') || 'nothing changes';
}

/**
 * One user fails while CloudFormation is busy with another, gives that one up, and rolls it back while the handler is
 * still at work on it. Who is last then is anybody's guess: CloudFormation has no order for it.
 */
export function isRace(model: Model, after: Users): boolean {
  const busy = active(model.live, after);
  const failing = busy.filter((slot) => obstacle(model, slot, after.get(slot)!) !== undefined);
  return failing.length > 0 && failing.length < busy.length;
}
