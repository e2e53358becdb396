/** Personal values, taken out of texts that others wrote: Connect's messages may quote the request. */
import { PERSONAL_FIELDS } from '../../lib/private/contract';

/** What must not be seen → what is shown in its place. */
export type Secrets = Map<string, string>;

/** As deep as the contract goes, and more: an event nested deeper than that is garbage. */
const DEEPEST = 10;

/** Every personal value in a request's raw properties, of whatever type. */
export function collectPersonal(value: unknown, into: Secrets = new Map(), field = '', depth = 0): Secrets {
  if (typeof value === 'object' && value !== null) {
    if (depth >= DEEPEST) return into;
    for (const [key, item] of Object.entries(value)) {
      collectPersonal(item, into, PERSONAL_FIELDS.has(key) ? key : field, depth + 1);
    }
  } else if (field !== '' && typeof value === 'string' && value.trim() !== '') {
    into.set(value, `[${field}]`);
  }
  return into;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A value that may be a part of other words (a "Mary" in a logical id, a "User" in CreateUser): up to 3 characters, or letters only. */
const WORD = /^(.{1,3}|\p{L}+)$/su;
/** It is replaced where it stands alone. */
const patternOf = (value: string) =>
  WORD.test(value) ? `(?<![\\p{L}\\p{N}])${escaped(value)}(?![\\p{L}\\p{N}])` : escaped(value);

/** No valid value is longer; a longer one is looked for as it is, since a pattern of a million characters fails. */
const LONG = 400;

/** The text without those values, whatever their letter case; the longest first, since one may contain another. */
export function redact(text: string, secrets: Secrets): string {
  const values = [...secrets.keys()].sort((a, b) => b.length - a.length);
  let result = text;
  for (const value of values.filter(({ length }) => length > LONG)) {
    result = result.split(value).join(secrets.get(value));
  }
  const alternatives = values.filter(({ length }) => length <= LONG).map(patternOf);
  if (alternatives.length === 0) return result;
  const shownFor = new Map(values.map((value) => [value.toLowerCase(), secrets.get(value)]));
  return result.replace(
    new RegExp(alternatives.join('|'), 'giu'),
    (found) => shownFor.get(found.toLowerCase()) ?? '[personal]',
  );
}
