import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Bundles the sources of a checkout, and gives the bytes of the user handler. */
function bundle(checkout: string, out: string): Buffer {
  execFileSync(process.execPath, [join(checkout, 'scripts/bundle.mjs'), '--quiet', '--out', out], {
    cwd: tmpdir(),
  });
  return readFileSync(join(out, 'user/index.js'));
}

test('two builds, in two places, give the same bytes, which are those in dist/', () => {
  const elsewhere = join(folder, 'another checkout');
  for (const part of ['scripts', 'lambda', 'lib', 'package.json']) {
    cpSync(join(ROOT, part), join(elsewhere, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
  const here = bundle(ROOT, join(folder, 'out'));
  expect(bundle(elsewhere, join(folder, 'other')).equals(here)).toBe(true);
  expect(readFileSync(join(ROOT, 'dist/lambda/user/index.js')).equals(here)).toBe(true);
});

test('is under 400 KB, and names no path of the machine that built it', () => {
  const bytes = bundle(ROOT, join(folder, 'size'));
  expect(bytes.length).toBeLessThan(400_000);
  expect(bytes.includes(ROOT)).toBe(false);
});

test('no module of the SDK waits in a function for a dynamic import of event streams', () => {
  const text = bundle(ROOT, join(folder, 'streams')).toString();
  expect(text.includes('This bundle has no event streams')).toBe(true);
  expect(text.includes('Truncated event message received.')).toBe(false);
});

test('exports the handler and nothing else', () => {
  bundle(ROOT, join(folder, 'exports'));
  const script = `console.log(Object.keys(require(${JSON.stringify(join(folder, 'exports/user/index.js'))})).join())`;
  const env = { ...process.env, AWS_REGION: 'us-west-2' };
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env }).trim()).toBe('handler');
});
