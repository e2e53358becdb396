/** The real `cdk` command, against a local AWS that runs: `npm run cdk:local -- deploy --all`. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { childEnvironment } from '../local/environment';
import type { Where } from '../local/environment';

const DEFAULT_PORT = '4566';

/** Asks the local AWS what it is. Throws with what to do where there is none. */
async function findLocalAws(port: string): Promise<Where> {
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Error(`LOCAL_AWS_PORT takes a number from 1 to 65535; given: ${port}`);
  }
  const url = `http://127.0.0.1:${port}`;
  let health: unknown;
  try {
    const response = await fetch(`${url}/_local/health`, { signal: AbortSignal.timeout(5000) });
    health = await response.json();
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    const nobody = cause === 'ECONNREFUSED' ? 'Nothing listens' : 'No local AWS answers';
    throw new Error(
      `${nobody} at ${url}. Start the local AWS in another terminal: npm run local -- --port ${port}\n` +
        'If it runs on another port, say which: LOCAL_AWS_PORT=4567 npm run cdk:local -- …',
      { cause: error },
    );
  }
  const { region, account } = (health ?? {}) as Partial<Where>;
  if (typeof region !== 'string' || typeof account !== 'string') {
    throw new Error(
      `What listens at ${url} is not a local AWS. Start one on a free port: npm run local -- --port 4567`,
    );
  }
  return { url, region, account };
}

function run(where: Where, args: readonly string[]): void {
  const cdk = join(dirname(require.resolve('aws-cdk/package.json')), 'bin/cdk');
  const child = spawn(process.execPath, [cdk, ...args], { stdio: 'inherit', env: childEnvironment(where) });
  // A signal to us alone would leave cdk behind. Ctrl-C in a terminal reaches cdk by itself: it must not get two.
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  signals.forEach((signal) => process.on(signal, forward));
  child.once('error', (error) => {
    console.error(`cdk could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    signals.forEach((name) => process.off(name, forward));
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}

findLocalAws(process.env.LOCAL_AWS_PORT || DEFAULT_PORT).then(
  (where) => run(where, process.argv.slice(2)),
  (error: unknown) => {
    console.error((error as Error).message);
    process.exitCode = 1;
  },
);
