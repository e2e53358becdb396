/** The lives that are searched afterwards: each a stack of its own, by name. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Channel, ExistingUser, PhoneType, RoutingProfile, UserPassword } from '../../lib';
import { connectError } from '../../local/connect/errors';
import { throttled } from '../../local/connect/faults';
import { Deployment, type DeployOptions, type Outcome } from '../support/deployment';
import { addUser, AGENT_ID, INSTANCE_ID, ROUTING_PROFILE_ID, type UserOver } from '../support/users';
import {
  CHANGED_EMAIL,
  FORMER,
  FORMER_PASSWORD,
  OTHER_FIELD,
  PASSWORD,
  PERSON,
  UNUSABLE,
} from './leaks.marks';

export interface Lives {
  readonly deployment: Deployment;
  /** By stack. */
  readonly outcomes: Map<string, Outcome[]>;
  readonly templates: string[];
  /** Passwords that Secrets Manager made up. */
  readonly generated: string[];
  /** What Connect had, after each step. */
  readonly accounts: unknown[];
  readonly tags: unknown[];
  readonly configurations: unknown[];
  /** What was in the folders of the functions, where their processes run, after each step; by path. */
  readonly files: Map<string, Buffer>;
}

const { FirstName: firstName, LastName: lastName, Email: email } = PERSON;
const identityInfo = {
  firstName,
  lastName,
  email,
  secondaryEmail: PERSON.SecondaryEmail,
  mobile: PERSON.Mobile,
};
const channels: UserOver = {
  phoneNumberConfigs: [
    { channel: Channel.VOICE, phoneType: PhoneType.DESK_PHONE, phoneNumber: PERSON.PhoneNumber },
  ],
};
const USER: UserOver = { identityInfo, directoryUserId: PERSON.DirectoryUserId };
const CHANGED: UserOver = { identityInfo: { ...identityInfo, email: CHANGED_EMAIL }, tags: { a: '1' } };
/** Accounts that were there before have no directory id, which cannot be given later. */
const ADOPT: UserOver = { existingUser: ExistingUser.ADOPT, directoryUserId: undefined };
const { PhoneNumber, DeskPhoneNumber, ...EACH } = PERSON;
/** As if Connect quoted all that it was sent for a user, the first or the second … */
const FIRST = [...Object.values(EACH), PhoneNumber];
const SECOND = [...Object.values(EACH), DeskPhoneNumber];
/** … and all that the account has: one that is adopted, or one that was changed outside. */
const ADOPTED = [...FIRST, ...Object.values(FORMER)].filter((value) => value !== PERSON.DirectoryUserId);
const DRIFTED = [...FIRST, CHANGED_EMAIL, ...Object.values(FORMER)].filter(
  (value) => value !== FORMER.PhoneNumber,
);
const FORMER_IDENTITY = {
  FirstName: FORMER.FirstName,
  LastName: FORMER.LastName,
  Email: FORMER.Email,
  SecondaryEmail: FORMER.SecondaryEmail,
  Mobile: FORMER.Mobile,
};

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

