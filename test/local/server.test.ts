import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { gzipSync } from 'node:zlib';
import { CallLog } from '../../local/call-log';
import { Callers } from '../../local/caller';
import { LocalServer } from '../../local/server';
import type { AwsRequest, Service } from '../../local/types';
import { AwsError } from '../../local/types';
import { authorization, PLACE } from './support';

let server: LocalServer;
let port: number;
let calls: CallLog;
let last: AwsRequest | undefined;
let answer: Service['handle'];

beforeEach(async () => {
  calls = new CallLog();
  last = undefined;
  answer = () =>
    Promise.resolve({ status: 200, body: 'fine', call: { operation: 'Op', parameters: { a: 1 } } });
  const service = (name: string): Service => ({
    name,
    handle: (request) => {
      last = request;
      return answer(request);
    },
  });
  server = new LocalServer({
    services: new Map(['connect', 'ssm', 's3'].map((name) => [name, service(name)])),
    callers: new Callers(PLACE),
    calls,
    isBucket: (name) => name === 'bucket',
    about: () => ({ region: 'us-east-1' }),
  });
  port = await server.listen(0);
});
afterEach(() => server.stop());

const url = (path = '/') => `http://127.0.0.1:${port}${path}`;
const signed = (service: string, headers: Record<string, string> = {}) => ({
  headers: { authorization: authorization(service), ...headers },
});

test('hands a request to the service of its signature, and logs it', async () => {
  const response = await fetch(url('/users/a%2Fb?x=1'), {
    ...signed('connect', { 'x-own': 'header' }),
    method: 'PUT',
    body: 'body',
  });
  expect([response.status, await response.text()]).toEqual([200, 'fine']);
  expect(last).toMatchObject({ method: 'PUT', path: '/users/a%2Fb', headers: { 'x-own': 'header' } });
  expect([last?.query.get('x'), String(last?.body)]).toEqual(['1', 'body']);
  const requestId = response.headers.get('x-amzn-requestid');
  expect(requestId).toBe(last?.requestId);
  expect(calls.list()).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      service: 'connect',
      operation: 'Op',
      caller: 'arn:aws:iam::123456789012:user/local',
      parameters: { a: 1 },
      status: 200,
      requestId,
    },
  ]);
});

test.each([
  [
    'a form',
    { 'content-type': 'application/x-www-form-urlencoded' },
    '<Code>MissingAuthenticationToken</Code>',
  ],
  ['JSON 1.1', { 'x-amz-target': 'AmazonSSM.GetParameter' }, '"__type":"MissingAuthenticationToken"'],
  ['anything', {}, '"message":"Request is missing Authentication Token"'],
])('refuses %s without a signature, in words that its sender understands', async (_what, headers, text) => {
  const response = await fetch(url(), { method: 'POST', headers: headers as Record<string, string> });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain(text);
  expect(last).toBeUndefined();
});

test('names a service that it has not', async () => {
  const response = await fetch(url(), signed('dynamodb', { 'x-amz-target': 'DynamoDB_20120810.ListTables' }));
  expect(response.status).toBe(501);
  expect(await response.json()).toEqual({
    __type: 'UnknownService',
    message: 'The local AWS does not have the service "dynamodb". It has: connect, s3, ssm.',
  });
  expect(calls.list()).toMatchObject([{ service: 'dynamodb', operation: 'ListTables', status: 501 }]);
});

test.each([
  ['ssm', '"__type":"Oops"'],
  ['s3', '<Code>Oops</Code>'],
  ['connect', '"message":"why"'],
])('renders an error that %s threw', async (service, text) => {
  answer = () => Promise.reject(new AwsError('Oops', 'why', 409));
  const response = await fetch(url(), signed(service));
  expect(response.status).toBe(409);
  expect(await response.text()).toContain(text);
  expect(calls.list()).toMatchObject([{ service, status: 409, error: 'Oops: why' }]);
});

test('a fault of ours tells where, never what was sent', async () => {
  answer = () => Promise.reject(new TypeError('cannot read jane@example.com'));
  const response = await fetch(url(), signed('connect'));
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).toContain('TypeError at');
  expect(text).not.toContain('jane');
  expect(JSON.stringify(calls.list())).not.toContain('jane');
});

test('takes what is compressed, chunked, or announced', async () => {
  await fetch(url(), {
    ...signed('ssm', { 'content-encoding': 'gzip' }),
    method: 'POST',
    body: gzipSync('packed'),
  });
  expect(String(last?.body)).toBe('packed');
  const headers = { ...signed('s3').headers, 'content-encoding': 'aws-chunked', expect: '100-continue' };
  const outgoing = httpRequest(url('/bucket/key'), { method: 'PUT', headers });
  outgoing.on('continue', () => outgoing.end('2\r\nhi\r\n0\r\nx-amz-checksum-crc32:2JMqkw==\r\n\r\n'));
  outgoing.flushHeaders();
  await once(outgoing, 'response');
  expect(String(last?.body)).toBe('hi');
  expect(last?.headers['x-amz-checksum-crc32']).toBe('2JMqkw==');
});

test('answers HEAD without a body, but with its length', async () => {
  const response = await fetch(url('/bucket/key'), { ...signed('s3'), method: 'HEAD' });
  expect([response.headers.get('content-length'), await response.text()]).toEqual(['4', '']);
});

test('shows calls and health to whoever is on this machine', async () => {
  const get = async (path: string) => (await fetch(url(path))).json();
  await fetch(url(), signed('ssm'));
  await fetch(url(), signed('s3'));
  expect(await get('/_local/calls?service=s3')).toMatchObject({ calls: [{ service: 's3' }], next: 2 });
  expect(await get('/_local/calls?after=1&operation=Op')).toMatchObject({ calls: [{ service: 's3' }] });
  expect(await get('/_local/calls?after=2')).toEqual({ calls: [], next: 2 });
  expect(await get('/_local/health')).toEqual({ status: 'ok', region: 'us-east-1', calls: 2 });
});

test('a stop closes connections that are in use', async () => {
  let began = () => {};
  const begun = new Promise<void>((resolve) => (began = resolve));
  answer = () => {
    began();
    return new Promise(() => undefined);
  };
  const lost = fetch(url(), signed('ssm')).catch((error: Error) => error.message);
  await begun;
  await server.stop();
  expect(await lost).toBe('fetch failed');
});

test('a port that is taken is an error', async () => {
  const other = new LocalServer({
    services: new Map(),
    callers: new Callers(PLACE),
    calls,
    isBucket: () => false,
    about: () => ({}),
  });
  await expect(other.listen(port)).rejects.toThrow('EADDRINUSE');
});

test('listens on the loopback address only', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of others) {
    const socket = connect(port, address);
    const event = await Promise.race([
      once(socket, 'connect').then(() => 'connected'),
      once(socket, 'error').then(() => 'refused'),
    ]).catch(() => 'refused');
    socket.destroy();
    expect(event).toBe('refused');
  }
  expect((await fetch(url('/_local/health'))).status).toBe(200);
});
