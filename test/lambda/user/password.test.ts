import { readPassword } from '../../../lambda/user/password';

const arn = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:mary-AbCdEf';
const read = (secret: string, field?: string) =>
  readPassword(
    { read: () => Promise.resolve(secret) },
    { PasswordSecretArn: arn, PasswordSecretField: field },
  );

test('no source, no password, and no call', async () => {
  const secrets = { read: () => Promise.reject(new Error('called')) };
  expect(await readPassword(secrets, {})).toBeUndefined();
});

test.each([
  ['the secret itself', 'Pass@Word1', undefined],
  ['a field of it', '{"user": "x", "pw": "Pass@Word1"}', 'pw'],
])('%s', async (_, secret, field) => {
  expect(await read(secret, field)).toBe('Pass@Word1');
});

test('64 characters, of any script', async () => {
  const password = `Aa1${'ü'.repeat(61)}`;
  expect(await read(password)).toBe(password);
});

const MARK = 'Hidden';
test.each([
  ['too short', `${MARK}1`, undefined, '8 to 64 characters'],
  ['too long', `${MARK}1${'x'.repeat(60)}`, undefined, '8 to 64 characters'],
  ['no digit', `${MARK}${MARK}`, undefined, '8 to 64 characters'],
  ['no capital', `${MARK.toLowerCase()}11`, undefined, '8 to 64 characters'],
  ['no small letter', `${MARK.toUpperCase()}11`, undefined, '8 to 64 characters'],
  ['a blank', `${MARK} 12345`, undefined, '8 to 64 characters'],
  ["a line's end", `${MARK}12345\n`, undefined, "a line's end counts"],
  ['empty', '', undefined, '8 to 64 characters'],
  ['an object, but no field', `{"pw":"${MARK}12345"}`, undefined, 'Say which of its fields'],
  ['a field, but no object', `${MARK}12345`, 'pw', 'not a JSON object'],
  ['a field, but a list', `["${MARK}12345"]`, 'pw', 'not a JSON object'],
  ['a field, but null', 'null', 'pw', 'not a JSON object'],
  ['a field that it lacks', `{"PW":"${MARK}12345"}`, 'pw', 'no string under the field "pw"'],
  ['a field of its prototype', `{"pw":"${MARK}12345"}`, 'toString', 'no string under the field'],
  ['a field that is no string', `{"pw":{"${MARK}":1}}`, 'pw', 'no string under the field'],
])('refused: %s, without showing it', async (_, secret, field, message) => {
  const error = await read(secret, field).catch((thrown: unknown) => thrown as Error);
  expect(error).toMatchObject({ name: 'Problem' });
  const { message: said, todo } = error as Error & { todo: string };
  expect(`${said} ${todo}`).toContain(message);
  expect(`${said} ${todo}`).toContain(arn);
  expect(`${said} ${todo}`.toLowerCase()).not.toContain(MARK.toLowerCase());
});