export async function live(): Promise<Lives> {
  const d = await Deployment.start();
  const lives: Lives = {
    deployment: d,
    outcomes: new Map(),
    templates: [],
    generated: [],
    accounts: [],
    tags: [],
    configurations: [],
    files: new Map(),
  };
  const secretOf = (name: string, value: object) => {
    const secret = d.aws.secretsManager.create({ name });
    d.aws.secretsManager.put(secret, { SecretString: JSON.stringify(value) });
    return secret.arn;
  };
  const secretArn = secretOf('marked', { password: PASSWORD, other: OTHER_FIELD, unusable: UNUSABLE });
  const quoting = (operation: string, values: readonly string[], skip = 0) => {
    const answer = connectError('InvalidParameterException', `Not taken: ${values.join(', ')}`);
    d.aws.connect.faults.add({ operation, skip, answer });
  };
  const call = (operation: string, input: object) =>
    d.aws.connect.call(operation, { InstanceId: INSTANCE_ID, ...input });

  const note = (name: string, outcome: Outcome) => {
    lives.outcomes.set(name, [...(lives.outcomes.get(name) ?? []), outcome]);
    lives.accounts.push(d.aws.connect.users());
    lives.tags.push(...d.aws.connect.users().map(({ Tags }) => Tags));
    for (const { type, physicalId = '' } of Object.values(outcome.stack.resources)) {
      const deployed =
        type === 'AWS::Lambda::Function' ? d.aws.lambda.function(physicalId)?.deployed : undefined;
      if (deployed === undefined) continue;
      lives.configurations.push(deployed.config);
      for (const path of filesIn(deployed.code.folder)) lives.files.set(path, readFileSync(path));
    }
    for (const { versions, name: secret } of d.aws.secretsManager.list()) {
      if (secret === 'marked') continue;
      for (const { value } of versions.values()) lives.generated.push(value.SecretString ?? '');
    }
  };
  /** Two users: one with a password of a secret and a number a channel, one with a generated one and a desk phone. */
  const deploy = async (name: string, over: UserOver = {}, options: DeployOptions = {}) => {
    const outcome = await d.deploy(
      name,
      (stack) => {
        const secret = Secret.fromSecretCompleteArn(stack, 'Secret', secretArn);
        const password = UserPassword.fromSecret(secret, 'password');
        const first = { ...USER, ...channels, username: `${name}-1`, password, stackOutputs: true };
        const user = addUser(stack, { ...first, ...over });
        const phoneConfig = { phoneType: PhoneType.DESK_PHONE, deskPhoneNumber: PERSON.DeskPhoneNumber };
        addUser(stack, { ...USER, username: `${name}-2`, phoneConfig }, 'Generated').node.addDependency(user);
      },
      options,
    );
    note(name, outcome);
    lives.templates.push(await d.cloudformation('GetTemplate', { StackName: name }));
  };
  const destroy = async (name: string) => {
    d.aws.connect.faults.clear();
    note(name, await d.destroy(name));
  };
  const stranger = (name: string) => {
    call('CreateUser', {
      Username: `${name}-1`,
      Password: FORMER_PASSWORD,
      IdentityInfo: FORMER_IDENTITY,
      PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: FORMER.PhoneNumber }],
      RoutingProfileId: ROUTING_PROFILE_ID,
      SecurityProfileIds: [AGENT_ID],
    });
    return ADOPT;
  };
  /** Somebody else changes the account. */
  const drift = (name: string) =>
    call('UpdateUserIdentityInfo', { UserId: d.mustAccount(`${name}-1`).Id, IdentityInfo: FORMER_IDENTITY });

  await deploy('Fine');
  await deploy('Fine', CHANGED);
  await destroy('Fine');

  await deploy('Renamed');
  await deploy('Renamed', { username: 'Renamed-3' });
  await destroy('Renamed');

  quoting('CreateUser', [...FIRST, PASSWORD]);
  await deploy('Refused');
  await destroy('Refused');

  await deploy('UpdateRefused');
  quoting('UpdateUserIdentityInfo', [...FIRST, CHANGED_EMAIL]);
  await deploy('UpdateRefused', CHANGED);
  await destroy('UpdateRefused');

  d.aws.connect.faults.add({ operation: 'CreateUser', answer: throttled(), times: Infinity });
  await deploy('Throttled', {}, { timeoutSeconds: 60 });
  await destroy('Throttled');

  d.aws.connect.faults.add({ operation: 'CreateUser', when: 'after', answer: 'drop' });
  d.aws.responses.refusePuts({ count: 2 });
  await deploy('Unanswered');
  await destroy('Unanswered');

  const adopting = stranger('Adopted');
  await deploy('Adopted', adopting);
  await deploy('Adopted', { ...adopting, ...CHANGED });
  await destroy('Adopted');

  quoting('UpdateUserIdentityInfo', ADOPTED);
  await deploy('AdoptionRefused', stranger('AdoptionRefused'));
  await destroy('AdoptionRefused');

  // The sibling fails after the adoption.
  quoting('CreateUser', SECOND, 1);
  await deploy('AdoptionRolledBack', stranger('AdoptionRolledBack'));
  await destroy('AdoptionRolledBack');

  await deploy('Drifted');
  drift('Drifted');
  await deploy('Drifted', CHANGED);
  await destroy('Drifted');

  await deploy('DriftRefused');
  drift('DriftRefused');
  quoting('UpdateUserIdentityInfo', DRIFTED);
  await deploy('DriftRefused', { ...CHANGED, routingProfile: RoutingProfile.fromId(ROUTING_PROFILE_ID) });
  await destroy('DriftRefused');

  await noPassword();
  return lives;

  async function noPassword() {
    const outcome = await d.deploy('NoPassword', (stack) => {
      const secret = Secret.fromSecretCompleteArn(stack, 'Secret', secretArn);
      addUser(stack, {
        ...USER,
        username: 'NoPassword',
        password: UserPassword.fromSecret(secret, 'unusable'),
      });
    });
    note('NoPassword', outcome);
    await destroy('NoPassword');
  }
}
