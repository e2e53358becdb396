/** Starts operations on stacks. Each has left its mark on the stack when these return. */
import { createStack, updateStack } from './deploy';
import { deleteStack } from './delete-stack';
import { Operation, type OperationType } from './operation';
import type { Plan } from './plan';
import { rollBackCreate, rollBackUpdate } from './rollback';
import type { Stack, StackSettings } from './stack';
import type { World } from './world';

export interface Start {
  readonly world: World;
  readonly stack: Stack;
  readonly token?: string;
}

function run(
  { world, stack, token }: Start,
  type: OperationType,
  work: (operation: Operation) => Promise<void>,
) {
  let id = '';
  world.run(stack, (signal) => {
    const operation = new Operation(world, stack, stack.plan!, type, signal, token);
    id = operation.id;
    return work(operation);
  });
  return id;
}

export function startCreate(start: Start, plan: Plan, settings: StackSettings): string {
  adopt(start.stack, plan, settings);
  return run(start, 'CREATE_STACK', createStack);
}

export function startUpdate(start: Start, plan: Plan, settings: StackSettings): string {
  const { stack, world } = start;
  // A stack that failed and was not rolled back still returns to its last good state, and one that was never
  // complete has none.
  if (stack.rollbackPoint === undefined && !NEVER_COMPLETE.has(stack.status) && stack.plan !== undefined) {
    stack.rollbackPoint = {
      plan: stack.plan,
      resources: new Map([...stack.resources].map(([id, live]) => [id, { ...live }])),
      outputs: stack.outputs,
      imports: stack.imports,
    };
  }
  adopt(stack, plan, settings);
  stack.updatedAt = world.now();
  return run(start, 'UPDATE_STACK', updateStack);
}

const NEVER_COMPLETE: ReadonlySet<string> = new Set(['CREATE_FAILED', 'REVIEW_IN_PROGRESS']);

export function startDelete(start: Start, retain: ReadonlySet<string>): string {
  const { stack, world } = start;
  const wound = world.abandon(stack);
  return run(start, 'DELETE_STACK', (operation) => deleteStack(operation, retain, 'User Initiated', wound));
}

/** From CREATE_FAILED or UPDATE_FAILED back to the last good state, or to nothing if there is none. */
export function startRollback(start: Start): string {
  return run(start, 'ROLLBACK', (operation) =>
    start.stack.rollbackPoint === undefined
      ? rollBackCreate(operation, 'User Initiated')
      : rollBackUpdate(operation, 'User Initiated'),
  );
}

export function startContinueRollback(start: Start, skip: ReadonlySet<string>): string {
  return run(start, 'CONTINUE_ROLLBACK', (operation) => rollBackUpdate(operation, 'User Initiated', skip));
}

function adopt(stack: Stack, plan: Plan, settings: StackSettings): void {
  stack.plan = plan;
  stack.settings = settings;
  // A change set speaks of a stack that is no longer the one it was made for.
  stack.changeSets.clear();
  for (const parameter of plan.parameters.values()) {
    if (parameter.secret) [parameter.value].flat().forEach((value) => stack.secrets.add(value));
  }
}
