/** The known name that somebody who wrote another one most likely meant. */

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (letter === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

/** `first-name`, `first_name` and `firstName` are all FirstName, spelled by another tool. */
const spelling = (name: string) => name.toLowerCase().replace(/[-_ ]/g, '');

/** A part of a name says little before it is this long. */
const TELLING = 5;

/** The longest text that is compared: no name of Connect's is longer, and comparing takes time as the square of it. */
const LONGEST = 256;

/** Undefined if nothing is near: more than a third of the letters differ, and no name holds the whole of it. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = spelling(name);
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = allowed + 1;
  if (wanted.length >= TELLING) best = known.find((candidate) => spelling(candidate).includes(wanted));
  for (const candidate of known) {
    const spelled = spelling(candidate.slice(0, LONGEST));
    if (spelled === wanted) return candidate;
    if (Math.abs(spelled.length - wanted.length) >= least) continue;
    const far = distance(wanted, spelled);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}
