/** Accounts that were there before: taken over, released, put back. */
import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { Channel, ExistingUser, RoutingProfile, SecurityProfile, type UserProficiency } from '../../lib';
import { OWNER_TAG } from '../../lib/private/contract';
import { serverError } from '../../local/connect/faults';
import { Deployment } from '../support/deployment';
import {
  ADMIN_ID,
  addUser,
  AGENT_ID,
  INSTANCE_ID,
  MANAGER_ID,
  ROUTING_PROFILE_ID,
  type UserOver,
} from '../support/users';

const OTHER_ROUTING_PROFILE_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
const GROUP_1 = 'dddddddd-0000-4000-8000-000000000001';
const ADOPT = { existingUser: ExistingUser.ADOPT };
const DESTROY = { removalPolicy: RemovalPolicy.DESTROY };
/** Synthesis cannot know that the instance has no such attribute. */
const UNKNOWN: UserProficiency = { attributeName: 'Juggling', attributeValue: 'Five balls', level: 1 };
const german = (level: number): UserProficiency => ({
  attributeName: 'connect:Language',
  attributeValue: 'connect:German',
  level,
});

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
  d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'Other', id: OTHER_ROUTING_PROFILE_ID });
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'One', id: GROUP_1 });
});
afterEach(() => d.aws.connect.faults.clear());
afterAll(() => d.stop());

const call = (operation: string, input: object) =>
  d.aws.connect.call(operation, { InstanceId: INSTANCE_ID, ...input });

/** An account that somebody made by hand, unlike what the stacks here want in everything. */
function stranger(Username: string, more: object = {}) {
  call('CreateUser', {
    Username,
    Password: 'Pass@Word1',
    IdentityInfo: { FirstName: 'Some', LastName: 'Body' },
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true, AfterContactWorkTimeLimit: 30 },
    RoutingProfileId: OTHER_ROUTING_PROFILE_ID,
    SecurityProfileIds: [ADMIN_ID, MANAGER_ID],
    Tags: { team: 'blue', theirs: 'yes' },
    ...more,
  });
  const { Id } = d.mustAccount(Username);
  call('AssociateUserProficiencies', {
    UserId: Id,
    UserProficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: 2 }],
  });
  return d.mustAccount(Username);
}

/** Everything that it changes of such an account. */
const WANTED: UserOver = {
  ...ADOPT,
  routingProfile: RoutingProfile.fromId(ROUTING_PROFILE_ID),
  securityProfiles: [SecurityProfile.fromId(AGENT_ID)],
  autoAcceptConfigs: [{ channel: Channel.VOICE, autoAccept: false }],
  proficiencies: [german(5)],
  tags: { team: 'red', ours: 'yes' },
};

const deploy = (name: string, over: UserOver) => d.deploy(name, (stack) => void addUser(stack, over));
const deployWithBrokenSibling = (name: string, over: UserOver) =>
  d.deploy(name, (stack) => {
    const user = addUser(stack, over);
    const routingProfile = RoutingProfile.fromId('no-such-profile');
    addUser(stack, { username: `${over.username}-sibling`, routingProfile }, 'Sibling').node.addDependency(
      user,
    );
  });

/**
 * Without what no call can put back: the time, and that a channel, once listed, is listed with the value that the
 * account's `PhoneConfig` has anyway.
 */
