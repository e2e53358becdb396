/** A mutant: one deliberate bug, as a patch with a header that says what it breaks and which tests should notice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ readonly file: string, readonly name: string }} NamedTests a file, and a part of its tests' full names
 * @typedef {object} Mutant
 * @property {string} id the name of the patch, without `.patch`
 * @property {string} path of the patch
 * @property {string} bug
 * @property {string} harm what comes of it
 * @property {readonly NamedTests[]} tests
 * @property {readonly string[]} sources the files that it changes
 */

const NAME = /^\d\d-[a-z0-9-]+\.patch$/;
const SOURCE = /^(lambda|lib)\/.+\.ts$/;
const HEADER = /^(Bug|Harm|Tests): +(.+)$/;
const TESTS = /^(test\/\S+\.test\.ts) :: (.+)$/;

/** Thrown for what the author of a patch has to correct. */
export class PatchError extends Error {}

function headersOf(text, complain) {
  const headers = { Bug: [], Harm: [], Tests: [] };
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, key, value] =
      HEADER.exec(line) ?? complain(`the header line «${line}» is none of Bug, Harm, Tests`);
    headers[key].push(value.trim());
  }
  for (const key of ['Bug', 'Harm']) {
    if (headers[key].length !== 1) complain(`the header needs one line «${key}: …»`);
  }
  if (headers.Tests.length === 0) {
    complain('the header needs a line «Tests: test/….test.ts :: part of the name of a test»');
  }
  return headers;
}

/** Throws a {@link PatchError} if the header is incomplete, or if it changes anything but sources. */
export function parsePatch(path, name, text) {
  const complain = (what) => {
    throw new PatchError(`${name}: ${what}.`);
  };
  if (!NAME.test(name)) complain('a patch is called NN-what-it-does.patch');
  const start = text.search(/^diff --git /m);
  if (start < 0) complain('there is no diff in it');
  const { Bug, Harm, Tests } = headersOf(text.slice(0, start), complain);
  const tests = Tests.map((line) => {
    const [, file, part] = TESTS.exec(line) ?? complain(`«Tests: ${line}» is not «file :: part of a name»`);
    return { file, name: part };
  });
  const sources = [...text.matchAll(/^\+\+\+ (?:b\/)?(\S+)/gm)].map(([, source]) => source);
  for (const source of sources) {
    if (!SOURCE.test(source)) complain(`it changes ${source}; a mutant changes files of lambda/ or lib/`);
  }
  return { id: name.replace(/\.patch$/, ''), path, bug: Bug[0], harm: Harm[0], tests, sources };
}

/** All of a folder, in the order of their names. Throws a {@link PatchError} at the first that is not right. */
export function readPatches(folder) {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.patch'))
    .sort();
  if (names.length === 0) throw new PatchError(`${folder} has no patches.`);
  return names.map((name) => {
    const path = join(folder, name);
    return parsePatch(path, name, readFileSync(path, 'utf8'));
  });
}
