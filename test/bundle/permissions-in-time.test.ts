/** Permissions that come a moment late, and that must not go a moment early. */
import { Deployment } from '../support/deployment';
import { Invoker } from '../support/invoke';
import { addUser } from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

it('the users go before the policy that lets them be deleted', async () => {
  await d.deploy('Destroyed', (stack) => void addUser(stack, { username: 'destroyed' }));
  const { stack } = await d.destroy('Destroyed');
  expect(stack.status).toBe('DELETE_COMPLETE');
  expect(d.account('destroyed')).toBeUndefined();
  const at = (type: string, status: string) =>
    stack.events.findIndex((event) => event.type === type && event.status === status);
  const userGone = at('Custom::ConnectUser', 'DELETE_COMPLETE');
  expect(userGone).toBeGreaterThan(0);
  expect(at('AWS::IAM::Policy', 'DELETE_IN_PROGRESS')).toBeGreaterThan(userGone);
});

it('a tag that does not count yet is waited for', async () => {
  await d.deploy('Lagging', (stack) => void addUser(stack, { username: 'model' }));
  const lagging = new Invoker(d, 'Lagging');
  d.aws.connect.settings.tagLag = 300;
  try {
    const create = lagging.create('fresh');
    const since = d.aws.calls.next;
    const { PhysicalResourceId } = await lagging.send(create);
    expect(await lagging.send(lagging.next('Delete', create, PhysicalResourceId))).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(d.account('fresh')).toBeUndefined();
    const denied = d.connectLog(since).filter(({ status }) => status === 403);
    expect(new Set(denied.map(({ operation }) => operation))).toEqual(new Set(['DeleteUser']));
  } finally {
    d.aws.connect.settings.tagLag = 0;
  }
});
