/** Accounts of others, and accounts that others took away. */
import { OWNER_TAG } from '../../lib/private/contract';
import { Deployment } from '../support/deployment';
import { addUser, AGENT_ID, INSTANCE_ID, ROUTING_PROFILE_ID, type UserOver } from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

const deployUser = (stackName: string, over: UserOver) =>
  d.deploy(stackName, (stack) => void addUser(stack, over));

/** An account that somebody made by hand. */
function stranger(username: string, tags: Record<string, string> = {}) {
  d.aws.connect.call('CreateUser', {
    InstanceId: INSTANCE_ID,
    Username: username,
    Password: 'Pass@Word1',
    IdentityInfo: { FirstName: 'Some', LastName: 'Body' },
    RoutingProfileId: ROUTING_PROFILE_ID,
    SecurityProfileIds: [AGENT_ID],
    ...(Object.keys(tags).length > 0 && { Tags: tags }),
  });
  return d.mustAccount(username);
}

const deleteOutside = (username: string) =>
  d.aws.connect.call('DeleteUser', { InstanceId: INSTANCE_ID, UserId: d.mustAccount(username).Id });

describe('a username that a stranger has', () => {
  it('fails a create, and the stranger is bit for bit untouched', async () => {
    const account = stranger('taken', { theirs: 'yes' });
    const failed = await deployUser('Taken', { username: 'taken', tags: { ours: 'yes' } });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toMatch(
      /CreateUser: DuplicateResourceException: .*\(request id [0-9a-f-]{36}\)\. /,
    );
    expect(failed.reasons[0]).toContain(
      `A user with this username exists already (account ${account.Id}), and no stack manages it.`,
    );
    expect(failed.calls).toEqual(['CreateUser', 'ListUsers', 'DescribeUser']);
    expect(d.mustAccount('taken')).toEqual(account);
  });

  it('fails a rename, and both accounts are untouched', async () => {
    const account = stranger('wanted');
    await deployUser('Wanting', { username: 'wanting' });
    const own = d.mustAccount('wanting');
    const failed = await deployUser('Wanting', { username: 'wanted' });
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(d.mustAccount('wanted')).toEqual(account);
    expect(d.mustAccount('wanting')).toEqual(own);
  });

  it('is named where another stack manages it', async () => {
    await deployUser('Owner', { username: 'owned' });
    const account = d.mustAccount('owned');
    const failed = await deployUser('Intruder', { username: 'owned' });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toMatch(/it belongs to Owner\/Mary/);
    expect(d.mustAccount('owned')).toEqual(account);
    await d.destroy('Intruder');
    expect(d.mustAccount('owned')).toEqual(account);
  });
});

describe('an account that was deleted outside', () => {
  it('fails an update, and none is made in its place', async () => {
    await deployUser('Gone', { username: 'gone' });
    deleteOutside('gone');
    const failed = await deployUser('Gone', { username: 'gone', tags: { a: '1' } });
    expect(failed.reasons[0]).toMatch(
      /The account [0-9a-f-]{36} is gone: it was deleted outside this stack, perhaps on purpose, so none is made in its place\. To have the user again:/,
    );
    expect(new Set(failed.calls)).toEqual(new Set(['DescribeUser']));
    expect(d.account('gone')).toBeUndefined();
    // There is nothing to go back to, either; the stack can be deleted.
    expect(failed.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect((await d.destroy('Gone')).status).toBe('DELETE_COMPLETE');
  });

  it('does not stop the deletion of the stack', async () => {
    await deployUser('GoneThenDeleted', { username: 'gone' });
    deleteOutside('gone');
    const destroyed = await d.destroy('GoneThenDeleted');
    expect(destroyed.status).toBe('DELETE_COMPLETE');
    // Without a tag to see, the policy denies the deletion: the list says for a while whether it is there at all.
    expect(new Set(destroyed.calls)).toEqual(new Set(['DescribeUser', 'DeleteUser', 'ListUsers']));
  });

  it('and made again by somebody: that one is left alone', async () => {
    await deployUser('MadeAgain', { username: 'again' });
    deleteOutside('again');
    const account = stranger('again');
    expect((await d.destroy('MadeAgain')).status).toBe('DELETE_COMPLETE');
    expect(d.mustAccount('again')).toEqual(account);
  });
});

it('an account whose owner tag was taken away is neither updated nor deleted', async () => {
  await deployUser('Untagged', { username: 'untagged' });
  const { Arn, Tags } = d.mustAccount('untagged');
  d.aws.connect.call('UntagResource', { resourceArn: Arn, tagKeys: [OWNER_TAG] });
  const account = d.mustAccount('untagged');
  const failed = await deployUser('Untagged', { username: 'untagged', tags: { a: '1' } });
  const [owner] = Tags[OWNER_TAG].split(' ');
  expect(failed.reasons[0]).toContain(`--tags 'cdk-connect-user:owner=${owner}'`);
  expect(new Set(failed.calls)).toEqual(new Set(['DescribeUser']));
  expect(d.mustAccount('untagged')).toEqual(account);
  expect((await d.destroy('Untagged')).status).toBe('DELETE_COMPLETE');
  expect(d.mustAccount('untagged')).toEqual(account);
});
