/** What the actions of the API share. */
import { validationError } from './errors';
import type { Query } from './query';
import type { Stack } from './stack';
import type { World } from './world';

/** An action of the API: the members of its result, or undefined where it has none. */
export type Action = (world: World, query: Query) => Promise<unknown> | unknown;

/** The stack that a request names. Actions word their complaint about a missing one in two ways. */
export function stackOf(world: World, query: Query, wording: 'with id' | 'brackets' = 'with id'): Stack {
  const name = query.required('StackName');
  const stack = world.find(name);
  if (stack !== undefined) return stack;
  throw validationError(
    wording === 'with id' ? `Stack with id ${name} does not exist` : `Stack [${name}] does not exist`,
  );
}

export function timestamp(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/** One page of a list, and the token of the next. */
export function page<T>(
  items: readonly T[],
  token: string | undefined,
  size: number,
): { items: T[]; next?: string } {
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(start) || start < 0) throw validationError('Invalid NextToken');
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { next: String(end) } : {}) };
}

export const PAGE_SIZE = 100;

const UPDATABLE: ReadonlySet<string> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
]);

/** Refuses what cannot be updated as it stands. A failure that was not rolled back can, without roll-back. */
export function requireUpdatable(stack: Stack, disableRollback: boolean): void {
  if (UPDATABLE.has(stack.status)) return;
  const paused = stack.status === 'CREATE_FAILED' || stack.status === 'UPDATE_FAILED';
  if (paused && disableRollback) return;
  throw validationError(
    paused
      ? `This stack is currently in a non-terminal [${stack.status}] state. To update the stack from this state, please use the disable-rollback parameter with update-stack API. To rollback to the last known good state, use the rollback-stack API`
      : `Stack:${stack.id} is in ${stack.status} state and can not be updated.`,
  );
}
