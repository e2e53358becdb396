import { validationError } from './errors';
import { resolve, type Scope } from './intrinsics';
import { isObject, type JsonObject } from './json';

/** The conditions of a template, each worked out once. */
export class Conditions {
  private readonly known = new Map<string, boolean>();
  private readonly open = new Set<string>();

  constructor(
    private readonly definitions: JsonObject,
    private readonly scope: Scope,
  ) {}

  holds(name: string): boolean {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    if (!(name in this.definitions)) {
      throw validationError(
        `Template format error: Unresolved condition dependency ${name} in the Conditions block of the template`,
      );
    }
    if (this.open.has(name)) {
      throw validationError(
        `Template format error: Circular dependency between conditions: [${[...this.open].join(', ')}]`,
      );
    }
    this.open.add(name);
    const value = this.evaluate(this.definitions[name]);
    this.open.delete(name);
    this.known.set(name, value);
    return value;
  }

  evaluate(expression: unknown): boolean {
    if (!isObject(expression) || Object.keys(expression).length !== 1) throw malformed(expression);
    const [name, argument] = Object.entries(expression)[0]!;
    if (name === 'Condition' && typeof argument === 'string') return this.holds(argument);
    if (!Array.isArray(argument)) throw malformed(expression);
    switch (name) {
      case 'Fn::And':
        return argument.every((inner) => this.evaluate(inner));
      case 'Fn::Or':
        return argument.some((inner) => this.evaluate(inner));
      case 'Fn::Not':
        return !this.evaluate(argument[0]);
      case 'Fn::Equals':
        return String(resolve(argument[0], this.scope)) === String(resolve(argument[1], this.scope));
      case 'Fn::Contains': {
        const [items, wanted] = argument.map((part) => resolve(part, this.scope));
        return Array.isArray(items) && items.map(String).includes(String(wanted));
      }
      default:
        throw malformed(expression);
    }
  }
}

function malformed(expression: unknown) {
  return validationError(
    'Template format error: Conditions can only be boolean operations on parameters and other conditions. ' +
      `Found: ${JSON.stringify(expression)}`,
  );
}
