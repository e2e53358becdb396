/** The short way for good JSON, which programs write and nobody needs the lines of. */
import type { Node } from './node';
import { fromValue } from './node';

/** A string, and behind a key its colon. Between strings, JSON has no quotes. */
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g;

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members: unknown[] = Object.values(value);
  return members.reduce<number>(
    (sum, member) => sum + countKeys(member),
    Array.isArray(value) ? 0 : members.length,
  );
}

/**
 * The tree of a JSON text, without positions: twenty times as fast as by the YAML parser. Undefined if the text is
 * not JSON, or if a key stands twice in it, of which `JSON.parse` keeps silent.
 */
export function fromJson(text: string): Node | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    let written = 0;
    for (const [, colon] of text.matchAll(STRING)) if (colon !== undefined) written++;
    return written === countKeys(value) ? fromValue(value) : undefined;
  } catch {
    // Not JSON, or nested deeper than the stack: the YAML parser says what is wrong, and where.
    return undefined;
  }
}
