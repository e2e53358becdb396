import { ConnectError } from '../../../lambda/connect/errors';
import type { FailureKind } from '../../../lambda/connect/errors';
import { Problem } from '../../../lambda/problem';
import { placeOf, reasonFor } from '../../../lambda/user/reason';

const error = (
  operation: string,
  name: string,
  kind: FailureKind = 'refused',
  more: { requestId?: string; about?: Record<string, string>; message?: string } = {},
) => new ConnectError({ operation, name, kind, message: 'It said no', ...more });

const secret = { SecretId: 'arn:secret' };
test.each<[ConnectError, string[]]>([
  [
    error('CreateUser', 'AccessDeniedException', 'refused', { requestId: 'r-1' }),
    ['CreateUser: AccessDeniedException: It said no. (request id r-1) ', 'connect:CreateUser'],
  ],
  [
    error('UpdateUserRoutingProfile', 'ResourceNotFoundException', 'refused', {
      about: { InstanceId: 'i-1', RoutingProfileId: 'rp-1' },
    }),
    ['One of these does not exist', 'InstanceId i-1; RoutingProfileId rp-1'],
  ],
  [error('CreateUser', 'LimitExceededException'), ['Users per instance', 'Service Quotas']],
  [error('CreateUser', 'InvalidParameterException'), ['Correct the property']],
  [error('CreateUser', 'InvalidRequestException'), ['CONNECT_MANAGED']],
  [
    error('CreateUser', 'ThrottlingException', 'throttled'),
    ['throttled 1 time in 0 s', 'rate per account and Region'],
  ],
  [error('CreateUser', 'TooManyRequestsException', 'throttled'), ['throttled 1 time']],
  [
    error('CreateUser', 'InternalServiceException', 'fault'),
    ['No usable answer from connect in 1 attempt.', 'Health'],
  ],
  [error('DescribeUser', 'TimeoutError', 'fault'), ['No usable answer']],
  [error('DescribeUser', 'SomethingNewException'), ['DescribeUser: SomethingNewException', 'deploy again']],
  [error('DescribeUser', 'constructor'), ['deploy again']],
  [
    error('GetSecretValue', 'ResourceNotFoundException', 'refused', { about: secret }),
    ['The secret', 'arn:secret'],
  ],
  [
    error('GetSecretValue', 'AccessDeniedException', 'refused', { about: secret }),
    ['secretsmanager:GetSecretValue', 'kms:Decrypt'],
  ],
  [error('GetSecretValue', 'DecryptionFailure'), ['kms:Decrypt']],
  [error('GetSecretValue', 'InvalidRequestException'), ['scheduled for deletion']],
  [error('GetSecretValue', 'InternalServiceError', 'fault'), ['No usable answer from secretsmanager']],
])('%s', (thrown, parts) => {
  const reason = reasonFor(thrown, new Map());
  for (const part of parts) expect(reason).toContain(part);
});

test('how often and how long', () => {
  const throttled = error('CreateUser', 'ThrottlingException', 'throttled');
  Object.assign(throttled, { attempts: 35, elapsedMs: 870_400 });
  expect(reasonFor(throttled, new Map())).toContain('throttled 35 times in 870 s');
  const fault = Object.assign(error('CreateUser', 'TimeoutError', 'fault'), { attempts: 8 });
  expect(reasonFor(fault, new Map())).toContain('in 8 attempts');
});

test('a refusal of our own', () => {
  expect(reasonFor(new Problem('It is gone.', 'Add it again.'), new Map())).toBe('It is gone. Add it again.');
  expect(reasonFor(new Problem('It is gone.'), new Map())).toBe('It is gone.');
});

test('a bug says so', () => {
  expect(reasonFor(new RangeError('oops'), new Map())).toMatch(
    /itself failed: RangeError: oops\. Please report/,
  );
  expect(reasonFor(undefined, new Map())).toContain('undefined');
});

test('personal values are taken out of whatever it is', () => {
  const personal = new Map([['Mary', '[FirstName]']]);
  for (const thrown of [
    new Problem('Mary', 'Mary'),
    new Error('Mary'),
    error('X', 'Y', 'refused', { message: 'Mary' }),
  ]) {
    expect(reasonFor(thrown, personal)).not.toContain('Mary');
  }
});

test('the place of an error is without its message', () => {
  const thrown = new Error('Mary\n    Major');
  expect(placeOf(thrown)).toMatch(/^at .*reason\.test\.ts:/);
  expect(placeOf(thrown)).not.toMatch(/Mary|Major/);
  expect(placeOf('Mary')).toBeUndefined();
  expect(placeOf(Object.assign(new Error('x'), { stack: undefined }))).toBe('');
});
