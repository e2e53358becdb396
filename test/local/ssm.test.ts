import { SsmService } from '../../local/ssm';
import { callJson, Clock, PLACE } from './support';

const ssm = () => new SsmService(PLACE, new Clock().now);
const call = (of: SsmService, operation: string, input: unknown) =>
  callJson(of.service, `AmazonSSM.${operation}`, input);

test('keeps a parameter and its versions', async () => {
  const all = ssm();
  const put = (Value: string, Overwrite?: boolean) =>
    call(all, 'PutParameter', { Name: '/a/b', Type: 'String', Value, Overwrite });
  expect((await put('1')).json).toEqual({ Version: 1, Tier: 'Standard' });
  expect((await put('2')).json.__type).toBe('ParameterAlreadyExists');
  expect((await put('2', true)).json.Version).toBe(2);
  const { json } = await call(all, 'GetParameter', { Name: '/a/b' });
  expect(json.Parameter).toMatchObject({
    Name: '/a/b',
    Value: '2',
    Version: 2,
    ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/a/b',
  });
  await expect(all.read('/a/b')).resolves.toBe('2');
  await expect(all.read('/a/c')).resolves.toBeUndefined();
});

test('an unknown parameter is ParameterNotFound', async () => {
  const { response, json } = await call(ssm(), 'GetParameter', { Name: '/nope' });
  expect([response.status, json.__type, json.message]).toEqual([
    400,
    'ParameterNotFound',
    'Parameter /nope not found.',
  ]);
});

test('many at once: those there are, and the names of the others', async () => {
  const all = ssm();
  all.set('/a', '1');
  const { json } = await call(all, 'GetParameters', { Names: ['/a', '/b'] });
  expect(json).toMatchObject({ Parameters: [{ Name: '/a', Value: '1' }], InvalidParameters: ['/b'] });
});

test.each([
  ['GetParameters', { Names: [] }],
  ['GetParameters', { Names: Array(11).fill('/a') }],
  ['GetParameter', {}],
  ['PutParameter', { Name: '/a', Value: '1' }],
  ['PutParameter', { Name: '/a', Value: '', Type: 'String' }],
  ['PutParameter', { Name: '/a', Value: '1', Type: 'Number' }],
])('%s refuses %j', async (operation, input) => {
  expect((await call(ssm(), operation, input)).json.__type).toBe('ValidationException');
});

test('a value never reaches the log of calls', async () => {
  const { response } = await call(ssm(), 'PutParameter', { Name: '/a', Value: 'hush', Type: 'SecureString' });
  expect(JSON.stringify(response.call)).not.toContain('hush');
});