const lasting = (account: ReturnType<typeof stranger>) => ({
  ...account,
  AutoAcceptConfigs: undefined,
  LastModifiedTime: 0,
});
const adoptionLog = (userId: string) =>
  d.logged
    .filter((line) => line.includes('"account adopted"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .find((line) => line['userId'] === userId);

describe('ADOPT', () => {
  it('takes over the account: the same id, tagged, as the stack wants it; the log names the fields', async () => {
    const before = stranger('taken-over');
    const adopted = await deploy('TakenOver', { ...WANTED, username: 'taken-over' });
    expect(adopted.reasons).toEqual([]);
    expect(adopted.status).toBe('CREATE_COMPLETE');
    const account = d.mustAccount('taken-over');
    expect(account).toMatchObject({
      Id: before.Id,
      RoutingProfileId: ROUTING_PROFILE_ID,
      SecurityProfileIds: [AGENT_ID],
      IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
      Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: 5 }],
      Tags: { team: 'red', ours: 'yes', theirs: 'yes' },
    });
    expect(account.Tags[OWNER_TAG]).toMatch(/^TakenOver\/Mary\S* \S+ \S+ adopted$/);
    expect(adoptionLog(before.Id)?.['names']).toEqual([
      'RoutingProfileId',
      'SecurityProfileIds',
      'IdentityInfo.FirstName',
      'IdentityInfo.LastName',
      'AutoAcceptConfigs',
      'Proficiencies',
      'Tags',
    ]);
  });

  it('makes the account where there is none, and that one is deleted like any other', async () => {
    await deploy('None', { ...ADOPT, username: 'none' });
    expect(d.mustAccount('none').Tags[OWNER_TAG]).not.toContain('adopted');
    const destroyed = await d.destroy('None');
    expect(destroyed.calls).toEqual(['DescribeUser', 'DeleteUser']);
    expect(d.account('none')).toBeUndefined();
  });

  it('never takes over what another stack manages, and names the owner', async () => {
    await deploy('FirstOwner', { username: 'owned' });
    const account = d.mustAccount('owned');
    const failed = await deploy('SecondOwner', { ...ADOPT, username: 'owned' });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toMatch(/it belongs to FirstOwner\/Mary/);
    expect(d.mustAccount('owned')).toEqual(account);
  });

  it('never takes over what another resource of the stack manages', async () => {
    const both = (second: boolean) =>
      d.deploy('TwoResources', (stack) => {
        // Not known at synthesis, so that no rule there can compare it.
        const username = new CfnParameter(stack, 'Username', { default: 'mine' }).valueAsString;
        const first = addUser(stack, { username }, 'First');
        if (second) addUser(stack, { ...ADOPT, username }, 'Second').node.addDependency(first);
      });
    await both(false);
    const account = d.mustAccount('mine');
    const failed = await both(true);
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toMatch(/it belongs to TwoResources\/First/);
    expect(d.mustAccount('mine')).toEqual(account);
  });

  it('FAIL, the default, says what to do', async () => {
    const account = stranger('default');
    const failed = await deploy('Default', { username: 'default' });
    expect(failed.reasons[0]).toContain('no stack manages it. Give existingUser ADOPT to take it over');
    expect(d.mustAccount('default')).toEqual(account);
  });

  it('updates the adopted account like any other', async () => {
    const { Id } = stranger('updated');
    await deploy('Updated', { ...WANTED, username: 'updated' });
    const updated = await deploy('Updated', { ...WANTED, username: 'updated', tags: { team: 'green' } });
    expect(updated.calls).toEqual(['DescribeUser', 'ListUserProficiencies', 'UntagResource', 'TagResource']);
    expect(d.mustAccount('updated')).toMatchObject({ Id, Tags: { team: 'green', theirs: 'yes' } });
    expect(d.mustAccount('updated').Tags[OWNER_TAG]).toMatch(/ adopted$/);
  });
});

