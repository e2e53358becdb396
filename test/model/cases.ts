/** Runs random cases, and tells of the first that fails, made as small as it can be. */
import fc from 'fast-check';
import { around } from './around';
import { Destroy, onStack } from './commands';
import { warmUp } from './in-process';
import { Model } from './model';
import { Statistics } from './statistics';
import { World } from './world';

export interface CasesOptions {
  readonly cases: number;
  readonly seed: number;
  /** Of a counterexample: runs this one only. */
  readonly path?: string;
  /** At most so many things happen in a case. */
  readonly steps: number;
  readonly onCase?: (done: number) => void;
}

export interface Result {
  readonly passed: number;
  readonly seed: number;
  readonly statistics: Statistics;
  /** In plain words. */
  readonly failure?: string;
  /** Of the counterexample. */
  readonly path?: string;
}

/** Chance for the handler, the same for the same case. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export async function runCases({
  cases,
  seed,
  path,
  steps: maxCommands,
  onCase,
}: CasesOptions): Promise<Result> {
  await warmUp();
  const statistics = new Statistics();
  let passed = 0;
  // Of the case that failed last: the smallest.
  let history: readonly string[] = [];
  const property = fc.asyncProperty(
    fc.nat(),
    fc
      .commands([...onStack, ...around], { maxCommands, size: 'max' })
      .filter((steps) => [...steps].length > 1),
    async (luck, steps) => {
      const world = await World.start({ enforced: false, random: chance(luck) });
      const model = new Model();
      const real = { world, statistics, history: [] as string[] };
      try {
        await fc.asyncModelRun(() => ({ model, real }), steps);
        statistics.count('steps in a case', String(model.step).padStart(2));
        const last = new Destroy([]);
        if (last.check(model)) await last.run(model, real);
      } catch (error) {
        history = real.history;
        throw error;
      } finally {
        await world.stop();
      }
      passed++;
      onCase?.(passed);
    },
  );
  const details = await fc.check(property, { numRuns: cases, seed, path, endOnFailure: false });
  if (!details.failed) return { passed, seed, statistics };
  const error = details.errorInstance instanceof Error ? details.errorInstance : undefined;
  return {
    ...{ passed, seed, statistics },
    path: details.counterexamplePath ?? undefined,
    failure: `${history.join('\n')}\n${error?.stack ?? String(details.errorInstance)}`,
  };
}
