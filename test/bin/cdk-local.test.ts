import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAws } from '../../local/local-aws';

const root = join(__dirname, '../..');
const tsx = join(root, 'node_modules/tsx/dist/loader.mjs');

async function run(
  port: string,
  args: readonly string[],
  cwd = root,
  onOutput: (output: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
) {
  const child = spawn(process.execPath, ['--import', tsx, join(root, 'bin/cdk-local.ts'), ...args], {
    cwd,
    env: { ...process.env, LOCAL_AWS_PORT: port, AWS_PROFILE: 'never-used' },
  });
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    onOutput(output, (signal) => void child.kill(signal));
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output };
}

/** A port where nobody listens: one that was free a moment ago. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

test('runs the real cdk with this AWS around it, and passes on how it ended', async () => {
  const aws = await LocalAws.start({ region: 'eu-west-1' });
  const folder = mkdtempSync(join(tmpdir(), 'cdk-local-'));
  try {
    // An app that needs no synthesis: cdk calls it with the environment that the app of a user would see.
    writeFileSync(
      join(folder, 'app.js'),
      'const e = process.env; console.error("SEEN", e.CDK_DEFAULT_REGION, e.AWS_ENDPOINT_URL, e.AWS_PROFILE); process.exit(7);',
    );
    const port = new URL(aws.url).port;
    const { code, output } = await run(port, ['list', '--app', 'node app.js'], folder);
    expect(output).toContain(`SEEN eu-west-1 ${aws.url} undefined`);
    expect(code).toBe(1);
    expect((await run(port, ['--version'], folder)).code).toBe(0);
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('hands a signal on to cdk, and ends by it as cdk does', async () => {
  const aws = await LocalAws.start();
  const folder = mkdtempSync(join(tmpdir(), 'cdk-local-'));
  try {
    writeFileSync(join(folder, 'app.js'), 'console.error("WAITING"); setTimeout(() => {}, 1500);');
    const port = new URL(aws.url).port;
    const { signal } = await run(port, ['list', '--app', 'node app.js'], folder, (output, kill) => {
      if (output.includes('WAITING')) kill('SIGTERM');
    });
    expect(signal).toBe('SIGTERM');
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('says how to start one where none runs', async () => {
  const port = await freePort();
  const { code, output } = await run(port, ['list']);
  expect(code).toBe(1);
  expect(output).toContain(`Nothing listens at http://127.0.0.1:${port}.`);
  expect(output).toContain(`npm run local -- --port ${port}`);
});

test('knows what is not a local AWS', async () => {
  const server = createServer((_request, response) => response.end('{"status":"ok"}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { code, output } = await run(String(port), ['list']);
  server.close();
  expect(code).toBe(1);
  expect(output).toContain('is not a local AWS');
});

test('refuses a port that is none', async () => {
  const { code, output } = await run('high', ['list']);
  expect(code).toBe(1);
  expect(output).toContain('LOCAL_AWS_PORT takes a number from 1 to 65535; given: high');
});
