import { validationError } from './errors';
import { isObject, type JsonObject } from './json';

/** `AWS::NoValue`: the property or list item is left out. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

/** What the functions of a template look things up in. */
export interface Scope {
  readonly mappings: JsonObject;
  readonly region: string;
  /** A parameter, a pseudo parameter or a resource. */
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(name: string): unknown;
  condition(name: string): boolean;
}

export const FUNCTIONS: ReadonlySet<string> = new Set([
  'Ref',
  'Fn::Base64',
  'Fn::FindInMap',
  'Fn::GetAZs',
  'Fn::GetAtt',
  'Fn::If',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Length',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
  'Fn::ToJsonString',
]);

/** The function that an object stands for, or undefined if it is just an object. */
export function functionOf(value: JsonObject): string | undefined {
  const keys = Object.keys(value);
  const name = keys.find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (name === undefined || (name === 'Ref' && keys.length > 1)) return undefined;
  if (keys.length > 1) {
    throw validationError(
      `Template error: ${name} must be the only key of its object, found [${keys.join(', ')}]`,
    );
  }
  if (!FUNCTIONS.has(name)) {
    throw validationError(
      `Template error: Encountered unsupported function: ${name} Supported functions are: [${[...FUNCTIONS].join(', ')}]`,
    );
  }
  return name;
}

/** Works out every function in `value`. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const name = functionOf(value);
  if (name !== undefined) return apply(name, value[name], scope);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, resolve(inner, scope)] as const)
      .filter(([, inner]) => inner !== NO_VALUE),
  );
}

function apply(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return scope.ref(text(argument, 'Ref'));
    case 'Fn::GetAtt':
      return scope.getAtt(...attributeOf(argument, (part) => resolve(part, scope)));
    case 'Fn::If': {
      const [condition, yes, no] = list(argument, 'Fn::If', 3);
      return resolve(scope.condition(text(condition, 'Fn::If')) ? yes : no, scope);
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Join': {
      const [delimiter, items] = list(argument, 'Fn::Join', 2);
      return strings(resolve(items, scope), 'Fn::Join').join(text(delimiter, 'Fn::Join'));
    }
    case 'Fn::Split': {
      const [delimiter, source] = list(argument, 'Fn::Split', 2);
      return scalar(resolve(source, scope), 'Fn::Split').split(text(delimiter, 'Fn::Split'));
    }
    case 'Fn::Select': {
      const [index, items] = list(argument, 'Fn::Select', 2);
      return select(resolve(index, scope), resolve(items, scope));
    }
    case 'Fn::FindInMap':
      return findInMap(argument, scope);
    case 'Fn::ImportValue':
      return scope.importValue(scalar(resolve(argument, scope), 'Fn::ImportValue'));
    case 'Fn::Base64':
      return Buffer.from(scalar(resolve(argument, scope), 'Fn::Base64')).toString('base64');
    case 'Fn::GetAZs': {
      const region = scalar(resolve(argument, scope), 'Fn::GetAZs') || scope.region;
      return ['a', 'b', 'c'].map((zone) => region + zone);
    }
    case 'Fn::Length': {
      const items = resolve(argument, scope);
      if (!Array.isArray(items)) throw validationError('Template error: Fn::Length needs a list');
      return items.length;
    }
    default:
      return JSON.stringify(resolve(argument, scope));
  }
}

/** Logical id and attribute, from either form of `Fn::GetAtt`. */
export function attributeOf(
  argument: unknown,
  inner: (part: unknown) => unknown = (part) => part,
): [string, string] {
  if (typeof argument === 'string' && argument.includes('.')) {
    const dot = argument.indexOf('.');
    return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (Array.isArray(argument) && argument.length === 2 && typeof argument[0] === 'string') {
    const attribute = inner(argument[1]);
    return [argument[0], isObject(attribute) ? '' : scalar(attribute, 'Fn::GetAtt')];
  }
  throw validationError(
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  );
}

const PLACEHOLDER = /\$\{(!?)([^}]*)\}/g;

/** The names that a `Fn::Sub` text refers to, apart from its own variables. */
export function placeholders(argument: unknown): {
  readonly names: string[];
  readonly variables: JsonObject;
} {
  const [template, variables] = subParts(argument);
  const names = [...template.matchAll(PLACEHOLDER)]
    .filter(([, literal]) => literal === '')
    .map(([, , name]) => name!.trim())
    .filter((name) => !(name in variables));
  return { names, variables };
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = subParts(argument);
  return template.replace(PLACEHOLDER, (_, literal: string, name: string) => {
    if (literal !== '') return '${' + name + '}';
    const key = name.trim();
    const value =
      key in variables
        ? resolve(variables[key], scope)
        : key.includes('.')
          ? scope.getAtt(...attributeOf(key))
          : scope.ref(key);
    return scalar(value, 'Fn::Sub');
  });
}

function subParts(argument: unknown): [string, JsonObject] {
  if (typeof argument === 'string') return [argument, {}];
  if (
    Array.isArray(argument) &&
    argument.length === 2 &&
    typeof argument[0] === 'string' &&
    isObject(argument[1])
  ) {
    return [argument[0], argument[1]];
  }
  throw validationError(
    "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  );
}

function findInMap(argument: unknown, scope: Scope): unknown {
  const parts = list(argument, 'Fn::FindInMap');
  const [map, first, second] = parts.slice(0, 3).map((part) => scalar(resolve(part, scope), 'Fn::FindInMap'));
  const mapping = scope.mappings[map ?? ''];
  const top = isObject(mapping) ? mapping[first ?? ''] : undefined;
  const found = isObject(top) ? top[second ?? ''] : undefined;
  if (found !== undefined) return found;
  const options = parts[3];
  if (isObject(options) && 'DefaultValue' in options) return resolve(options['DefaultValue'], scope);
  throw validationError(
    mapping === undefined
      ? `Template error: Mapping named '${map}' is not present in the 'Mappings' section of template.`
      : `Template error: Unable to get mapping for ${map}::${first}::${second}`,
  );
}

function select(index: unknown, items: unknown): unknown {
  const at = Number(index);
  if (!Array.isArray(items) || !Number.isInteger(at) || at < 0 || at >= items.length) {
    throw validationError(
      `Template error: Fn::Select cannot select nonexistent value at index ${String(index)}`,
    );
  }
  return items[at];
}

function list(argument: unknown, name: string, length?: number): unknown[] {
  if (!Array.isArray(argument) || (length !== undefined && argument.length !== length)) {
    throw validationError(
      `Template error: every ${name} object requires a list${length ? ` of ${length} elements` : ''}.`,
    );
  }
  return argument;
}

function text(argument: unknown, name: string): string {
  if (typeof argument !== 'string') throw validationError(`Template error: ${name} needs a string.`);
  return argument;
}

function strings(value: unknown, name: string): string[] {
  if (!Array.isArray(value)) throw validationError(`Template error: ${name} needs a list.`);
  return value.map((item) => scalar(item, name));
}

/** A scalar as the text that CloudFormation makes of it. */
export function scalar(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === NO_VALUE) return '';
  if (Array.isArray(value) && name === 'Fn::Sub') return strings(value, name).join(',');
  throw validationError(
    `Template error: ${name} needs strings, found ${Array.isArray(value) ? 'a list' : typeof value}.`,
  );
}
