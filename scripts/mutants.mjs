/**
 * `npm run mutants`: does the suite notice a bug? Each patch of test/mutants/ is one, made on purpose; in a copy of the
 * tree the tests that its header names must fail. Fails, naming it, if a mutant survives, does not apply (any more), or
 * does not even run.
 *
 * The same tests must pass first without any bug: a red suite would "catch" everything.
 *
 * `--check` runs no tests: it only says whether the patches are complete, apply, and compile.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Copy } from './mutants/copy.mjs';
import { meant, runTests } from './mutants/jest.mjs';
import { PatchError, readPatches } from './mutants/patch.mjs';
import { Report } from './mutants/report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const MOST_COPIES = 4;

const { values } = parseArgs({
  options: {
    /** The folder of the patches. */
    mutants: { type: 'string', default: join(root, 'test/mutants') },
    /** Only the patches whose names have this. */
    only: { type: 'string', default: '' },
    check: { type: 'boolean', default: false },
    /** How many at a time, each in a copy of its own. */
    copies: { type: 'string' },
  },
});

/** Each copy takes the next as soon as it is done with one. */
async function share(copies, items, work) {
  const queue = items.map((item, index) => ({ item, index }));
  const results = [];
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        results[next.index] = await work(copy, next.item, next.index);
      }
    }),
  );
  return results;
}

/** The tests of all mutants, without a bug. Throws unless each header names tests that pass. */
async function passUnmutated(copies, mutants) {
  const named = mutants.flatMap(({ tests }) => tests);
  const files = [...new Set(named.map(({ file }) => file))];
  const ran = await Promise.all(
    copies.map((copy, index) => {
      const own = files.filter((_, at) => at % copies.length === index);
      const wanted = named.filter(({ file }) => own.includes(file));
      return wanted.length === 0 ? { tests: [] } : runTests(copy.folder, wanted);
    }),
  );
  const broken = ran.find((one) => one.broken !== undefined);
  if (broken !== undefined) throw new PatchError(`Without a bug: ${broken.broken}`);
  const tests = ran.flatMap((one) => one.tests);
  const red = tests.filter(({ passed }) => !passed).map(({ file, name }) => `${file} › ${name}`);
  if (red.length > 0) throw new PatchError(`The suite is red without any bug:\n  ${red.join('\n  ')}`);
  for (const { id, tests: wanted } of mutants) {
    for (const one of wanted.filter((each) => meant(tests, [each]).length === 0)) {
      throw new PatchError(`${id}.patch: ${one.file} has no test with «${one.name}» in its name.`);
    }
  }
  return meant(tests, named).length;
}

/** What becomes of one mutant: its verdict, and why. */
async function judge(copy, mutant) {
  try {
    await copy.apply(mutant);
    await copy.bundle();
    const { tests, broken } = await runTests(copy.folder, mutant.tests);
    const failed = meant(tests, mutant.tests).find(({ passed }) => !passed);
    if (failed !== undefined) return { verdict: 'caught', by: `${failed.file} › ${failed.name}` };
    return broken === undefined ? { verdict: 'survived' } : { verdict: 'broken', why: broken };
  } catch (error) {
    return { verdict: 'broken', why: error.message };
  } finally {
    for (const source of mutant.sources) copy.restore(source);
  }
}

async function timed(work) {
  const start = Date.now();
  const result = await work();
  return { ...result, ms: Date.now() - start };
}

/** Throws at the first that does not fit into this tree. Before anything takes time: it is the author's to correct. */
async function fit(copy, mutants) {
  const sources = mutants.flatMap((mutant) => mutant.sources);
  const compiler = values.check ? await compilerFor(copy, sources) : undefined;
  for (const mutant of mutants) {
    await copy.apply(mutant);
    const [problem] = compiler?.problems(mutant.sources) ?? [];
    if (problem !== undefined) throw new PatchError(`${mutant.id}.patch does not compile: ${problem}`);
    for (const source of mutant.sources) copy.restore(source);
  }
}

/** Loaded on demand: the compiler takes longer to load than all else that a wrong patch needs. */
async function compilerFor(copy, sources) {
  const { Compiler } = await import('./mutants/compile.mjs');
  return new Compiler(copy.folder, sources);
}

/** @returns whether all is well */
async function main(folder) {
  const mutants = readPatches(resolve(values.mutants)).filter(({ id }) => id.includes(values.only));
  if (mutants.length === 0) throw new PatchError(`No patch has «${values.only}» in its name.`);
  const most = Number(values.copies ?? Math.min(MOST_COPIES, availableParallelism()));
  const copies = Array.from({ length: Math.max(1, Math.min(most, mutants.length)) }, (_, index) => {
    const own = join(folder, String(index + 1));
    mkdirSync(own);
    return new Copy(root, own);
  });
  const report = new Report(mutants);
  await fit(copies[0], mutants);
  if (values.check) return report.fitting();
  const start = Date.now();
  report.start(copies.length);
  const { count, ms } = await timed(async () => {
    await Promise.all(copies.map((copy) => copy.bundle()));
    return { count: await passUnmutated(copies, mutants) };
  });
  report.unmutated(count, ms);
  const results = await share(copies, mutants, async (copy, mutant, index) => {
    const result = await timed(() => judge(copy, mutant));
    report.result(index, result);
    return result;
  });
  return report.end(results, Date.now() - start);
}

const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    remove();
    process.exit(code);
  });
}
try {
  if (!(await main(folder))) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof PatchError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  remove();
}
