/** Reads members of a request or of a resource's properties, as strictly as the API models say. */
import { AwsError } from '../types';

export interface StringRule {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly values?: readonly string[];
}

/** Reads typed members; every error has the code that this service uses for a bad parameter. */
export class InputReader {
  constructor(
    private readonly input: Readonly<Record<string, unknown>>,
    private readonly errorCode: string,
  ) {}

  private fail(message: string): never {
    throw new AwsError(this.errorCode, message);
  }

  string(name: string, rule?: StringRule): string {
    return this.optionalString(name, rule) ?? this.fail(`Missing required parameter: ${name}`);
  }

  optionalString(name: string, rule: StringRule = {}): string | undefined {
    const value = this.input[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return this.fail(`Parameter ${name} must be a string`);
    const { min = 0, max = Infinity, pattern, values } = rule;
    if (value.length < min || value.length > max) {
      this.fail(
        `Value at '${name}' failed to satisfy constraint: Member must have length between ${min} and ${max}`,
      );
    }
    if (pattern && !pattern.test(value)) {
      this.fail(
        `Value at '${name}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern.source}`,
      );
    }
    if (values && !values.includes(value)) {
      this.fail(
        `Value '${value}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
      );
    }
    return value;
  }

  optionalInteger(name: string, min = -Infinity, max = Infinity): number | undefined {
    const value = this.input[name];
    if (value === undefined || value === null) return undefined;
    const number =
      typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : (value as unknown as number);
    if (!Number.isInteger(number)) return this.fail(`Parameter ${name} must be an integer`);
    if (number < min) {
      this.fail(
        `Value '${number}' at '${name}' failed to satisfy constraint: Member must have value greater than or equal to ${min}`,
      );
    }
    if (number > max) {
      this.fail(
        `Value '${number}' at '${name}' failed to satisfy constraint: Member must have value less than or equal to ${max}`,
      );
    }
    return number;
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.input[name];
    if (value === undefined || value === null) return fallback;
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    return this.fail(`Parameter ${name} must be a boolean`);
  }

  strings(name: string): readonly string[] | undefined {
    const value = this.input[name];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      return this.fail(`Parameter ${name} must be a list of strings`);
    }
    return value;
  }

  objects(name: string): readonly Readonly<Record<string, unknown>>[] | undefined {
    const value = this.input[name];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || !value.every(isObject)) {
      return this.fail(`Parameter ${name} must be a list of objects`);
    }
    return value;
  }

  object(name: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.input[name];
    if (value === undefined || value === null) return undefined;
    if (!isObject(value)) return this.fail(`Parameter ${name} must be an object`);
    return value;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One page of a list, and the token of the next. Tokens are opaque to the caller, positions to us. */
export function page<T>(
  items: readonly T[],
  token: string | undefined,
  size: number,
  invalid: () => AwsError,
): { readonly items: readonly T[]; readonly next?: string } {
  let start = 0;
  if (token !== undefined) {
    start = Number(Buffer.from(token, 'base64url').toString('utf8').replace('position:', '') || NaN);
    if (!Number.isInteger(start) || start < 0 || start > items.length) throw invalid();
  }
  const end = start + size;
  const next = end < items.length ? Buffer.from(`position:${end}`).toString('base64url') : undefined;
  return { items: items.slice(start, end), next };
}
