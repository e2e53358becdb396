/**
 * Random stacks of users through random lives, over the real bundle, the local CloudFormation and the local Connect.
 *
 * What failed can be run again: `MODEL_SEED=<seed> MODEL_PATH=<path> npx jest test/model`.
 */
import { runCases } from './cases';

const { MODEL_SEED, MODEL_PATH } = process.env;
const STEPS = 8;
/** For the fresh one: every run tries other cases. */
const FRESH = MODEL_SEED === undefined ? Date.now() % 2_147_483_647 : Number(MODEL_SEED);

it.each([
  ['300 cases with a fixed seed', 300, 20_260_101],
  ['100 cases with a fresh seed', 100, FRESH],
])(
  '%s',
  async (_, cases, seed) => {
    process.stdout.write(`model: ${cases} cases, seed ${seed}\n`);
    const { failure, path } = await runCases({ cases, seed, path: MODEL_PATH, steps: STEPS });
    if (failure === undefined) return;
    throw new Error(`Run it again: MODEL_SEED=${seed} MODEL_PATH=${path} npx jest test/model\n${failure}`);
  },
  600_000,
);
