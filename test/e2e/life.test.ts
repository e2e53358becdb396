/** Mary's account from the first deployment to the last, by the real cdk on the example's file. */
import { STACK, Project, expectNothingChanged, type Run } from './support/project';

jest.setTimeout(240_000);

const INSTANCE_ARN = 'arn:aws:connect:us-east-1:123456789012:instance/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';

let project: Project;
beforeAll(async () => {
  project = await Project.example();
});
afterAll(() => project?.stop());

/** The outputs are printed, and say what the account in Connect is. */
function expectOutputs(run: Run, username: string): void {
  const { Id, Arn } = project.user(username);
  expect(project.stack?.outputs).toEqual({ MaryUserId: Id, MaryUserArn: Arn });
  expect(run.output).toContain(`${STACK}.MaryUserId = ${Id}`);
  expect(run.output).toContain(`${STACK}.MaryUserArn = ${Arn}`);
}

// One life, told in order: each test goes on where the one before stopped.
let first: { readonly Id: string };

test('the first deployment makes the account that the file asks for, and prints its outputs', async () => {
  const run = await project.deploy();

  expect(Object.keys(project.users())).toEqual(['Mary']);
  const mary = project.user('Mary');
  first = mary;
  expect(mary).toEqual({
    Id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    Arn: `${INSTANCE_ARN}/agent/${mary.Id}`,
    Username: 'Mary',
    IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
    PhoneConfig: {
      PhoneType: 'DESK_PHONE',
      AutoAccept: true,
      AfterContactWorkTimeLimit: 60,
      DeskPhoneNumber: '+15555551212',
      PersistentConnection: false,
    },
    SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
    RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
    Tags: { 'cdk-connect-user:owner': expect.stringContaining(`${STACK}/`) },
    LastModifiedTime: expect.any(Number),
    LastModifiedRegion: 'us-east-1',
    Proficiencies: [],
  });
  expectOutputs(run, 'Mary');
  expect(run.connect).toEqual(['CreateUser', 'DescribeUser']);
  expect(project.passwords()).toHaveLength(1);
  expect([run.code, project.stack?.status]).toEqual([0, 'CREATE_COMPLETE']);
});

test('diff of the same file finds nothing', async () => {
  const run = await project.diff();

  expect(run.output).toContain('There were no differences');
  expect(run.connect).toEqual([]);
  expectNothingChanged(run);
  expect(run.code).toBe(0);
});

test('diff of a changed file shows each property, and calls nothing of Connect', async () => {
  project.edit(
    ['LastName: Major', 'LastName: Minor'],
    ['AutoAccept: true', 'AutoAccept: false'],
    ['AfterContactWorkTimeLimit: 60', 'AfterContactWorkTimeLimit: 90'],
  );
  const before = project.users();
  const run = await project.diff();

  expect(run.output).toContain('[~] Custom::ConnectUser Mary');
  const changed = run.output.slice(run.output.indexOf('[~] Custom::ConnectUser Mary'));
  expect(changed).toMatch(/\.LastName:[^]*\[-\] Major[^]*\[\+\] Minor/);
  expect(changed).toMatch(/\.AfterContactWorkTimeLimit:[^]*\[-\] 60[^]*\[\+\] 90/);
  expect(changed).toContain('.AutoAccept:');
  expect(changed.match(/\[~\]/g)).toHaveLength(6);
  expect(run.output).toContain('Number of stacks with differences: 1');
  expect(run.connect).toEqual([]);
  expectNothingChanged(run);
  expect(project.users()).toEqual(before);
});

test('deploying the change updates the account in place, with the calls that differ and no other', async () => {
  const before = project.user('Mary');
  const run = await project.deploy('--method=direct');

  const mary = project.user('Mary');
  expect(mary).toEqual({
    ...before,
    IdentityInfo: { FirstName: 'Mary', LastName: 'Minor' },
    PhoneConfig: { ...before.PhoneConfig, AutoAccept: false, AfterContactWorkTimeLimit: 90 },
    LastModifiedTime: expect.any(Number),
  });
  expect(mary.Id).toBe(first.Id);
  expect(Object.keys(project.users())).toEqual(['Mary']);
  expectOutputs(run, 'Mary');
  expect(run.connect).toEqual(['DescribeUser', 'UpdateUserIdentityInfo', 'UpdateUserPhoneConfig']);
  expect(run.calls.map(({ operation }) => operation)).toContain('UpdateStack');
  expect([run.code, project.stack?.status]).toEqual([0, 'UPDATE_COMPLETE']);
});

test('a rename makes the new account, then removes the old one; the outputs follow', async () => {
  const before = project.user('Mary');
  project.edit(['Username: Mary', 'Username: Mary.Minor']);
  const run = await project.deploy();

  expect(Object.keys(project.users())).toEqual(['Mary.Minor']);
  const renamed = project.user('Mary.Minor');
  expect(renamed.Id).not.toBe(first.Id);
  expect(renamed).toMatchObject({
    IdentityInfo: before.IdentityInfo,
    PhoneConfig: before.PhoneConfig,
    RoutingProfileId: before.RoutingProfileId,
    SecurityProfileIds: before.SecurityProfileIds,
  });
  expectOutputs(run, 'Mary.Minor');
  const writes = run.calls.filter(({ operation }) => /^(Create|Delete)User$/.test(operation));
  expect(writes.map(({ operation, status }) => [operation, status])).toEqual([
    ['CreateUser', 200],
    ['DeleteUser', 200],
  ]);
  expect(writes[1].parameters).toMatchObject({ UserId: first.Id });
  expect(run.calls.map(({ operation }) => operation)).toContain('ExecuteChangeSet');
  expect([run.code, project.stack?.status]).toEqual([0, 'UPDATE_COMPLETE']);
});

test('destroy leaves no account, no secret, no function and no role', async () => {
  const run = await project.destroy();

  expect(project.users()).toEqual({});
  expect(project.aws.secretsManager.list()).toEqual([]);
  const [stack] = project.stacks();
  expect(stack.status).toBe('DELETE_COMPLETE');
  const resources = Object.values(stack.resources);
  expect(resources.map(({ type }) => type).sort()).toEqual([
    'AWS::CDK::Metadata',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::Function',
    'AWS::Logs::LogGroup',
    'AWS::SecretsManager::Secret',
    'Custom::ConnectUser',
  ]);
  expect(resources.filter(({ status }) => status !== 'DELETE_COMPLETE')).toEqual([]);
  for (const { type, physicalId = '' } of resources) {
    if (type === 'AWS::Lambda::Function') expect(project.aws.lambda.function(physicalId)).toBeUndefined();
    if (type === 'AWS::IAM::Role') expect(project.aws.iam.role(physicalId)).toBeUndefined();
  }
  expect(run.connect).toEqual(['DescribeUser', 'DeleteUser']);
  expect(project.stack).toBeUndefined();
  expect(run.code).toBe(0);
});
