import type { LambdaWorld } from './world';
import { lambdaWorld } from './world';

let world: LambdaWorld;
beforeAll(async () => {
  world = lambdaWorld();
  await world.create("exports.handler = async (event) => { console.log('seen'); return event; };", {
    Environment: { Variables: { AA: 'b' } },
    Tags: [{ Key: 'k', Value: 'v' }],
  });
});
afterAll(() => world.lambda.stop());

const INVOKE = '/2015-03-31/functions/fn/invocations';
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:fn';

test.each(['fn', ARN, '123456789012:function:fn', 'fn:$LATEST'])('finds a function as %s', async (name) => {
  const path = `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  expect((await world.http('POST', path, { a: 1 })).body).toBe('{"a":1}');
});

test('GetFunction and GetFunctionConfiguration', async () => {
  const get = async (path: string) => JSON.parse(String((await world.http('GET', path)).body)) as unknown;
  const configuration = await get('/2015-03-31/functions/fn/configuration');
  expect(configuration).toMatchObject({
    FunctionArn: ARN,
    Runtime: 'nodejs22.x',
    State: 'Active',
    Timeout: 3,
    MemorySize: 128,
    Architectures: ['x86_64'],
    Environment: { Variables: { AA: 'b' } },
    LoggingConfig: { LogGroup: '/aws/lambda/fn' },
  });
  expect(await get('/2015-03-31/functions/fn')).toMatchObject({
    Configuration: configuration,
    Tags: { k: 'v' },
  });
});

test('Event is accepted, DryRun does nothing', async () => {
  const before = world.logs.messages('/aws/lambda/fn').length;
  expect(await world.http('POST', INVOKE, {}, { 'x-amz-invocation-type': 'DryRun' })).toMatchObject({
    status: 204,
  });
  expect(world.logs.messages('/aws/lambda/fn')).toHaveLength(before);
  expect(await world.http('POST', INVOKE, {}, { 'x-amz-invocation-type': 'Event' })).toMatchObject({
    status: 202,
  });
  await world.lambda.idle();
  expect(world.logs.messages('/aws/lambda/fn').length).toBeGreaterThan(before);
});

test('an empty payload is an empty event', async () => {
  expect((await world.http('POST', INVOKE, '')).body).toBe('{}');
});

test('gives the end of the log where asked', async () => {
  const { headers } = await world.http('POST', INVOKE, {}, { 'x-amz-log-type': 'Tail' });
  const tail = Buffer.from(String(headers?.['x-amz-log-result']), 'base64').toString();
  expect(tail).toMatch(/^START [^]*seen[^]*REPORT/);
});

test('the log of calls has the name and the kind, not the payload', async () => {
  const { call } = await world.http('POST', INVOKE, { word: 'hush' });
  expect(call).toEqual({
    operation: 'Invoke',
    parameters: { FunctionName: 'fn', InvocationType: 'RequestResponse' },
  });
});

test.each<[string, string, string, unknown, Record<string, string>, number, string]>([
  ['an unknown function', 'POST', INVOKE.replace('fn', 'none'), {}, {}, 404, 'ResourceNotFoundException'],
  ['a version', 'POST', `${INVOKE}?Qualifier=1`, {}, {}, 404, 'ResourceNotFoundException'],
  ['a payload that is no JSON', 'POST', INVOKE, '{', {}, 400, 'InvalidRequestContentException'],
  [
    'another kind of invocation',
    'POST',
    INVOKE,
    {},
    { 'x-amz-invocation-type': 'Later' },
    400,
    'InvalidParameterValueException',
  ],
  [
    'too much for an event',
    'POST',
    INVOKE,
    'x'.repeat(1024 * 1024 + 1),
    { 'x-amz-invocation-type': 'Event' },
    413,
    'RequestTooLargeException',
  ],
  ['what it does not have', 'DELETE', '/2015-03-31/functions/fn', {}, {}, 501, 'UnknownOperationException'],
  ['a list of functions', 'GET', '/2015-03-31/functions/', {}, {}, 501, 'UnknownOperationException'],
])('refuses %s', async (_what, method, path, body, headers, status, code) => {
  const response = await world.http(method, path, body, headers);
  expect([response.status, response.headers?.['x-amzn-errortype']]).toEqual([status, code]);
});
