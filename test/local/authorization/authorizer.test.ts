/** What the session of a role may do, by the policies that the role has. */
import { Authorizer } from '../../../local/authorization/authorizer';
import type { Need } from '../../../local/authorization/need';
import { simulator } from '../../../local/authorization/simulator';
import { IamStore } from '../../../local/iam';
import type { Statement } from '../../../local/iam';
import { PLACE, request } from '../support';

const SESSION = 'arn:aws:sts::123456789012:assumed-role/Role/fn';
const INSTANCE = 'arn:aws:connect:us-east-1:123456789012:instance/i';
const USER = `${INSTANCE}/agent/u`;

function world(...statements: Omit<Statement, 'Effect'>[]) {
  const iam = new IamStore(PLACE);
  iam.createRole({ name: 'Role', trust: { Statement: [] } });
  const put = (Statement: Statement[]) => iam.putInline('Role', 'P', { Version: '2012-10-17', Statement });
  put(statements.map((statement) => ({ Effect: 'Allow', ...statement })));
  const authorizer = new Authorizer({ place: PLACE, iam });
  const allows = (action: string, resource: string, context: Need['context'] = {}) =>
    authorizer.allows(SESSION, [{ action, resource, context }]);
  return { authorizer, allows, put };
}

const owned = { StringLike: { 'aws:ResourceTag/owner': 'Stack/*' } };
const tagged = { 'aws:ResourceTag/owner': 'Stack/Mary' };

test.each<[string, Omit<Statement, 'Effect'>, string, string, Need['context'], boolean]>([
  [
    'the action on the resource',
    { Action: 'connect:DeleteUser', Resource: USER },
    'connect:DeleteUser',
    USER,
    {},
    true,
  ],
  [
    'another action',
    { Action: 'connect:DescribeUser', Resource: USER },
    'connect:DeleteUser',
    USER,
    {},
    false,
  ],
  [
    'another resource',
    { Action: 'connect:DeleteUser', Resource: `${USER}2` },
    'connect:DeleteUser',
    USER,
    {},
    false,
  ],
  [
    'a tag that fits',
    { Action: 'connect:DeleteUser', Resource: USER, Condition: owned },
    'connect:DeleteUser',
    USER,
    tagged,
    true,
  ],
  [
    'a tag that does not',
    { Action: 'connect:DeleteUser', Resource: USER, Condition: owned },
    'connect:DeleteUser',
    USER,
    { 'aws:ResourceTag/owner': 'Other/Mary' },
    false,
  ],
  [
    'no tag',
    { Action: 'connect:DeleteUser', Resource: USER, Condition: owned },
    'connect:DeleteUser',
    USER,
    {},
    false,
  ],
  [
    'a tag where the action knows none',
    { Action: 'connect:UntagResource', Resource: USER, Condition: owned },
    'connect:UntagResource',
    USER,
    tagged,
    false,
  ],
  [
    'an action that the reference lacks',
    { Action: 'connect:UpdateUserConfig', Resource: USER },
    'connect:UpdateUserConfig',
    USER,
    {},
    true,
  ],
  [
    'the same on a condition',
    { Action: 'connect:UpdateUserConfig', Resource: USER, Condition: owned },
    'connect:UpdateUserConfig',
    USER,
    tagged,
    false,
  ],
  [
    'a user to be made',
    { Action: 'connect:CreateUser', Resource: `${INSTANCE}/agent/*` },
    'connect:CreateUser',
    `${INSTANCE}/agent/*`,
    {},
    true,
  ],
  [
    'a user to be made, by a policy for one user',
    { Action: 'connect:CreateUser', Resource: USER },
    'connect:CreateUser',
    `${INSTANCE}/agent/*`,
    {},
    false,
  ],
])('%s', async (_, statement, action, resource, context, allowed) => {
  expect(await world(statement).allows(action, resource, context)).toBe(allowed);
});

test('each user is judged by its own tags, the first as the next', async () => {
  const { allows } = world({
    Action: 'connect:DeleteUser',
    Resource: `${INSTANCE}/agent/*`,
    Condition: owned,
  });
  const of = (id: string, owner: string) =>
    allows('connect:DeleteUser', `${INSTANCE}/agent/${id}`, { 'aws:ResourceTag/owner': owner });
  expect(await of('a', 'Stack/A')).toBe(true);
  expect(await of('b', 'Other/B')).toBe(false);
  expect(await of('c', 'Stack/C')).toBe(true);
  expect(await allows('connect:DeleteUser', `${USER}/x`.replace('/i/', '/j/'), tagged)).toBe(false);
});

test('a policy that changes counts at once', async () => {
  const { allows, put } = world({ Action: 'connect:DeleteUser', Resource: USER });
  expect(await allows('connect:DeleteUser', USER)).toBe(true);
  put([{ Effect: 'Deny', Action: 'connect:*', Resource: '*' }]);
  expect(await allows('connect:DeleteUser', USER)).toBe(false);
});

const service = (name: string) => ({
  name,
  handle: () => Promise.reject(new Error('not here')),
  access: () =>
    Promise.resolve({
      operation: 'DeleteUser',
      needs: [{ action: 'connect:DeleteUser', resource: USER, context: {} }],
    }),
});
const from = (arn: string) => request({ caller: { accessKeyId: 'K', arn } });

test('says what AWS says', async () => {
  const { authorizer, put } = world({ Action: 'connect:DescribeUser', Resource: USER });
  await expect(authorizer.check(service('connect'), from(SESSION))).rejects.toMatchObject({
    code: 'AccessDeniedException',
    status: 403,
    message: `User: ${SESSION} is not authorized to perform: connect:DeleteUser on resource: ${USER} because no identity-based policy allows the connect:DeleteUser action`,
  });
  put([{ Effect: 'Deny', Action: 'connect:*', Resource: '*' }]);
  await expect(authorizer.check(service('secretsmanager'), from(SESSION))).rejects.toMatchObject({
    status: 400,
    message: expect.stringMatching(/ with an explicit deny in an identity-based policy$/) as string,
  });
});

test('a service of the query protocol says it in its own words', async () => {
  const { authorizer } = world();
  await expect(authorizer.check(service('cloudformation'), from(SESSION))).rejects.toMatchObject({
    code: 'AccessDenied',
    status: 403,
  });
});

test('a user of the account may do everything', async () => {
  const { authorizer } = world();
  const local = from('arn:aws:iam::123456789012:user/local');
  await expect(authorizer.check(service('connect'), local)).resolves.toBeUndefined();
});

test('says what to do where the simulator is not installed', () => {
  const missing = () => {
    throw Object.assign(new Error('no'), { code: 'MODULE_NOT_FOUND' });
  };
  expect(() => simulator(missing)).toThrow(
    /npm install --save-dev @cloud-copilot\/iam-simulate.*authorization: 'off'/,
  );
});
