/**
 * Two bugs read in the source of AWS's own handler for `AWS::Connect::User`, which ours must not have.
 *
 * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-connect/blob/main/aws-connect-user/src/main/java/software/amazon/connect/user/UpdateHandler.java
 *
 * - Security profiles count as unchanged if the new list contains all of the old one: one that is only added never
 *   takes effect, and the stack says that it did.
 * - E-mail, secondary e-mail and mobile are compared by a call on the new value: one that is not given ends the update
 *   in a NullPointerException, although all three are optional.
 */
import { SecurityProfile, type UserIdentityInfo } from '../../lib';
import { Deployment } from '../support/deployment';
import { addUser, ADMIN_ID, AGENT_ID, MANAGER_ID, type UserOver } from '../support/users';

/** One stack for all tests, each with a user of its own, so that the function's process is used again. */
const STACK = 'Handler';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

const deploy = (over: UserOver) =>
  d.deploy(STACK, (stack) => void addUser(stack, { username, ...over }, username));

let tests = 0;
let username = '';
beforeEach(() => {
  username = `user${++tests}`;
});

describe('security profiles', () => {
  const withProfiles = (...ids: readonly string[]) =>
    deploy({ securityProfiles: ids.map((id) => SecurityProfile.fromId(id)) });

  it.each<[string, readonly string[], readonly string[]]>([
    ['one added', [AGENT_ID], [AGENT_ID, ADMIN_ID]],
    ['one added in front', [AGENT_ID], [ADMIN_ID, AGENT_ID]],
    ['two added', [AGENT_ID], [AGENT_ID, ADMIN_ID, MANAGER_ID]],
    ['one exchanged', [AGENT_ID, ADMIN_ID], [AGENT_ID, MANAGER_ID]],
    ['one removed', [AGENT_ID, ADMIN_ID], [AGENT_ID]],
  ])('%s: takes effect', async (_, before, after) => {
    await withProfiles(...before);
    const { Id } = d.mustAccount(username);
    const updated = await withProfiles(...after);
    expect(updated.status).toBe('UPDATE_COMPLETE');
    expect(updated.calls).toEqual(['DescribeUser', 'UpdateUserSecurityProfiles']);
    expect(d.mustAccount(username)).toMatchObject({ Id, SecurityProfileIds: after });
  });
});

describe('identity', () => {
  const NAME = { firstName: 'Mary', lastName: 'Major' };
  const OPTIONAL = [
    ['email', 'Email', 'mary@example.com', 'maria@example.com'],
    ['secondaryEmail', 'SecondaryEmail', 'mary@example.org', 'maria@example.org'],
    ['mobile', 'Mobile', '+15555550100', '+15555550101'],
  ] as const;
  const ALL: UserIdentityInfo = {
    ...NAME,
    ...Object.fromEntries(OPTIONAL.map(([prop, , value]) => [prop, value])),
  };
  /** Without one of the three. */
  const without = (prop: string): UserIdentityInfo => ({ ...ALL, [prop]: undefined });
  const FILLED = Object.fromEntries(OPTIONAL.map(([, field, value]) => [field, value]));

  async function change(before: UserIdentityInfo, after: UserIdentityInfo) {
    await deploy({ identityInfo: before });
    const { Id } = d.mustAccount(username);
    const updated = await deploy({ identityInfo: after });
    expect(updated.reasons).toEqual([]);
    expect(updated.status).toBe('UPDATE_COMPLETE');
    expect(updated.calls.filter((call) => call.startsWith('Update'))).toEqual(['UpdateUserIdentityInfo']);
    const account = d.mustAccount(username);
    expect(account.Id).toBe(Id);
    return account.IdentityInfo;
  }

  it.each(OPTIONAL)('%s unset before: is set', async (prop) => {
    expect(await change(without(prop), ALL)).toEqual({ FirstName: 'Mary', LastName: 'Major', ...FILLED });
  });

  it.each(OPTIONAL)('%s unset after: is cleared, and the others stay', async (prop, field) => {
    const expected: Record<string, string> = { FirstName: 'Mary', LastName: 'Major', ...FILLED };
    delete expected[field];
    expect(await change(ALL, without(prop))).toEqual(expected);
  });

  it.each(OPTIONAL)('%s changed while the other two were never set', async (prop, field, one, other) => {
    expect(await change({ ...NAME, [prop]: one }, { ...NAME, [prop]: other })).toEqual({
      FirstName: 'Mary',
      LastName: 'Major',
      [field]: other,
    });
  });

  it('none of the three set, before or after: a name changes', async () => {
    expect(await change(NAME, { ...NAME, lastName: 'Minor' })).toEqual({
      FirstName: 'Mary',
      LastName: 'Minor',
    });
  });
});
