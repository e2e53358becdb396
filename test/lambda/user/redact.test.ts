import { collectPersonal, redact } from '../../../lambda/user/redact';

const personal = collectPersonal({
  Username: 'mary',
  DirectoryUserId: 'dir-7',
  IdentityInfo: {
    FirstName: 'Mary',
    LastName: 'Major-Mary',
    Email: 'mary@example.com',
    Mobile: '',
    SecondaryEmail: 7,
  },
  PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneNumber: '+15555551212' }],
  Tags: { LastName: ['in a list'] },
});

test('personal values are found wherever they are', () => {
  expect([...personal]).toEqual([
    ['dir-7', '[DirectoryUserId]'],
    ['Mary', '[FirstName]'],
    ['Major-Mary', '[LastName]'],
    ['mary@example.com', '[Email]'],
    ['+15555551212', '[PhoneNumber]'],
    ['in a list', '[LastName]'],
  ]);
});

test.each([
  ['nothing personal', 'RoutingProfileId is bad', 'RoutingProfileId is bad'],
  ['a value', 'FirstName Mary is bad', 'FirstName [FirstName] is bad'],
  ['the longest first', 'Major-Mary', '[LastName]'],
  ['whatever the letter case', 'MARY@EXAMPLE.COM, mAjOr-mary', '[Email], [LastName]'],
  ['what a pattern would mean', 'call +15555551212 or 15555551212', 'call [PhoneNumber] or 15555551212'],
  ['several times', 'Mary Mary', '[FirstName] [FirstName]'],
])('%s', (_, text, clean) => {
  expect(redact(text, personal)).toBe(clean);
});

test('a short value is replaced where it stands alone', () => {
  const short = collectPersonal({ FirstName: 'Al', LastName: 'Ö' });
  expect(redact('Al Ö: Allowed values, Al.', short)).toBe(
    '[FirstName] [LastName]: Allowed values, [FirstName].',
  );
});

test('a value inside another word stays: it is not the value', () => {
  const names = collectPersonal({ FirstName: 'Mary', LastName: 'User' });
  expect(redact('CreateUser refused Mary User of MaryBE0FF134', names)).toBe(
    'CreateUser refused [FirstName] [LastName] of MaryBE0FF134',
  );
});

test('what is no word is not part of one: a password, a number, an address', () => {
  expect(redact('xPass@Word1x', new Map([['Pass@Word1', '[Password]']]))).toBe('x[Password]x');
});

test('a letter that only folds like the value is still replaced', () => {
  // The Kelvin sign folds to k, but not to the key that we know.
  expect(redact('\u212Aarl', new Map([['KARL', '[FirstName]']]))).toMatch(/^\[/);
});

test('a value of a million characters', () => {
  const huge = 'x'.repeat(1_000_000);
  expect(
    redact(
      `<${huge}> <Mary>`,
      new Map([
        [huge, '[LastName]'],
        ['Mary', '[FirstName]'],
      ]),
    ),
  ).toBe('<[LastName]> <[FirstName]>');
});

test('only huge values', () => {
  const huge = 'x'.repeat(1_000);
  expect(redact(huge, new Map([[huge, '[LastName]']]))).toBe('[LastName]');
});

test('nothing to hide', () => {
  expect(redact('text', new Map())).toBe('text');
});

test('garbage nested deeper than any contract is not followed', () => {
  let value: unknown = { FirstName: 'deep' };
  for (let i = 0; i < 100_000; i++) value = [value];
  expect(collectPersonal(value).size).toBe(0);
});
