/**
 * `npm audit --omit=dev`, and the packages that ship inside the Lambda's bundle: those are development dependencies to
 * npm, and yet what runs in AWS.
 *
 * Ends with 1 if there is a known vulnerability in either, with 0 if there is none. A registry that has no audit
 * endpoint (a mirror, no network) proves nothing: that is said aloud, and ends with 0 unless `--strict` is given.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { strict: { type: 'boolean', default: false } } });

/** What each of them brings along, by the lock file, is in the bundle too, or may be. */
const BUNDLED = [
  '@aws-lambda-powertools/logger',
  '@aws-sdk/client-connect',
  '@aws-sdk/client-secrets-manager',
  '@aws-sdk/credential-provider-env',
];

/** The names of these packages and of all that they depend on. */
function withDependencies(names) {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const [path, { dependencies = {} }] of Object.entries(packages)) {
      if (path.endsWith(`node_modules/${name}`)) Object.keys(dependencies).forEach(visit);
    }
  };
  names.forEach(visit);
  return found;
}

/** npm's report; it ends with 1 when it has found something, so only what it prints counts. */
function audit(...args) {
  return new Promise((resolve) => {
    execFile('npm', ['audit', '--json', ...args], { cwd: root, maxBuffer: 2 ** 26 }, (_, stdout) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        resolve({});
      }
    });
  });
}

const shipped = withDependencies(BUNDLED);
const [published, everything] = [await audit('--omit=dev'), await audit()];
if (published.vulnerabilities === undefined || everything.vulnerabilities === undefined) {
  console.error(
    'AUDIT NOT DONE: the registry gave no answer to npm audit. Nothing is known about vulnerabilities.',
  );
  process.exit(values.strict ? 1 : 0);
}
const found = [
  ...Object.values(published.vulnerabilities),
  ...Object.values(everything.vulnerabilities).filter(({ name }) => shipped.has(name)),
];
for (const { name, severity, range } of found) console.error(`${severity}: ${name} ${range}`);
if (found.length === 0) {
  console.log(
    `npm audit: nothing known about what is published, nor about the ${shipped.size} packages of the bundle.`,
  );
}
process.exit(found.length === 0 ? 0 : 1);
