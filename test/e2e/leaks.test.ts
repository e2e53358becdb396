/** No password, and no more personal data than CloudFormation must have, in anything that a run leaves. */
import { AwsError } from '../../local/types';
import { Project } from './support/project';
import { placesOf, tracesOf, type Trace } from './support/traces';

jest.setTimeout(240_000);

const WHOLE = 'Wh0le-s3cret"with\\odd&signs';
const FIELD = 'F1eld-of-a-JSON+secret/';
const PERSON = {
  FirstName: 'Zwentibold',
  LastName: 'Quasthoff',
  Email: 'zwentibold.quasthoff@example.com',
  SecondaryEmail: 'zwentibold.at.home@example.com',
  Mobile: '+4930901820',
};
const DESK_PHONE = '+4930227000';
const DIRECTORY = 'quasthoff-in-the-directory';

function user(username: string, password: object) {
  return {
    InstanceId: 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111',
    Username: username,
    IdentityInfo: PERSON,
    PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: DESK_PHONE },
    SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
    RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
    DirectoryUserId: DIRECTORY,
    ConnectUser: { Password: password },
  };
}

let project: Project;
let users: Record<string, object>;
/** The pre-signed URLs that the functions got: whoever has one can answer in a function's stead. */
const addresses: URL[] = [];

beforeAll(async () => {
  project = await Project.start('{}', 'users.json');
  project.aws.lambda.onInvocation(({ event }) => {
    addresses.push(new URL((JSON.parse(event) as { ResponseURL: string }).ResponseURL));
  });
  const secret = (name: string, SecretString: string) => {
    const made = project.aws.secretsManager.create({ name });
    project.aws.secretsManager.put(made, { SecretString });
    return made.arn;
  };
  users = {
    Generated: user('generated', { Generated: true }),
    Whole: user('whole', { SecretArn: secret('whole', WHOLE) }),
    Field: user('field', {
      SecretArn: secret('json', JSON.stringify({ login: FIELD })),
      SecretField: 'login',
    }),
  };
  project.write(JSON.stringify(users));

  const deployed = await project.deploy();
  if (deployed.code !== 0) throw new Error(deployed.output);
  // A service that quotes back what it was sent: the worst that an error can do.
  project.aws.connect.faults.add({
    operation: 'CreateUser',
    answer: new AwsError(
      'InvalidParameterException',
      `Refused: late, ${FIELD}, ${Object.values(PERSON).join(', ')}, ${DESK_PHONE}, ${DIRECTORY}`,
    ),
  });
  const { arn } = project.aws.secretsManager.mustFind('json');
  users = { ...users, Late: user('late', { SecretArn: arn, SecretField: 'login' }) };
  project.write(JSON.stringify(users));
  const refused = await project.deploy();
  if (project.stack?.status !== 'UPDATE_ROLLBACK_COMPLETE') throw new Error(refused.output);
}, 240_000);
afterAll(() => project?.stop());

/** The kinds of places: the first word of each. */
const kinds = (traces: readonly Trace[]) =>
  [...new Set(traces.map(({ where }) => where.split(' ')[0]))].sort();

test('the search looks everywhere, archives included, and finds what is there', async () => {
  const traces = await tracesOf(project);
  expect(kinds(traces)).toEqual(
    [
      'accounts',
      'calls',
      'event',
      'file',
      'function',
      'headers',
      'log',
      'object',
      'outputs',
      'printed',
      'resources',
    ].sort(),
  );
  // The resource's type is in the template, here and in the bucket, in the function's archive, in events and lines.
  const found = placesOf(['Custom::ConnectUser'], traces);
  expect(found).toEqual(
    expect.arrayContaining([
      'file cdk.out/ConnectUsers.template.json',
      expect.stringMatching(/^object .*\.json$/),
      expect.stringMatching(/^event /),
      'printed',
      'resources ConnectUsers',
    ]),
  );
  expect(placesOf(['cdk-connect-user:owner'], traces)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^object .*\.zip!index\.js$/), 'file index.js']),
  );
  expect(placesOf(['CreateUser'], traces)).toEqual(
    expect.arrayContaining(['calls', 'calls over HTTP', expect.stringMatching(/^log /)]),
  );
  // In disguise, too.
  expect(placesOf([WHOLE], [{ where: 'here', text: JSON.stringify({ a: WHOLE }) }])).toEqual(['here']);
  expect(placesOf([WHOLE], [{ where: 'here', text: Buffer.from(WHOLE).toString('base64') }])).toEqual([
    'here',
  ]);
});

test('no password is anywhere', async () => {
  const passwords = project.passwords();
  expect(passwords).toEqual(expect.arrayContaining([WHOLE, FIELD]));
  expect(passwords).toHaveLength(3);
  expect(placesOf(passwords, await tracesOf(project))).toEqual([]);
});

test('neither the log, nor what was printed, nor a reason, nor the log of calls has personal data', async () => {
  const said = (await tracesOf(project)).filter(({ where }) => /^(log|printed|calls|outputs)/.test(where));
  const reasons = project
    .stacks()
    .flatMap(({ events }) => events)
    .flatMap(({ logicalId, reason }) =>
      reason === undefined ? [] : [{ where: `reason ${logicalId}`, text: reason }],
    );
  // Not in vain: the refusal is told.
  expect(placesOf(['CreateUser: InvalidParameterException: Refused: late, '], reasons)).toHaveLength(1);
  expect(placesOf([...Object.values(PERSON), DESK_PHONE, DIRECTORY], [...said, ...reasons])).toEqual([]);
});

test('the address of an answer is nowhere', async () => {
  const signatures = addresses.map(({ searchParams }) => searchParams.get('Signature')!);
  expect(signatures.length).toBeGreaterThan(3);
  expect(placesOf(signatures, await tracesOf(project))).toEqual([]);
});

test('nor is there a password after the end', async () => {
  await project.destroy();
  expect(project.users()).toEqual({});
  // The secrets that were there before the stack stay, and no other.
  expect(
    project.aws.secretsManager
      .list()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['json', 'whole']);
  expect(placesOf(project.passwords(), await tracesOf(project))).toEqual([]);
});
