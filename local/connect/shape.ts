/** The few kinds of value that an API model is made of, and short ways to write them down. */

export interface StringShape {
  readonly kind: 'string';
  readonly min?: number;
  readonly max?: number;
  /** Anchored at both ends. */
  readonly pattern?: RegExp;
  readonly enum?: readonly string[];
}

export interface NumberShape {
  readonly kind: 'integer' | 'float';
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanShape {
  readonly kind: 'boolean';
}

export interface ListShape {
  readonly kind: 'list';
  /** The name of the elements' shape. By name, because some shapes contain themselves. */
  readonly of: string;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape {
  readonly kind: 'map';
  readonly key: string;
  readonly value: string;
  readonly min?: number;
  readonly max?: number;
}

export interface StructureShape {
  readonly kind: 'structure';
  /** The name of each member's shape. */
  readonly members: Readonly<Record<string, string>>;
  readonly required: readonly string[];
}

export type Shape = StringShape | NumberShape | BooleanShape | ListShape | MapShape | StructureShape;

export type Shapes = Readonly<Record<string, Shape>>;

export const text = (min?: number, max?: number, pattern?: RegExp): StringShape => ({
  kind: 'string',
  min,
  max,
  pattern,
});

export const oneOf = (...values: string[]): StringShape => ({ kind: 'string', enum: values });

export const integer = (min?: number, max?: number): NumberShape => ({ kind: 'integer', min, max });

export const float = (min?: number, max?: number): NumberShape => ({ kind: 'float', min, max });

export const boolean: BooleanShape = { kind: 'boolean' };

export const list = (of: string, min?: number, max?: number): ListShape => ({ kind: 'list', of, min, max });

export const map = (key: string, value: string, min?: number, max?: number): MapShape => ({
  kind: 'map',
  key,
  value,
  min,
  max,
});

/** A member whose name ends in `!` is required. */
export function structure(members: Readonly<Record<string, string>>): StructureShape {
  const entries = Object.entries(members);
  return {
    kind: 'structure',
    members: Object.fromEntries(entries.map(([name, shape]) => [name.replace('!', ''), shape])),
    required: entries.filter(([name]) => name.endsWith('!')).map(([name]) => name.slice(0, -1)),
  };
}
