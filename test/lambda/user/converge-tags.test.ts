import { OWNER_TAG } from '../../../lib/private/contract';
import type { Change } from '../../../lambda/user/change';
import { ownTags, tagChanges } from '../../../lambda/user/converge-tags';

type Tags = Record<string, string> | undefined;
const OWNER = { [OWNER_TAG]: 'me' };

test.each<[string, Tags, Tags, Tags, Change[]]>([
  ['none anywhere', undefined, undefined, undefined, []],
  ['the same', { ...OWNER, a: '1' }, { a: '1' }, { a: '1' }, []],
  ['one more', OWNER, { a: '1' }, {}, [{ call: 'tag', tags: { a: '1' } }]],
  [
    'another value',
    { ...OWNER, a: '1', b: '2' },
    { a: '3', b: '2' },
    {},
    [{ call: 'tag', tags: { a: '3' } }],
  ],
  ['one taken away', { ...OWNER, a: '1' }, {}, { a: '1' }, [{ call: 'untag', keys: ['a'] }]],
  ['all taken away', { ...OWNER, a: '1' }, undefined, { a: '1' }, [{ call: 'untag', keys: ['a'] }]],
  ['taken away, and gone already', OWNER, {}, { a: '1' }, []],
  [
    'exchanged: the removal makes room',
    { ...OWNER, a: '1' },
    { b: '1' },
    { a: '1' },
    [
      { call: 'untag', keys: ['a'] },
      { call: 'tag', tags: { b: '1' } },
    ],
  ],
  ["somebody else's stays", { ...OWNER, theirs: 'x' }, {}, {}, []],
  ['ours is never changed', OWNER, { [OWNER_TAG]: 'you' }, {}, []],
  ['nor removed', OWNER, {}, { [OWNER_TAG]: 'me' }, []],
  ["nor are AWS's", { ...OWNER, 'aws:x': '1' }, { 'aws:y': '2' }, { 'aws:x': '1' }, []],
])('%s', (_, has, wants, old, changes) => {
  const account = { Id: 'u', Arn: 'arn', Username: 'Mary', Tags: has };
  expect(tagChanges(account, { Tags: wants }, { Tags: old })).toEqual(changes);
});

test('a tag whose key is that of a prototype is a tag like any other', () => {
  const tags = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, string>;
  expect(Object.entries(ownTags({ Tags: tags }))).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
});
