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
  /** Of a counterexample, as a result has it: runs this one only. */
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

/** In how many cases the calls are held against the role's policies, which takes twice the time: one in so many. */
const ENFORCED_EVERY = 10;

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
  const [shrunk, replayPath] = path?.split('@') ?? [];
  let passed = 0;
  // Of the case that failed last: the smallest.
  let history: readonly string[] = [];
  const property = fc.asyncProperty(
    fc.nat(),
    fc.commands([...onStack, ...around], { maxCommands, size: 'max', replayPath }),
    async (luck, steps) => {
      const enforced = luck % ENFORCED_EVERY === 1;
      statistics.count('policies', enforced ? 'enforced' : 'off');
      const world = await World.start({ enforced, random: chance(luck) });
      const model = new Model();
      const real = { world, statistics, history: [] as string[] };
      let taken: number;
      try {
        await fc.asyncModelRun(() => ({ model, real }), steps);
        taken = model.step;
        const last = new Destroy([]);
        if (last.check(model)) await last.run(model, real);
      } catch (error) {
        history = real.history;
        throw error;
      } finally {
        await world.stop();
      }
      // Hardly anything happened: it counts for nothing, another one is drawn.
      fc.pre(taken > 1);
      statistics.count('steps in a case', String(taken).padStart(2));
      passed++;
      onCase?.(passed);
    },
  );
  const details = await fc.check(property, { numRuns: cases, seed, path: shrunk, endOnFailure: false });
  if (!details.failed) return { passed, seed, statistics };
  // Which of the commands ran, for who runs it again.
  const ran = /replayPath="([^"]*)"/.exec(String(details.counterexample?.[1]))?.[1] ?? '';
  const error = details.errorInstance instanceof Error ? details.errorInstance : undefined;
  return {
    ...{ passed, seed, statistics },
    path: `${details.counterexamplePath}@${ran}`,
    failure: `${history.join('\n')}\n${error?.stack ?? String(details.errorInstance)}`,
  };
}
