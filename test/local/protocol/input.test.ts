import { InputReader, page } from '../../../local/protocol/input';
import { AwsError } from '../../../local/types';

const read = (input: Record<string, unknown>) => new InputReader(input, 'Bad');

test('reads what is as it should be', () => {
  const input = read({ s: 'abc', i: '5', j: 6, t: 'true', f: false, l: ['a'], o: { a: 1 }, os: [{ a: 1 }] });
  expect(input.string('s', { min: 3, max: 3, pattern: /^a/, values: ['abc'] })).toBe('abc');
  expect([input.optionalInteger('i', 5, 5), input.optionalInteger('j')]).toEqual([5, 6]);
  expect([input.boolean('t', false), input.boolean('f', true), input.boolean('none', true)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([input.strings('l'), input.object('o'), input.objects('os')]).toEqual([['a'], { a: 1 }, [{ a: 1 }]]);
  const none = [
    input.optionalString('n'),
    input.optionalInteger('n'),
    input.strings('n'),
    input.object('n'),
    input.objects('n'),
  ];
  expect(none).toEqual(Array(5).fill(undefined));
});

test.each<[string, (r: InputReader) => unknown, string]>([
  ['a missing string', (r) => r.string('n'), 'Missing required parameter: n'],
  ['a number for a string', (r) => r.string('num'), 'must be a string'],
  ['a short string', (r) => r.string('s', { min: 4 }), 'length'],
  ['a long string', (r) => r.string('s', { max: 2 }), 'length'],
  ['a string off the pattern', (r) => r.string('s', { pattern: /^b/ }), 'pattern'],
  ['a string off the list', (r) => r.string('s', { values: ['x'] }), '[x]'],
  ['half a number', (r) => r.optionalInteger('half'), 'integer'],
  ['a word for a number', (r) => r.optionalInteger('s'), 'integer'],
  ['a small number', (r) => r.optionalInteger('num', 8), 'greater than or equal to 8'],
  ['a big number', (r) => r.optionalInteger('num', 0, 6), 'less than or equal to 6'],
  ['a word for a boolean', (r) => r.boolean('s', true), 'boolean'],
  ['a string for a list', (r) => r.strings('s'), 'list of strings'],
  ['numbers in a list', (r) => r.strings('nums'), 'list of strings'],
  ['a list for an object', (r) => r.object('nums'), 'object'],
  ['numbers for objects', (r) => r.objects('nums'), 'list of objects'],
])('refuses %s', (_what, use, message) => {
  const input = read({ s: 'abc', num: 7, half: 0.5, nums: [1] });
  expect(() => use(input)).toThrow(
    expect.objectContaining({ code: 'Bad', message: expect.stringContaining(message) as string }),
  );
});

describe('page', () => {
  const invalid = () => new AwsError('BadToken', 'bad');

  test('goes through a list to its end', () => {
    const first = page([1, 2, 3], undefined, 2, invalid);
    expect(first.items).toEqual([1, 2]);
    expect(page([1, 2, 3], first.next, 2, invalid)).toEqual({ items: [3], next: undefined });
  });

  test.each(['', 'x', Buffer.from('position:9').toString('base64url')])('refuses the token %p', (token) => {
    expect(() => page([1, 2, 3], token, 2, invalid)).toThrow('bad');
  });
});
