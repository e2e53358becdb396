/** What an operation does to one resource. */
import { isCustom, type CustomResourceState } from './custom-resource';
import { messageOf } from './errors';
import { mapScalars, sameValue, type JsonObject } from './json';
import type { Operation } from './operation';
import type { ExistingResource, ResourceState } from './resource-provider';
import type { LiveResource } from './stack';

export const GONE: ReadonlySet<string> = new Set(['DELETE_COMPLETE', 'DELETE_SKIPPED']);

export async function createResource(operation: Operation, logicalId: string): Promise<boolean> {
  const { stack, plan, world } = operation;
  const definition = plan.template.resources[logicalId]!;
  const live: LiveResource = {
    logicalId,
    type: definition.Type,
    status: 'CREATE_IN_PROGRESS',
    changedAt: world.now(),
    attributes: {},
    properties: {},
    needs: [],
    deletionPolicy: 'Delete',
    updateReplacePolicy: 'Delete',
  };
  stack.resources.set(logicalId, live);
  redefine(operation, live);
  operation.mark(live, 'CREATE_IN_PROGRESS');
  return operation.attempt(live, 'create', async () => {
    live.properties = operation.resolve(definition.Properties ?? {}) as JsonObject;
    const state = await world.provider(live.type).create(operation.request(live, live.properties));
    settle(operation, live, state);
    if (!operation.workSignal.aborted) {
      operation.mark(live, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
    }
  });
}

/** Makes a resource what the plan says, if it is not that already. */
export async function updateResource(operation: Operation, logicalId: string): Promise<boolean> {
  const { stack, plan } = operation;
  const live = stack.resources.get(logicalId);
  if (live === undefined || GONE.has(live.status)) return createResource(operation, logicalId);
  if (live.status === 'CREATE_FAILED') {
    // Kept by an earlier operation without roll-back. What there is of it goes first.
    if (live.physicalId !== undefined && !(await deleteResource(operation, live, false))) return false;
    return createResource(operation, logicalId);
  }
  let properties: JsonObject;
  try {
    properties = operation.resolve(plan.template.resources[logicalId]!.Properties ?? {}) as JsonObject;
  } catch (error) {
    return operation.attempt(live, 'update', () => Promise.reject(error as Error));
  }
  redefine(operation, live);
  if (live.status !== 'UPDATE_FAILED' && sameValue(properties, live.properties)) return true;
  const before = { ...live };
  const moved = await change(operation, live, properties);
  if (moved && live.physicalId !== before.physicalId) stack.superseded.push(before);
  return moved;
}

/** One Update, from what the resource is now to `properties`. */
export async function change(
  operation: Operation,
  live: LiveResource,
  properties: JsonObject,
): Promise<boolean> {
  const existing = existingOf(live);
  operation.mark(live, 'UPDATE_IN_PROGRESS');
  return operation.attempt(live, 'update', async () => {
    live.properties = properties;
    const provider = operation.world.provider(live.type);
    const state = await provider.update(operation.request(live, properties), existing);
    settle(operation, live, state);
    if (live.physicalId !== existing.physicalId && !operation.workSignal.aborted) {
      operation.mark(
        live,
        'UPDATE_IN_PROGRESS',
        'Requested update required the provider to create a new physical resource',
      );
    }
  });
}

/** Deletes a resource, or lets go of it. Says whether it is out of the stack. */
export async function deleteResource(
  operation: Operation,
  live: LiveResource,
  retain: boolean,
): Promise<boolean> {
  if (live.physicalId === undefined) {
    // It never came to be.
    live.status = 'DELETE_COMPLETE';
    return true;
  }
  if (retain) {
    operation.mark(live, 'DELETE_SKIPPED');
    return true;
  }
  operation.mark(live, 'DELETE_IN_PROGRESS');
  try {
    const provider = operation.world.provider(live.type);
    await provider.delete(operation.request(live, live.properties), existingOf(live));
    operation.mark(live, 'DELETE_COMPLETE');
    return true;
  } catch (error) {
    operation.failed.delete.push(live.logicalId);
    operation.mark(live, 'DELETE_FAILED', messageOf(error));
    return false;
  }
}

/** Takes over from the plan what is about the stack, not about the resource itself. */
export function redefine({ plan }: Operation, live: LiveResource): void {
  const definition = plan.template.resources[live.logicalId]!;
  live.needs = plan.graph.get(live.logicalId)!;
  live.deletionPolicy = definition.DeletionPolicy ?? 'Delete';
  live.updateReplacePolicy = definition.UpdateReplacePolicy ?? 'Delete';
  live.metadata = definition.Metadata;
  live.description = definition.Description;
}

function settle(operation: Operation, live: LiveResource, state: ResourceState): void {
  live.physicalId = state.physicalId;
  live.ref = state.ref ?? state.physicalId;
  live.attributes = state.attributes;
  if (!isCustom(live.type)) return;
  const { requestId, noEcho } = state as CustomResourceState;
  live.answered = requestId;
  if (noEcho) {
    mapScalars(state.attributes, (value) => operation.stack.secrets.add(String(value)));
  }
}

function existingOf(live: LiveResource): ExistingResource {
  return { physicalId: live.physicalId!, properties: live.properties, attributes: live.attributes };
}
