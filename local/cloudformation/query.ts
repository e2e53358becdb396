import type { AwsRequest } from '../types';
import { validationError } from './errors';
import { isObject } from './json';

/** The parameters of a request in the AWS Query protocol: `A.member.1.B=c` is `{ A: [{ B: 'c' }] }`. */
export class Query {
  private readonly tree: Record<string, unknown>;

  constructor(parameters: URLSearchParams) {
    this.tree = {};
    for (const [path, value] of parameters) put(this.tree, path.split('.'), value);
  }

  static of(request: AwsRequest): Query {
    const all = new URLSearchParams(request.query);
    if (request.method === 'POST') {
      for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) all.append(name, value);
    }
    return new Query(all);
  }

  text(name: string): string | undefined {
    const value = this.tree[name];
    return typeof value === 'string' ? value : undefined;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') {
      const member = name.charAt(0).toLowerCase() + name.slice(1);
      throw validationError(
        `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
      );
    }
    return value;
  }

  flag(name: string): boolean {
    return this.text(name) === 'true';
  }

  group(name: string): Record<string, unknown> {
    const value = this.tree[name];
    return isObject(value) ? value : {};
  }

  /** A list, in the order of its numbers. */
  list(name: string): unknown[] {
    const value = this.tree[name];
    const members = isObject(value) ? value['member'] : undefined;
    if (!isObject(members)) return [];
    return Object.entries(members)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, member]) => member);
  }

  texts(name: string): string[] {
    return this.list(name).filter((member): member is string => typeof member === 'string');
  }

  groups(name: string): Record<string, unknown>[] {
    return this.list(name).filter(isObject);
  }
}

function put(tree: Record<string, unknown>, path: readonly string[], value: string): void {
  const [head, ...rest] = path;
  // A name from outside must not reach what every object inherits.
  if (head === undefined || head === '__proto__') return;
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const inner = Object.hasOwn(tree, head) && isObject(tree[head]) ? tree[head] : {};
  tree[head] = inner;
  put(inner, rest, value);
}
