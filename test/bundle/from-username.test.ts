/** `ConnectUser.fromUsername`: a reference that is looked up, and nothing else. */
import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { ConnectUser } from '../../lib';
import { Deployment } from '../support/deployment';
import { addUser, instance, INSTANCE_ID } from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
  await d.deploy('Owner', (stack) => {
    addUser(stack, { username: 'mary' }, 'Mary');
    addUser(stack, { username: 'john' }, 'John');
  });
});
afterAll(() => d.stop());

function refer(stack: Stack, username: string) {
  const user = ConnectUser.fromUsername(stack, 'Ref', { instance: instance(stack), username });
  new CfnOutput(stack, 'Id', { value: user.userId });
  new CfnOutput(stack, 'Arn', { value: user.userArn });
  new CfnOutput(stack, 'Name', { value: user.username });
}
const deploy = (stackName: string, username: string) =>
  d.deploy(stackName, (stack) => refer(stack, username));

it('has the id and the ARN of the account, and calls nothing but the list', async () => {
  const account = d.mustAccount('mary');
  const deployed = await deploy('Refers', 'mary');
  expect(deployed.status).toBe('CREATE_COMPLETE');
  expect(deployed.outputs).toEqual({ Id: account.Id, Arn: account.Arn, Name: 'mary' });
  expect(deployed.calls).toEqual(['ListUsers']);
  expect(d.mustAccount('mary')).toEqual(account);
});

it('refers to another account when the username here changes, and neither is touched', async () => {
  const accounts = d.aws.connect.users();
  await deploy('Changes', 'mary');
  const changed = await deploy('Changes', 'john');
  expect(changed.status).toBe('UPDATE_COMPLETE');
  expect(changed.outputs['Arn']).toBe(d.mustAccount('john').Arn);
  expect(changed.calls).toEqual(['ListUsers']);
  expect(d.aws.connect.users()).toEqual(accounts);
});

it('destroyed, touches nothing, and calls nothing', async () => {
  await deploy('Destroyed', 'mary');
  const accounts = d.aws.connect.users();
  const destroyed = await d.destroy('Destroyed');
  expect(destroyed.status).toBe('DELETE_COMPLETE');
  expect(destroyed.calls).toEqual([]);
  expect(d.aws.connect.users()).toEqual(accounts);
});

it.each([
  ['does not exist', 'nobody', /has no user with the username that Ref\S* refers to\. Correct the username/],
  [
    'exists in other letter case',
    'MARY',
    /One differs in letter case only \(account [0-9a-f-]{36}\)\. Correct the username/,
  ],
])('fails clearly if the user %s', async (_, username, reason) => {
  const accounts = d.aws.connect.users();
  const failed = await deploy(`Missing${username}`, username);
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(failed.reasons[0]).toMatch(reason);
  expect(failed.reasons[0]).toContain(INSTANCE_ID);
  expect(d.aws.connect.users()).toEqual(accounts);
});

it('of the stack’s own user can stand beside it', async () => {
  const deployed = await d.deploy('Beside', (stack) => {
    const user = addUser(stack, { username: 'beside' });
    const reference = ConnectUser.fromUsername(stack, 'Ref', {
      instance: instance(stack),
      username: 'beside',
    });
    reference.node.addDependency(user);
  });
  expect(deployed.status).toBe('CREATE_COMPLETE');
  expect((await d.destroy('Beside')).status).toBe('DELETE_COMPLETE');
  expect(d.account('beside')).toBeUndefined();
});
