import { generateSecretString, randomPassword } from '../../../local/secretsmanager/generate';

const PUNCTUATION = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/;

test('by default 32 characters with one of each type, and no space', () => {
  for (let n = 0; n < 50; n++) {
    const password = randomPassword({});
    expect(password).toHaveLength(32);
    for (const type of [/[a-z]/, /[A-Z]/, /[0-9]/, PUNCTUATION]) expect(password).toMatch(type);
    expect(password).not.toContain(' ');
  }
  expect(randomPassword({})).not.toBe(randomPassword({}));
});

test.each([
  [{ PasswordLength: 8 }, /^.{8}$/],
  [{ ExcludeUppercase: true }, /^[^A-Z]{32}$/],
  [{ ExcludeLowercase: true }, /^[^a-z]{32}$/],
  [{ ExcludeNumbers: true }, /^[^0-9]{32}$/],
  [{ ExcludePunctuation: true }, /^[A-Za-z0-9]{32}$/],
  [{ ExcludeCharacters: 'abc"@/\\' }, /^[^abc"@/\\]{32}$/],
  [{ IncludeSpace: true }, / /],
  [
    {
      ExcludeUppercase: true,
      ExcludePunctuation: true,
      ExcludeNumbers: true,
      ExcludeCharacters: 'b-yz'.concat('cdefghijklmnopqrstuvwx'),
    },
    /^a{32}$/,
  ],
  [{ PasswordLength: 4, RequireEachIncludedType: true }, /^.{4}$/],
  [{ PasswordLength: '12', ExcludePunctuation: 'true' }, /^[A-Za-z0-9]{12}$/],
])('%j', (options, pattern) => {
  for (let n = 0; n < 20; n++) expect(randomPassword(options)).toMatch(pattern);
});

test('without that rule, a type may be missing', () => {
  const options = { PasswordLength: 1, RequireEachIncludedType: false };
  expect(randomPassword(options)).toHaveLength(1);
});

test('puts the password into a template', () => {
  const text = generateSecretString({ SecretStringTemplate: '{"user":"a"}', GenerateStringKey: 'password' });
  expect(JSON.parse(text)).toEqual({ user: 'a', password: expect.stringMatching(/^.{32}$/) as string });
  expect(generateSecretString({ PasswordLength: 9 })).toHaveLength(9);
});

test.each([
  [{ PasswordLength: 0 }, 'greater than'],
  [{ PasswordLength: 4097 }, 'less than'],
  [{ PasswordLength: 3 }, 'too short'],
  [
    { ExcludeUppercase: true, ExcludeLowercase: true, ExcludeNumbers: true, ExcludePunctuation: true },
    'No characters',
  ],
  [{ SecretStringTemplate: '{}' }, 'together'],
  [{ GenerateStringKey: 'k' }, 'together'],
  [{ SecretStringTemplate: '[]', GenerateStringKey: 'k' }, 'JSON object'],
  [{ SecretStringTemplate: '{', GenerateStringKey: 'k' }, 'JSON object'],
])('refuses %j', (options, message) => {
  expect(() => generateSecretString(options)).toThrow(message);
});
