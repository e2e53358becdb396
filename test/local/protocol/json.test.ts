import { jsonService } from '../../../local/protocol/json';
import { AwsError } from '../../../local/types';
import { callJson, request } from '../support';

const service = jsonService({
  name: 'ssm',
  target: 'com.amazonaws.v1.Things_1',
  loggable: ['Name'],
  operations: {
    Echo: (input) => input,
    Nothing: () => undefined,
    Fail: () => {
      throw new AwsError('NoWay', 'no');
    },
    Break: () => {
      throw new TypeError('a fault of ours');
    },
  },
});

test('answers, and logs only what may be shown', async () => {
  const { response, json } = await callJson(service, 'com.amazonaws.v1.Things_1.Echo', {
    Name: 'n',
    Value: 's',
  });
  expect(json).toEqual({ Name: 'n', Value: 's' });
  expect(response.call).toEqual({ operation: 'Echo', parameters: { Name: 'n' } });
});

test('takes the short prefix that some SDKs send', async () => {
  expect((await callJson(service, 'Things_1.Nothing', {})).json).toEqual({});
});

test.each([
  ['an error of the service', 'Things_1.Fail', 'NoWay'],
  ['an operation it has not', 'Things_1.Other', 'UnknownOperationException'],
  ["another service's target", 'Others_2.Echo', 'UnknownOperationException'],
])('renders %s', async (_what, target, code) => {
  const { response, json } = await callJson(service, target, { Name: 'n' });
  expect(response.status).toBe(400);
  expect(json.__type).toBe(code);
});

test.each(['{', '[]', '"x"'])('refuses the body %s', async (body) => {
  const headers = { 'x-amz-target': 'Things_1.Echo' };
  const response = await service.handle(request({ headers, body: Buffer.from(body) }));
  expect(String(response.body)).toContain('SerializationException');
});

test('a fault of ours is not dressed up as an answer', async () => {
  await expect(callJson(service, 'Things_1.Break', {})).rejects.toThrow(TypeError);
});
