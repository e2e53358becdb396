import { SecretStore, secretsManagerService } from '../../../local/secretsmanager';
import { callJson, Clock, PLACE } from '../support';

const DAY = 86_400_000;
const TOKENS = ['a', 'b', 'c'].map((letter) => letter.repeat(32));

function world() {
  const clock = new Clock();
  const store = new SecretStore(PLACE, clock.now);
  const service = secretsManagerService(store, clock.now, PLACE);
  const whole = (operation: string, input: unknown) =>
    callJson(service, `secretsmanager.${operation}`, input);
  const call = async (operation: string, input: unknown) => (await whole(operation, input)).json;
  return { clock, store, call, whole };
}

test('creates a secret, and finds it by name, ARN, and ARN without its six characters', async () => {
  const { call } = world();
  const made = await call('CreateSecret', { Name: 'a/b', SecretString: 'hush' });
  expect(made.ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:a\/b-\w{6}$/);
  for (const SecretId of ['a/b', made.ARN, String(made.ARN).slice(0, -7)]) {
    expect(await call('GetSecretValue', { SecretId })).toMatchObject({
      ...made,
      SecretString: 'hush',
      VersionStages: ['AWSCURRENT'],
    });
  }
});

test('moves the stages with a new value', async () => {
  const { call } = world();
  await call('CreateSecret', { Name: 'n', SecretString: '1', ClientRequestToken: TOKENS[0] });
  await call('PutSecretValue', { SecretId: 'n', SecretString: '2', ClientRequestToken: TOKENS[1] });
  const value = async (input: object) =>
    (await call('GetSecretValue', { SecretId: 'n', ...input })).SecretString;
  expect(await value({})).toBe('2');
  expect(await value({ VersionStage: 'AWSPREVIOUS' })).toBe('1');
  expect(await value({ VersionId: TOKENS[0] })).toBe('1');
  const pending = {
    SecretId: 'n',
    SecretString: '3',
    ClientRequestToken: TOKENS[2],
    VersionStages: ['AWSPENDING'],
  };
  await call('PutSecretValue', pending);
  expect([await value({}), await value({ VersionStage: 'AWSPENDING' })]).toEqual(['2', '3']);
  expect(await call('DescribeSecret', { SecretId: 'n' })).toMatchObject({
    VersionIdsToStages: {
      [TOKENS[0]]: ['AWSPREVIOUS'],
      [TOKENS[1]]: ['AWSCURRENT'],
      [TOKENS[2]]: ['AWSPENDING'],
    },
  });
});

test('a call repeated with its token does nothing more, one with another value fails', async () => {
  const { call } = world();
  const input = { Name: 'n', SecretString: '1', ClientRequestToken: TOKENS[0] };
  expect(await call('CreateSecret', input)).toEqual(await call('CreateSecret', input));
  const other = { SecretId: 'n', SecretString: 'other', ClientRequestToken: TOKENS[0] };
  expect((await call('PutSecretValue', other)).__type).toBe('ResourceExistsException');
});

test('a deleted secret is kept for its window, and cannot be read', async () => {
  const { call, clock } = world();
  await call('CreateSecret', { Name: 'n', SecretString: '1' });
  const { DeletionDate } = await call('DeleteSecret', { SecretId: 'n', RecoveryWindowInDays: 7 });
  expect(DeletionDate).toBe((clock.time + 7 * DAY) / 1000);
  expect((await call('GetSecretValue', { SecretId: 'n' })).__type).toBe('InvalidRequestException');
  expect((await call('CreateSecret', { Name: 'n', SecretString: '1' })).message).toContain(
    'scheduled for deletion',
  );
  expect((await call('ListSecrets', {})).SecretList).toEqual([]);
  expect((await call('ListSecrets', { IncludePlannedDeletion: true })).SecretList).toHaveLength(1);
  clock.pass(7 * DAY);
  expect((await call('GetSecretValue', { SecretId: 'n' })).__type).toBe('ResourceNotFoundException');
});

test('a forced deletion is at once, and may be repeated', async () => {
  const { call } = world();
  await call('CreateSecret', { Name: 'n', SecretString: '1' });
  for (let n = 0; n < 2; n++) {
    const answer = await call('DeleteSecret', { SecretId: 'n', ForceDeleteWithoutRecovery: true });
    expect(answer.Name).toBe('n');
  }
  expect((await call('CreateSecret', { Name: 'n', SecretString: '2' })).Name).toBe('n');
});

