/** Quick connects that point at an account which goes. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { ExistingUser } from '../../lib';
import { serverError } from '../../local/connect/faults';
import { Deployment } from '../support/deployment';
import { addUser, instance, INSTANCE_ID, type UserOver } from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterEach(() => d.aws.connect.faults.clear());
afterAll(() => d.stop());

const deploy = (name: string, over: UserOver) => d.deploy(name, (stack) => void addUser(stack, over));
const point = (name: string, username: string) =>
  d.aws.connect.addQuickConnect(INSTANCE_ID, { name, userId: d.mustAccount(username).Id });
const names = () =>
  d.aws.connect
    .quickConnects()
    .map(({ Name }) => Name)
    .sort();

it('stay by default, as Connect leaves them', async () => {
  await deploy('Stay', { username: 'stays' });
  point('to stays', 'stays');
  expect((await d.destroy('Stay')).calls).toEqual(['DescribeUser', 'DeleteUser']);
  expect(names()).toContain('to stays');
});

it('go first with deleteQuickConnects: those of the account, and no other', async () => {
  await deploy('Neighbour', { username: 'neighbour' });
  point('to neighbour', 'neighbour');
  d.aws.connect.call('CreateQuickConnect', {
    InstanceId: INSTANCE_ID,
    Name: 'to a queue',
    QuickConnectConfig: { QuickConnectType: 'QUEUE', QueueConfig: { QueueId: 'q', ContactFlowId: 'f' } },
  });
  await deploy('Go', { username: 'goes', deleteQuickConnects: true });
  point('to goes', 'goes');
  point('to goes, too', 'goes');
  const others = names().filter((name) => !name.includes('goes'));
  const destroyed = await d.destroy('Go');
  expect(destroyed.status).toBe('DELETE_COMPLETE');
  expect(names()).toEqual(others);
  expect(destroyed.calls.filter((call) => /^Delete/.test(call))).toEqual([
    'DeleteQuickConnect',
    'DeleteQuickConnect',
    'DeleteUser',
  ]);
  expect(destroyed.calls).toContain('ListQuickConnects');
});

it('go with a user whose account somebody deleted before', async () => {
  await deploy('Before', { username: 'before', deleteQuickConnects: true });
  point('to before', 'before');
  d.aws.connect.call('DeleteUser', { InstanceId: INSTANCE_ID, UserId: d.mustAccount('before').Id });
  expect((await d.destroy('Before')).status).toBe('DELETE_COMPLETE');
  expect(names()).not.toContain('to before');
});

it('stay with an account that is released', async () => {
  d.aws.connect.call('CreateUser', {
    InstanceId: INSTANCE_ID,
    Username: 'adopted',
    Password: 'Pass@Word1',
    IdentityInfo: { FirstName: 'Some', LastName: 'Body' },
    RoutingProfileId: d.aws.connect.instances()[0].routingProfiles[0].id,
    SecurityProfileIds: [d.aws.connect.instances()[0].securityProfiles[0].id],
  });
  point('to adopted', 'adopted');
  const over = { username: 'adopted', existingUser: ExistingUser.ADOPT, deleteQuickConnects: true };
  await deploy('Adopted', over);
  await d.destroy('Adopted');
  expect(names()).toContain('to adopted');
});

it('stay with RETAIN', async () => {
  const over = { username: 'retained', removalPolicy: RemovalPolicy.RETAIN, deleteQuickConnects: true };
  await deploy('Retained', over);
  point('to retained', 'retained');
  await d.destroy('Retained');
  expect(names()).toContain('to retained');
});

it('that cannot be deleted keep the account, and the next deletion finishes', async () => {
  await deploy('Refused', { username: 'refused', deleteQuickConnects: true });
  point('to refused', 'refused');
  d.aws.connect.faults.add({ operation: 'DeleteQuickConnect', answer: serverError(), times: 100 });
  const failed = await d.destroy('Refused');
  expect(failed.status).toBe('DELETE_FAILED');
  expect(failed.reasons[0]).toContain('DeleteQuickConnect: InternalServiceException');
  expect(d.account('refused')).toBeDefined();
  d.aws.connect.faults.clear();
  expect((await d.destroy('Refused')).status).toBe('DELETE_COMPLETE');
  expect(d.account('refused')).toBeUndefined();
  expect(names()).not.toContain('to refused');
});

it('taken out with the last user that asked for it: the permission is still there', async () => {
  const both = (second: boolean) =>
    d.deploy('Last', (stack) => {
      addUser(stack, { username: 'first' }, 'First');
      if (second) addUser(stack, { username: 'second', deleteQuickConnects: true }, 'Second');
    });
  await both(true);
  point('to second', 'second');
  expect((await both(false)).status).toBe('UPDATE_COMPLETE');
  expect(names()).not.toContain('to second');
});

it('stay in an instance that the user leaves, where the role may not remove them; the account goes all the same', async () => {
  const other = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE77777';
  d.aws.connect.addInstance({ id: other });
  const move = (id: string) =>
    d.deploy(
      'Move',
      (stack) =>
        void addUser(stack, { username: 'moves', deleteQuickConnects: true, instance: instance(stack, id) }),
    );
  await move(INSTANCE_ID);
  point('to moves', 'moves');
  const moved = await move(other);
  expect({ status: moved.status, reasons: moved.reasons }).toEqual({
    status: 'UPDATE_COMPLETE',
    reasons: [],
  });
  expect(d.account('moves')).toBeUndefined();
  expect(d.account('moves', other)).toBeDefined();
  expect(d.logged.join('')).toContain('quick connects stay');
});
