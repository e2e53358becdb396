/** The role's policy, as synthesized: what it lacks, a life shows; what it has too much, a life without it shows. */
import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { HierarchyGroup, RoutingProfile, SecurityProfile, UserPassword } from '../../lib';
import type { PolicyDocument, Statement } from '../../local/iam';
import { listOf, statementsOf } from '../../local/iam/policy';
import { Deployment } from '../support/deployment';
import { Invoker, type Answer, type Event } from '../support/invoke';
import { addUser, AGENT_ID, INSTANCE_ID, MANAGER_ID, ROUTING_PROFILE_ID } from '../support/users';

const GROUP_ID = '9b000001-1111-4222-aaaa-a1b2c3d4e5f1';
const FORMER_INSTANCE = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE99999';
const OWNER = 'cdk-connect-user:owner';

let d: Deployment;
let roleName: string;
let policyName: string;
let granted: PolicyDocument;
let invoker: Invoker;
let secrets: { readonly existing: string; readonly keyed: string; readonly generated: string };
let usernames = 0;

function fill(stack: Stack): void {
  const key = Key.fromKeyArn(
    stack,
    'Key',
    'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  );
  const existing = Secret.fromSecretNameV2(stack, 'Existing', 'existing');
  const add = (id: string, password: UserPassword) =>
    addUser(
      stack,
      {
        username: id,
        password,
        routingProfile: RoutingProfile.fromName('Basic Routing Profile'),
        securityProfiles: [SecurityProfile.fromName('Agent')],
        hierarchyGroup: HierarchyGroup.fromName('Group'),
        removalPolicy: RemovalPolicy.DESTROY,
        stackOutputs: false,
      },
      id,
    );
  add('Existing1', UserPassword.fromSecret(existing));
  add('Keyed', UserPassword.generated({ encryptionKey: key }));
  add('Generated', UserPassword.generated());
}

beforeAll(async () => {
  // One process at a time: to begin anew, there is one to end.
  d = await Deployment.start({ lambdaConcurrency: 1 });
  const { connect, secretsManager, iam } = d.aws;
  connect.addHierarchyGroup(INSTANCE_ID, { id: GROUP_ID, name: 'Group' });
  connect.addPredefinedAttribute(INSTANCE_ID, 'Language', ['German']);
  connect.addInstance({ id: FORMER_INSTANCE });
  secretsManager.put(secretsManager.create({ name: 'existing' }), { SecretString: 'Passw0rd-of-old' });
  const { status, reasons, stack } = await d.deploy('Permissions', fill, { pace: 200 });
  expect({ status, reasons }).toEqual({ status: 'CREATE_COMPLETE', reasons: [] });
  roleName = Object.values(stack.resources).find(({ type }) => type === 'AWS::IAM::Role')!.physicalId!;
  const [policy] = iam.policiesOf(roleName);
  policyName = policy.name;
  granted = policy.document;
  const arns = Object.fromEntries(
    d
      .events('Permissions')
      .map((event) => event['ResourceProperties'] as Readonly<Record<string, string>>)
      .map(({ Username, PasswordSecretArn }) => [Username, PasswordSecretArn]),
  );
  secrets = { existing: arns['Existing1'], keyed: arns['Keyed'], generated: arns['Generated'] };
  invoker = new Invoker(d, 'Permissions');
});
afterAll(() => d.stop());
afterEach(() => d.aws.iam.putInline(roleName, policyName, granted));

/** Something that is not as it should be; the operation that was refused, where one was. */
class Broken extends Error {}

async function expectSuccess(event: Event): Promise<Answer> {
  const answer = await invoker.send(event);
  if (answer.Status !== 'SUCCESS') throw new Broken(answer.Reason);
  return answer;
}

function must(fact: boolean, what: string): void {
  if (!fact) throw new Broken(what);
}

const changed = {
  RoutingProfileName: undefined,
  RoutingProfileId: ROUTING_PROFILE_ID,
  SecurityProfileNames: undefined,
  SecurityProfileIds: [MANAGER_ID, AGENT_ID],
  HierarchyGroupName: undefined,
  HierarchyGroupId: GROUP_ID,
  IdentityInfo: { FirstName: 'Maria', LastName: 'Major' },
  Tags: { added: '1' },
  Proficiencies: [{ AttributeName: 'Language', AttributeValue: 'German', Level: '3' }],
};

/** Every kind of call that the handler makes, for users that nobody had before. Throws {@link Broken}. */
async function live(): Promise<void> {
  const { connect } = d.aws;
  await restart();
  for (const secret of [secrets.generated, secrets.keyed, secrets.existing]) {
    const username = `user${++usernames}`;
    const before = d.logged.length;
    const create = invoker.create(username, { PasswordSecretArn: secret, Tags: { taken: '1' } });
    const { PhysicalResourceId: arn } = await expectSuccess(create);
    must(d.logged.length > before, 'nothing was logged');
    if (secret === secrets.generated) {
      const properties = (over: object) => ({ ...(create['ResourceProperties'] as Event), ...over });
      let old = properties({});
      const update = async (over: object) => {
        const next = properties(over);
        await expectSuccess({
          ...invoker.next('Update', create, arn),
          ResourceProperties: next,
          OldResourceProperties: old,
        });
        old = next;
      };
      await update(changed);
      connect.call('UpdateUserRoutingProfile', { ...keyOf(arn), RoutingProfileId: otherProfile() });
      await update({
        ...changed,
        HierarchyGroupId: undefined,
        Proficiencies: [{ AttributeName: 'Language', AttributeValue: 'German', Level: '4' }],
        PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+12065550100' },
      });
      await update({ ...changed, HierarchyGroupId: GROUP_ID, Proficiencies: [] });
      await update({ ...changed, AutoAcceptConfigs: [{ Channel: 'CHAT', AutoAccept: 'true' }] });
    }
    await expectSuccess(invoker.next('Delete', create, arn));
    must(d.account(username) === undefined, 'DeleteUser: the account is still there');
  }
  await meetStranger();
  await adoptOne();
  await removeQuickConnects();
  await giveUp();
  await liveElsewhere();
}

/** The process ends, so that the next one begins a log stream of its own. */
async function restart(): Promise<void> {
  const nothing = invoker.next('Delete', invoker.create('nobody'), 'not-created/nobody');
  const off = d.aws.lambda.onInvocation(({ kill }) => {
    off();
    kill();
  });
  await expectSuccess(nothing);
}

const keyOf = (arn: string) => ({ InstanceId: INSTANCE_ID, UserId: arn.slice(arn.lastIndexOf('/') + 1) });
let other: string | undefined;
const otherProfile = () => (other ??= d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'Other' }).id);

