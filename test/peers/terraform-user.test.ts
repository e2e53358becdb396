/**
 * Terraform's acceptance tests for `aws_connect_user`, by their names and step by step, and the four that it lacks.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/connect/user_test.go
 *
 * Terraform checks after each step that a new plan would change nothing: `apply` here lets the function handle an
 * update to the same properties, and sees that it only reads. Its import steps read the account back by its id and
 * compare; here each step looks at the account itself. (To take over an account that exists is adoption, which has
 * tests of its own.)
 */
import { Duration } from 'aws-cdk-lib';
import { HierarchyGroup, PhoneType, RoutingProfile, SecurityProfile, UserPassword } from '../../lib';
import { OWNER_TAG } from '../../lib/private/contract';
import { Deployment, type Account, type Outcome } from '../support/deployment';
import { Invoker } from '../support/invoke';
import { addUser, secretOf, INSTANCE_ID, ROUTING_PROFILE_ID, type UserOver } from '../support/users';

const PARENT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const CHILD_ID = 'aaaaaaaa-0000-4000-8000-000000000002';
const OWN_ROUTING_PROFILE_ID = 'bbbbbbbb-0000-4000-8000-000000000001';

/** Of the peer's configurations, what all of them have; the security profile by its name, as its data source has it. */
const BASE: UserOver = {
  identityInfo: { firstName: 'example', lastName: 'example2' },
  securityProfiles: [SecurityProfile.fromName('Agent')],
  phoneConfig: { afterContactWorkTimeLimit: Duration.seconds(0), phoneType: PhoneType.SOFT_PHONE },
};

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
  d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'test', id: OWN_ROUTING_PROFILE_ID });
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'parent', id: PARENT_ID });
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'child', id: CHILD_ID, parent: PARENT_ID });
});
afterAll(() => d.stop());

/** One stack for all tests, so that the function's process is used again; the user of a test replaces the one before. */
const STACK = 'Terraform';

const deploy = (username: string, over: UserOver): Promise<Outcome> =>
  d.deploy(STACK, (stack) => void addUser(stack, { ...BASE, username, stackOutputs: true, ...over }, 'Test'));

/** Deploys, sees that a second time would change nothing, and gives the account. */
async function apply(username: string, over: UserOver = {}): Promise<Account> {
  const { status, reasons, outputs } = await deploy(username, over);
  expect({ status, reasons }).toEqual({
    status: expect.stringMatching(/^(CREATE|UPDATE)_COMPLETE$/),
    reasons: [],
  });
  const account = d.mustAccount(username);
  expect(outputs).toMatchObject({ TestUserId: account.Id, TestUserArn: account.Arn });
  await expectEmptyPlan(account);
  return account;
}

let invoker: Invoker | undefined;

async function expectEmptyPlan(account: Account): Promise<void> {
  const event = d.events(STACK).findLast(({ RequestType }) => RequestType !== 'Delete')!;
  const since = d.aws.calls.next;
  invoker ??= new Invoker(d, STACK);
  const answer = await invoker.send({
    ...event,
    RequestType: 'Update',
    PhysicalResourceId: account.Arn,
    OldResourceProperties: event['ResourceProperties'],
  });
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: account.Arn });
  expect(d.connectCalls(since).filter((call) => !/^(Describe|List|Search)/.test(call))).toEqual([]);
  expect(d.mustAccount(account.Username)).toEqual(account);
}

/** The stack's own tags, without the one that says whose the account is. */
const ownTags = ({ Tags: { [OWNER_TAG]: owner, ...own } }: Account) => {
  expect(owner).toMatch(/^Terraform\/Test/);
  return own;
};

/** The ids of security profiles, by name, as the instance has them. */
function securityProfileIds(...names: readonly string[]): readonly string[] {
  const { securityProfiles } = d.aws.connect.instances().find(({ id }) => id === INSTANCE_ID)!;
  return names.map((wanted) => securityProfiles.find(({ name }) => name === wanted)!.id);
}

