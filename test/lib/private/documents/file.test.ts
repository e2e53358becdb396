import { parseFile } from '../../../../lib/private/documents';
import { fileProblems, lines } from './harness';

const keysOf = (text: string) =>
  parseFile(text, 'users.yaml').map(({ key, properties }) => [key, properties.Username]);

describe('what a file may hold', () => {
  it.each<[string, string, [string, string][]]>([
    ['one document', 'Username: a', [['a', 'a']]],
    [
      'users by key',
      lines('Mary:', '  Username: a', 'Bob:', '  Username: b'),
      [
        ['Mary', 'a'],
        ['Bob', 'b'],
      ],
    ],
    [
      'a list',
      lines('- Username: a', '- Username: b'),
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
    [
      'a stream',
      lines('---', 'Username: a', '---', 'Username: b', '...'),
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
    [
      'a stream of all of them, and of nothing',
      lines(
        '# first',
        '---',
        'Mary: { Username: a }',
        '---',
        '---',
        '- Username: b',
        '- Bob: { Username: c }',
      ),
      [
        ['Mary', 'a'],
        ['b', 'b'],
        ['Bob', 'c'],
      ],
    ],
    [
      'JSON by key',
      '{"Mary": {"Username": "a"}, "Bob": {"Username": "b"}}',
      [
        ['Mary', 'a'],
        ['Bob', 'b'],
      ],
    ],
    [
      'a JSON list',
      '[{"Username": "a"}, {"Username": "b"}]',
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
    [
      'keys that YAML would read as something else',
      lines('007: { Username: a }', 'yes: { Username: b }', '~: { Username: c }'),
      [
        ['007', 'a'],
        ['yes', 'b'],
        ['~', 'c'],
      ],
    ],
    ['CRLF and a byte order mark', '\ufeffMary:\r\n  Username: a\r\n', [['Mary', 'a']]],
    ['tabs in JSON', '{\n\t"Username":\t"a"\n}', [['a', 'a']]],
    ['JSON with a trailing comma, which YAML allows', '{"Username": "a",}', [['a', 'a']]],
  ])('%s', (_, text, expected) => {
    expect(keysOf(text)).toEqual(expected);
  });

  it('keeps the key when the user is renamed', () => {
    const key = (username: string) => keysOf(`Mary: { Username: ${username} }`)[0]?.[0];
    expect([key('mary'), key('mary2')]).toEqual(['Mary', 'Mary']);
  });

  it.each([
    ['a misspelled member and a value', 'username: x', 'username', 'Username'],
    ['a misspelled member that is a map', 'identityInfo: { FirstName: x }', 'identityInfo', 'IdentityInfo'],
    [
      'a misspelled member that is a list',
      'securityProfileIds: [a]',
      'securityProfileIds',
      'SecurityProfileIds',
    ],
  ])('does not take %s for a user', (_, text, key, meant) => {
    expect(fileProblems(text)).toEqual([
      `users.yaml:1 | - | ${key} | Unknown key "${key}". Did you mean ${meant}?`,
    ]);
  });

  it('takes a key that is like a member for a user, where it holds a request', () => {
    expect(keysOf(lines('Tag:', '  Username: a', 'phoneconfig:', '  Username: b'))).toEqual([
      ['Tag', 'a'],
      ['phoneconfig', 'b'],
    ]);
    expect(fileProblems('Mary: { userName: x }')).toEqual([
      'users.yaml:1 | Mary | userName | Unknown key "userName". Did you mean Username?',
    ]);
  });
});

describe('what a file may not be', () => {
  it.each([
    ['empty', ''],
    ['a comment', '# nobody\n'],
    ['an empty document', '---\n...\n'],
    ['an empty list', '[]'],
  ])('%s', (_, text) => {
    expect(fileProblems(text)).toEqual(['users.yaml | - | - | The file holds no user.']);
  });

  it.each([
    ['a word', 'mary', 'users.yaml:1 | - | - | Given a string.'],
    ['a list of words', '- mary\n- bob', 'users.yaml:1 | - | - | Given a string.'],
    ['a user without anything', 'Mary:\n  Username: a\nBob:\n', 'users.yaml:3 | Bob | - | Given nothing.'],
    [
      'a user without a name',
      '- RoutingProfileId: a',
      'users.yaml:1 | - | - | The document has neither a key',
    ],
    [
      'a user under an empty key',
      '"": { Username: a }',
      'users.yaml:1 | a | - | The key of a user is empty.',
    ],
  ])('%s', (_, text, problem) => {
    expect(fileProblems(text)[0]).toContain(problem);
  });

  it.each([
    ['a key twice', lines('Mary: { Username: a }', 'Mary: { Username: b }')],
    ['a key twice in JSON', '{"Mary": {"Username": "a"},\n"Mary": {"Username": "b"}}'],
    ['a key twice in a stream', lines('Mary: { Username: a }', '--- { Mary: { Username: b } }')],
  ])('%s', (_, text) => {
    expect(fileProblems(text)).toEqual([
      'users.yaml:2 | Mary | - | Given twice, first at users.yaml:1. Allowed: each key once; without keys, each Username once.',
    ]);
  });

  it('a list that names a user twice', () => {
    expect(fileProblems(lines('- Username: a', '- Username: a'))[0]).toMatch(
      /^users\.yaml:2 \| a \| - \| Given twice/,
    );
  });

  it.each([
    ['a member', '{"Username": "a",\n"Username": "b"}', 'Username'],
    [
      'a member of a struct',
      'IdentityInfo:\n  {FirstName: a, FirstName: b}\nUsername: a',
      'IdentityInfo.FirstName',
    ],
    ['a tag', 'Username: a\nTags: {a: x, a: y}', 'Tags.a'],
  ])('%s twice', (_, text, field) => {
    expect(fileProblems(text)).toEqual([`users.yaml:2 | a | ${field} | Given twice. Allowed: once.`]);
  });

  it.each<[string, Uint8Array | string, number]>([
    ['Latin-1', Buffer.from('Username: a\nTags: { Ort: K\u00f6ln }\n', 'latin1'), 2],
    [
      'Latin-1 that somebody decoded',
      Buffer.from('Username: a\nTags: { Ort: K\u00f6ln }\n', 'latin1').toString(),
      2,
    ],
    ['UTF-16', Buffer.from('\ufeffUsername: a\n', 'utf16le'), 1],
    ['UTF-16 without a byte order mark', Buffer.from('Username: a\n', 'utf16le'), 1],
  ])('%s', (_, content, line) => {
    expect(fileProblems(content)).toEqual([
      `users.yaml:${line} | - | - | Not UTF-8: characters are broken from here on. Save the file as UTF-8.`,
    ]);
  });

  it('reports every problem of every user, with line, user and field', () => {
    const text = lines(
      'Mary:',
      '  Username: mary',
      '  Bad: 1',
      'Bob:',
      '  Username: 7',
      '  Password: Pass@Word1',
      'Ann:',
      '  Username: ann',
    );
    expect(fileProblems(text).map((problem) => problem.split(' | ').slice(0, 3))).toEqual([
      ['users.yaml:3', 'Mary', 'Bad'],
      ['users.yaml:5', 'Bob', 'Username'],
      ['users.yaml:6', 'Bob', 'Password'],
    ]);
    expect(() => parseFile(text, 'users.yaml')).toThrow(
      /^users\.yaml: 3 problems\nusers\.yaml:3: Mary, Bad: /,
    );
  });
});

describe('a huge file', () => {
  const user = (i: number) => ({
    Username: `u${i}`,
    IdentityInfo: { FirstName: 'M' },
    SecurityProfileIds: ['a', 'b'],
  });
  const all = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`User${i}`, user(i)]));

  it('of 10,000 users in JSON takes no time', () => {
    const text = JSON.stringify(all, null, 2);
    const start = process.cpuUsage();
    expect(parseFile(text, 'u.json')).toHaveLength(10_000);
    const { user: own, system } = process.cpuUsage(start);
    expect((own + system) / 1e6).toBeLessThan(2);
  });

  it('of YAML takes time by its length, not by its square', () => {
    const seconds = (count: number) => {
      const text = lines(
        ...Array.from({ length: count }, (_, i) => `U${i}: { Username: u${i}, Tags: &t${i} { a: b } }`),
      );
      const start = process.cpuUsage();
      expect(parseFile(text, 'u.yaml')).toHaveLength(count);
      const { user: own, system } = process.cpuUsage(start);
      return own + system;
    };
    seconds(200);
    expect(seconds(4000) / seconds(500)).toBeLessThan(30);
  });
});
