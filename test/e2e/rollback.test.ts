/** What Connect refuses is taken back, told with its reason, and no obstacle to the next deployment. */
import { Project, STACK, unwrapped, type Run } from './support/project';

jest.setTimeout(240_000);

const USERS = `
Mary:
  InstanceId: a1b2c3d4-5678-90ab-cdef-EXAMPLE11111
  Username: Mary
  IdentityInfo: { FirstName: Mary, LastName: Major }
  PhoneConfig: { PhoneType: SOFT_PHONE, AfterContactWorkTimeLimit: 60 }
  SecurityProfileIds: [12345678-1111-2222-aaaa-a1b2c3d4f5g7]
  RoutingProfileId: 87654321-9999-3434-abcd-x1y2z3a1b2c3
  ConnectUser:
    Password: { Generated: true }
Ann:
  InstanceId: a1b2c3d4-5678-90ab-cdef-EXAMPLE11111
  Username: Ann
  IdentityInfo: { FirstName: Ann, LastName: Archer }
  Tags: { Team: Berlin }
  ConnectUser:
    Password: { Generated: true }
    RoutingProfileName: Basic Routing Profile
    SecurityProfileNames: [Agent]
    Proficiencies: [{ AttributeName: connect:Language, AttributeValue: connect:German, Level: 3 }]
`;
const PROFILE = '87654321-9999-3434-abcd-x1y2z3a1b2c3';
const MISSING_PROFILE = '00000000-9999-3434-abcd-000000000000';

let project: Project;
afterEach(() => project?.stop());

/** The accounts but for when they were changed last. */
const accounts = () =>
  Object.values(project.users()).map(({ LastModifiedTime, ...rest }) => ({
    ...rest,
    LastModifiedTime: typeof LastModifiedTime,
  }));

/** The command tells which call was refused, with Connect's error, its request id, and what to do. */
function expectReason(run: Run, operation: string, error: string, todo: string): void {
  const refused = run.calls.find((call) => call.operation === operation && call.error === error);
  expect(refused).toBeDefined();
  const output = unwrapped(run.output);
  expect(output).toContain(`${operation}: ${error}: `);
  expect(output).toContain(`(request id ${refused?.requestId})`);
  expect(output).toContain(todo);
}

test('a refused update is rolled back, both accounts are as before, and a corrected file deploys', async () => {
  project = await Project.start(USERS);
  await project.deploy();
  expect(Object.keys(project.users()).sort()).toEqual(['Ann', 'Mary']);
  const before = accounts();

  // Ann's new name is accepted before her new skill is refused: half an update, to be taken back.
  project.edit(
    ['LastName: Major', 'LastName: Minor'],
    ['LastName: Archer', 'LastName: Baker'],
    ['Team: Berlin', 'Team: Vienna'],
    [
      'AttributeName: connect:Language, AttributeValue: connect:German',
      'AttributeName: Cooking, AttributeValue: Soup',
    ],
  );
  const refused = await project.deploy();

  expect(project.stack?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(accounts()).toEqual(before);
  const ann = project.user('Ann');
  const renames = refused.calls.filter(({ operation }) => operation === 'UpdateUserIdentityInfo');
  const ofAnn = renames.filter(({ parameters }) => (parameters as { UserId: string }).UserId === ann.Id);
  expect(ofAnn.map(({ status }) => status)).toEqual([200, 200]);
  expect(refused.connect).not.toContain('CreateUser');
  expect(refused.connect).not.toContain('DeleteUser');
  expectReason(refused, 'AssociateUserProficiencies', 'ResourceNotFoundException', 'Correct');
  expect(refused.code).not.toBe(0);

  project.edit([
    'AttributeName: Cooking, AttributeValue: Soup',
    'AttributeName: connect:Language, AttributeValue: connect:French',
  ]);
  const corrected = await project.deploy();

  expect(project.stack?.status).toBe('UPDATE_COMPLETE');
  expect(project.user('Mary').IdentityInfo).toEqual({ FirstName: 'Mary', LastName: 'Minor' });
  expect(project.user('Ann')).toMatchObject({
    Id: ann.Id,
    IdentityInfo: { FirstName: 'Ann', LastName: 'Baker' },
    Tags: { Team: 'Vienna' },
    Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:French', Level: 3 }],
  });
  expect(corrected.code).toBe(0);
});

test('a first deployment that fails leaves no account and no secret, and deploying again works', async () => {
  project = await Project.start(USERS);
  project.edit([PROFILE, MISSING_PROFILE]);
  const failed = await project.deploy();

  expect(project.stack?.status).toBe('ROLLBACK_COMPLETE');
  expect(project.users()).toEqual({});
  expect(project.aws.secretsManager.list()).toEqual([]);
  const { id, resources } = project.stack!;
  expect(new Set(Object.values(resources).map(({ status }) => status))).toEqual(new Set(['DELETE_COMPLETE']));
  expectReason(failed, 'CreateUser', 'ResourceNotFoundException', MISSING_PROFILE);
  expect(failed.code).not.toBe(0);

  project.edit([MISSING_PROFILE, PROFILE]);
  const corrected = await project.deploy('--method=direct');

  // The command removes what is left of the failed stack before it makes it anew.
  const stackCalls = corrected.calls.filter(({ operation }) =>
    /^(Create|Update|Delete)Stack$/.test(operation),
  );
  expect(stackCalls.map(({ operation }) => operation)).toEqual(['DeleteStack', 'CreateStack']);
  expect(project.stack).toMatchObject({ name: STACK, status: 'CREATE_COMPLETE' });
  expect(project.stack?.id).not.toBe(id);
  expect(Object.keys(project.users()).sort()).toEqual(['Ann', 'Mary']);
  expect(project.user('Mary').RoutingProfileId).toBe(PROFILE);
  expect(corrected.code).toBe(0);
});
