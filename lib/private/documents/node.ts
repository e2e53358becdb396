/** A document as a tree that knows where each value stands, be it from YAML, from JSON or from an object in memory. */

interface Place {
  /** Offset in the text; -1 where there is no text. */
  readonly at: number;
}
export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it was written, where that differs from the value. */
  readonly source?: string;
}
export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly Node[];
}
export interface Entry extends Place {
  readonly key: string;
  readonly value: Node;
}
export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}
/** What no document can hold: a date, a function, a class instance … or an unresolved token of the CDK. */
export interface OtherNode extends Place {
  readonly kind: 'other';
  readonly value: unknown;
  readonly token: boolean;
}
export type Node = ScalarNode | ListNode | MapNode | OtherNode;

export const NOTHING: ScalarNode = { kind: 'scalar', value: null, at: -1 };

/** A CDK token that is an object: known by its `resolve`, without importing the CDK. */
function isToken(value: object): boolean {
  return typeof (value as { resolve?: unknown }).resolve === 'function';
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm (a worker, a test's sandbox) is as plain as one of ours.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The tree of a value in memory. An object that stands in two places, or in itself, is one node. */
export function fromValue(root: unknown): Node {
  const made = new Map<object, Node>();

  function node(value: unknown): Node {
    if (value === null || value === undefined) return NOTHING;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return { kind: 'scalar', value, at: -1 };
    }
    if (typeof value !== 'object') return { kind: 'other', value, token: false, at: -1 };
    return made.get(value) ?? container(value);
  }

  function container(value: object): Node {
    if (Array.isArray(value)) {
      const items: Node[] = [];
      const list: ListNode = { kind: 'list', items, at: -1 };
      made.set(value, list);
      for (const item of value) items.push(node(item));
      return list;
    }
    if (isToken(value) || !isPlain(value)) {
      return { kind: 'other', value, token: isToken(value), at: -1 };
    }
    const entries: Entry[] = [];
    const map: MapNode = { kind: 'map', entries, at: -1 };
    made.set(value, map);
    for (const [key, member] of Object.entries(value)) entries.push({ key, at: -1, value: node(member) });
    return map;
  }

  return node(root);
}
