import { ConnectClient } from '@aws-sdk/client-connect';
import { SdkStackReader } from '../../../lambda/cloudformation/sdk-stack-reader';
import { Caller } from '../../../lambda/connect/retry';
import { SDK_SETTINGS } from '../../../lambda/connect/sdk-settings';
import { serve } from '../support/server';
import type { Reply, TestServer } from '../support/server';

const STACK = 'arn:aws:cloudformation:us-west-2:123456789012:stack/Agents/1c2fa620';
const answer = (status: string) => ({
  status: 200,
  body: `<DescribeStacksResponse><Stacks><member><StackStatus>${status}</StackStatus></member></Stacks></DescribeStacksResponse>`,
});
const error = (status: number, code: string) => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
});

let server: TestServer;
let client: ConnectClient;
afterEach(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  client.destroy();
  await server.close();
});

async function statusFrom(...replies: Reply[]): Promise<string> {
  server = await serve((_, index) => replies[Math.min(index, replies.length - 1)]);
  process.env.AWS_ENDPOINT_URL = server.url;
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  client = new ConnectClient({ ...SDK_SETTINGS, region: 'us-west-2', credentials });
  const caller = new Caller({
    clock: { now: () => Date.now(), sleep: () => Promise.resolve(), random: () => 0 },
    deadline: Date.now() + 30_000,
    signal: new AbortController().signal,
  });
  return new SdkStackReader(client, caller).status(STACK);
}

test('asks CloudFormation, signed for it', async () => {
  expect(await statusFrom(answer('ROLLBACK_IN_PROGRESS'))).toBe('ROLLBACK_IN_PROGRESS');
  const [{ method, path, headers, body }] = server.received;
  expect([method, path]).toEqual(['POST', '/']);
  expect(headers.authorization).toMatch(
    /Credential=AKIDEXAMPLE\/\d{8}\/us-west-2\/cloudformation\/aws4_request/,
  );
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    Action: 'DescribeStacks',
    Version: '2010-05-15',
    StackName: STACK,
  });
});

test('throttling, faults and cut connections are waited out', async () => {
  const status = await statusFrom(
    error(400, 'Throttling'),
    error(503, 'ServiceUnavailable'),
    'reset',
    answer('X'),
  );
  expect(status).toBe('X');
});

test('a refusal is named', async () => {
  await expect(statusFrom(error(403, 'AccessDenied'))).rejects.toMatchObject({
    name: 'AccessDenied',
    operation: 'DescribeStacks',
    kind: 'refused',
    requestId: 'r-1',
  });
});