/** An account of nobody's; its username. */
function makeStranger(): string {
  const username = `stranger${++usernames}`;
  d.aws.connect.call('CreateUser', {
    InstanceId: INSTANCE_ID,
    Username: username,
    Password: 'Passw0rd-of-old',
    IdentityInfo: { FirstName: 'A', LastName: 'Stranger' },
    RoutingProfileId: ROUTING_PROFILE_ID,
    SecurityProfileIds: [AGENT_ID],
  });
  return username;
}

/** A username that is taken by an account of nobody's: the handler says so, and can tell whose it is not. */
async function meetStranger(): Promise<void> {
  const username = makeStranger();
  const { Reason = '' } = await invoker.send(invoker.create(username));
  must(Reason.includes('no stack manages it'), Reason);
}

/** An adopted account is given back, its tag gone; one that is to go, goes, unless the stack may be rolled back. */
async function adoptOne(): Promise<void> {
  for (const RemovalPolicy of [undefined, 'DESTROY']) {
    const username = makeStranger();
    const create = invoker.create(username, { ExistingUser: 'ADOPT', RemovalPolicy });
    const { PhysicalResourceId: arn } = await expectSuccess(create);
    await expectSuccess(invoker.next('Delete', create, arn));
    const tags = d.aws.connect.tagsOf(arn);
    if (RemovalPolicy === undefined) must(tags?.[OWNER] === undefined, 'UntagResource: not released');
    else must(tags === undefined, 'DescribeStacks: the adopted account is still there');
  }
}

async function removeQuickConnects(): Promise<void> {
  const username = `pointed${++usernames}`;
  const create = invoker.create(username, { DeleteQuickConnects: 'true' });
  const { PhysicalResourceId: arn } = await expectSuccess(create);
  d.aws.connect.addQuickConnect(INSTANCE_ID, { name: username, userId: keyOf(arn).UserId });
  await expectSuccess(invoker.next('Delete', create, arn));
  const stays = d.aws.connect.quickConnects(INSTANCE_ID).some(({ Name }) => Name === username);
  // Which of the calls was refused, the last line about a call says.
  const refused = d.logged.findLast((line) => line.includes('AccessDenied')) ?? '';
  must(!stays, refused);
}

