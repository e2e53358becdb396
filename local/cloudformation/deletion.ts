import { reversed, walk, type Graph } from './graph';
import type { Operation } from './operation';
import { deleteResource, GONE } from './resource-work';
import type { LiveResource, Stack } from './stack';

interface Deletion {
  /** Decides whether a resource stays where it is, out of the stack. */
  readonly retains: (live: LiveResource) => boolean;
  /** Whether what a resource needed is kept when the resource itself could not be deleted. */
  readonly keepWhatFailuresNeed: boolean;
}

/** Deletes resources, each before what it needs, independent ones at the same time. */
export async function deleteAll(
  operation: Operation,
  resources: readonly LiveResource[],
  { retains, keepWhatFailuresNeed }: Deletion,
): Promise<void> {
  // Two of them may share a logical id: the one that was replaced, and the one that is removed.
  const graph: Graph = new Map(
    resources.map((live, index) => [
      String(index),
      resources.flatMap(({ logicalId }, other) => (live.needs.includes(logicalId) ? [String(other)] : [])),
    ]),
  );
  await walk(
    reversed(graph),
    async (index) => {
      const live = resources[Number(index)]!;
      const gone = await deleteResource(operation, live, retains(live));
      return gone || !keepWhatFailuresNeed;
    },
    false,
  );
}

/** Takes the resources that are not to stay out of the stack. */
export function leaving(stack: Stack, stays: (logicalId: string) => boolean): LiveResource[] {
  const removed = [...stack.resources.values()].filter(({ logicalId }) => !stays(logicalId));
  for (const { logicalId } of removed) stack.resources.delete(logicalId);
  return removed.filter(({ status }) => !GONE.has(status));
}
