/** What the rules see of a user: values of the right type, or the knowledge that there is one they must not judge. */
import type { FieldType } from '../contract';
import { USER_FIELDS } from '../contract';

/** Stands for a value that is given but unknown until deployment (a token), or of a wrong type (reported once). */
export const UNKNOWN = Symbol('given, not judged');

type Known<F> = F extends { kind: 'string' }
  ? string
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { kind: 'integer' | 'number' }
      ? number
      : F extends { kind: 'stringMap' }
        ? ReadonlyMap<string, string | typeof UNKNOWN>
        : F extends { kind: 'list'; of: infer E }
          ? readonly Seen<E>[]
          : F extends { kind: 'struct'; fields: infer S }
            ? { readonly [K in keyof S]?: Seen<S[K]> }
            : never;
export type Seen<F> = Known<F> | typeof UNKNOWN;
export type SeenUser = { readonly [K in keyof typeof USER_FIELDS]?: Seen<(typeof USER_FIELDS)[K]> };

/** The value, where it is given and may be judged. */
export function known<T>(value: T | typeof UNKNOWN | undefined): T | undefined {
  return value === UNKNOWN ? undefined : value;
}

/** Given, be it known or not. */
export function given(value: unknown): boolean {
  return value !== undefined;
}

/** The elements of a list that may be judged, each with its field path. */
export function* elements<T>(
  list: readonly (T | typeof UNKNOWN)[] | typeof UNKNOWN | undefined,
  name: string,
): Generator<[field: string, element: T]> {
  for (const [index, element] of (known(list) ?? []).entries()) {
    if (element !== UNKNOWN) yield [`${name}[${index}]`, element];
  }
}

export interface WrongType {
  readonly field: string;
  readonly given: string;
  readonly allowed: string;
}

const ALLOWED: Record<FieldType['kind'], string> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'a number',
  number: 'a number',
  stringMap: 'a map of strings',
  list: 'a list',
  struct: 'an object',
};

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return Number.isNaN(value) ? 'not a number' : `a ${typeof value}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a user by the contract's types. Tokens become {@link UNKNOWN}, and so do wrong types, which are listed.
 * There is no user to judge where the whole is a token or no object.
 */
export function look(
  user: unknown,
  isToken: (value: unknown) => boolean,
): [SeenUser | undefined, WrongType[]] {
  const wrong: WrongType[] = [];
  const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

  function see(value: unknown, type: FieldType, field: string): unknown {
    if (isToken(value)) return UNKNOWN;
    if (type.kind === 'string' && typeof value === 'string') return value;
    if (type.kind === 'boolean' && typeof value === 'boolean') return value;
    if ((type.kind === 'integer' || type.kind === 'number') && typeof value === 'number') {
      if (!Number.isNaN(value)) return value;
    }
    if (type.kind === 'list' && Array.isArray(value)) {
      return Array.from(value, (element, index) => see(element, type.of, `${field}[${index}]`));
    }
    if (type.kind === 'struct' && isObject(value)) return seeStruct(value, type.fields, field);
    if (type.kind === 'stringMap' && isObject(value)) {
      const present = Object.entries(value).filter(([key, v]) => v !== undefined && !isToken(key));
      return new Map(present.map(([key, v]) => [key, see(v, { kind: 'string' }, join(field, key))]));
    }
    wrong.push({ field, given: typeName(value), allowed: ALLOWED[type.kind] });
    return UNKNOWN;
  }

  function seeStruct(
    value: Record<string, unknown>,
    fields: Readonly<Record<string, FieldType>>,
    path: string,
  ) {
    const seen: Record<string, unknown> = {};
    for (const [name, type] of Object.entries(fields)) {
      if (value[name] !== undefined && value[name] !== null) {
        seen[name] = see(value[name], type, join(path, name));
      }
    }
    return seen;
  }

  const seen = see(user, { kind: 'struct', fields: USER_FIELDS }, '');
  return [seen === UNKNOWN ? undefined : (seen as SeenUser), wrong];
}
