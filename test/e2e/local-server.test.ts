/** The local AWS as a program of its own, and the real cdk against it: two terminals of a person. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localEnvironment } from '../../local/environment';
import type { LoggedCall } from '../../local/types';
import { start, type Program } from './support/program';
import { EXAMPLE } from './support/project';

jest.setTimeout(240_000);

const INSTANCE = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
// Neither is the default, so that a default anywhere on the way would show.
const [ACCOUNT, REGION] = ['210987654321', 'eu-west-1'];

let folder: string;
let server: Program;
let url: string;
let port: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cdk-connect-user-e2e-'));
  server = start('local', ['--port', '0', '--account', ACCOUNT, '--region', REGION]);
  const greeting = await server.printed('Ctrl-C ends it');
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(greeting)![0];
  port = new URL(url).port;
});
afterAll(async () => {
  server?.signal('SIGKILL');
  await server?.ended;
  rmSync(folder, { recursive: true, force: true });
});

async function calls(query = ''): Promise<readonly LoggedCall[]> {
  const response = await fetch(`${url}/_local/calls${query}`);
  return ((await response.json()) as { calls: LoggedCall[] }).calls;
}

/** `cdk` by bin/cdk-local.ts, with a home of its own. */
function cdk(args: readonly string[], onPort = port): Program {
  const env = { LOCAL_AWS_PORT: onPort, CDK_HOME: join(folder, 'home') };
  return start('cdk-local', [...args, '-c', `users=${EXAMPLE}`, '--output', join(folder, 'cdk.out')], env);
}

test('cdk deploys to it, and /_local/calls shows what Connect was asked, without the password', async () => {
  // Yesterday another account was served here: what cdk remembers of that must not matter.
  mkdirSync(join(folder, 'home/cache'), { recursive: true });
  const yesterday = localEnvironment({ url, region: REGION, account: '123456789012' });
  writeFileSync(
    join(folder, 'home/cache/accounts_partitions.json'),
    JSON.stringify({ [yesterday.AWS_ACCESS_KEY_ID]: { accountId: '123456789012', partition: 'aws' } }),
  );
  const { code, output } = await cdk(['deploy', '--all', '--require-approval', 'never']).ended;
  if (code !== 0) throw new Error(output);

  const connect = await calls('?service=connect');
  expect(connect.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'CreateUser 200',
    'DescribeUser 200',
  ]);
  const [create, describe] = connect;
  expect(create.parameters).toMatchObject({ InstanceId: INSTANCE, Username: 'Mary' });
  expect(create.parameters).not.toMatchObject({ Password: expect.stringMatching(/[A-Za-z0-9]{8}/) });
  // The function called, in a session of its role, not the person.
  expect(create.caller).toMatch(`arn:aws:sts::${ACCOUNT}:assumed-role/ConnectUsers-`);
  const { UserId } = describe.parameters as { UserId: string };
  expect(output).toContain(
    `ConnectUsers.MaryUserArn = arn:aws:connect:${REGION}:${ACCOUNT}:instance/${INSTANCE}/agent/${UserId}`,
  );
  const secrets = await calls('?service=secretsmanager');
  expect(secrets.map(({ operation }) => operation)).toEqual(['GetSecretValue']);
  // A line for each call, in the terminal of the server.
  expect(await server.printed('connect CreateUser')).toMatch(/\d\d:\d\d:\d\d 200 connect CreateUser/);
});

test('a port that is taken is told, with a way out', async () => {
  const { code, output } = await start('local', ['--port', port]).ended;
  expect(output).toContain(`Port ${port} is in use, perhaps by a local AWS already running.`);
  expect(output).toContain(`npm run local -- --port ${Number(port) + 1}`);
  expect(code).toBe(1);
});

test('Ctrl-C ends it at once, with 0; then cdk says that there is none, and how to start one', async () => {
  server.signal('SIGINT');
  expect((await server.ended).code).toBe(0);
  await expect(fetch(`${url}/_local/health`)).rejects.toThrow();

  const { code, output } = await cdk(['deploy', '--all']).ended;
  expect(output).toContain(`Nothing listens at ${url}.`);
  expect(output).toContain(`npm run local -- --port ${port}`);
  expect(code).toBe(1);
});
