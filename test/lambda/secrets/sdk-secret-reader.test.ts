import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Caller } from '../../../lambda/connect/retry';
import { SDK_SETTINGS } from '../../../lambda/connect/sdk-settings';
import { SdkSecretReader, secretsClientOnDemand } from '../../../lambda/secrets/sdk-secret-reader';
import { serve } from '../support/server';
import type { Reply, TestServer } from '../support/server';

let server: TestServer;
let client: SecretsManagerClient;
afterEach(async () => {
  client.destroy();
  await server.close();
});

async function readFrom(...replies: Reply[]): Promise<string> {
  server = await serve((_, index) => replies[Math.min(index, replies.length - 1)]);
  client = new SecretsManagerClient({
    ...SDK_SETTINGS,
    region: 'us-west-2',
    endpoint: server.url,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  });
  const caller = new Caller({
    clock: { now: () => Date.now(), sleep: () => Promise.resolve(), random: () => 0 },
    deadline: Date.now() + 30_000,
    signal: new AbortController().signal,
  });
  return new SdkSecretReader(() => client, caller).read('arn:secret');
}

test('a secret is read by its ARN', async () => {
  expect(await readFrom({ status: 200, body: { SecretString: 'Pass@Word1' } })).toBe('Pass@Word1');
  expect(server.received[0].headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
  expect(JSON.parse(server.received[0].body)).toEqual({ SecretId: 'arn:secret' });
});

test('a binary secret is taken for UTF-8', async () => {
  const SecretBinary = Buffer.from('Pass@Wörd1').toString('base64');
  expect(await readFrom({ status: 200, body: { SecretBinary } })).toBe('Pass@Wörd1');
});

test('no value is an empty one', async () => {
  expect(await readFrom({ status: 200 })).toBe('');
});

const fails = (status: number, name: string) => ({
  status,
  body: { __type: name, Message: 'no' },
  headers: { 'x-amzn-errortype': name },
});

test('throttling and faults are waited out', async () => {
  const ok = { status: 200, body: { SecretString: 'x' } };
  expect(await readFrom(fails(400, 'ThrottlingException'), fails(500, 'InternalServiceError'), ok)).toBe('x');
});

test('an error is named', async () => {
  await expect(readFrom(fails(400, 'ResourceNotFoundException'))).rejects.toMatchObject({
    operation: 'GetSecretValue',
    name: 'ResourceNotFoundException',
    kind: 'refused',
    about: { SecretId: 'arn:secret' },
  });
});

test('the client of the function is made once, and makes one attempt a call', async () => {
  server = await serve(() => ({ status: 200 }));
  const onDemand = secretsClientOnDemand();
  client = onDemand();
  expect(onDemand()).toBe(client);
  expect(await client.config.maxAttempts()).toBe(1);
});
