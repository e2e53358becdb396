/** Instances whose users sign in elsewhere. */
import { IdentityManagementType } from '../../lib';
import type { InstanceOptions } from '../../local/connect/store';
import { Deployment } from '../support/deployment';
import { addUser, instance, type UserOver } from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

const SAML: InstanceOptions = { identityManagementType: 'SAML' };
const DIRECTORY: InstanceOptions = { identityManagementType: 'EXISTING_DIRECTORY' };
const EMAIL_NAME = 'mary.major.of.the.night.shift@customer-service.example.com';
const NAMES = { firstName: 'Mary', lastName: 'Major' };

it.each<[string, InstanceOptions, UserOver, object, UserOver]>([
  [
    'SAML: an e-mail address for a name, and no password',
    SAML,
    { username: EMAIL_NAME },
    { Username: EMAIL_NAME, IdentityInfo: { FirstName: 'Mary', LastName: 'Major' } },
    { identityInfo: { ...NAMES, mobile: '+15555550100' } },
  ],
  [
    'EXISTING_DIRECTORY that Connect reads: neither names nor a directory id',
    DIRECTORY,
    { username: 'mary', identityInfo: undefined },
    { Username: 'mary' },
    { tags: { a: '1' } },
  ],
  [
    'EXISTING_DIRECTORY that Connect cannot read: a directory id',
    { ...DIRECTORY, directoryAccessible: false },
    { username: 'mary', identityInfo: undefined, directoryUserId: 'directory-1' },
    { Username: 'mary', DirectoryUserId: 'directory-1' },
    { tags: { a: '1' } },
  ],
])('%s', async (_, options, over, account, change) => {
  const { id } = d.aws.connect.addInstance(options);
  const type =
    options.identityManagementType === 'SAML'
      ? IdentityManagementType.SAML
      : IdentityManagementType.EXISTING_DIRECTORY;
  const stackName = `Type-${id.slice(0, 8)}`;
  const deploy = (more: UserOver = {}) =>
    d.deploy(stackName, (stack) => {
      const where = instance(stack, id, { identityManagementType: type });
      addUser(stack, { password: null, instance: where, ...over, ...more });
    });
  const created = await deploy();
  expect(created.reasons).toEqual([]);
  expect(created.calls).toEqual(['CreateUser', 'DescribeUser']);
  expect(d.aws.connect.users(id)).toMatchObject([account]);
  expect((await deploy(change)).status).toBe('UPDATE_COMPLETE');
  expect((await d.destroy(stackName)).status).toBe('DELETE_COMPLETE');
  expect(d.aws.connect.users(id)).toEqual([]);
});

it('a password where the instance takes none is refused by Connect, with what the instance takes', async () => {
  const { id } = d.aws.connect.addInstance(SAML);
  const failed = await d.deploy('Refused', (stack) => void addUser(stack, { instance: instance(stack, id) }));
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(failed.reasons[0]).toMatch(
    /CreateUser: InvalidRequestException: .*a password is required under CONNECT_MANAGED and an error otherwise/,
  );
  expect(d.aws.connect.users(id)).toEqual([]);
});
