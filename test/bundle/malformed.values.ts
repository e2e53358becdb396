/** Values that no field takes, generated. */
import fc from 'fast-check';
import type { FieldType } from '../../lib/private/contract';

export type Json = unknown;
export type Properties = Readonly<Record<string, Json>>;

export const LONG = 'N'.repeat(10_000);
export const MILLION = 'M'.repeat(1_000_000);
/** Lone surrogates, right-to-left override, NUL, a stack of combining marks, a line's end, a byte-order mark. */
export const HOSTILE_TEXTS = [
  '\ud800',
  'a\udfffb',
  '\u202Egnp.exe',
  'a\u0000b',
  `a${'\u0301'.repeat(500)}`,
  'a\nb',
  '\ufeff',
];
/** `__proto__` as a key of its own, as JSON has it. */
export const own = (key: string, value: Json): Properties =>
  JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`) as Properties;
export const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
];
const deep = (levels: number): Json => {
  let value: Json = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { IdentityInfo: value };
  return value;
};

export const objects = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...PROTOTYPE_KEYS).map((key) => own(key, 'x')),
  fc.constantFrom(...PROTOTYPE_KEYS).map((key) => own(key, { FirstName: 'x', InstanceId: 'x' })),
  fc.constant({ toString: 1, valueOf: 1, toJSON: 1 }),
  fc.constant({ Ref: 'AWS::NoValue' }),
  fc.constant({ 'Fn::Sub': '${x}' }),
);
export const lists = fc.constantFrom<Json>([], [[]], [null], ['x', 7], [{}]);
export const nested = fc.integer({ min: 50, max: 1_000 }).map(deep);
export const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

/** No value of a field of that type: null counts as not given. */
export function wrong(type: FieldType): fc.Arbitrary<Json> {
  switch (type.kind) {
    case 'string':
      return fc.oneof(numbers, fc.boolean(), objects, lists, nested);
    case 'boolean':
      return fc.oneof(
        numbers,
        objects,
        lists,
        nested,
        fc.constantFrom('yes', '1', '', ' true', LONG, MILLION),
      );
    case 'integer':
      return fc.oneof(
        objects,
        lists,
        nested,
        fc.boolean(),
        fc.constantFrom('', '1.5', '1e3', '0x10', '٣', 'NaN', LONG, '9'.repeat(400)),
      );
    case 'number':
      return fc.oneof(
        objects,
        lists,
        nested,
        fc.boolean(),
        fc.constantFrom('', '1,5', 'Infinity', '-', '１', LONG),
      );
    case 'stringMap':
      return fc.oneof(
        numbers,
        lists,
        fc.constantFrom('x', LONG),
        fc.constant({ key: 7 }),
        fc.constant({ key: ['x'] }),
      );
    case 'list':
      return fc.oneof(
        numbers,
        fc.constantFrom('x', LONG),
        fc.constant({ 0: 'x', length: 1 }),
        wrong(type.of).map((item) => [item]),
      );
    case 'struct':
      return fc.oneof(
        numbers,
        lists,
        fc.constantFrom('x', LONG),
        fc
          .constantFrom(...Object.entries(type.fields))
          .chain(([name, of]) => wrong(of).map((value) => own(name, value))),
      );
  }
}
