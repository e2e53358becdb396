/** Runs named tests with jest in a copy of the tree, and tells how each of them went. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

/** For all of the tests together: one that hangs must not hang everything. */
const TIME_LIMIT_MS = 240_000;
/** For one test: what hangs because of a bug fails soon. */
const TEST_LIMIT_MS = 30_000;

const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * @typedef {object} Ran
 * @property {readonly { file: string, name: string, passed: boolean }[]} tests those that ran, in order
 * @property {string | undefined} broken why a file of tests did not run at all
 */

/** @returns {Promise<Ran>} of all tests in the files whose full names have one of the parts */
export async function runTests(folder, named) {
  const report = join(folder, 'jest-report.json');
  rmSync(report, { force: true });
  const files = [...new Set(named.map(({ file }) => file))];
  const parts = [...new Set(named.map(({ name }) => literally(name)))];
  const args = [
    join(folder, 'node_modules/jest/bin/jest.js'),
    ...['--runTestsByPath', ...files, '--testNamePattern', `(${parts.join('|')})`],
    ...['--runInBand', '--coverage=false', '--forceExit', '--silent', '--ci'],
    ...['--testTimeout', String(TEST_LIMIT_MS), '--cacheDirectory', join(folder, '.jest-cache')],
    ...['--json', '--outputFile', report],
  ];
  const said = await new Promise((resolve) => {
    const limits = { timeout: TIME_LIMIT_MS, maxBuffer: 2 ** 26 };
    const env = { ...process.env, NODE_OPTIONS: '', JEST_WORKER_ID: undefined, FORCE_COLOR: '0' };
    execFile(process.execPath, args, { cwd: folder, env, ...limits }, (_, stdout, stderr) => resolve(stderr));
  });
  if (!existsSync(report)) return { tests: [], broken: `jest gave no result. ${said.slice(-2_000)}` };
  return readReport(folder, JSON.parse(readFileSync(report, 'utf8')));
}

function readReport(folder, { testResults }) {
  const notRun = testResults.find(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const tests = testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({
        file: relative(folder, path).replaceAll('\\', '/'),
        name: fullName,
        passed: status === 'passed',
      })),
  );
  return { tests, broken: notRun && `${relative(folder, notRun.name)} did not run: ${notRun.message}` };
}

/** Of the tests that ran, those that are meant. */
export const meant = (tests, named) =>
  tests.filter((test) => named.some(({ file, name }) => test.file === file && test.name.includes(name)));
