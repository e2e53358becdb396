import { parseFile } from '../../../../lib/private/documents';
import { fileProblems, lines } from './harness';

const propertiesOf = (text: string) => parseFile(text, 'users.yaml').map(({ properties }) => properties);

describe('aliases and merge keys', () => {
  const MARY = [
    'Mary:',
    '  Username: a',
    '  PhoneConfig: &phone',
    '    PhoneType: SOFT_PHONE',
    '    AutoAccept: true',
  ];

  it('stand for what they name', () => {
    const text = lines(
      ...MARY,
      'Bob:',
      '  Username: &name b',
      '  RoutingProfileId: *name',
      '  PhoneConfig: *phone',
    );
    expect(propertiesOf(text)[1]).toEqual({
      Username: 'b',
      RoutingProfileId: 'b',
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true },
    });
  });

  it('merge, and what stands beside them wins', () => {
    const text = lines(
      ...MARY,
      'Bob:',
      '  Username: b',
      '  PhoneConfig:',
      '    AutoAccept: false',
      '    <<: *phone',
    );
    expect(propertiesOf(text)[1]).toEqual({
      Username: 'b',
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false },
    });
  });

  it('merge a list of maps, of which the first wins', () => {
    const text = lines(
      'A: &a { Username: a, RoutingProfileId: r }',
      'B: &b { Username: b, HierarchyGroupId: h }',
      'C: { <<: [*b, *a] }',
    );
    // A merged user is the user it is merged from, so all three need names of their own.
    expect(propertiesOf(text)[2]).toEqual({ Username: 'b', HierarchyGroupId: 'h', RoutingProfileId: 'r' });
  });

  it('give the line of what they name', () => {
    const text = lines(...MARY, 'Bob:', '  Username: b', '  PhoneConfig:', '    <<: *phone');
    expect(parseFile(text, 'users.yaml')[1]?.where('PhoneConfig.PhoneType')).toBe('users.yaml:4');
  });

  it('are plain text in quotes', () => {
    expect(fileProblems('Username: a\n"<<": { a: b }')[0]).toMatch(/Unknown key "<<"/);
  });

  it.each([
    ['an alias of nothing', 'Username: *nobody', 'users.yaml:1:11', 'An alias has no anchor above it.'],
    [
      'an alias of itself',
      'Mary: &m { Username: a, Tags: *m }',
      'users.yaml:1:31',
      'An alias stands inside what it names.',
    ],
    ['a merge of a word', 'Mary: { <<: a }', 'users.yaml:1:9', '<< takes a map, or a list of maps.'],
    [
      'a merge of a list of words',
      'Mary:\n  <<: [a]',
      'users.yaml:2:3',
      '<< takes a map, or a list of maps.',
    ],
  ])('%s', (_, text, where, message) => {
    expect(fileProblems(text)).toEqual([`${where} | - | - | ${message}`]);
  });

  it('that would grow without end are refused, once and at once', () => {
    const ten = (name: string) => `[${Array<string>(10).fill(`*${name}`).join(', ')}]`;
    const bomb = lines(
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map(
        ([from, to]) => `${to}: &${to} ${ten(`${from}`)}`,
      ),
    );
    const start = Date.now();
    expect(fileProblems(bomb)).toEqual([
      expect.stringContaining('Aliases stand for more than 1000000 values.'),
    ]);
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  it('may be as many as a long file needs', () => {
    const users = Array.from({ length: 1_000 }, (_, i) => `U${i}: { Username: u${i}, PhoneConfig: *phone }`);
    expect(propertiesOf(lines(...MARY, ...users))).toHaveLength(1_001);
  });
});

describe('syntax errors', () => {
  it.each([
    ['a tab', 'Mary:\n\tUsername: a', 'users.yaml:2:1', /a tab as indentation/],
    ['an open quote', 'Username: "a', 'users.yaml:1:13', /a closing quote/],
    ['two colons', 'Username: a: b', 'users.yaml:1:11', /put the value in quotes/],
    ['a missing comma', '{"Username": "a"\n "Tags": {}}', 'users.yaml:2:2', /comma/],
    ['a reserved character', 'Username: @mary', 'users.yaml:1:11', /needs quotes/],
    ['a bad escape', 'Username: "DOM\\mary"', 'users.yaml:1:15', /backslash/],
    ['a tag of CloudFormation', 'InstanceId: !Ref Instance', 'users.yaml:1:13', /a tag .* not known/],
    ['an unknown directive', '%FOO\n---\nUsername: a', 'users.yaml:1:1', /directive/],
    ['too deep for anything', '['.repeat(5_000), 'users.yaml:1:101', /more than 100 levels/],
    ['a key that is no text', 'Username: a\n? [b]\n: c', 'users.yaml:2:3', /A key is not a plain text/],
    ['broken JSON', '{"Username": }}', 'users.yaml:1:15', /Not YAML/],
  ])('%s', (_, text, where, message) => {
    const found = fileProblems(text);
    expect(found[0]).toMatch(message);
    expect(found.map((problem) => problem.split(' | ')[0])).toContain(where);
  });

  it('of every document of a stream are reported', () => {
    const text = lines('Username: "a: b', '---', 'Username: @b');
    expect(fileProblems(lines('Username: @a', '---', 'Username: @b'))).toHaveLength(2);
    expect(fileProblems(text).length).toBeGreaterThan(0);
  });

  it('never show the text, which may hold a password', () => {
    const broken = [
      'Password: Pass@Word1: x',
      'Password: "Pass@Word1',
      'Password: @Pass@Word1',
      'Password: "Pass\\Word1"',
      'Password: !Pass@Word1 x',
      'a: |Pass@Word1\n b',
    ];
    for (const text of broken) {
      const found = fileProblems(text);
      expect(found).not.toEqual([]);
      expect(found.join()).not.toMatch(/Pass|Word1/);
    }
  });
});

describe('scalars', () => {
  it.each([
    ['a block', 'Username: |-\n  mary', 'mary'],
    ['single quotes', "Username: '007'", '007'],
    ['a tag that makes a text of it', 'Username: !!str 007', '007'],
    ['a surrogate pair', '{"Username": "\\ud83d\\ude42"}', '🙂'],
  ])('%s', (_, text, username) => {
    expect(propertiesOf(text)[0]?.Username).toBe(username);
  });

  it.each(['!!binary aGk=', '!!timestamp 2001-01-01'])('%s is no text', (value) => {
    expect(fileProblems(`Username: ${value}`)[0]).toMatch(/JSON has no word for/);
  });

  it('are those of YAML 1.1 where the file says so', () => {
    const text = lines('%YAML 1.1', '---', 'Username: a', 'PhoneConfig: { AutoAccept: yes }');
    expect(propertiesOf(text)[0]?.PhoneConfig).toEqual({ AutoAccept: true });
  });
});
