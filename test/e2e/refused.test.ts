/** A file that is wrong stops before anything is deployed, and the message says where and what. */
import { join } from 'node:path';
import { Project, expectNothingChanged, unwrapped, type Run } from './support/project';

jest.setTimeout(240_000);

const USERS = `
Mary:
  InstanceId: a1b2c3d4-5678-90ab-cdef-EXAMPLE11111
  Username: Mary
  IdentityInfo: { FirstName: Mary, LastName: Major }
  SecurityProfileIds: [12345678-1111-2222-aaaa-a1b2c3d4f5g7]
  RoutingProfileId: 87654321-9999-3434-abcd-x1y2z3a1b2c3
  ConnectUser:
    Password: { Generated: true }
Ann:
  InstanceId: a1b2c3d4-5678-90ab-cdef-EXAMPLE11111
  Username: Ann
  PhoneConfig:
    PhoneType: SOFT_PHONE
  SecurityProfileIds: [12345678-1111-2222-aaaa-a1b2c3d4f5g7]
  RoutingProfileId: 87654321-9999-3434-abcd-x1y2z3a1b2c3
`;

let project: Project;
beforeAll(async () => {
  project = await Project.start(USERS);
});
afterAll(() => project?.stop());

/** The number of the line that holds a text. */
const lineOf = (users: string, text: string) => users.slice(0, users.indexOf(text)).split('\n').length;

function expectRefused(run: Run): string {
  expect(run.code).not.toBe(0);
  expect(run.calls.filter(({ service }) => service === 'connect')).toEqual([]);
  expectNothingChanged(run);
  expect(project.aws.cloudformation.stacks()).toEqual([]);
  expect(project.users()).toEqual({});
  return unwrapped(run.output);
}

test('what is no request: every line, user and field at once, and the clear-text password is not echoed', async () => {
  const password = 'Hunter2-in-the-clear';
  const users = USERS.replace('  RoutingProfileId: 8', '  RoutingProfile: 8')
    .replace('  Username: Ann\n', `  Username: Ann\n  Password: ${password}\n`)
    .replace('SOFT_PHONE\n', 'DESK_PHONE\n    DeskPhoneNumber: 15555551212\n    AutoAccept: yes please\n');
  project.write(users);
  const output = expectRefused(await project.deploy());

  const line = (text: string) => `users.yaml:${lineOf(users, text)}`;
  expect(output).toContain(
    `${line('RoutingProfile:')}: Mary, RoutingProfile: Unknown key "RoutingProfile". Did you mean RoutingProfileId?`,
  );
  expect(output).toContain(`${line('Password: Hunter2')}: Ann, Password: `);
  expect(output).toContain('ConnectUser.Password');
  expect(output).toContain(
    `${line('DeskPhoneNumber')}: Ann, PhoneConfig.DeskPhoneNumber: Given a number, without quotes. Allowed: a string`,
  );
  expect(output).toContain(`${line('AutoAccept')}: Ann, PhoneConfig.AutoAccept: Given a string.`);
  expect(output).not.toContain(password);
  expect(output).not.toContain('15555551212');
});

test('what breaks a rule: line, user, field, what was given and what is allowed', async () => {
  const users = USERS.replace('Username: Mary\n', "Username: 'Mary Major'\n").replace(
    'SOFT_PHONE\n',
    'SOFT_PHONE\n    AfterContactWorkTimeLimit: 2000001\n',
  );
  project.write(users);
  const output = expectRefused(await project.synth('-c', 'identityManagementType=CONNECT_MANAGED'));

  expect(output).toMatch(
    new RegExp(`/Mary\\] users\\.yaml:${lineOf(users, 'Username: ')} Username: [^\\]]*"Mary Major"`),
  );
  const limit = `users\\.yaml:${lineOf(users, 'AfterContactWorkTimeLimit')} PhoneConfig\\.AfterContactWorkTimeLimit: `;
  expect(output).toMatch(new RegExp(`/Ann\\] ${limit}[^\\]]*2000001[^\\]]*2,?000,?000`));
  // Ann has neither a password nor a name, which this type of instance asks for.
  expect(output).toMatch(/\/Ann\] users\.yaml:\d+ [^\]]*[Pp]assword/);
  expect(output).toMatch(/\/Ann\] users\.yaml:\d+ IdentityInfo[^\]]*/);
});

test('what is no YAML: file, line and column', async () => {
  const users = USERS.replace('LastName: Major }', 'LastName: "Major }');
  project.write(users);
  const output = expectRefused(await project.deploy());

  expect(output).toMatch(
    /users\.yaml: \d+ problems users\.yaml:\d+:\d+: Not YAML: |users\.yaml: a problem users\.yaml:\d+:\d+: Not YAML: /,
  );
  expect(output).not.toContain('Major');
});

test('a file that is not there, or holds nobody', async () => {
  const missing = join(project.folder, 'nobody.yaml');
  expect(expectRefused(await project.synth('-c', `users=${missing}`))).toContain(missing);

  project.write('# nobody yet\n');
  expect(expectRefused(await project.synth())).toContain('users.yaml: The file holds no user.');
});
