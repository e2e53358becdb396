/** An account that somebody else made is never touched, whatever its username is. */
import { Project, STACK, unwrapped, type Run } from './support/project';

jest.setTimeout(240_000);

const INSTANCE = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
const PROFILES = {
  SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
  RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
};
const USERS = JSON.stringify(
  Object.fromEntries(
    ['Mary', 'Ann'].map((Username) => [
      `${Username}InTheStack`,
      {
        InstanceId: INSTANCE,
        Username,
        IdentityInfo: { FirstName: Username, LastName: 'Major' },
        ...PROFILES,
        ConnectUser: { Password: { Generated: true } },
      },
    ]),
  ),
);

let project: Project;
afterEach(() => project?.stop());

/** Somebody else's Mary, made in the console. */
function makeStranger(): void {
  project.aws.connect.call('CreateUser', {
    InstanceId: INSTANCE,
    Username: 'Mary',
    Password: 'Made-by-Some1-else',
    IdentityInfo: { FirstName: 'Maria', LastName: 'Stranger' },
    PhoneConfig: { PhoneType: 'SOFT_PHONE' },
    ...PROFILES,
  });
}

function expectUntouched(run: Run, stranger: unknown, id: string): void {
  expect(project.user('Mary')).toEqual(stranger);
  const touching = run.calls.filter(
    ({ operation, parameters }) =>
      /^(Update|Delete|Tag|Untag|Associate|Disassociate)/.test(operation) &&
      JSON.stringify(parameters).includes(id),
  );
  expect(touching.filter(({ service }) => service === 'connect')).toEqual([]);
}

test('a username that is taken fails the deployment; the stranger stays, everything else goes', async () => {
  project = await Project.start(USERS, 'users.json');
  makeStranger();
  const stranger = project.user('Mary');
  const run = await project.deploy();

  expect(project.stack?.status).toBe('ROLLBACK_COMPLETE');
  expectUntouched(run, stranger, stranger.Id);
  expect(Object.keys(project.users())).toEqual(['Mary']);
  expect(project.aws.secretsManager.list()).toEqual([]);
  const left = Object.values(project.stack!.resources).filter(({ status }) => status !== 'DELETE_COMPLETE');
  expect(left).toEqual([]);
  const output = unwrapped(run.output);
  expect(output).toContain(`A user with this username exists already (account ${stranger.Id})`);
  expect(output).toContain('choose another username');
  expect(output).toContain(`${STACK}/MaryInTheStack`);
  expect(run.code).not.toBe(0);
});

test("a rename to a stranger's username is rolled back to the account that was there; destroy spares the stranger", async () => {
  project = await Project.start(USERS, 'users.json');
  project.edit(['"Username":"Mary"', '"Username":"Mary.Major"']);
  await project.deploy();
  makeStranger();
  const stranger = project.user('Mary');
  const before = project.users();

  project.edit(['"Username":"Mary.Major"', '"Username":"Mary"']);
  const rename = await project.deploy();

  expect(project.stack?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expectUntouched(rename, stranger, stranger.Id);
  expect(project.users()).toEqual(before);
  expect(project.stack?.outputs.MaryInTheStackUserId).toBe(before['Mary.Major'].Id);
  expect(unwrapped(rename.output)).toContain(`exists already (account ${stranger.Id})`);
  expect(rename.code).not.toBe(0);

  const destroy = await project.destroy();

  expectUntouched(destroy, stranger, stranger.Id);
  expect(Object.keys(project.users())).toEqual(['Mary']);
  expect(project.stack).toBeUndefined();
  expect(destroy.code).toBe(0);
});