test('lists in pages, newest first, and filters', async () => {
  const { call } = world();
  for (const Name of ['a1', 'a2', 'b1']) await call('CreateSecret', { Name, Description: `about ${Name}` });
  const names = (answer: Record<string, unknown>) =>
    (answer.SecretList as { Name: string }[]).map(({ Name }) => Name);
  const first = await call('ListSecrets', { MaxResults: 2 });
  expect(names(first)).toEqual(['b1', 'a2']);
  expect(names(await call('ListSecrets', { MaxResults: 2, NextToken: first.NextToken }))).toEqual(['a1']);
  const filtered = async (Key: string, ...Values: string[]) =>
    names(await call('ListSecrets', { Filters: [{ Key, Values }], SortOrder: 'asc' }));
  expect(await filtered('name', 'a')).toEqual(['a1', 'a2']);
  expect(await filtered('name', '!a')).toEqual(['b1']);
  expect(await filtered('description', 'ABOUT B')).toEqual(['b1']);
});

test.each<[string, string, object, string, string]>([
  [
    'an unknown secret',
    'GetSecretValue',
    { SecretId: 'x' },
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret.",
  ],
  [
    'a stage it has not',
    'GetSecretValue',
    { SecretId: 'n', VersionStage: 'X' },
    'ResourceNotFoundException',
    'staging label: X',
  ],
  [
    'a version it has not',
    'GetSecretValue',
    { SecretId: 'n', VersionId: TOKENS[2] },
    'ResourceNotFoundException',
    'VersionId',
  ],
  [
    'a version of another stage',
    'GetSecretValue',
    { SecretId: 'n', VersionId: TOKENS[0], VersionStage: 'AWSPREVIOUS' },
    'InvalidRequestException',
    'not associated',
  ],
  [
    'a name that is taken',
    'CreateSecret',
    { Name: 'n', SecretString: '1' },
    'ResourceExistsException',
    'n already exists',
  ],
  ['a bad name', 'CreateSecret', { Name: 'a b' }, 'ValidationException', 'Invalid name'],
  [
    'two values',
    'PutSecretValue',
    { SecretId: 'n', SecretString: 'a', SecretBinary: 'YQ==' },
    'InvalidParameterException',
    'both',
  ],
  ['no value', 'PutSecretValue', { SecretId: 'n' }, 'InvalidParameterException', 'either'],
  [
    'a value too long',
    'PutSecretValue',
    { SecretId: 'n', SecretString: 'x'.repeat(65_537) },
    'InvalidParameterException',
    '65536',
  ],
  [
    'a window too short',
    'DeleteSecret',
    { SecretId: 'n', RecoveryWindowInDays: 6 },
    'InvalidParameterException',
    'between 7 and 30',
  ],
  [
    'a window and force',
    'DeleteSecret',
    { SecretId: 'n', RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true },
    'InvalidParameterException',
    'conjunction',
  ],
  [
    'a filter it has not',
    'ListSecrets',
    { Filters: [{ Key: 'all', Values: ['x'] }] },
    'InvalidParameterException',
    'all',
  ],
  ['a broken token', 'ListSecrets', { NextToken: 'x' }, 'InvalidNextTokenException', ''],
])('refuses %s', async (_what, operation, input, code, message) => {
  const { call } = world();
  await call('CreateSecret', { Name: 'n', SecretString: 'v', ClientRequestToken: TOKENS[0] });
  const answer = await call(operation, input);
  expect(answer.__type).toBe(code);
  expect(answer.message).toContain(message);
});

test('an empty secret has no current value', async () => {
  const { call } = world();
  expect((await call('CreateSecret', { Name: 'n' })).VersionId).toBeUndefined();
  expect((await call('GetSecretValue', { SecretId: 'n' })).message).toContain('staging label: AWSCURRENT');
});

test('makes passwords', async () => {
  expect((await world().call('GetRandomPassword', { PasswordLength: 10 })).RandomPassword).toHaveLength(10);
});

test('no value is in what is logged', async () => {
  const { whole } = world();
  const inputs = [
    ['CreateSecret', { Name: 'n', SecretString: 'hush' }],
    ['PutSecretValue', { SecretId: 'n', SecretString: 'hush', SecretBinary: 'hush' }],
    ['GetSecretValue', { SecretId: 'n' }],
  ] as const;
  for (const [operation, input] of inputs) {
    const { response } = await whole(operation, input);
    expect(JSON.stringify(response.call)).not.toContain('hush');
    expect(response.call.parameters).toEqual('Name' in input ? { Name: 'n' } : { SecretId: 'n' });
  }
});
