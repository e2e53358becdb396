/** One `CreateUser` request, as it stands in a document. */
import type { UserProperties } from '../contract';
import { maskShape } from '../rules/show';
import { DOCUMENT, EXTRA_KEY } from './members';
import type { Node } from './node';
import { fromValue } from './node';
import { DocumentError } from './problem';
import type { FieldProblem } from './read';
import { describe, isPlaceholder, Reader } from './read';

/** Where a user's password comes from; never the password. */
export type PasswordRequest =
  { readonly generated: true } | { readonly secretArn: string; readonly secretField?: string };

/** One `CreateUser` request as it stood in a file or an object, checked and in contract form. */
export interface UserRequest {
  /**
   * Names the construct: the document's key in the file, so that a rename of the user is a rename of the account.
   * A document without a key of its own (a single one, or one of a list or a stream) goes by its `Username`, so
   * there a rename replaces the construct. Undefined when the request is not from a file.
   */
  readonly key?: string;
  /** What the request says; no password, no empty container. `InstanceId` is absent if it was not given. */
  readonly properties: UserProperties;
  /** Where the password comes from; undefined for a user without one. */
  readonly password?: PasswordRequest;
  /** What becomes of the account when it leaves the stack; undefined leaves it to the construct. */
  readonly removalPolicy?: 'destroy' | 'retain';
  /** What becomes of an account that has the username already; undefined leaves it to the construct. */
  readonly existingUser?: 'fail' | 'adopt';
  /**
   * `users.yaml:12`, the line of a field by its API path or of what is nearest around it; without a field, the line
   * of the document. Empty when the request is not from a file.
   */
  readonly where: (field?: string) => string;
}

export interface Reading {
  readonly request: Omit<UserRequest, 'key' | 'where'>;
  readonly problems: readonly FieldProblem[];
  /** Offset of the nearest thing that stands in the document; undefined for the document itself. */
  readonly positionOf: (field: string) => number | undefined;
}

interface Extras {
  readonly Password?: {
    readonly Generated?: boolean;
    readonly SecretArn?: string;
    readonly SecretField?: string;
  };
  readonly RemovalPolicy?: string;
  readonly ExistingUser?: string;
  readonly [name: string]: unknown;
}

const PASSWORD_FIELD = `${EXTRA_KEY}.Password`;
const HOW_TO_PASS =
  `Allowed: ${PASSWORD_FIELD} with Generated: true, or with the SecretArn (and the SecretField, if it is JSON) ` +
  'of a secret in AWS Secrets Manager that holds it';

/** Reads a document that is a map. */
export function readRequest(node: Node): Reading {
  const reader = new Reader();
  const { problems, positions } = reader;
  if (node.kind !== 'map') {
    problems.push({
      field: '',
      at: node.at,
      message: `Given ${describe(node)}. Allowed: a map of CreateUser's members.`,
    });
    return { request: { properties: {} }, problems, positionOf: () => undefined };
  }
  const isPassword = ({ key, value }: { key: string; value: Node }) =>
    key === 'Password' && !isPlaceholder(value);
  for (const { at } of node.entries.filter(isPassword)) {
    const message = `A password is given, which no document may hold: it would stay in files and history. ${HOW_TO_PASS}.`;
    problems.push({ field: 'Password', at, message });
  }
  const rest = { ...node, entries: node.entries.filter(({ key }) => key !== 'Password') };
  const read = (reader.read(rest, DOCUMENT, '') ?? {}) as UserProperties & { [EXTRA_KEY]?: Extras };
  const { [EXTRA_KEY]: extras, ...members } = read;
  const { Password, RemovalPolicy, ExistingUser, ...more } = extras ?? {};

  const problem = (field: string, message: string) =>
    problems.push({ field, at: positions.get(field) ?? node.at, message });
  return {
    request: {
      properties: { ...members, ...more },
      password: password(Password, problem),
      removalPolicy: oneOf(['destroy', 'retain'], 'RemovalPolicy', RemovalPolicy, problem),
      existingUser: oneOf(['fail', 'adopt'], 'ExistingUser', ExistingUser, problem),
    },
    problems: problems.toSorted((a, b) => a.at - b.at),
    positionOf: (field) => nearestPosition(positions, field),
  };
}

type Report = (field: string, message: string) => void;

function password(given: Extras['Password'], problem: Report): PasswordRequest | undefined {
  if (given === undefined) return undefined;
  const { Generated, SecretArn, SecretField } = given;
  if (Generated === false && SecretArn === undefined && SecretField === undefined) return undefined;
  if (Generated && SecretArn === undefined && SecretField === undefined) return { generated: true };
  if (!Generated && SecretArn !== undefined) return { secretArn: SecretArn, secretField: SecretField };
  const what = Generated ? 'Both Generated and a secret are given' : 'SecretField is given without SecretArn';
  problem(PASSWORD_FIELD, `${what}. ${HOW_TO_PASS}.`);
  return undefined;
}

function oneOf<T extends string>(
  allowed: readonly T[],
  name: string,
  given: string | undefined,
  problem: Report,
): T | undefined {
  const known = allowed.find((one) => one === given);
  if (given !== undefined && known === undefined) {
    problem(`${EXTRA_KEY}.${name}`, `Given ${JSON.stringify(given)}. Allowed: ${allowed.join(', ')}.`);
  }
  return known;
}

/** A field that is missing has no place of its own: the struct that lacks it has. */
function nearestPosition(positions: ReadonlyMap<string, number>, field: string): number | undefined {
  const wanted = field.replace(/^PasswordSecret(Arn|Field)$/, 'Password');
  for (let path = wanted; path !== ''; path = path.replace(/(^|\.)[^.[]*$|\[\d+\]$/, '')) {
    const at = positions.get(`${EXTRA_KEY}.${path}`) ?? positions.get(path);
    if (at !== undefined) return at;
  }
  return undefined;
}

/** How a message names a user: an e-mail address as a username is personal data. */
export function userLabel(key: string | undefined, username: unknown): string | undefined {
  if (key) return key;
  if (typeof username !== 'string') return undefined;
  return username.includes('@') ? maskShape(username) : username;
}

/**
 * Reads one request that is an object in memory. Tokens of the CDK are left as they are.
 *
 * @param document what `create_user` or `CreateUser` would be called with, and `ConnectUser`
 * @param where what says where a field stands; by default, nothing does
 * @throws DocumentError with everything that is wrong with it
 */
export function parseRequest(document: unknown, where: (field?: string) => string = () => ''): UserRequest {
  const { request, problems } = readRequest(fromValue(document));
  if (problems.length > 0) {
    const user = userLabel(undefined, request.properties.Username);
    throw new DocumentError(
      'The CreateUser request',
      problems.map(({ field, message }) => {
        return { where: where(field || undefined), user, field: field || undefined, message };
      }),
    );
  }
  return { ...request, where };
}
