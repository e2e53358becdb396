/** The password, read from its secret and checked against Connect's pattern. Its value is in no message. */
import type { UserProperties } from '../../lib/private/contract';
import { Problem } from '../problem';
import type { SecretReader } from '../secrets/secret-reader';

/** As the API model has it. */
const PATTERN = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\S{8,64}$/;

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // The parser's message would quote the secret.
    return undefined;
  }
}

function fieldOf(secret: string, field: string, arn: string): string {
  const object = parseObject(secret);
  if (object === undefined) {
    throw new Problem(
      `The secret ${arn} is not a JSON object, so it has no field "${field}".`,
      'Leave the field out if the secret is the password itself, or store a JSON object.',
    );
  }
  const value = Object.hasOwn(object, field) ? object[field] : undefined;
  if (typeof value === 'string') return value;
  throw new Problem(
    `The secret ${arn} has no string under the field "${field}".`,
    'Correct the name of the field (letter case counts), or add it to the secret.',
  );
}

/**
 * Undefined without a source. Throws a {@link Problem} if the secret does not hold a password that Connect takes, and
 * what the reader rejects with if it cannot be read.
 */
export async function readPassword(secrets: SecretReader, user: UserProperties): Promise<string | undefined> {
  const { PasswordSecretArn: arn, PasswordSecretField: field } = user;
  if (arn === undefined) return undefined;
  const secret = await secrets.read(arn);
  // A whole JSON object can match the pattern: nobody means it as a password.
  if (field === undefined && parseObject(secret) !== undefined) {
    throw new Problem(
      `The secret ${arn} is a JSON object.`,
      'Say which of its fields is the password (PasswordSecretField).',
    );
  }
  const password = field === undefined ? secret : fieldOf(secret, field, arn);
  if (PATTERN.test(password)) return password;
  throw new Problem(
    `The password in the secret ${arn} is not one that Connect takes: 8 to 64 characters, with a lower-case letter, an upper-case letter and a digit, and no white space (a line's end counts).`,
    'Store another one.',
  );
}
