/** Accounts that were there before: taken over, and released. */
import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { OWNER_TAG } from '../../lib/private/contract';
import { serverError } from '../../local/connect/faults';
import * as adoptable from '../support/adoptable';
import { ADOPT, DESTROY, startAdoptable, WANTED } from '../support/adoptable';
import type { Deployment } from '../support/deployment';
import {
  addUser,
  AGENT_ID,
  instance,
  INSTANCE_ID,
  ROUTING_PROFILE_ID,
  type UserOver,
} from '../support/users';

let d: Deployment;
beforeAll(async () => {
  d = await startAdoptable();
});
afterEach(() => d.aws.connect.faults.clear());
afterAll(() => d.stop());

const call = (operation: string, input: object) =>
  d.aws.connect.call(operation, { InstanceId: INSTANCE_ID, ...input });

const stranger = (username: string) => adoptable.stranger(d, username);
const deploy = (name: string, over: UserOver) => d.deploy(name, (stack) => void addUser(stack, over));
const adoptionLog = (userId: string) =>
  d.logged
    .filter((line) => line.includes('"account adopted"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .find((line) => line['userId'] === userId);

describe('ADOPT', () => {
  it('takes over the account: the same id, tagged, as the stack wants it; the log names the fields', async () => {
    const before = stranger('taken-over');
    const adopted = await deploy('TakenOver', { ...WANTED, username: 'taken-over' });
    expect(adopted.reasons).toEqual([]);
    expect(adopted.status).toBe('CREATE_COMPLETE');
    const account = d.mustAccount('taken-over');
    expect(account).toMatchObject({
      Id: before.Id,
      RoutingProfileId: ROUTING_PROFILE_ID,
      SecurityProfileIds: [AGENT_ID],
      IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
      Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: 5 }],
      Tags: { team: 'red', ours: 'yes', theirs: 'yes' },
    });
    expect(account.Tags[OWNER_TAG]).toMatch(/^TakenOver\/Mary\S* \S+ \S+ adopted$/);
    expect(adoptionLog(before.Id)?.['names']).toEqual([
      'RoutingProfileId',
      'SecurityProfileIds',
      'IdentityInfo.FirstName',
      'IdentityInfo.LastName',
      'AutoAcceptConfigs',
      'Proficiencies',
      'Tags',
    ]);
  });

  it('makes the account where there is none, and that one is deleted like any other', async () => {
    await deploy('None', { ...ADOPT, username: 'none' });
    expect(d.mustAccount('none').Tags[OWNER_TAG]).not.toContain('adopted');
    const destroyed = await d.destroy('None');
    expect(destroyed.calls).toEqual(['DescribeUser', 'DeleteUser']);
    expect(d.account('none')).toBeUndefined();
  });

  it('never takes over what another stack manages, and names the owner', async () => {
    await deploy('FirstOwner', { username: 'owned' });
    const account = d.mustAccount('owned');
    const failed = await deploy('SecondOwner', { ...ADOPT, username: 'owned' });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toMatch(/it belongs to FirstOwner\/Mary/);
    expect(d.mustAccount('owned')).toEqual(account);
  });

  it('never takes over what another resource of the stack manages', async () => {
    const both = (second: boolean) =>
      d.deploy('TwoResources', (stack) => {
        // Not known at synthesis, so that no rule there can compare it.
        const username = new CfnParameter(stack, 'Username', { default: 'mine' }).valueAsString;
        const first = addUser(stack, { username }, 'First');
        if (second) addUser(stack, { ...ADOPT, username }, 'Second').node.addDependency(first);
      });
    await both(false);
    const account = d.mustAccount('mine');
    const failed = await both(true);
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toMatch(/it belongs to TwoResources\/First/);
    expect(d.mustAccount('mine')).toEqual(account);
  });

  it('FAIL, the default, says what to do', async () => {
    const account = stranger('default');
    const failed = await deploy('Default', { username: 'default' });
    expect(failed.reasons[0]).toContain('no stack manages it. Give existingUser ADOPT to take it over');
    expect(d.mustAccount('default')).toEqual(account);
  });

  it('updates the adopted account like any other', async () => {
    const { Id } = stranger('updated');
    await deploy('Updated', { ...WANTED, username: 'updated' });
    const updated = await deploy('Updated', { ...WANTED, username: 'updated', tags: { team: 'green' } });
    expect(updated.calls).toEqual(['DescribeUser', 'ListUserProficiencies', 'UntagResource', 'TagResource']);
    expect(d.mustAccount('updated')).toMatchObject({ Id, Tags: { team: 'green', theirs: 'yes' } });
    expect(d.mustAccount('updated').Tags[OWNER_TAG]).toMatch(/ adopted$/);
  });
});

