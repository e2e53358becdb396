import { validationError } from './errors';

/** What each node needs first. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** What is left after removing, again and again, what needs nothing: the nodes on a cycle or behind one. */
export function refuseCycles(graph: Graph): void {
  const left = new Map([...graph].map(([id, needs]) => [id, new Set(needs)]));
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const [id, needs] of left) {
      if ([...needs].some((need) => left.has(need))) continue;
      left.delete(id);
      shrunk = true;
    }
  }
  if (left.size > 0) {
    throw validationError(`Circular dependency between resources: [${[...left.keys()].join(', ')}]`);
  }
}

/** The same edges the other way round: what must be gone before a node can go. */
export function reversed(graph: Graph): Graph {
  const result = new Map<string, string[]>([...graph.keys()].map((id) => [id, []]));
  for (const [id, needs] of graph) for (const need of needs) result.get(need)?.push(id);
  return result;
}

/**
 * Runs `work` for every node as soon as what it needs is done, independent nodes at the same time. `work` says
 * whether it succeeded; what needs a node that did not is left out. With `stopAtFailure`, nothing starts after
 * the first failure. Resolves when nothing runs any more.
 */
export async function walk(
  graph: Graph,
  work: (id: string) => Promise<boolean>,
  stopAtFailure: boolean,
): Promise<void> {
  const waiting = new Set(graph.keys());
  const succeeded = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let stopped = false;
  for (;;) {
    for (const id of stopped ? [] : [...waiting]) {
      if (!graph.get(id)!.every((need) => !graph.has(need) || succeeded.has(need))) continue;
      waiting.delete(id);
      running.set(
        id,
        work(id).then((success) => {
          running.delete(id);
          if (success) succeeded.add(id);
          else if (stopAtFailure) stopped = true;
        }),
      );
    }
    if (running.size === 0) return;
    await Promise.race(running.values());
  }
}
