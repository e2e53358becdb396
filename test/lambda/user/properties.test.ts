import { identified, parseLeniently, parseProperties } from '../../../lambda/user/properties';

describe('what CloudFormation made strings of', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['a string', { Username: 'Mary' }, { Username: 'Mary' }],
    ['a string of digits', { Username: '007' }, { Username: '007' }],
    ['"false" is false', { PhoneConfig: { AutoAccept: 'false' } }, { PhoneConfig: { AutoAccept: false } }],
    ['"true" is true', { PhoneConfig: { AutoAccept: 'true' } }, { PhoneConfig: { AutoAccept: true } }],
    ['"TRUE" is too', { PhoneConfig: { AutoAccept: 'TRUE' } }, { PhoneConfig: { AutoAccept: true } }],
    ['a boolean is one', { PhoneConfig: { AutoAccept: false } }, { PhoneConfig: { AutoAccept: false } }],
    [
      'a whole number',
      { PhoneConfig: { AfterContactWorkTimeLimit: '60' } },
      { PhoneConfig: { AfterContactWorkTimeLimit: 60 } },
    ],
    [
      'zero',
      { PhoneConfig: { AfterContactWorkTimeLimit: '0' } },
      { PhoneConfig: { AfterContactWorkTimeLimit: 0 } },
    ],
    [
      'a fraction',
      { Proficiencies: [{ AttributeName: 'a', AttributeValue: 'b', Level: '2.5' }] },
      { Proficiencies: [{ AttributeName: 'a', AttributeValue: 'b', Level: 2.5 }] },
    ],
    ['a number', { Proficiencies: [{ Level: 3 }] }, { Proficiencies: [{ Level: 3 }] }],
    ['a list', { SecurityProfileIds: ['a', 'b'] }, { SecurityProfileIds: ['a', 'b'] }],
    ['a map', { Tags: { a: '1' } }, { Tags: { a: '1' } }],
    ['null is not given', { Username: null, Tags: { a: null } }, { Tags: {} }],
    [
      'a nested list',
      {
        AfterContactWorkConfigs: [
          { Channel: 'CHAT', AfterContactWorkConfig: { AfterContactWorkTimeLimit: '5' } },
        ],
      },
      {
        AfterContactWorkConfigs: [
          { Channel: 'CHAT', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 5 } },
        ],
      },
    ],
    ["CloudFormation's own", { ServiceToken: 'arn', ServiceTimeout: '1200' }, {}],
  ])('%s', (_, raw, user) => {
    expect(parseProperties(raw)).toEqual({ user, unknown: [] });
    expect(parseLeniently(raw)).toEqual(user);
  });
});