describe('an adopted user removed from the stack', () => {
  it('is released: the owner tag goes, the account stays as it is', async () => {
    stranger('released');
    await deploy('Released', { ...WANTED, username: 'released' });
    const adopted = d.mustAccount('released');
    const destroyed = await d.destroy('Released');
    expect(destroyed.status).toBe('DELETE_COMPLETE');
    expect(destroyed.calls).toEqual(['DescribeUser', 'UntagResource']);
    expect(d.mustAccount('released')).toEqual({
      ...adopted,
      Tags: { team: 'red', theirs: 'yes', ours: 'yes' },
    });
  });

  it('is released by a rename, and taken out of the template', async () => {
    stranger('renamed');
    await deploy('Renamed', { ...ADOPT, username: 'renamed' });
    const renamed = await deploy('Renamed', { ...ADOPT, username: 'new-name' });
    expect(renamed.status).toBe('UPDATE_COMPLETE');
    expect(Object.keys(d.mustAccount('renamed').Tags)).toEqual(['team', 'theirs']);
    expect(d.account('new-name')).toBeDefined();
  });

  it('is released by a move to another instance, where the role may do hardly anything then', async () => {
    const other = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE66666';
    d.aws.connect.addInstance({ id: other });
    stranger('moves');
    const move = (id: string) =>
      d.deploy(
        'Moved',
        (stack) => void addUser(stack, { ...ADOPT, username: 'moves', instance: instance(stack, id) }),
      );
    await move(INSTANCE_ID);
    const moved = await move(other);
    expect({ status: moved.status, reasons: moved.reasons }).toEqual({
      status: 'UPDATE_COMPLETE',
      reasons: [],
    });
    expect(Object.keys(d.mustAccount('moves').Tags)).toEqual(['team', 'theirs']);
  });

  it('is deleted if removalPolicy DESTROY was given', async () => {
    stranger('destroyed');
    await deploy('Destroyed', { ...ADOPT, ...DESTROY, username: 'destroyed' });
    const destroyed = await d.destroy('Destroyed');
    expect(destroyed.status).toBe('DELETE_COMPLETE');
    expect(destroyed.calls).toEqual(['DescribeUser', 'DeleteUser']);
    expect(d.account('destroyed')).toBeUndefined();
  });

  it('can be adopted again, and is another one’s then', async () => {
    stranger('again');
    await deploy('Again1', { ...ADOPT, username: 'again' });
    await d.destroy('Again1');
    expect((await deploy('Again2', { ...ADOPT, username: 'again' })).status).toBe('CREATE_COMPLETE');
    expect(d.mustAccount('again').Tags[OWNER_TAG]).toMatch(/^Again2\//);
  });
});

it('an adoption whose answer was lost half-way is taken up by the second delivery', async () => {
  const { Id } = stranger('twice');
  d.aws.connect.faults.add({ operation: 'TagResource', answer: serverError(), when: 'after', times: 1 });
  const adopted = await deploy('Twice', { ...ADOPT, username: 'twice' });
  expect(adopted.status).toBe('CREATE_COMPLETE');
  expect(d.mustAccount('twice')).toMatchObject({ Id, RoutingProfileId: ROUTING_PROFILE_ID });
});

it('an account kept by RETAIN is adopted again once its tag is taken off', async () => {
  await deploy('Kept', { username: 'kept', removalPolicy: RemovalPolicy.RETAIN });
  await d.destroy('Kept');
  const { Arn, Id } = d.mustAccount('kept');
  const refused = await deploy('KeptRefused', { ...ADOPT, username: 'kept' });
  expect(refused.reasons[0]).toMatch(/it belongs to Kept\/Mary/);
  call('UntagResource', { resourceArn: Arn, tagKeys: [OWNER_TAG], InstanceId: undefined });
  expect((await deploy('KeptAgain', { ...ADOPT, username: 'kept' })).status).toBe('CREATE_COMPLETE');
  expect(d.mustAccount('kept').Id).toBe(Id);
});