describe('an adopted user removed from the stack', () => {
  it('is released: the owner tag goes, the account stays as it is', async () => {
    stranger('released');
    await deploy('Released', { ...WANTED, username: 'released' });
    const adopted = d.mustAccount('released');
    const destroyed = await d.destroy('Released');
    expect(destroyed.status).toBe('DELETE_COMPLETE');
    expect(destroyed.calls).toEqual(['DescribeUser', 'UntagResource']);
    expect(d.mustAccount('released')).toEqual({
      ...adopted,
      Tags: { team: 'red', theirs: 'yes', ours: 'yes' },
    });
  });

  it('is released by a rename, and taken out of the template', async () => {
    stranger('renamed');
    await deploy('Renamed', { ...ADOPT, username: 'renamed' });
    const renamed = await deploy('Renamed', { ...ADOPT, username: 'new-name' });
    expect(renamed.status).toBe('UPDATE_COMPLETE');
    expect(Object.keys(d.mustAccount('renamed').Tags)).toEqual(['team', 'theirs']);
    expect(d.account('new-name')).toBeDefined();
  });

  it('is deleted if removalPolicy DESTROY was given', async () => {
    stranger('destroyed');
    await deploy('Destroyed', { ...ADOPT, ...DESTROY, username: 'destroyed' });
    const destroyed = await d.destroy('Destroyed');
    expect(destroyed.status).toBe('DELETE_COMPLETE');
    expect(destroyed.calls).toEqual(['DescribeUser', 'DeleteUser']);
    expect(d.account('destroyed')).toBeUndefined();
  });

  it('can be adopted again, and is another one’s then', async () => {
    stranger('again');
    await deploy('Again1', { ...ADOPT, username: 'again' });
    await d.destroy('Again1');
    expect((await deploy('Again2', { ...ADOPT, username: 'again' })).status).toBe('CREATE_COMPLETE');
    expect(d.mustAccount('again').Tags[OWNER_TAG]).toMatch(/^Again2\//);
  });
});

describe('the rollback of an adoption', () => {
  it('that itself failed: everything is back, in the same invocation', async () => {
    const before = stranger('failed');
    const failed = await deploy('Failed', { ...WANTED, username: 'failed', proficiencies: [UNKNOWN] });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toContain('AssociateUserProficiencies: ResourceNotFoundException');
    expect(lasting(d.mustAccount('failed'))).toEqual(lasting(before));
    // CloudFormation has nothing to delete.
    expect(failed.calls.at(-1)).toBe('UntagResource');
  });

  it.each([
    ['by default', {}],
    ['with RETAIN', { removalPolicy: RemovalPolicy.RETAIN }],
    ['with DESTROY', DESTROY],
  ])('because of a sibling, %s: released, and all but personal data is back', async (what, policy) => {
    const username = `sibling-${what.replace(/\W+/g, '-')}`;
    const before = stranger(username);
    const failed = await deployWithBrokenSibling(`Sibling${what.replace(/\W+/g, '')}`, {
      ...WANTED,
      ...policy,
      username,
    });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    const account = d.mustAccount(username);
    expect(account.IdentityInfo).toEqual({ FirstName: 'Mary', LastName: 'Major' });
    expect(lasting({ ...account, IdentityInfo: before.IdentityInfo })).toEqual(lasting(before));
  });

  it('of an update that adds the user: the same', async () => {
    const before = stranger('added');
    const other = (stack: Parameters<typeof addUser>[0]) =>
      addUser(stack, { username: 'there-before' }, 'Other');
    await d.deploy('Added', (stack) => void other(stack));
    const failed = await d.deploy('Added', (stack) => {
      other(stack);
      const user = addUser(stack, { ...WANTED, identityInfo: undefined, password: null, username: 'added' });
      addUser(
        stack,
        { username: 'added-sibling', routingProfile: RoutingProfile.fromId('no-such-profile') },
        'Sibling',
      ).node.addDependency(user);
    });
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(lasting(d.mustAccount('added'))).toEqual(lasting(before));
  });

  it('of a rename onto an account: the old account is the stack’s, the adopted one is back', async () => {
    await deploy('Rename', { username: 'from' });
    const [from, before] = [d.mustAccount('from'), stranger('onto')];
    const failed = await deployWithBrokenSibling('Rename', { ...WANTED, username: 'onto' });
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(d.mustAccount('from').Tags).toEqual(from.Tags);
    const onto = d.mustAccount('onto');
    expect(lasting({ ...onto, IdentityInfo: before.IdentityInfo })).toEqual(lasting(before));
    await d.destroy('Rename');
    expect(d.account('from')).toBeUndefined();
    expect(d.account('onto')).toBeDefined();
  });

  it('leaves phone settings alone whose number must not be written down', async () => {
    const phone = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555550123' };
    stranger('desk', { PhoneConfig: phone });
    const failed = await deployWithBrokenSibling('Desk', {
      ...ADOPT,
      username: 'desk',
      autoAcceptConfigs: [{ channel: Channel.VOICE, autoAccept: true }],
    });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(d.mustAccount('desk').PhoneConfig).toMatchObject({ ...phone, AutoAccept: true });
    expect(d.logged.join('')).not.toContain('5555550123');
  });
});

it('an adoption whose answer was lost half-way is taken up by the second delivery', async () => {
  const { Id } = stranger('twice');
  d.aws.connect.faults.add({ operation: 'TagResource', answer: serverError(), when: 'after', times: 1 });
  const adopted = await deploy('Twice', { ...ADOPT, username: 'twice' });
  expect(adopted.status).toBe('CREATE_COMPLETE');
  expect(d.mustAccount('twice')).toMatchObject({ Id, RoutingProfileId: ROUTING_PROFILE_ID });
});

it('an account kept by RETAIN is adopted again once its tag is taken off', async () => {
  await deploy('Kept', { username: 'kept', removalPolicy: RemovalPolicy.RETAIN });
  await d.destroy('Kept');
  const { Arn, Id } = d.mustAccount('kept');
  const refused = await deploy('KeptRefused', { ...ADOPT, username: 'kept' });
  expect(refused.reasons[0]).toMatch(/it belongs to Kept\/Mary/);
  call('UntagResource', { resourceArn: Arn, tagKeys: [OWNER_TAG], InstanceId: undefined });
  expect((await deploy('KeptAgain', { ...ADOPT, username: 'kept' })).status).toBe('CREATE_COMPLETE');
  expect(d.mustAccount('kept').Id).toBe(Id);
});
