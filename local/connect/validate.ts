/**
 * Judges a request by the API model: types, required members, lengths, ranges, patterns, enums.
 *
 * - A JSON value of the wrong type is a `SerializationException`, as REST-JSON services answer it.
 * - Everything else is collected into one `InvalidParameterException`, in the service's wording.
 * - A length counts UTF-16 code units, as the service's Java does: an emoji counts 2.
 * - Members that the model does not know are ignored, and `null` is "not given", as the service has it.
 * - No message repeats a value: it may be a password, or personal data.
 */
import { connectError, invalidParameter } from './errors';
import type { ListShape, MapShape, NumberShape, Shapes, StringShape, StructureShape } from './shape';
import type { AwsError } from '../types';

/** The value with its known members only. Throws the error that the service would answer. */
export function validate(shapes: Shapes, name: string, value: unknown): Record<string, unknown> {
  const check = new Check(shapes);
  const clean = check.value(name, value, '') as Record<string, unknown>;
  const found = check.violations;
  if (found.length === 1) throw invalidParameter(`1 validation error detected: ${found[0]}`);
  if (found.length > 1) {
    throw invalidParameter(`${found.length} validation errors detected: ${found.join('; ')}`);
  }
  return clean;
}

/** How the service writes a member in an error: `identityInfo.firstName`, `securityProfileIds.1.member`. */
const at = (path: string, member: string): string => {
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  return path === '' ? name : `${path}.${name}`;
};

class Check {
  readonly violations: string[] = [];

  constructor(private readonly shapes: Shapes) {}

  value(name: string, value: unknown, path: string): unknown {
    const shape = this.shapes[name];
    if (!shape) throw new Error(`The model has no shape '${name}'.`);
    switch (shape.kind) {
      case 'structure':
        return this.structure(shape, value, path);
      case 'list':
        return this.list(shape, value, path);
      case 'map':
        return this.map(shape, value, path);
      case 'string':
        return this.string(shape, value, path);
      case 'boolean':
        if (typeof value !== 'boolean') throw wrongType(value, 'Boolean', path);
        return value;
      default:
        return this.number(shape, value, path);
    }
  }

  private structure(shape: StructureShape, value: unknown, path: string): Record<string, unknown> {
    if (!isObject(value)) throw wrongType(value, 'Structure', path);
    const clean: Record<string, unknown> = {};
    for (const [member, name] of Object.entries(shape.members)) {
      const given = Object.hasOwn(value, member) ? value[member] : undefined;
      if (given !== undefined && given !== null) clean[member] = this.value(name, given, at(path, member));
      else if (shape.required.includes(member)) this.violation(at(path, member), 'Member must not be null');
    }
    return clean;
  }

  private list(shape: ListShape, value: unknown, path: string): unknown[] {
    if (!Array.isArray(value)) throw wrongType(value, 'List', path);
    this.size('length', value.length, shape, path);
    return value.map((element: unknown, index) => {
      const where = `${path}.${index + 1}.member`;
      if (element !== null) return this.value(shape.of, element, where);
      this.violation(where, 'Member must not be null');
      return undefined;
    });
  }

  private map(shape: MapShape, value: unknown, path: string): Record<string, unknown> {
    if (!isObject(value)) throw wrongType(value, 'Map', path);
    const entries = Object.entries(value);
    this.size('length', entries.length, shape, path);
    return Object.fromEntries(
      entries.map(([key, element]) => {
        this.value(shape.key, key, `${path}.key`);
        if (element !== null) return [key, this.value(shape.value, element, `${path}.value`)];
        this.violation(`${path}.value`, 'Member must not be null');
        return [key, undefined];
      }),
    );
  }

  private string(shape: StringShape, value: unknown, path: string): string {
    if (typeof value !== 'string') throw wrongType(value, 'String', path);
    this.size('length', value.length, shape, path);
    if (shape.pattern && !shape.pattern.test(value)) {
      this.violation(path, `Member must satisfy regular expression pattern: ${shape.pattern.source}`);
    }
    if (shape.enum && !shape.enum.includes(value)) {
      this.violation(path, `Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
    }
    return value;
  }

  private number(shape: NumberShape, value: unknown, path: string): number {
    if (typeof value !== 'number') {
      throw wrongType(value, shape.kind === 'integer' ? 'Integer' : 'Float', path);
    }
    if (shape.kind === 'integer' && !isInteger32(value)) throw wrongType(value, 'Integer', path);
    this.size('value', value, shape, path);
    return value;
  }

  private size(
    what: 'length' | 'value',
    size: number,
    { min, max }: { readonly min?: number; readonly max?: number },
    path: string,
  ): void {
    if (min !== undefined && size < min) {
      this.violation(path, `Member must have ${what} greater than or equal to ${min}`);
    }
    if (max !== undefined && size > max) {
      this.violation(path, `Member must have ${what} less than or equal to ${max}`);
    }
  }

  private violation(path: string, constraint: string): void {
    this.violations.push(`Value at '${path}' failed to satisfy constraint: ${constraint}`);
  }
}

const isInteger32 = (value: number): boolean => Number.isInteger(value) && (value | 0) === value;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wrongType(value: unknown, wanted: string, path: string): AwsError {
  const given = Array.isArray(value) ? 'LIST' : typeof value === 'object' ? 'STRUCTURE' : typeof value;
  return connectError(
    'SerializationException',
    `${given.toUpperCase()}_VALUE can not be converted to ${wanted}${path === '' ? '' : ` at '${path}'`}`,
  );
}