/** An event whose answer nobody waits for: its account goes, once the stack says that it has none. */
async function giveUp(): Promise<void> {
  const create = invoker.create(`late${++usernames}`);
  const { PhysicalResourceId: arn } = await expectSuccess(create);
  invoker.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await invoker.send(create, { waited: 60_000 });
  invoker.stackStatus = 'UPDATE_IN_PROGRESS';
  must(d.aws.connect.tagsOf(arn) === undefined, 'DescribeStackResource: the account is still there');
}

/** The account that is left behind in an instance when its user has moved to another: made there, or adopted. */
async function liveElsewhere(): Promise<void> {
  await leaveElsewhere(false);
  await leaveElsewhere(true);
}

async function leaveElsewhere(adopted: boolean): Promise<void> {
  const { connect } = d.aws;
  const [profile] = [connect.addRoutingProfile(FORMER_INSTANCE, { name: `P${++usernames}` })];
  const own = adopted ? { RemovalPolicy: undefined } : {};
  const model = invoker.create('former', { InstanceId: FORMER_INSTANCE, ...own });
  const [, stack, uuid] = String(model['StackId']).split('/');
  const { UserArn } = connect.call('CreateUser', {
    InstanceId: FORMER_INSTANCE,
    Username: `former${usernames}`,
    Password: 'Passw0rd-of-old',
    IdentityInfo: { FirstName: 'Former', LastName: 'User' },
    RoutingProfileId: profile.id,
    SecurityProfileIds: [connect.addSecurityProfile(FORMER_INSTANCE, { name: `S${usernames}` }).id],
    Tags: {
      [OWNER]: `${stack}/${String(model['LogicalResourceId'])}/${uuid} - 00000000${adopted ? ' adopted' : ''}`,
    },
  }) as { readonly UserArn: string };
  await expectSuccess(invoker.next('Delete', model, UserArn));
  const tags = connect.tagsOf(UserArn);
  if (adopted) must(tags !== undefined && tags[OWNER] === undefined, 'UntagResource: not released');
  else must(tags === undefined, 'DeleteUser: the account is still in the former instance');
}

/** The policy without one grant, for each: an action on a resource. */
function weakened(document: PolicyDocument): { readonly name: string; readonly without: PolicyDocument }[] {
  const statements = statementsOf(document);
  return statements.flatMap((statement, at) =>
    listOf(statement.Action).flatMap((action) =>
      listOf(statement.Resource).map((resource) => {
        const left: Statement[] = [
          { ...statement, Action: listOf(statement.Action).filter((one) => one !== action) },
          {
            ...statement,
            Action: action,
            Resource: listOf(statement.Resource).filter((r) => r !== resource),
          },
        ].filter(({ Action, Resource }) => Action.length > 0 && Resource!.length > 0);
        return {
          name: `${action} on ${resource}`,
          without: { ...document, Statement: statements.flatMap((s, i) => (i === at ? left : [s])) },
        };
      }),
    ),
  );
}

async function failure(document: PolicyDocument): Promise<string | undefined> {
  d.aws.iam.putInline(roleName, policyName, document);
  try {
    await live();
    return undefined;
  } catch (error) {
    if (error instanceof Broken) return error.message;
    throw error;
  }
}

it('no grant is missing: a whole life', async () => {
  expect(await failure(granted)).toBeUndefined();
});

it('no statement is idle: without any one of them a life fails', async () => {
  const statements = statementsOf(granted);
  for (const [at, statement] of statements.entries()) {
    const rest = { ...granted, Statement: statements.filter((_, i) => i !== at) };
    const reason = await failure(rest);
    expect({ statement: statement.Action, reason }).toEqual({
      statement: statement.Action,
      reason: expect.any(String),
    });
  }
}, 240_000);

it('no grant is idle: without any action on any resource a life fails, at that action', async () => {
  const grants = weakened(granted);
  expect(grants.length).toBeGreaterThan(25);
  const outcomes: Record<string, string | undefined> = {};
  for (const { name, without } of grants) outcomes[name] = await failure(without);
  for (const [name, reason] of Object.entries(outcomes)) {
    const operation = name.split(':')[1].split(' ')[0];
    const told = name.startsWith('logs:')
      ? 'nothing was logged'
      : name.startsWith('kms:')
        ? 'Access to KMS is not allowed'
        : operation;
    expect({ name, reason: reason ?? 'nothing failed' }).toEqual({
      name,
      reason: expect.stringContaining(told),
    });
  }
}, 240_000);

it('never an action or a resource of everything', () => {
  for (const { Action, Resource } of statementsOf(granted)) {
    expect(listOf(Resource)).not.toContain('*');
    for (const action of listOf(Action)) expect(action).not.toMatch(/\*/);
  }
});
