/**
 * CloudFormation's ResourceProperties → {@link UserProperties}, by the types of the contract.
 *
 * Every scalar arrives as a string, so `"false"` must become false and `"60"` 60. Anything but true and false (in any
 * letter case) is refused for a boolean: guessing what `"1"` or `"yes"` means would guess at someone's settings.
 */
import { USER_FIELDS } from '../../lib/private/contract';
import type { FieldType, UserProperties } from '../../lib/private/contract';
import { Problem } from '../problem';

/** What CloudFormation itself puts beside our properties. */
const FRAMEWORK = new Set(['ServiceToken', 'ServiceTimeout']);
const SHOWN = 60;

/** Thrown inside only: a value that is not of its field's type. */
class WrongType extends Problem {}

export interface ParsedProperties {
  readonly user: UserProperties;
  /** Fields that this version does not know: of a newer library, whose update is being rolled back, say. */
  readonly unknown: readonly string[];
}

type OnWrong = (problem: WrongType) => void;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : `a ${typeof value}`;
}

/** `String` and `Number` throw for some objects. */
const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** What is expected where the value itself may be shown: a setting. Anything else may hold personal data. */
const SETTINGS = new Set(['true or false', 'a whole number', 'a number']);

function wrong(path: string, allowed: string, value: unknown): WrongType {
  const shown = isScalar(value) && SETTINGS.has(allowed);
  const given = shown ? JSON.stringify(String(value).slice(0, SHOWN)) : typeName(value);
  return new WrongType(`${path}: given ${given}, expected ${allowed}.`, 'Correct the property.');
}

/** The form of every property's name, in every version. `__proto__` and `constructor` are not of it. */
const NAME = /^[A-Z][A-Za-z0-9]{0,63}$/;

/** Names of a later version are let through; what can be of none is refused, and its text shown to nobody. */
function refuseHostileNames(value: Readonly<Record<string, unknown>>, path: string, onWrong: OnWrong): void {
  if (Object.keys(value).every((key) => NAME.test(key))) return;
  onWrong(
    new WrongType(
      `${path}: has a member with a name that no property can have, expected a capital letter, then letters and digits.`,
      'Take it out.',
    ),
  );
}

function toBoolean(value: unknown, path: string): boolean {
  const text = isScalar(value) ? String(value).toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  throw wrong(path, 'true or false', value);
}

function toNumber(value: unknown, path: string, integer: boolean): number {
  const pattern = integer ? /^[+-]?\d+$/ : /^[+-]?\d+(\.\d+)?$/;
  const isNumber = typeof value === 'number' || (typeof value === 'string' && pattern.test(value));
  const number = isNumber ? Number(value) : NaN;
  if (integer ? Number.isSafeInteger(number) : Number.isFinite(number)) return number;
  throw wrong(path, integer ? 'a whole number' : 'a number', value);
}

/** The longest text that any field takes is an ARN; Connect's model leaves some, an e-mail address, without a limit. */
const TEXT_MAX = 4_096;

/** Longer keys would fill the answer with themselves; of those below, the rules tell what Connect takes. */
const KEY_MAX = 512;

function toText(value: unknown, path: string): string {
  if (typeof value !== 'string') throw wrong(path, 'a string', value);
  if (value.length <= TEXT_MAX) return value;
  throw new WrongType(
    `${path}: given ${value.length} characters, expected ${TEXT_MAX} at most.`,
    'Correct the property.',
  );
}

function toList(value: unknown, of: FieldType, path: string, onWrong: OnWrong): unknown[] {
  if (!Array.isArray(value)) throw wrong(path, 'a list', value);
  return value.flatMap((item, index) => {
    const read = attempt(item, of, `${path}[${index}]`, onWrong);
    return read === undefined ? [] : [read];
  });
}

function toStruct(
  value: unknown,
  fields: Readonly<Record<string, FieldType>>,
  path: string,
  onWrong: OnWrong,
): Record<string, unknown> {
  if (!isObject(value)) throw wrong(path, 'an object', value);
  refuseHostileNames(value, path, onWrong);
  const result: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(fields)) {
    if (!Object.hasOwn(value, name)) continue;
    const read = attempt(value[name], type, `${path}.${name}`, onWrong);
    if (read !== undefined) result[name] = read;
  }
  return result;
}

function toStringMap(value: unknown, path: string, onWrong: OnWrong): Record<string, string> {
  if (!isObject(value)) throw wrong(path, 'a map of strings', value);
  const longest = Math.max(0, ...Object.keys(value).map(({ length }) => length));
  if (longest > KEY_MAX) {
    const problem = `${path}: given a key of ${longest} characters, expected ${KEY_MAX} at most.`;
    throw new WrongType(problem, 'Correct the key.');
  }
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    attempt(item, { kind: 'string' }, `${path}.${key.slice(0, SHOWN)}`, onWrong),
  ]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function read(value: unknown, type: FieldType, path: string, onWrong: OnWrong): unknown {
  switch (type.kind) {
    case 'string':
      return toText(value, path);
    case 'boolean':
      return toBoolean(value, path);
    case 'integer':
    case 'number':
      return toNumber(value, path, type.kind === 'integer');
    case 'stringMap':
      return toStringMap(value, path, onWrong);
    case 'list':
      return toList(value, type.of, path, onWrong);
    case 'struct':
      return toStruct(value, type.fields, path, onWrong);
  }
}

/** Null counts as not given. */
function attempt(value: unknown, type: FieldType, path: string, onWrong: OnWrong): unknown {
  if (value === undefined || value === null) return undefined;
  try {
    return read(value, type, path, onWrong);
  } catch (error) {
    if (!(error instanceof WrongType)) throw error;
    onWrong(error);
    return undefined;
  }
}

/** The desired properties. Throws a {@link Problem} that names the field if one is not of its type. */
export function parseProperties(raw: Readonly<Record<string, unknown>>): ParsedProperties {
  const user = toStruct(raw, USER_FIELDS, 'ResourceProperties', (problem) => {
    throw problem;
  });
  const unknown = Object.keys(raw).filter((key) => !Object.hasOwn(USER_FIELDS, key) && !FRAMEWORK.has(key));
  return { user: user as UserProperties, unknown };
}

/**
 * The properties as they were, as far as they can be read: they may be an older version's, and garbage in what was
 * must not stop an update of what is.
 */
export function parseLeniently(raw: Readonly<Record<string, unknown>>): UserProperties {
  return toStruct(raw, USER_FIELDS, 'ResourceProperties', () => undefined);
}

/** What an event of any type must have. */
export type Identified = UserProperties & { readonly InstanceId: string; readonly Username: string };

/** Throws a {@link Problem} if the instance or the username is missing. */
export function identified(user: UserProperties): Identified {
  for (const field of ['InstanceId', 'Username'] as const) {
    if ((user[field] ?? '').trim() === '') {
      throw new Problem(`ResourceProperties.${field} is missing.`, 'Give the property.');
    }
  }
  return user as Identified;
}
