/** Random passwords, by the options of `GenerateSecretString` and `GetRandomPassword`. */
import { randomInt } from 'node:crypto';
import { InputReader } from '../protocol/input';
import { AwsError } from '../types';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const DEFAULT_LENGTH = 32;

/** The names of the options. */
export const GENERATE_OPTIONS: readonly string[] = [
  'PasswordLength',
  'ExcludeCharacters',
  'ExcludeNumbers',
  'ExcludePunctuation',
  'ExcludeUppercase',
  'ExcludeLowercase',
  'IncludeSpace',
  'RequireEachIncludedType',
  'SecretStringTemplate',
  'GenerateStringKey',
];

/** A password. Throws `InvalidParameterException` where no password can be as asked. */
export function randomPassword(options: Readonly<Record<string, unknown>>): string {
  const read = new InputReader(options, 'InvalidParameterException');
  const length = read.optionalInteger('PasswordLength', 1, 4096) ?? DEFAULT_LENGTH;
  const excluded = new Set(read.optionalString('ExcludeCharacters', { max: 4096 }) ?? '');
  const types = [
    [LOWER, read.boolean('ExcludeLowercase', false)],
    [UPPER, read.boolean('ExcludeUppercase', false)],
    [DIGITS, read.boolean('ExcludeNumbers', false)],
    [PUNCTUATION, read.boolean('ExcludePunctuation', false)],
    [' ', !read.boolean('IncludeSpace', false)],
  ] as const;
  const pools = types
    .filter(([, without]) => !without)
    .map(([characters]) => [...characters].filter((character) => !excluded.has(character)).join(''))
    .filter((pool) => pool !== '');
  if (pools.length === 0) {
    throw invalid('No characters are left to make a password of: every type is excluded.');
  }
  const characters: string[] = [];
  if (read.boolean('RequireEachIncludedType', true)) {
    if (length < pools.length) {
      throw invalid(
        `PasswordLength ${length} is too short for one character of each of ${pools.length} types.`,
      );
    }
    characters.push(...pools.map(pick));
  }
  const all = pools.join('');
  while (characters.length < length) characters.push(pick(all));
  return shuffle(characters).join('');
}

/** The secret string of `GenerateSecretString`: the password, or a template with the password in one key. */
export function generateSecretString(options: Readonly<Record<string, unknown>>): string {
  const read = new InputReader(options, 'InvalidParameterException');
  const template = read.optionalString('SecretStringTemplate', { max: 10_240 });
  const key = read.optionalString('GenerateStringKey', { max: 10_240 });
  if ((template === undefined) !== (key === undefined)) {
    throw invalid('SecretStringTemplate and GenerateStringKey must be given together.');
  }
  const password = randomPassword(options);
  if (template === undefined || key === undefined) return password;
  let value: unknown;
  try {
    value = JSON.parse(template);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('SecretStringTemplate must be a JSON object.');
  }
  return JSON.stringify({ ...value, [key]: password });
}

function pick(characters: string): string {
  return characters[randomInt(characters.length)];
}

function shuffle(characters: string[]): string[] {
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other], characters[last]];
  }
  return characters;
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
