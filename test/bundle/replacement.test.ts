/** What makes a new account: the username, the instance. */
import { Deployment } from '../support/deployment';
import { addUser, INSTANCE_ID, instance } from '../support/users';

/** The new account is made; the old one goes in CloudFormation's clean-up. */
const REPLACED = ['DescribeUser', 'CreateUser', 'DescribeUser', 'DescribeUser', 'DeleteUser'];

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

const usernames = (instanceId?: string) => d.aws.connect.users(instanceId).map(({ Username }) => Username);

it('a changed username makes a new account and deletes the old one', async () => {
  const deploy = (username: string) =>
    d.deploy('Rename', (stack) => void addUser(stack, { username, stackOutputs: true }));
  await deploy('mary');
  const old = d.mustAccount('mary');
  const renamed = await deploy('maria');
  expect(renamed.status).toBe('UPDATE_COMPLETE');
  expect(renamed.calls).toEqual(REPLACED);
  expect(d.account('mary')).toBeUndefined();
  const { Id, Arn } = d.mustAccount('maria');
  expect(Id).not.toBe(old.Id);
  expect(renamed.outputs).toEqual({ MaryUserId: Id, MaryUserArn: Arn });
  await d.destroy('Rename');
  expect(usernames()).toEqual([]);
});

it('a rename and its way back leave one account each time', async () => {
  const deploy = (username: string) => d.deploy('Back', (stack) => void addUser(stack, { username }));
  const ids: string[] = [];
  for (const username of ['mary', 'maria', 'mary']) {
    expect((await deploy(username)).status).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
    expect(usernames()).toEqual([username]);
    ids.push(d.mustAccount(username).Id);
  }
  expect(new Set(ids).size).toBe(3);
  await d.destroy('Back');
});

it('another instance makes a new account there and deletes the old one here', async () => {
  const other = d.aws.connect.addInstance().id;
  const deploy = (id: string) =>
    d.deploy('Move', (stack) => void addUser(stack, { username: 'mover', instance: instance(stack, id) }));
  await deploy(INSTANCE_ID);
  const moved = await deploy(other);
  expect(moved.status).toBe('UPDATE_COMPLETE');
  // Nothing can be asked about the old account in the new instance.
  expect(moved.calls).toEqual(['CreateUser', 'DescribeUser', 'DescribeUser', 'DeleteUser']);
  expect(moved.stack.events.filter(({ status }) => status === 'DELETE_FAILED')).toEqual([]);
  expect(usernames(INSTANCE_ID)).toEqual([]);
  expect(usernames(other)).toEqual(['mover']);
  await d.destroy('Move');
  expect(usernames(other)).toEqual([]);
});

it('a swap of two usernames fails, says how to do it, and leaves both accounts', async () => {
  const deploy = (first: string, second: string) =>
    d.deploy('Swap', (stack) => {
      addUser(stack, { username: first }, 'First');
      addUser(stack, { username: second }, 'Second');
    });
  await deploy('mary', 'john');
  const before = d.aws.connect.users();
  const swapped = await deploy('john', 'mary');
  expect(swapped.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(swapped.reasons.join('\n')).toMatch(
    /A user with this username exists already \(account [0-9a-f-]{36}\); it belongs to Swap\/(First|Second).*swap two usernames in two deployments/,
  );
  expect(d.aws.connect.users()).toEqual(before);
  await d.destroy('Swap');
});
