import { attributeOf, functionOf, placeholders } from './intrinsics';
import { isObject } from './json';

/** A name that a value depends on. */
export interface Reference {
  readonly kind: 'ref' | 'attribute' | 'condition' | 'mapping';
  readonly name: string;
  readonly attribute?: string;
}

/**
 * Every name that `value` refers to. With `truth`, only on the branches of `Fn::If` that hold, which is what
 * counts for the order of work; without it, on all of them, which is what counts for a name to be right.
 */
export function referencesOf(value: unknown, truth?: (condition: string) => boolean): Reference[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesOf(item, truth));
  if (!isObject(value)) return [];
  const name = functionOf(value);
  if (name === undefined) return Object.values(value).flatMap((inner) => referencesOf(inner, truth));
  const argument = value[name];
  switch (name) {
    case 'Ref':
      return [{ kind: 'ref', name: String(argument) }];
    case 'Fn::GetAtt': {
      const [id, attribute] = attributeOf(argument);
      const inner = Array.isArray(argument) ? referencesOf(argument[1], truth) : [];
      return [{ kind: 'attribute', name: id, attribute }, ...inner];
    }
    case 'Fn::Sub': {
      const { names, variables } = placeholders(argument);
      return [
        ...names.map((placeholder): Reference => {
          const [id, ...rest] = placeholder.split('.');
          return rest.length === 0
            ? { kind: 'ref', name: placeholder }
            : { kind: 'attribute', name: id!, attribute: rest.join('.') };
        }),
        ...referencesOf(variables, truth),
      ];
    }
    case 'Fn::If': {
      if (!Array.isArray(argument) || typeof argument[0] !== 'string') return [];
      const [condition, yes, no] = argument as [string, unknown, unknown];
      const branches = truth === undefined ? [yes, no] : [truth(condition) ? yes : no];
      return [{ kind: 'condition', name: condition }, ...referencesOf(branches, truth)];
    }
    case 'Fn::FindInMap': {
      const map: unknown = Array.isArray(argument) ? argument[0] : undefined;
      const own: Reference[] = typeof map === 'string' ? [{ kind: 'mapping', name: map }] : [];
      return [...own, ...referencesOf(argument, truth)];
    }
    default:
      return referencesOf(argument, truth);
  }
}
