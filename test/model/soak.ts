/**
 * The long run: `npm run soak -- --cases 10000 [--seed N] [--workers 2] [--path P]`.
 *
 * The cases are dealt out in batches, each with a seed of its own that follows from the given one, so that the same
 * cases run however many workers there are.
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runCases, type Result } from './cases';
import { Statistics } from './statistics';

const BATCH = 100;
const STEPS = 14;
const EVERY_MS = process.stdout.isTTY ? 500 : 30_000;
const SEEDS = 2_147_483_647;

interface Batch {
  readonly seed: number;
  readonly cases: number;
  readonly path?: string;
}

type Report =
  | { readonly done: 1 }
  | (Omit<Result, 'statistics'> & { readonly statistics: ReturnType<Statistics['toJSON']> });

/** A worker: runs the batches that it is sent. */
function work(): void {
  const tell = (report: Report) => process.send?.(report);
  process.on('message', (batch: Batch) => {
    void runCases({ ...batch, steps: STEPS, onCase: () => tell({ done: 1 }) }).then((result) =>
      tell({ ...result, statistics: result.statistics.toJSON() }),
    );
  });
}

function wholeNumber(name: string, text: string | undefined, fallback: number, least: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  console.error(
    `--${name}: given "${text}", allowed whole numbers from ${least} on. Example: --${name} ${fallback}`,
  );
  return process.exit(2);
}

function options() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string' },
      seed: { type: 'string' },
      workers: { type: 'string' },
      path: { type: 'string' },
    },
  });
  const cases = wholeNumber('cases', values.cases, 1_000, 1);
  const seed = wholeNumber('seed', values.seed, Date.now() % SEEDS, 0);
  const workers = wholeNumber('workers', values.workers, availableParallelism(), 1);
  const { path } = values;
  const batches = Array.from(
    { length: path === undefined ? Math.ceil(cases / BATCH) : 1 },
    (_, index): Batch => ({
      seed: (seed + index) % SEEDS,
      cases: path === undefined ? Math.min(BATCH, cases - index * BATCH) : cases,
      path,
    }),
  );
  return { cases, seed, workers: Math.min(workers, batches.length), batches };
}

/** Where the run is, on a line of its own; a terminal's is overwritten. */
class Progress {
  private readonly started = performance.now();
  private shown = 0;
  done = 0;

  constructor(private readonly cases: number) {}

  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  show(now = performance.now()): void {
    if (now - this.shown < EVERY_MS) return;
    this.shown = now;
    const rate = this.done / this.seconds;
    const left = rate === 0 ? '?' : `${Math.ceil((this.cases - this.done) / rate / 60)} min`;
    const line = `${this.done} of ${this.cases} cases, ${rate.toFixed(1)} a second, ${left} left`;
    process.stdout.write(process.stdout.isTTY ? `\r${line.padEnd(70)}` : `${line}\n`);
  }
}

const git = (...given: readonly string[]) =>
  spawnSync('git', given, { encoding: 'utf8' }).stdout?.trim() ?? '';

function commit(): string {
  const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `${git('rev-parse', '--short', 'HEAD') || 'unknown'}${changed ? ' with changes' : ''}`;
}

function table(title: string, counts: ReadonlyMap<string, number>): string {
  const width = Math.max(...[...counts.keys()].map(({ length }) => length));
  const lines = [...counts].map(([name, count]) => `  ${name.padEnd(width)}  ${count}`);
  return [title, ...lines].join('\n');
}

async function main(): Promise<void> {
  const { cases, seed, workers, batches } = options();
  const progress = new Progress(cases);
  const statistics = new Statistics();
  let passed = 0;
  let failed: (Omit<Result, 'statistics'> & { readonly batch: Batch }) | undefined;
  console.log(`seed ${seed}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`);

  const serve = (child: ChildProcess) =>
    new Promise<void>((resolve, reject) => {
      let batch: Batch | undefined;
      const next = () => {
        batch = failed === undefined ? batches.shift() : undefined;
        if (batch === undefined) child.disconnect();
        else child.send(batch);
      };
      child.on('message', (report: Report) => {
        if ('done' in report) {
          progress.done++;
          progress.show();
          return;
        }
        statistics.add(Statistics.from(report.statistics));
        passed += report.passed;
        if (report.failure !== undefined) failed ??= { ...report, batch: batch! };
        next();
      });
      child.once('error', reject);
      child.once('exit', (code) =>
        batch === undefined ? resolve() : reject(new Error(`A worker ended with status ${code}.`)),
      );
      next();
    });
  await Promise.all(Array.from({ length: workers }, () => serve(fork(__filename, ['--worker']))));

  if (process.stdout.isTTY) process.stdout.write('\n');
  for (const group of ['steps in a case', 'policies', 'commands', 'edits', 'faults', 'outcomes'])
    console.log(table(`\n${group}:`, statistics.of(group)));
  console.log(`\nseed ${seed}, commit ${commit()}, ${Math.round(progress.seconds)} s`);
  if (failed === undefined) {
    console.log(`${passed} of ${cases} cases passed`);
    return;
  }
  const { path, batch } = failed;
  console.log(`FAILED. The smallest case that fails:\n\n${failed.failure}\n`);
  console.log(`To run it again: npm run soak -- --seed ${batch.seed} --cases ${batch.cases} --path ${path}`);
  process.exitCode = 1;
}

if (process.argv.includes('--worker')) work();
else void main();