describe('aws_connect_user', () => {
  it('basic', async () => {
    const account = await apply('basic', { tags: { Key1: 'Value1' } });
    expect(account).toMatchObject({
      Username: 'basic',
      IdentityInfo: { FirstName: 'example', LastName: 'example2' },
      PhoneConfig: { AfterContactWorkTimeLimit: 0, PhoneType: 'SOFT_PHONE' },
      RoutingProfileId: ROUTING_PROFILE_ID,
      SecurityProfileIds: securityProfileIds('Agent'),
    });
    expect(account.Arn).toContain(`instance/${INSTANCE_ID}/agent/${account.Id}`);
    expect(ownTags(account)).toEqual({ Key1: 'Value1' });
    const made = d.connectLog().find(({ operation }) => operation === 'CreateUser');
    expect(made?.parameters).toMatchObject({ Password: '(given)' });
  });

  it('hierarchyGroupId', async () => {
    const first = await apply('group', { hierarchyGroup: HierarchyGroup.fromId(PARENT_ID) });
    expect(first.HierarchyGroupId).toBe(PARENT_ID);
    const second = await apply('group', { hierarchyGroup: HierarchyGroup.fromId(CHILD_ID) });
    expect(second).toMatchObject({ Id: first.Id, HierarchyGroupId: CHILD_ID });
  });

  it('identityInfo', async () => {
    const original = {
      email: 'original@example.com',
      firstName: 'example-first-name-original',
      lastName: 'example-last-name-original',
    };
    const updated = {
      email: 'updated@example.com',
      firstName: 'example-first-name-updated',
      lastName: 'example-last-name-updated',
    };
    const first = await apply('identity', { identityInfo: original });
    expect(first.IdentityInfo).toEqual({
      Email: original.email,
      FirstName: original.firstName,
      LastName: original.lastName,
    });
    const second = await apply('identity', { identityInfo: updated });
    expect(second.Id).toBe(first.Id);
    expect(second.IdentityInfo).toEqual({
      Email: updated.email,
      FirstName: updated.firstName,
      LastName: updated.lastName,
    });
  });

  it('phoneConfig', async () => {
    const desk = (seconds: number, autoAccept: boolean, deskPhoneNumber: string): UserOver => ({
      phoneConfig: {
        phoneType: PhoneType.DESK_PHONE,
        afterContactWorkTimeLimit: Duration.seconds(seconds),
        autoAccept,
        deskPhoneNumber,
      },
    });
    const { Id, PhoneConfig: soft } = await apply('phone');
    expect(soft).toMatchObject({ AfterContactWorkTimeLimit: 0, PhoneType: 'SOFT_PHONE' });
    expect(await apply('phone', desk(0, false, '+112345678912'))).toMatchObject({
      Id,
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        AfterContactWorkTimeLimit: 0,
        AutoAccept: false,
        DeskPhoneNumber: '+112345678912',
      },
    });
    expect(await apply('phone', desk(1, true, '+112345678913'))).toMatchObject({
      Id,
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        AfterContactWorkTimeLimit: 1,
        AutoAccept: true,
        DeskPhoneNumber: '+112345678913',
      },
    });
  });

  it('routingProfileId', async () => {
    const first = await apply('routing', { routingProfile: RoutingProfile.fromId(OWN_ROUTING_PROFILE_ID) });
    expect(first.RoutingProfileId).toBe(OWN_ROUTING_PROFILE_ID);
    const second = await apply('routing', {
      routingProfile: RoutingProfile.fromName('Basic Routing Profile'),
    });
    expect(second).toMatchObject({ Id: first.Id, RoutingProfileId: ROUTING_PROFILE_ID });
  });

  it('securityProfileIds', async () => {
    const steps = [['Agent'], ['Agent', 'CallCenterManager'], ['Agent', 'CallCenterManager', 'Admin']];
    const ids = new Set<string>();
    for (const names of steps) {
      const securityProfiles = names.map((name) => SecurityProfile.fromName(name));
      const account = await apply('security', { securityProfiles });
      expect(account.SecurityProfileIds.toSorted()).toEqual(securityProfileIds(...names).toSorted());
      ids.add(account.Id);
    }
    expect(ids.size).toBe(1);
  });

  it('tags', async () => {
    const steps: readonly Readonly<Record<string, string>>[] = [
      { Key1: 'Value1' },
      { Key1: 'Value1', Key2: 'Value2a' },
      { Key1: 'Value1', Key2: 'Value2b', Key3: 'Value3' },
    ];
    for (const tags of steps) expect(ownTags(await apply('tags', { tags }))).toEqual(tags);
  });

  // Terraform would make the account anew. Somebody may have been let go on purpose, so this stack says so and stops.
  it('disappears', async () => {
    const stack = 'Disappears';
    const user = (over: UserOver) =>
      d.deploy(stack, (to) => void addUser(to, { ...BASE, username: 'disappears', ...over }));
    await user({});
    const { Id: UserId } = d.mustAccount('disappears');
    d.aws.connect.call('DeleteUser', { InstanceId: INSTANCE_ID, UserId });
    const failed = await user({ tags: { Key1: 'Value1' } });
    expect(failed.reasons[0]).toContain(`The account ${UserId} is gone: it was deleted outside this stack`);
    expect(d.account('disappears')).toBeUndefined();
    // Its check after each test: nothing is left, and the destruction of what is gone already is no error.
    expect((await d.destroy(stack)).status).toBe('DELETE_COMPLETE');
  });
});

