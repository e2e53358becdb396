/** Creating and updating a stack, to the end or until the first failure. */
import { deleteAll, leaving } from './deletion';
import { deleteStack } from './delete-stack';
import { walk } from './graph';
import { Operation } from './operation';
import { publishOutputs } from './outputs';
import { createResource, updateResource } from './resource-work';
import { rollBackCreate, rollBackUpdate } from './rollback';

export async function createStack(operation: Operation): Promise<void> {
  const { stack } = operation;
  operation.enter('CREATE_IN_PROGRESS', 'User Initiated');
  await walk(operation.plan.graph, (id) => createResource(operation, id), true);
  if (operation.abandoned) return;
  const failure = operation.failure ?? publishOutputs(operation);
  if (failure === undefined) {
    operation.enter('CREATE_COMPLETE');
  } else if (stack.settings.onFailure === 'DELETE') {
    operation.enter('CREATE_FAILED', failure.trim());
    const { world, plan, signal, token } = operation;
    const deletion = new Operation(world, stack, plan, 'DELETE_STACK', signal, token);
    await deleteStack(deletion, new Set(), `Delete requested after a failure: ${failure.trim()}`);
  } else if (stack.settings.disableRollback || stack.settings.onFailure === 'DO_NOTHING') {
    operation.enter('CREATE_FAILED', failure.trim());
  } else {
    await rollBackCreate(operation, `${failure.trimEnd().replace(/\.$/, '')}. Rollback requested by user.`);
  }
}

export async function updateStack(operation: Operation): Promise<void> {
  const { stack } = operation;
  operation.enter('UPDATE_IN_PROGRESS', 'User Initiated');
  await walk(operation.plan.graph, (id) => updateResource(operation, id), true);
  if (operation.abandoned) return;
  const failure = operation.failure ?? publishOutputs(operation);
  if (failure !== undefined) {
    if (stack.settings.disableRollback) operation.enter('UPDATE_FAILED', failure.trim());
    else await rollBackUpdate(operation, failure);
    return;
  }
  operation.enter('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(operation);
  if (operation.abandoned) return;
  stack.rollbackPoint = undefined;
  operation.enter('UPDATE_COMPLETE');
}

/** Deletes what was replaced and what is no longer in the template. What fails here is left, and said so by its event. */
async function cleanUp(operation: Operation): Promise<void> {
  const { stack, plan } = operation;
  const superseded = stack.superseded;
  stack.superseded = [];
  const removed = leaving(stack, (id) => plan.graph.has(id));
  await deleteAll(operation, [...removed, ...superseded], {
    retains: (live) =>
      removed.includes(live) ? live.deletionPolicy !== 'Delete' : live.updateReplacePolicy !== 'Delete',
    keepWhatFailuresNeed: false,
  });
}
