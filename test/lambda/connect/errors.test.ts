import { ConnectError, isError, toConnectError } from '../../../lambda/connect/errors';
import type { FailureKind } from '../../../lambda/connect/errors';

/** As the SDK throws. */
const thrown = (name: string, httpStatusCode?: number, code?: string) =>
  Object.assign(new Error('the message'), { name, code, $metadata: { httpStatusCode, requestId: 'r-1' } });

describe("CreateUser's documented errors, told apart", () => {
  test.each<[string, number, FailureKind]>([
    ['InvalidRequestException', 400, 'refused'],
    ['InvalidParameterException', 400, 'refused'],
    ['LimitExceededException', 429, 'refused'],
    ['DuplicateResourceException', 409, 'refused'],
    ['ResourceNotFoundException', 404, 'refused'],
    ['ThrottlingException', 429, 'throttled'],
    ['InternalServiceException', 500, 'fault'],
  ])('%s (HTTP %d) is %s', (name, status, kind) => {
    expect(toConnectError('CreateUser', thrown(name, status), { InstanceId: 'i' })).toMatchObject({
      operation: 'CreateUser',
      name,
      message: 'the message',
      requestId: 'r-1',
      status,
      kind,
      about: { InstanceId: 'i' },
    });
  });
});

test.each<[string, unknown, FailureKind]>([
  ['too many requests', thrown('TooManyRequestsException', 429), 'throttled'],
  ['any other 429', thrown('SlowDown', 429), 'throttled'],
  ['throttling under an old name', thrown('Throttling', 400), 'throttled'],
  ['a full quota without a status', thrown('LimitExceededException'), 'refused'],
  ['another change under way', thrown('ConditionalOperationFailedException', 409), 'fault'],
  ['access denied', thrown('AccessDeniedException', 403), 'refused'],
  ['a gateway', thrown('Error', 502), 'fault'],
  ['an answer that cannot be read', thrown('SyntaxError', 200), 'fault'],
  ['a reset', thrown('Error', undefined, 'ECONNRESET'), 'fault'],
  ['no name server', thrown('Error', undefined, 'EAI_AGAIN'), 'fault'],
  ['a time-out', thrown('TimeoutError'), 'fault'],
  ['sent, and nothing known', Object.assign(new Error('x'), { $metadata: { attempts: 1 } }), 'fault'],
  ['never sent', Object.assign(new Error('No value provided for input HTTP label'), {}), 'refused'],
  [
    'no credentials',
    Object.assign(new Error('x'), { name: 'CredentialsProviderError', $metadata: { attempts: 1 } }),
    'refused',
  ],
  ['not an object', 'odd', 'refused'],
  ['nothing', null, 'refused'],
])('%s', (_, error, kind) => {
  expect(toConnectError('DescribeUser', error).kind).toBe(kind);
});

test('what has no name gets one', () => {
  expect(toConnectError('DescribeUser', 'odd')).toMatchObject({ name: 'UnknownError', message: 'odd' });
});

test('our own end is no failure of the call', () => {
  expect(toConnectError('X', thrown('Error', 500), {}, true).kind).toBe('aborted');
});

test('a named error stays as it is', () => {
  const error = new ConnectError({ operation: 'X', name: 'Y', message: 'z', kind: 'fault' });
  expect(toConnectError('Other', error)).toBe(error);
});

test('is it that error?', () => {
  const error = toConnectError('CreateUser', thrown('ResourceNotFoundException', 404));
  expect(isError(error, 'ResourceNotFoundException')).toBe(true);
  expect(isError(error, 'ResourceNotFoundException', 'CreateUser')).toBe(true);
  expect(isError(error, 'ResourceNotFoundException', 'DeleteUser')).toBe(false);
  expect(isError(error, 'DuplicateResourceException')).toBe(false);
  expect(isError(thrown('ResourceNotFoundException'), 'ResourceNotFoundException')).toBe(false);
});
