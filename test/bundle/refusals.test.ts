/** What Connect cannot change is refused before anything is touched, and the roll-back passes. */
import { UserPassword } from '../../lib';
import { Deployment } from '../support/deployment';
import { addUser, instance, secretOf, type UserOver } from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

describe('another source of the password', () => {
  it.each(['generated to a secret', 'one field to another'])('%s', async (what) => {
    const stackName = what === 'generated to a secret' ? 'Source' : 'Field';
    const deploy = (second: boolean) =>
      d.deploy(stackName, (stack) => {
        const secret = secretOf(stack, 'Secret', '{"one":"Pass@Word1","two":"Pass@Word2"}');
        const first = stackName === 'Source' ? undefined : UserPassword.fromSecret(secret, 'one');
        addUser(stack, {
          username: stackName,
          password: second ? UserPassword.fromSecret(secret, 'two') : first,
          tags: second ? { changed: 'yes' } : {},
        });
      });
    await deploy(false);
    const before = d.mustAccount(stackName);
    const refused = await deploy(true);
    expect(refused.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(refused.reasons[0]).toMatch(
      /The secret that the password comes from changed, and Amazon Connect has no call that changes a password\. Put the former secret back.*Nothing was changed\./,
    );
    // Once for the update, once for the way back.
    expect(refused.calls).toEqual(['DescribeUser', 'DescribeUser']);
    expect(d.mustAccount(stackName)).toEqual(before);
    // And the next deployment works.
    expect((await d.destroy(stackName)).status).toBe('DELETE_COMPLETE');
  });
});

describe('another directory user id', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['changed', 'directory-1', 'directory-2'],
    ['taken away', 'directory-1', undefined],
    ['given later', undefined, 'directory-2'],
  ])('%s', async (what, before, after) => {
    const stackName = `Directory-${what.replace(' ', '-')}`;
    const { id } = d.aws.connect.addInstance({ identityManagementType: 'EXISTING_DIRECTORY' });
    const deploy = (directoryUserId?: string) =>
      d.deploy(stackName, (stack) => {
        const user: UserOver = { username: 'mary', password: null, instance: instance(stack, id) };
        addUser(stack, { ...user, identityInfo: undefined, directoryUserId });
      });
    await deploy(before);
    const account = d.mustAccount('mary', id);
    const refused = await deploy(after);
    expect(refused.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(refused.reasons[0]).toMatch(
      /DirectoryUserId differs from the account's, and Amazon Connect has no call that changes it\. Put the former DirectoryUserId back\./,
    );
    expect(refused.reasons.join()).not.toMatch(/directory-[12]/);
    expect(refused.calls).toEqual(['DescribeUser', 'DescribeUser']);
    expect(d.mustAccount('mary', id)).toEqual(account);
  });
});