describe('what it lacks', () => {
  it('password change: refused clearly, and nothing is touched', async () => {
    const stack = 'Password';
    const user = (field: string) =>
      d.deploy(stack, (to) => {
        const secret = secretOf(to, 'Secret', '{"first":"Password123","second":"Password456"}');
        const password = UserPassword.fromSecret(secret, field);
        addUser(to, { ...BASE, username: 'password', password, tags: { field } });
      });
    await user('first');
    const before = d.mustAccount('password');
    const refused = await user('second');
    expect(refused.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(refused.reasons[0]).toContain('Amazon Connect has no call that changes a password.');
    expect(d.mustAccount('password')).toEqual(before);
    expect((await d.destroy(stack)).status).toBe('DELETE_COMPLETE');
  });

  it('rename: a new account takes the place of the old one, also in what refers to it', async () => {
    const before = await apply('old-name', { tags: { Key1: 'Value1' } });
    const { IdentityInfo, PhoneConfig, SecurityProfileIds } = before;
    const after = await apply('new-name', { tags: { Key1: 'Value1' } });
    expect(after).toMatchObject({ IdentityInfo, PhoneConfig, SecurityProfileIds });
    expect(after.Id).not.toBe(before.Id);
    expect(ownTags(after)).toEqual({ Key1: 'Value1' });
    expect(d.account('old-name')).toBeUndefined();
  });

  it('hierarchy group removed: the account has none, and is the same', async () => {
    const first = await apply('leaves', { hierarchyGroup: HierarchyGroup.fromId(CHILD_ID) });
    expect(first.HierarchyGroupId).toBe(CHILD_ID);
    const second = await apply('leaves');
    expect(second.HierarchyGroupId).toBeUndefined();
    expect(second.Id).toBe(first.Id);
  });

  it('duplicate username: refused, and the first user is untouched', async () => {
    const first = await apply('duplicate');
    const second = await d.deploy(
      'Duplicate',
      (stack) => void addUser(stack, { ...BASE, username: 'duplicate', tags: { Key1: 'Value1' } }),
    );
    expect(second.status).toBe('ROLLBACK_COMPLETE');
    expect(second.reasons[0]).toContain('DuplicateResourceException');
    expect(second.reasons[0]).toContain(`(account ${first.Id}); it belongs to ${STACK}/Test`);
    expect(d.mustAccount('duplicate')).toEqual(first);
    expect((await d.destroy('Duplicate')).status).toBe('DELETE_COMPLETE');
    expect(d.mustAccount('duplicate')).toEqual(first);
  });
});

it('and with the stack, the last of the accounts goes', async () => {
  expect((await d.destroy(STACK)).status).toBe('DELETE_COMPLETE');
  expect(d.aws.connect.users()).toEqual([]);
});
