/** A file of `CreateUser` requests: JSON or YAML, one document or many. */
import type { Entry, MapNode, Node } from './node';
import { decode } from './decode';
import { fromJson } from './json';
import { DOCUMENT } from './members';
import { nearest } from '../rules';
import type { DocumentProblem } from './problem';
import { DocumentError } from './problem';
import type { Reading, UserRequest } from './request';
import { readRequest, userLabel } from './request';
import type { ParsedText } from './yaml';
import { parseText } from './yaml';

const MEMBERS = Object.keys(DOCUMENT.fields);
const isMember = ({ key }: Entry) => MEMBERS.includes(key);

interface Found {
  /** Undefined for a document without a key of its own. */
  readonly key?: string;
  readonly node: Node;
  readonly at: number;
}

/**
 * Tells `Mary: { Username: … }` from `Username: …`: a request has members of `CreateUser`, or at least values that
 * are no maps; users by key are maps, all of them. A misspelled `identityInfo: { … }` alone is still a request.
 */
function isKeyed({ entries }: MapNode): boolean {
  if (entries.some(isMember)) return false;
  if (
    !entries.every(({ value }) => value.kind === 'map' || (value.kind === 'scalar' && value.value === null))
  ) {
    return false;
  }
  const anyRequest = entries.some(({ value }) => value.kind === 'map' && value.entries.some(isMember));
  return anyRequest || !entries.some(({ key }) => nearest(key, MEMBERS) !== undefined);
}

/** The documents of a tree: itself, or those that it lists or names. */
function* documentsOf(node: Node): Generator<Found> {
  if (node.kind === 'list') for (const item of node.items) yield* documentsOf(item);
  else if (node.kind === 'map' && isKeyed(node)) {
    for (const { key, at, value } of node.entries) yield { key, at, node: value };
  } else yield { node, at: node.at };
}

interface Read extends Reading {
  readonly found: Found;
  readonly key?: string;
}

/** Reads every document and finds everything that is wrong, in the order of the file. */
function readAll(roots: readonly Node[], where: (at: number) => string): [Read[], DocumentProblem[]] {
  const reads: Read[] = [];
  const problems: DocumentProblem[] = [];
  const keys = new Map<string, number>();
  for (const found of roots.flatMap((root) => [...documentsOf(root)])) {
    const reading = readRequest(found.node);
    const { Username } = reading.request.properties;
    const user = userLabel(found.key, Username);
    for (const { field, at, message } of reading.problems) {
      problems.push({ where: where(at < 0 ? found.at : at), user, field: field || undefined, message });
    }
    const key = found.key ?? Username;
    const first = key === undefined ? undefined : keys.get(key);
    const wrong = (message: string) => problems.push({ where: where(found.at), user, message });
    if (found.key === '') wrong('The key of a user is empty. Allowed: any text.');
    else if (first !== undefined) {
      wrong(
        `Given twice, first at ${where(first)}. Allowed: each key once; without keys, each Username once.`,
      );
    } else if (key !== undefined) keys.set(key, found.at);
    // Of a document that is wrong in other ways, nobody knows yet whether it names a user.
    else if (reading.problems.length === 0)
      wrong('The document has neither a key nor a Username to name it by.');
    reads.push({ ...reading, found, key });
  }
  return [reads, problems];
}

/** A result that is worked out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function parseYaml(text: string, fileName: string): UserRequest[] {
  const { documents, problems, position }: ParsedText = parseText(text);
  const where = (at: number) => `${fileName}:${position(at).line}`;
  if (problems.length > 0) {
    throw new DocumentError(
      fileName,
      problems.map(({ at, message }) => ({ where: `${where(at)}:${position(at).col}`, message })),
    );
  }
  const [reads, wrong] = readAll(documents, where);
  if (wrong.length > 0) throw new DocumentError(fileName, wrong);
  return reads.map(({ key, request, found, positionOf }) => ({
    key,
    ...request,
    where: (field = '') => where(positionOf(field) ?? found.at),
  }));
}

/**
 * Reads a file of requests: one document; users by key (`Mary: { Username: … }`); a list of documents; or a YAML
 * stream of any of these. See {@link UserRequest.key} for what names a user.
 *
 * @param content of the file, UTF-8; a byte order mark is left out
 * @param fileName how messages name the file
 * @throws DocumentError with everything that is wrong with the file
 */
export function parseFile(content: string | Uint8Array, fileName: string): UserRequest[] {
  const text = decode(content, fileName);
  const requests = quickly(text, fileName) ?? parseYaml(text, fileName);
  if (requests.length > 0) return requests;
  throw new DocumentError(fileName, [{ where: fileName, message: 'The file holds no user.' }]);
}

/** Good JSON needs no positions, unless somebody asks where a field stands; then the file is read again. */
function quickly(text: string, fileName: string): UserRequest[] | undefined {
  const root = fromJson(text);
  if (root === undefined) return undefined;
  const [reads, problems] = readAll([root], () => '');
  if (problems.length > 0) return undefined;
  const placed = once(() => new Map(parseYaml(text, fileName).map((request) => [request.key, request])));
  return reads.map(({ key, request }) => ({
    key,
    ...request,
    where: (field) => placed().get(key)?.where(field) ?? fileName,
  }));
}
