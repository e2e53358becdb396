import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Runs the program; `until` resolves once its output has that text. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/local.ts', ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '', ...env },
  });
  let output = '';
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    listeners.forEach((listener) => listener());
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const until = (text: string) =>
    new Promise<string>((resolve) => {
      const look = () => void (output.includes(text) && resolve(output));
      listeners.add(look);
      look();
    });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, until, ended };
}

test('serves until Ctrl-C: says where and how, and a line for each call', async () => {
  const { child, until, ended } = run(['--port', '0', '--region', 'eu-west-1', '--account', '210987654321']);
  const greeting = await until('Ctrl-C');
  const url = /listens on (http:\/\/127\.0\.0\.1:\d+) \(account 210987654321, eu-west-1\)/.exec(
    greeting,
  )?.[1];
  expect(greeting).toContain(`export AWS_ENDPOINT_URL=${url}`);
  expect(greeting).toContain(
    'arn:aws:connect:eu-west-1:210987654321:instance/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111',
  );
  await fetch(String(url), { method: 'POST' });
  const line = await until('MissingAuthenticationToken');
  expect(line).toMatch(/\d\d:\d\d:\d\d 403 unknown POST \/ {2}unknown {2}MissingAuthenticationToken/);
  // No terminal, so no colours.
  expect(line).not.toContain('\u001b');
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
});

test('--quiet says nothing of calls', async () => {
  const { child, until, ended } = run(['--port', '0', '--quiet']);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await until('Ctrl-C'))?.[0];
  await fetch(String(url), { method: 'POST' });
  child.kill('SIGTERM');
  expect((await ended).output).not.toContain('MissingAuthenticationToken');
});

test('a port that is taken is told, with a way out', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, output } = await run(['--port', String(port)]).ended;
  other.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is in use`);
  expect(output).toContain('npm run local -- --port');
});

test.each([
  [['--help'], 0, '--quiet'],
  [['--port', 'x'], 2, '--port takes a number from 0 to 65535; given: x'],
  [['--account', '1'], 2, '--account takes twelve digits; given: 1'],
  [['--region', 'home'], 2, '--region takes the name of a Region, such as us-west-2; given: home'],
  [['--prot', '1'], 2, "Unknown option '--prot'"],
])('%j', async (args, expected, text) => {
  const { code, output } = await run(args).ended;
  expect(code).toBe(expected);
  expect(output).toContain(text);
});
