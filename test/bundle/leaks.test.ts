/** Marked values in every member that is sensitive, and everything that anybody can read afterwards. */
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Channel, PhoneType, UserPassword } from '../../lib';
import { connectError } from '../../local/connect/errors';
import { Deployment, type Outcome } from '../support/deployment';
import { addUser, type UserOver } from '../support/users';

const PASSWORD = 'Marked@Password1';
const OTHER_FIELD = 'Marked@Neighbour2';
const PERSONAL = [
  'Firstmarked',
  'Lastmarked',
  'email-marked@example.com',
  'secondary-marked@example.com',
  '+15555550177',
  '+15555550188',
  'directory-marked',
];
const [firstName, lastName, email, secondaryEmail, mobile, phoneNumber, directoryUserId] = PERSONAL;
const USER: UserOver = {
  identityInfo: { firstName, lastName, email, secondaryEmail, mobile },
  phoneNumberConfigs: [{ channel: Channel.VOICE, phoneType: PhoneType.DESK_PHONE, phoneNumber }],
  directoryUserId,
};
/** As if Connect quoted all that it was sent. */
const quoting = (...sent: readonly string[]) => `Not taken: ${sent.join(', ')}`;

let d: Deployment;
let secretArn: string;
const outcomes: Outcome[] = [];
const generated: string[] = [];
const templates: string[] = [];

beforeAll(async () => {
  d = await Deployment.start();
  const secret = d.aws.secretsManager.create({ name: 'marked' });
  d.aws.secretsManager.put(secret, {
    SecretString: JSON.stringify({ password: PASSWORD, other: OTHER_FIELD }),
  });
  secretArn = secret.arn;
  await life('Fine', {});
  d.aws.connect.faults.add({
    operation: 'CreateUser',
    answer: connectError('InvalidParameterException', quoting(...PERSONAL, PASSWORD)),
  });
  await life('Refused', {});
  d.aws.connect.faults.add({
    operation: 'UpdateUserIdentityInfo',
    answer: connectError('InvalidRequestException', quoting(...PERSONAL)),
  });
  await life('UpdateRefused', { email: 'changed-marked@example.com' });
});
afterAll(() => d.stop());

/** Two users, one with a generated password: made, changed, deleted. */
async function life(stackName: string, changed: Partial<UserOver['identityInfo']>): Promise<void> {
  const deploy = async (over: UserOver) => {
    const outcome = await d.deploy(stackName, (stack) => {
      const secret = Secret.fromSecretCompleteArn(stack, 'Secret', secretArn);
      const password = UserPassword.fromSecret(secret, 'password');
      const user = addUser(stack, {
        ...USER,
        ...over,
        username: `${stackName}-1`,
        password,
        stackOutputs: true,
      });
      addUser(stack, { username: `${stackName}-2` }, 'Generated').node.addDependency(user);
    });
    outcomes.push(outcome);
    templates.push(await d.cloudformation('GetTemplate', { StackName: stackName }));
    for (const { versions, name } of d.aws.secretsManager.list()) {
      if (name === 'marked') continue;
      for (const { value } of versions.values()) generated.push(value.SecretString ?? '');
    }
  };
  await deploy({});
  if (outcomes.at(-1)?.status === 'CREATE_COMPLETE') {
    await deploy({ identityInfo: { ...USER.identityInfo, ...changed }, tags: { a: '1' } });
  }
  outcomes.push(await d.destroy(stackName));
}

const reasons = () =>
  outcomes.flatMap(({ stack }) => stack.events.map(({ reason }) => reason ?? '')).join('\n');
const shown: readonly (readonly [string, () => string])[] = [
  ['the logs', () => d.logged.join('')],
  ['the reasons of CloudFormation', reasons],
  ['the outputs', () => JSON.stringify(outcomes.map(({ outputs }) => outputs))],
  ['the log of calls', () => JSON.stringify(d.aws.calls.list())],
];
/** Personal data is in these in AWS too: whoever may read a template may read what is in it. */
const templatesAndEvents: readonly (readonly [string, () => string])[] = [
  ['the templates', () => templates.join('')],
  ['the events that functions got', () => JSON.stringify(d.delivered)],
  ['the events of CloudFormation', () => JSON.stringify(outcomes.map(({ stack }) => stack))],
];

it('went as it should: one life without a failure, two with', () => {
  expect(outcomes.map(({ status }) => status)).toEqual([
    ...['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
    ...['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    ...['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
  ]);
  expect(reasons()).toContain('Not taken: [FirstName], [LastName], [Email]');
  expect(generated.filter((password) => /^\S{32}$/.test(password)).length).toBeGreaterThan(2);
  // What is looked for would be found.
  expect(d.logged.join('')).toContain('"operation":"CreateUser"');
  expect(JSON.stringify(d.delivered)).toContain(email);
});

it.each([...shown, ...templatesAndEvents])('no password is in %s', (_, read) => {
  const text = read();
  expect(text.length).toBeGreaterThan(100);
  for (const password of [PASSWORD, OTHER_FIELD, ...generated]) expect(text.includes(password)).toBe(false);
});

it.each(shown)('no personal data is in %s', (_, read) => {
  const text = read();
  for (const value of PERSONAL) expect(text).not.toContain(value);
  expect(text).not.toContain('changed-marked');
});

it.each(shown)('no pre-signed URL is in %s', (_, read) => {
  expect(read()).not.toMatch(/Signature=|custom-resource-response[^"]*\?/);
});
