/** The way back after a failure. */
import { isCustom } from './custom-resource';
import { deleteAll, leaving } from './deletion';
import { walk } from './graph';
import { sameValue, type JsonObject } from './json';
import { Operation } from './operation';
import { change, createResource, GONE, redefine } from './resource-work';
import type { LiveResource } from './stack';

/** A stack that could not be created: everything made so far goes. Only a delete is possible afterwards. */
export async function rollBackCreate(failed: Operation, reason: string): Promise<void> {
  const { stack } = failed;
  const operation = followUp(failed);
  operation.enter('ROLLBACK_IN_PROGRESS', reason);
  const made = [...stack.resources.values()].filter(({ status }) => !GONE.has(status));
  await deleteAll(operation, [...made, ...stack.superseded], {
    retains: (live) => live.deletionPolicy === 'Retain' && !stack.settings.retainExceptOnCreate,
    keepWhatFailuresNeed: true,
  });
  if (operation.abandoned) return;
  stack.superseded = [];
  stack.outputs = [];
  if (operation.failure === undefined) operation.enter('ROLLBACK_COMPLETE');
  else operation.enter('ROLLBACK_FAILED', operation.failure.trim());
}

/**
 * A stack that could not be updated: each resource that was touched gets an Update back to what it was, then what
 * the update made new goes. Nothing that the update was to remove has been deleted yet.
 */
export async function rollBackUpdate(
  failed: Operation,
  reason: string | undefined,
  skip: ReadonlySet<string> = new Set(),
): Promise<void> {
  const { stack, world } = failed;
  const point = stack.rollbackPoint!;
  const operation = followUp(failed, point.plan);
  operation.enter('UPDATE_ROLLBACK_IN_PROGRESS', reason);
  // What the update replaced is what the stack returns to.
  stack.superseded = stack.superseded.filter(
    ({ logicalId, physicalId }) => point.resources.get(logicalId)?.physicalId !== physicalId,
  );
  const doomed = stack.superseded;
  await walk(
    point.plan.graph,
    (id) => restoreResource(operation, id, point.resources.get(id), doomed, skip.has(id)),
    true,
  );
  if (operation.abandoned) return;
  if (operation.failure !== undefined) {
    operation.enter('UPDATE_ROLLBACK_FAILED', operation.failure.trim());
    return;
  }
  stack.plan = point.plan;
  stack.outputs = point.outputs;
  stack.imports = point.imports;
  operation.enter('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  const made = leaving(stack, (id) => point.plan.graph.has(id));
  stack.superseded = [];
  const replaced = doomed.filter(
    ({ logicalId, physicalId }) => stack.resources.get(logicalId)?.physicalId !== physicalId,
  );
  await deleteAll(operation, [...made, ...replaced], {
    retains: (live) =>
      made.includes(live) && live.deletionPolicy === 'Retain' && !stack.settings.retainExceptOnCreate,
    keepWhatFailuresNeed: false,
  });
  if (operation.abandoned) return;
  stack.rollbackPoint = undefined;
  stack.updatedAt = world.now();
  operation.enter('UPDATE_ROLLBACK_COMPLETE');
}

async function restoreResource(
  operation: Operation,
  logicalId: string,
  before: LiveResource | undefined,
  doomed: LiveResource[],
  skip: boolean,
): Promise<boolean> {
  const { stack, plan } = operation;
  const live = stack.resources.get(logicalId);
  if (live === undefined || before === undefined) return createResource(operation, logicalId);
  redefine(operation, live);
  if (skip) {
    operation.mark(live, 'UPDATE_COMPLETE', 'Resource was skipped during update rollback.');
    return true;
  }
  const after = { ...live };
  if (!isCustom(live.type) && live.physicalId !== before.physicalId) {
    // The one that was replaced is still there: nothing to update, the new one goes.
    Object.assign(live, before);
    redefine(operation, live);
    operation.mark(live, 'UPDATE_COMPLETE');
    doomed.push(after);
    return true;
  }
  let properties: JsonObject;
  try {
    properties = operation.resolve(plan.template.resources[logicalId]!.Properties ?? {}) as JsonObject;
  } catch (error) {
    return operation.attempt(live, 'update', () => Promise.reject(error as Error));
  }
  const touched = live.physicalId !== before.physicalId || !sameValue(live.properties, properties);
  if (!touched) {
    if (live.status === 'UPDATE_FAILED') operation.mark(live, 'UPDATE_COMPLETE');
    return true;
  }
  const restored = await change(operation, live, properties);
  if (restored && live.physicalId !== after.physicalId) doomed.push(after);
  return restored;
}

/** A roll-back is an operation of its own, by which the events of the failure are told apart. */
function followUp(failed: Operation, plan = failed.plan): Operation {
  return new Operation(failed.world, failed.stack, plan, 'ROLLBACK', failed.signal, failed.token);
}
