/** Reads a tree by the types of the contract: placeholders away, wrong names and wrong types reported. */
import type { FieldType } from '../contract';
import { PERSONAL_FIELDS } from '../contract';
import { quoted } from '../rules/show';
import { EXTRA_KEY, HOMES } from './members';
import { nearest } from '../rules';
import type { Entry, MapNode, Node, ScalarNode } from './node';

export interface FieldProblem {
  readonly field: string;
  readonly at: number;
  readonly message: string;
}

/** The tag that `--generate-cli-skeleton` shows as an example. */
const SKELETON_TAG = 'KeyName';
const YES_NO = /^(true|false|yes|no|on|off)$/i;

const ALLOWED: Record<FieldType['kind'], string> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'a number',
  number: 'a number',
  stringMap: 'a map of strings',
  list: 'a list',
  struct: 'a map',
};

export function describe(node: Node): string {
  if (node.kind === 'other') return 'something that JSON has no word for';
  return node.kind === 'scalar'
    ? node.value === null
      ? 'nothing'
      : `a ${typeof node.value}`
    : `a ${node.kind}`;
}

/** R writes every scalar as a list of one, and nothing as an empty list or map. */
function unboxed(node: Node): Node {
  return node.kind === 'list' && node.items.length === 1 ? node.items[0] : node;
}

/** What a skeleton and R write for "not given". */
export function isPlaceholder(node: Node): boolean {
  const inner = unboxed(node);
  if (inner.kind === 'scalar') return inner.value === null || inner.value === '';
  return (
    (inner.kind === 'list' && inner.items.length === 0) ||
    (inner.kind === 'map' && inner.entries.length === 0)
  );
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

export class Reader {
  readonly problems: FieldProblem[] = [];
  /** Where each field that is given stands. */
  readonly positions = new Map<string, number>();

  /** The value in contract form; undefined if it is not given, or wrong. */
  read(node: Node, type: FieldType, field: string): unknown {
    if (node.kind === 'other' && node.token) return node.value;
    switch (type.kind) {
      case 'struct':
        if (node.kind === 'map') return this.struct(node, type.fields, field);
        break;
      case 'stringMap':
        if (node.kind === 'map') return this.stringMap(node, field);
        break;
      case 'list':
        if (node.kind === 'list') return this.list(node.items, type.of, field);
        break;
      default:
        return this.scalar(unboxed(node), type.kind, field);
    }
    return isPlaceholder(node) ? undefined : this.wrong(node, type.kind, field);
  }

  private struct(node: MapNode, fields: Readonly<Record<string, FieldType>>, path: string): unknown {
    const read: [string, unknown][] = [];
    for (const { key, at, value } of this.once(node.entries, path)) {
      const field = join(path, key);
      this.positions.set(field, at);
      if (Object.hasOwn(fields, key)) read.push([key, this.read(value, fields[key], field)]);
      else this.unknown(key, Object.keys(fields), path, at);
    }
    return orNothing(read);
  }

  private stringMap(node: MapNode, path: string): unknown {
    const read: [string, unknown][] = [];
    for (const { key, at, value } of this.once(node.entries, path)) {
      const field = join(path, key);
      this.positions.set(field, at);
      // Elsewhere an empty string says nothing; a tag with an empty value is one that people have.
      const text = unboxed(value);
      const empty = text.kind === 'scalar' && text.value === '' && key !== SKELETON_TAG;
      read.push([key, empty ? '' : this.scalar(text, 'string', field)]);
    }
    return orNothing(read);
  }

  private list(items: readonly Node[], of: FieldType, path: string): unknown {
    const read: unknown[] = [];
    for (const item of items) {
      const field = `${path}[${read.length}]`;
      const value = this.read(item, of, field);
      if (value === undefined) continue;
      this.positions.set(field, item.at);
      read.push(value);
    }
    return read.length > 0 ? read : undefined;
  }

  private scalar(node: Node, kind: 'string' | 'boolean' | 'integer' | 'number', field: string): unknown {
    if (isPlaceholder(node)) return undefined;
    if (node.kind === 'other' && node.token) return node.value;
    if (node.kind === 'scalar') {
      const type = kind === 'integer' ? 'number' : kind;
      const finite = typeof node.value !== 'number' || Number.isFinite(node.value);
      if (typeof node.value === type && finite) return node.value;
    }
    return this.wrong(node, kind, field);
  }

  private wrong(node: Node, kind: FieldType['kind'], field: string): undefined {
    let message = `Given ${describe(node)}. Allowed: ${ALLOWED[kind]}.`;
    if (node.kind === 'scalar') message = wrongScalar(node, kind, field) ?? message;
    this.problems.push({ field, at: this.positions.get(field) ?? node.at, message });
    return undefined;
  }

  private unknown(key: string, known: readonly string[], path: string, at: number): void {
    const home = HOMES.get(key);
    const near = nearest(key, known);
    let hint = `Allowed: ${known.join(', ')}.`;
    if (home !== undefined)
      hint = home === '' ? 'It belongs at the top of the request.' : `It belongs under ${home}.`;
    else if (near !== undefined) hint = `Did you mean ${near}?`;
    this.problems.push({ field: join(path, key), at, message: `Unknown key ${quoted(key)}. ${hint}` });
  }

  /** Each key once; the first stands, the others are reported. */
  private *once(entries: readonly Entry[], path: string): Generator<Entry> {
    const seen = new Set<string>();
    for (const entry of entries) {
      if (!seen.has(entry.key)) yield entry;
      else
        this.problems.push({
          field: join(path, entry.key),
          at: entry.at,
          message: 'Given twice. Allowed: once.',
        });
      seen.add(entry.key);
    }
  }
}

function orNothing(read: readonly [string, unknown][]): unknown {
  const given = read.filter(([, value]) => value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** What people stumble over: YAML decides by the looks of a value whether it is a text. */
function wrongScalar(
  { value, source }: ScalarNode,
  kind: FieldType['kind'],
  field: string,
): string | undefined {
  const name = field.slice(field.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
  const secret = field.startsWith(`${EXTRA_KEY}.Password`);
  const shown = PERSONAL_FIELDS.has(name) || secret ? undefined : (source ?? String(value));
  if (kind === 'string') {
    if (shown === undefined)
      return `Given a ${typeof value}, without quotes. Allowed: a string: put it in quotes.`;
    return `Given the ${typeof value} ${shown}, without quotes. Allowed: a string: put it in quotes, "${shown}".`;
  }
  if (shown === undefined || typeof value !== 'string') return undefined;
  if (kind === 'boolean' && YES_NO.test(value)) {
    const why = source === undefined ? '' : ' (YAML 1.2 takes yes, no, on and off for texts)';
    return `Given the text ${quoted(value)}${why}. Allowed: true or false, without quotes.`;
  }
  if ((kind === 'integer' || kind === 'number') && value.trim() !== '' && Number.isFinite(Number(value))) {
    return `Given the text ${quoted(value)}. Allowed: a number, without quotes.`;
  }
  return undefined;
}
