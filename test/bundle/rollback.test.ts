/** Deployments that fail half-way: the account is what it was, and none is left over. */
import { RoutingProfile, type UserProficiency } from '../../lib';
import { serverError } from '../../local/connect/faults';
import { Deployment } from '../support/deployment';
import { addUser, INSTANCE_ID, type UserOver } from '../support/users';

const OTHER_ROUTING_PROFILE_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
/** Synthesis cannot know that the instance has no such attribute. */
const UNKNOWN: UserProficiency = { attributeName: 'Juggling', attributeValue: 'Five balls', level: 1 };

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
  d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'Other', id: OTHER_ROUTING_PROFILE_ID });
});
afterEach(() => d.aws.connect.faults.clear());
afterAll(() => d.stop());

const deployUser = (stackName: string, over: UserOver) =>
  d.deploy(stackName, (stack) => void addUser(stack, over));

it('a create that fails after CreateUser leaves no account', async () => {
  const failed = await deployUser('Create', { username: 'half-made', proficiencies: [UNKNOWN] });
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(failed.calls).toEqual([
    ...['CreateUser', 'DescribeUser', 'AssociateUserProficiencies'],
    ...['DescribeUser', 'DeleteUser'],
  ]);
  expect(failed.reasons[0]).toMatch(
    /AssociateUserProficiencies: ResourceNotFoundException: .*\(request id [0-9a-f-]{36}\)/,
  );
  expect(d.account('half-made')).toBeUndefined();
});

it('a create that CreateUser refuses leaves no account and calls nothing more', async () => {
  const failed = await deployUser('Refused', {
    username: 'refused',
    routingProfile: RoutingProfile.fromId('no-such-profile'),
  });
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(failed.calls).toEqual(['CreateUser']);
  expect(d.account('refused')).toBeUndefined();
});

it('an update that fails half-way is undone', async () => {
  const before = { username: 'half-way', tags: { a: '1' }, identityInfo: { firstName: 'M', lastName: 'M' } };
  await deployUser('HalfWay', before);
  const account = d.mustAccount('half-way');
  const failed = await deployUser('HalfWay', {
    ...before,
    routingProfile: RoutingProfile.fromId(OTHER_ROUTING_PROFILE_ID),
    identityInfo: { firstName: 'N', lastName: 'N', email: 'n@example.com' },
    proficiencies: [UNKNOWN],
    tags: { b: '2' },
  });
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failed.calls).toEqual([
    ...['DescribeUser', 'UpdateUserRoutingProfile', 'UpdateUserIdentityInfo'],
    ...['ListUserProficiencies', 'AssociateUserProficiencies'],
    // And back. Nothing is known of proficiencies that were never there.
    ...['DescribeUser', 'UpdateUserRoutingProfile', 'UpdateUserIdentityInfo', 'DescribeUser'],
    'ListUserProficiencies',
  ]);
  const restored = d.mustAccount('half-way');
  expect(restored).toEqual({ ...account, LastModifiedTime: restored.LastModifiedTime });
});

it('a rename that fails after the new account was made keeps the old one, and only that', async () => {
  await deployUser('Rename', { username: 'old-name' });
  const old = d.mustAccount('old-name');
  const failed = await deployUser('Rename', { username: 'new-name', proficiencies: [UNKNOWN] });
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failed.reasons[0]).toContain('AssociateUserProficiencies: ResourceNotFoundException');
  expect(d.account('new-name')).toBeUndefined();
  expect(d.mustAccount('old-name')).toEqual(old);
  expect(failed.calls.filter((call) => call === 'DeleteUser')).toHaveLength(1);
  // The stack still owns the old account.
  await d.destroy('Rename');
  expect(d.account('old-name')).toBeUndefined();
});

it('a rename that CreateUser refuses leaves everything as it is', async () => {
  await deployUser('RenameRefused', { username: 'stays' });
  const old = d.mustAccount('stays');
  const failed = await deployUser('RenameRefused', {
    username: 'refused',
    routingProfile: RoutingProfile.fromId('no-such-profile'),
  });
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failed.calls).toEqual(['DescribeUser', 'CreateUser', 'DescribeUser']);
  expect(d.mustAccount('stays')).toEqual(old);
});

describe('a sibling that fails afterwards', () => {
  const deploy = (stackName: string, over: UserOver, broken: boolean) =>
    d.deploy(stackName, (stack) => {
      const user = addUser(stack, over);
      if (!broken) return;
      const routingProfile = RoutingProfile.fromId('no-such-profile');
      addUser(stack, { username: 'sibling', routingProfile }, 'Sibling').node.addDependency(user);
    });

  it('takes a new account with it', async () => {
    const failed = await deploy('SiblingCreate', { username: 'with-sibling' }, true);
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.calls).toEqual(['CreateUser', 'DescribeUser', 'CreateUser', 'DescribeUser', 'DeleteUser']);
    expect(
      d.aws.connect.users().filter(({ Tags }) => JSON.stringify(Tags).includes('SiblingCreate')),
    ).toEqual([]);
  });

  it('has an update undone', async () => {
    const before = { username: 'undone', tags: { a: '1', b: '1' } };
    await deploy('SiblingUpdate', before, false);
    const account = d.mustAccount('undone');
    const failed = await deploy('SiblingUpdate', { ...before, tags: { a: '2', c: '2' } }, true);
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failed.calls).toEqual([
      ...['DescribeUser', 'UntagResource', 'TagResource', 'CreateUser'],
      ...['DescribeUser', 'UntagResource', 'TagResource'],
    ]);
    expect(d.mustAccount('undone')).toEqual(account);
  });

  it('has a rename undone', async () => {
    await deploy('SiblingRename', { username: 'first-name' }, false);
    const account = d.mustAccount('first-name');
    const failed = await deploy('SiblingRename', { username: 'second-name' }, true);
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(d.account('second-name')).toBeUndefined();
    expect(d.mustAccount('first-name')).toEqual(account);
    await d.destroy('SiblingRename');
    expect(d.account('first-name')).toBeUndefined();
  });
});

it('a delete that fails says why, keeps the account, and works the next time', async () => {
  await deployUser('Delete', { username: 'delete-me' });
  d.aws.connect.faults.add({ operation: 'DeleteUser', answer: serverError(), times: 100 });
  const failed = await d.destroy('Delete');
  expect(failed.status).toBe('DELETE_FAILED');
  expect(failed.reasons[0]).toMatch(/DeleteUser: InternalServiceException: .*in 8 attempts/);
  expect(d.account('delete-me')).toBeDefined();
  d.aws.connect.faults.clear();
  expect((await d.destroy('Delete')).status).toBe('DELETE_COMPLETE');
  expect(d.account('delete-me')).toBeUndefined();
});
