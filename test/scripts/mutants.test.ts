/** The mutants, and the program that runs them: each patch is one that it can use, and it is not easily pleased. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const OWN = join(ROOT, 'test/mutants');
const folder = mkdtempSync(join(tmpdir(), 'mutants-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function mutants(...args: readonly string[]): Promise<Said> {
  // Its temporary folders go into ours.
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, [join(ROOT, 'scripts/mutants.mjs'), ...args], { cwd: folder, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const SOURCE = 'lambda/user/physical-id.ts';
const TESTS = 'test/lambda/user/physical-id.test.ts :: not created';
const HEADER = `Bug: none at all\nHarm: No harm.\nTests: ${TESTS}\n\n`;

/** A patch that makes something else of a line of a source. */
function changing(from: string, to: string, source = SOURCE): string {
  const lines = readFileSync(join(ROOT, source), 'utf8').split('\n');
  const at = lines.indexOf(from);
  const before = lines.slice(Math.max(0, at - 1), at).map((line) => ` ${line}`);
  const after = ` ${lines[at + 1]}`;
  const added = to.split('\n').map((line) => `+${line}`);
  const start = at + 1 - before.length;
  return [
    `diff --git a/${source} b/${source}`,
    `--- a/${source}`,
    `+++ b/${source}`,
    `@@ -${start},${before.length + 2} +${start},${before.length + added.length + 1} @@`,
    ...[...before, `-${from}`, ...added, after],
    '',
  ].join('\n');
}

/** A patch that puts a line in front of a source. */
const inFront = (line: string, source = SOURCE) => changing('/**', `${line}\n/**`, source);

/** A folder with these patches. */
function patches(name: string, files: Readonly<Record<string, string>>): string {
  const own = join(folder, name);
  mkdirSync(own);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(own, file), text);
  return own;
}

const leftOver = () => readdirSync(folder).filter((name) => /^mutants-\w{6}$/.test(name));

describe('the mutants of this tree', () => {
  const names = readdirSync(OWN).filter((name) => name.endsWith('.patch'));

  it('are ten at least, each with a number of its own', () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
    expect(new Set(names.map((name) => name.slice(0, 2))).size).toBe(names.length);
  });

  it('say all that they must, apply to it, and compile', async () => {
    const { code, out, err } = await mutants('--check');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of names) expect(out).toContain(name.replace('.patch', ''));
    expect(leftOver()).toEqual([]);
  });
});

describe('the program', () => {
  it('fails and names a mutant that survives, and one that cannot even run', async () => {
    const own = patches('survivor', {
      '01-changes-nothing.patch': `${HEADER}${inFront('// A comment.')}`,
      '02-does-not-load.patch': `${HEADER}${inFront("throw new Error('always');")}`,
      '03-is-no-code.patch': `${HEADER}${inFront('}')}`,
    });
    const { code, out, err } = await mutants('--mutants', own);
    expect(code).toBe(1);
    expect(out).toContain('0 of 3 caught');
    expect(out).toMatch(/✗ {2}01 {2}none at all +survived/);
    expect(err).toContain(`01-changes-nothing survived: no test failed. No harm.\n     ${TESTS}`);
    expect(err).toMatch(/02-does-not-load is broken: [^]*Error: always/);
    expect(err).toMatch(/03-is-no-code is broken: [^]*Unexpected "}"/);
    expect(leftOver()).toEqual([]);
  });

  it('catches a real bug, in colours only where somebody looks at a terminal', async () => {
    const bug = changing("const NOT_CREATED = 'not-created/';", "const NOT_CREATED = 'maybe-created/';");
    const own = patches('caught', { '01-real.patch': `${HEADER}${bug}` });
    const { code, out } = await mutants('--mutants', own);
    expect(out).toContain('1 of 1 caught');
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
  });

  it.each<[string, string, RegExp]>([
    ['without a header', inFront('//'), /01-wrong\.patch: the header needs one line «Bug: …»/],
    ['without tests', `Bug: a\nHarm: b\n${inFront('//')}`, /needs a line «Tests: /],
    ['of which no test is known', `Bug: a\nHarm: b\nTests: all\n${inFront('//')}`, /«Tests: all» is not/],
    ['without a diff', HEADER, /there is no diff in it/],
    [
      'to the tests',
      `${HEADER}${inFront('//', 'test/support/deployment.ts')}`,
      /it changes test\/support\/deployment\.ts/,
    ],
    [
      'that does not apply',
      `${HEADER}${inFront('//').replace('-/**', '-This is not there.')}`,
      /01-wrong\.patch does not apply to this tree: error: [^]*replace the diff/,
    ],
    [
      'that does not compile',
      `${HEADER}${inFront("const a: number = '';")}`,
      /does not compile: Type 'string'/,
    ],
  ])('refuses a patch %s', async (what, text, reason) => {
    const own = patches(what.replaceAll(' ', '-'), { '01-wrong.patch': text });
    const { code, err } = await mutants('--check', '--mutants', own);
    expect(err).toMatch(reason);
    expect(code).toBe(1);
    expect(leftOver()).toEqual([]);
  });

  it('refuses tests that are not there: nothing would ever catch that mutant', async () => {
    const header = HEADER.replace('not created', 'no such test');
    const own = patches('no-test', { '01-wrong.patch': `${header}${inFront('//')}` });
    const { code, err } = await mutants('--mutants', own);
    expect(err).toContain(
      '01-wrong.patch: test/lambda/user/physical-id.test.ts has no test with «no such test» in its name.',
    );
    expect(code).toBe(1);
  });
});
