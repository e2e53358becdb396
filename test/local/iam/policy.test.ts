import { checkPolicy, policySize } from '../../../local/iam/policy';
import type { PolicyDocument } from '../../../local/iam';

const policy = (statement: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'connect:CreateUser', Resource: '*', ...statement }],
  ...rest,
});

test.each([
  ['one action', {}],
  ['many', { Action: ['connect:Create*', 'logs:PutLogEvents'] }],
  ['everything', { Action: '*' }],
  ['all but', { Action: undefined, NotAction: 's3:*' }],
  ['ARNs', { Resource: ['arn:aws:connect:*:*:instance/*', 'arn:aws:s3:::bucket/*'] }],
  ['a condition', { Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } }, Sid: 'One' }],
])('takes %s', (_what, statement) => {
  expect(() => checkPolicy(JSON.parse(JSON.stringify(policy(statement))), 'identity')).not.toThrow();
});

test.each<[string, unknown, string]>([
  ['text', 'x', 'Syntax errors'],
  ['a key it does not know', policy({}, { Extra: 1 }), 'Syntax errors'],
  ['another version', policy({}, { Version: '2020-01-01' }), 'Syntax errors'],
  ['no statement', { Version: '2012-10-17', Statement: [] }, 'Syntax errors'],
  ['a statement that is none', { Version: '2012-10-17' }, 'Syntax errors'],
  ['no effect', policy({ Effect: 'Maybe' }), 'Syntax errors'],
  ['a strange statement', policy({ Actions: [] }), 'Syntax errors'],
  ['a strange Sid', policy({ Sid: 'a-b' }), 'Syntax errors'],
  ['no action', policy({ Action: undefined }), 'must contain actions'],
  ['an empty list of actions', policy({ Action: [] }), 'must contain actions'],
  ['an action without a service', policy({ Action: 'CreateUser' }), 'prefaced by a vendor'],
  ['no resource', policy({ Resource: undefined }), 'must contain resources'],
  ['a resource that is no ARN', policy({ Resource: 'user' }), 'Resource user must be in ARN format'],
  ['half an ARN', policy({ Resource: 'arn:aws:connect' }), 'not a complete ARN'],
  ['a principal', policy({ Principal: '*' }), 'should not specify a principal'],
])('refuses %s', (_what, document, message) => {
  expect(() => checkPolicy(document, 'identity')).toThrow(
    expect.objectContaining({
      code: 'MalformedPolicyDocument',
      message: expect.stringContaining(message) as string,
    }),
  );
});

test('refuses a Sid twice', () => {
  const { Statement } = policy({ Sid: 'A' });
  expect(() =>
    checkPolicy({ Version: '2012-10-17', Statement: [...Statement, ...Statement] }, 'identity'),
  ).toThrow('must be unique');
});

test.each([
  ['without a principal', { Resource: undefined }, 'Missing required field Principal'],
  ['with a resource', { Principal: '*' }, 'prohibited field Resource'],
])('refuses a trust policy %s', (_what, statement, message) => {
  expect(() => checkPolicy(policy({ Action: 'sts:AssumeRole', ...statement }), 'trust')).toThrow(message);
});

test('counts characters, not white space', () => {
  const sized = (Resource: string) => policySize(policy({ Resource }) as unknown as PolicyDocument);
  expect(sized('a b')).toBe(sized('ab'));
  expect(sized('abc') - sized('ab')).toBe(1);
});