describe('refused, with the path, what was given and what is expected', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      '"1" is no boolean',
      { PhoneConfig: { AutoAccept: '1' } },
      'PhoneConfig.AutoAccept: given "1", expected true or false',
    ],
    ['nor is "yes"', { PhoneConfig: { AutoAccept: 'yes' } }, 'given "yes"'],
    ['nor is ""', { PhoneConfig: { AutoAccept: '' } }, 'given ""'],
    ['nor is 1', { PhoneConfig: { AutoAccept: 1 } }, 'given "1"'],
    ['"1.5" is not whole', { PhoneConfig: { AfterContactWorkTimeLimit: '1.5' } }, 'expected a whole number'],
    ['nor is "1e3"', { PhoneConfig: { AfterContactWorkTimeLimit: '1e3' } }, 'given "1e3"'],
    ['nor is 1.5', { PhoneConfig: { AfterContactWorkTimeLimit: 1.5 } }, 'given "1.5"'],
    [
      'nor is what no number can hold',
      { PhoneConfig: { AfterContactWorkTimeLimit: '9'.repeat(20) } },
      'whole number',
    ],
    [
      '"" is no number',
      { Proficiencies: [{ Level: '' }] },
      'Proficiencies[0].Level: given "", expected a number',
    ],
    ['nor is "Infinity"', { Proficiencies: [{ Level: 'Infinity' }] }, 'given "Infinity"'],
    ['nor is true', { Proficiencies: [{ Level: true }] }, 'given "true"'],
    [
      'a list is no string',
      { Username: ['Mary'] },
      'ResourceProperties.Username: given a list, expected a string',
    ],
    ['nor is an object', { Username: { Ref: 'x' } }, 'given an object'],
    ['nor is a number', { Username: 7 }, 'Username: given a number, expected a string'],
    [
      'a string is no list',
      { SecurityProfileIds: 'a' },
      'SecurityProfileIds: given a string, expected a list',
    ],
    ['a string is no object', { PhoneConfig: 'x' }, 'PhoneConfig: given a string, expected an object'],
    ['a list is no map', { Tags: [] }, 'Tags: given a list, expected a map of strings'],
    ['a tag is a string', { Tags: { a: { b: 'c' } } }, 'Tags.a: given an object'],
    ['an item of a list', { SecurityProfileIds: ['a', ['b']] }, 'SecurityProfileIds[1]: given a list'],
    [
      'much is shown short',
      { PhoneConfig: { AutoAccept: 'x'.repeat(1_000_000) } },
      `given "${'x'.repeat(60)}", expected`,
    ],
    ['a text of a million', { Tags: { a: 'x'.repeat(1_000_000) } }, 'Tags.a: given 1000000 characters'],
    [
      'a key of a million',
      { Tags: { ['x'.repeat(1_000_000)]: 'a' } },
      'Tags: given a key of 1000000 characters',
    ],
    ['an object that is no text', { DeleteQuickConnects: { toString: 1, valueOf: 1 } }, 'given an object'],
    ['nor a number', { PhoneConfig: { AfterContactWorkTimeLimit: { valueOf: 1 } } }, 'given an object'],
    [
      'a list that looks like a number',
      { PhoneConfig: { AfterContactWorkTimeLimit: ['7'] } },
      'given a list',
    ],
  ])('%s', (_, raw, message) => {
    expect(() => parseProperties(raw)).toThrow(message);
  });

  test('a personal value is not shown', () => {
    const raw = { IdentityInfo: { FirstName: 12345 } };
    expect(() => parseProperties(raw)).toThrow('IdentityInfo.FirstName: given a number, expected a string');
  });

  test.each([{ IdentityInfo: 'Mary Major' }, { PhoneNumberConfigs: '+15555550100' }, { Tags: 'Mary Major' }])(
    'nor is one in the place of an object or a list: %j',
    (raw) => {
      expect(() => parseProperties(raw)).toThrow(
        /: given a string, expected (an object|a list|a map of strings)\./,
      );
    },
  );

  test.each(['__proto__', 'constructor', 'a', '', 'A B', 'Ä', 'A\u202E', `A${'a'.repeat(64)}`])(
    'a name that no property can have, not shown: %j',
    (name) => {
      const own = JSON.parse(`{${JSON.stringify(name)}: "x"}`) as Record<string, unknown>;
      expect(() => parseProperties(own)).toThrow(
        /^ResourceProperties: has a member with a name that no property/,
      );
      expect(() => parseProperties({ PhoneConfig: own })).toThrow(
        /^ResourceProperties\.PhoneConfig: has a member/,
      );
      // What was before may be whatever it was.
      expect(parseLeniently(own)).toEqual({});
    },
  );
});

test('unknown fields are ignored and named', () => {
  expect(parseProperties({ Username: 'Mary', Rank: '1', HatSize2: {} })).toEqual({
    user: { Username: 'Mary' },
    unknown: ['Rank', 'HatSize2'],
  });
});

test('keys of prototypes are no fields', () => {
  const raw = JSON.parse('{"Username": "Mary", "__proto__": {"PhoneConfig": {"AutoAccept": "true"}}}');
  expect(parseLeniently(raw as Record<string, unknown>)).toEqual({ Username: 'Mary' });
});

test('leniently: what can be read', () => {
  const raw = {
    Username: 'Mary',
    InstanceId: 7,
    PhoneConfig: { AutoAccept: 'perhaps', PhoneType: 'SOFT_PHONE' },
    SecurityProfileIds: ['a', {}, 'b'],
    Proficiencies: 'none',
    Tags: { a: '1', b: [] },
  };
  expect(parseLeniently(raw)).toEqual({
    Username: 'Mary',
    PhoneConfig: { PhoneType: 'SOFT_PHONE' },
    SecurityProfileIds: ['a', 'b'],
    Tags: { a: '1' },
  });
});

test.each([
  [{}, 'InstanceId'],
  [{ InstanceId: 'i' }, 'Username'],
  [{ InstanceId: ' ', Username: 'Mary' }, 'InstanceId'],
])('%j lacks its %s', (user, field) => {
  expect(() => identified(user)).toThrow(`ResourceProperties.${field} is missing`);
});
