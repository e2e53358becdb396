import { deleteAll } from './deletion';
import type { Operation } from './operation';
import { GONE } from './resource-work';

/** Deletes a stack with its resources. `retain`: logical ids to let go of. */
export async function deleteStack(
  operation: Operation,
  retain: ReadonlySet<string>,
  reason = 'User Initiated',
  ready: Promise<void> = Promise.resolve(),
): Promise<void> {
  const { stack, world } = operation;
  const before = { status: stack.status };
  operation.enter('DELETE_IN_PROGRESS', reason);
  const used = stack.outputs
    .map(({ exportName }) => ({
      exportName,
      users: exportName === undefined ? [] : world.importersOf(exportName),
    }))
    .find(({ users }) => users.length > 0);
  if (used !== undefined) {
    // The stack stays as it is: CloudFormation says why, and nothing else happens.
    operation.enter(
      before.status,
      `Export ${used.exportName} cannot be deleted as it is in use by ${used.users.join(' and ')}`,
    );
    return;
  }
  await ready;
  const resources = [...stack.resources.values()].filter(({ status }) => !GONE.has(status));
  await deleteAll(operation, [...resources, ...stack.superseded], {
    retains: (live) => retain.has(live.logicalId) || live.deletionPolicy !== 'Delete',
    keepWhatFailuresNeed: true,
  });
  if (operation.abandoned) return;
  if (operation.failure !== undefined) {
    operation.enter('DELETE_FAILED', operation.failure.trim());
    return;
  }
  stack.superseded = [];
  stack.deletedAt = world.now();
  operation.enter('DELETE_COMPLETE');
}
