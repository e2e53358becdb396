/** What the way the Lambda is bundled is worth: size and load time, against esbuild's defaults. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..');
const ROUNDS = 15;

/** Milliseconds that `require` takes in a process of its own. */
function load(path: string): number {
  const script = `const t=process.hrtime.bigint();require(${JSON.stringify(path)});console.log(Number(process.hrtime.bigint()-t)/1e6)`;
  const env = { PATH: process.env.PATH, AWS_REGION: 'us-west-2', NODE_NO_WARNINGS: '1' };
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env }));
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
const spread = (values: number[]) => {
  const all = sorted(values);
  return `${all[Math.floor(all.length / 2)].toFixed(1)} (${all[0].toFixed(1)}–${all[all.length - 1].toFixed(1)})`;
};

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bundle-'));
  try {
    const naive = join(folder, 'naive.js');
    await build({
      absWorkingDir: ROOT,
      entryPoints: ['lambda/user/index.ts'],
      outfile: naive,
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node24',
      logLevel: 'error',
    });
    const ours = join(ROOT, 'dist/lambda/user/index.js');
    const times = Array.from({ length: ROUNDS }, () => ({ naive: load(naive), ours: load(ours) })).slice(1);
    const kb = (path: string) => `${(statSync(path).size / 1000).toFixed(0)} kB`.padStart(8);
    console.log(
      `The bundle of lambda/user, loaded ${ROUNDS - 1} times in turn, Node ${process.versions.node}\n`,
    );
    console.log(`                     size   load, ms: median (min–max)`);
    console.log(`esbuild's defaults ${kb(naive)}   ${spread(times.map((time) => time.naive))}`);
    console.log(`ours               ${kb(ours)}   ${spread(times.map((time) => time.ours))}`);
    console.log(
      `ratio                        ${spread(times.map((time) => (100 * time.ours) / time.naive))} %`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
