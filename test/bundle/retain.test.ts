/** RETAIN keeps the account when it leaves the stack, but not the half-made one of a creation that failed. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { Deployment } from '../support/deployment';
import { addUser, type UserOver } from '../support/users';

const RETAIN = { removalPolicy: RemovalPolicy.RETAIN };
const UNKNOWN = { attributeName: 'Juggling', attributeValue: 'Five balls', level: 1 };

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterAll(() => d.stop());

const deployUser = (stackName: string, over: UserOver) =>
  d.deploy(stackName, (stack) => void addUser(stack, { ...RETAIN, ...over }));

it('a destroyed stack leaves the account', async () => {
  await deployUser('Destroyed', { username: 'kept' });
  const account = d.mustAccount('kept');
  const destroyed = await d.destroy('Destroyed');
  expect(destroyed.status).toBe('DELETE_COMPLETE');
  expect(destroyed.calls).toEqual([]);
  expect(d.mustAccount('kept')).toEqual(account);
});

it('a user taken out of the stack keeps the account', async () => {
  const deploy = (kept: boolean) =>
    d.deploy('TakenOut', (stack) => {
      addUser(stack, { username: 'other' }, 'Other');
      if (kept) addUser(stack, { ...RETAIN, username: 'taken-out' });
    });
  await deploy(true);
  expect((await deploy(false)).status).toBe('UPDATE_COMPLETE');
  expect(d.account('taken-out')).toBeDefined();
});

it('a rename keeps the old account', async () => {
  await deployUser('Renamed', { username: 'old' });
  const renamed = await deployUser('Renamed', { username: 'new' });
  expect(renamed.status).toBe('UPDATE_COMPLETE');
  expect(renamed.calls).toEqual(['DescribeUser', 'CreateUser', 'DescribeUser']);
  expect(d.account('old')).toBeDefined();
  expect(d.account('new')).toBeDefined();
});

it('a create that fails leaves none', async () => {
  const failed = await deployUser('Failed', { username: 'half-made', proficiencies: [UNKNOWN] });
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(d.account('half-made')).toBeUndefined();
});

it('a policy changed to RETAIN needs no call', async () => {
  const deploy = (over: UserOver) =>
    d.deploy('Policy', (stack) => void addUser(stack, { username: 'policy', ...over }));
  await deploy({});
  expect((await deploy(RETAIN)).calls).toEqual([]);
  await d.destroy('Policy');
  expect(d.account('policy')).toBeDefined();
});
