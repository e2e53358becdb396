/** At least once: events that come twice, answers that get lost, processes that die. One account, the same answer. */
import type { Fault } from '../../local/connect/faults';
import { serverError } from '../../local/connect/faults';
import { AwsError } from '../../local/types';
import { Deployment } from '../support/deployment';
import { Invoker } from '../support/invoke';
import { addUser } from '../support/users';

const german = { attributeName: 'connect:Language', attributeValue: 'connect:German', level: 3 };
const GERMAN = { AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: 3 };

let d: Deployment;
let invoker: Invoker;
beforeAll(async () => {
  d = await Deployment.start();
  await d.deploy('Model', (stack) => void addUser(stack, { username: 'model' }));
  invoker = new Invoker(d, 'Model');
});
afterEach(() => {
  d.aws.connect.faults.clear();
  Object.assign(d.aws.connect.settings, { describeLag: {}, listLag: 0 });
});
afterAll(() => d.stop());

const named = (username: string) => d.aws.connect.users().filter(({ Username }) => Username === username);
const made = (calls: readonly { operation: string; status: number }[]) =>
  calls.filter(({ operation, status }) => operation === 'CreateUser' && status === 200);

describe('the same Create', () => {
  it('delivered again gets the same answer', async () => {
    const event = invoker.create('twice');
    const first = await invoker.send(event);
    const account = d.mustAccount('twice');
    const since = d.aws.calls.next;
    const second = await invoker.send(event);
    expect(first.Status).toBe('SUCCESS');
    expect(second).toEqual(first);
    expect(d.connectCalls(since)).toEqual(['CreateUser', 'ListUsers', 'DescribeUser']);
    expect(named('twice')).toEqual([account]);
  });

  it('delivered three times at once makes one account', async () => {
    const event = invoker.create('at-once');
    const since = d.aws.calls.next;
    const answers = await Promise.all([invoker.send(event), invoker.send(event), invoker.send(event)]);
    expect(answers[0].Status).toBe('SUCCESS');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(named('at-once')).toHaveLength(1);
    expect(made(d.connectLog(since))).toHaveLength(1);
  });
});

it('the same Update and the same Delete can come twice', async () => {
  const create = invoker.create('updated-twice');
  const { PhysicalResourceId } = await invoker.send(create);
  const update = invoker.next('Update', create, PhysicalResourceId, {
    OldResourceProperties: create['ResourceProperties'],
    ResourceProperties: {
      ...(create['ResourceProperties'] as object),
      Tags: { a: '1' },
      Proficiencies: [{ ...GERMAN, Level: '3' }],
    },
  });
  const first = await invoker.send(update);
  const account = d.mustAccount('updated-twice');
  expect(account.Proficiencies).toEqual([GERMAN]);
  const since = d.aws.calls.next;
  expect(await invoker.send(update)).toEqual(first);
  expect(d.connectCalls(since)).toEqual(['DescribeUser', 'ListUserProficiencies']);
  expect(d.mustAccount('updated-twice')).toEqual(account);

  const remove = invoker.next('Delete', update, PhysicalResourceId);
  expect(await invoker.send(remove)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
  expect(await invoker.send(remove)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
  expect(named('updated-twice')).toEqual([]);
});

it('the same rename can come twice', async () => {
  const create = invoker.create('before');
  const { PhysicalResourceId } = await invoker.send(create);
  const update = invoker.next('Update', create, PhysicalResourceId, {
    OldResourceProperties: create['ResourceProperties'],
    ResourceProperties: { ...(create['ResourceProperties'] as object), Username: 'after' },
  });
  const first = await invoker.send(update);
  expect(first.Status).toBe('SUCCESS');
  expect(await invoker.send(update)).toEqual(first);
  expect(named('after')).toHaveLength(1);
});

describe('an answer of Connect that is lost', () => {
  it.each<[string, Fault, readonly string[]]>([
    [
      'after CreateUser, by a connection that is cut',
      { operation: 'CreateUser', when: 'after', answer: 'drop' },
      ['CreateUser', 'ListUsers', 'DescribeUser', 'ListUserProficiencies', 'AssociateUserProficiencies'],
    ],
    [
      'after CreateUser, by an error 500',
      { operation: 'CreateUser', when: 'after', answer: serverError() },
      ['CreateUser', 'ListUsers', 'DescribeUser', 'ListUserProficiencies', 'AssociateUserProficiencies'],
    ],
    [
      'before CreateUser',
      { operation: 'CreateUser', answer: 'drop' },
      ['CreateUser', 'ListUsers', 'CreateUser', 'DescribeUser', 'AssociateUserProficiencies'],
    ],
    [
      'of DescribeUser',
      { operation: 'DescribeUser', answer: 'drop', times: 2 },
      ['CreateUser', 'DescribeUser', 'DescribeUser', 'DescribeUser', 'AssociateUserProficiencies'],
    ],
    [
      'after AssociateUserProficiencies',
      { operation: 'AssociateUserProficiencies', when: 'after', answer: 'drop' },
      ['CreateUser', 'DescribeUser', 'AssociateUserProficiencies', 'ListUserProficiencies'],
    ],
    [
      'before AssociateUserProficiencies',
      { operation: 'AssociateUserProficiencies', answer: serverError() },
      [
        ...['CreateUser', 'DescribeUser', 'AssociateUserProficiencies'],
        ...['ListUserProficiencies', 'AssociateUserProficiencies'],
      ],
    ],
  ])('%s', async (what, fault, calls) => {
    const username = `lost-${what.replaceAll(/[^a-z0-9]/gi, '').slice(-15)}`;
    d.aws.connect.faults.add(fault);
    const created = await d.deploy(
      `Lost-${username}`,
      (stack) => void addUser(stack, { username, proficiencies: [german] }),
    );
    expect(created.status).toBe('CREATE_COMPLETE');
    expect(created.calls).toEqual(calls);
    expect(named(username)).toMatchObject([{ Proficiencies: [GERMAN] }]);
    await d.destroy(`Lost-${username}`);
    expect(named(username)).toEqual([]);
  });

  it('after CreateUser, for longer than the function waits: the account goes with the stack', async () => {
    d.aws.connect.faults.add({ operation: 'CreateUser', when: 'after', answer: 'drop' });
    d.aws.connect.faults.add({ operation: 'ListUsers', answer: serverError(), times: 8 });
    const failed = await d.deploy('LostForLong', (stack) => void addUser(stack, { username: 'lost-long' }));
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toContain('ListUsers: InternalServiceException');
    expect(failed.calls.slice(-3)).toEqual(['ListUsers', 'DescribeUser', 'DeleteUser']);
    expect(named('lost-long')).toEqual([]);
  });
});

describe('eventual consistency', () => {
  it.each([
    ['two calls', { calls: 2 }],
    ['half a second', { ms: 500 }],
  ])('waits out a DescribeUser that does not know the new account yet: %s', async (_, describeLag) => {
    Object.assign(d.aws.connect.settings, { describeLag });
    const username = `lag-${'calls' in describeLag ? 'calls' : 'ms'}`;
    const created = await d.deploy(`Lag-${username}`, (stack) => void addUser(stack, { username }));
    expect(created.status).toBe('CREATE_COMPLETE');
    expect(created.calls.filter((call) => call === 'DescribeUser').length).toBeGreaterThan(2);
    expect(created.calls.filter((call) => call === 'CreateUser')).toHaveLength(1);
  });

  it('finds the account of a lost answer although it is not listed yet', async () => {
    d.aws.connect.faults.add({ operation: 'CreateUser', when: 'after', answer: 'drop' });
    Object.assign(d.aws.connect.settings, { listLag: 100, describeLag: { calls: 1 } });
    const created = await d.deploy('Unlisted', (stack) => void addUser(stack, { username: 'unlisted' }));
    expect(created.status).toBe('CREATE_COMPLETE');
    expect(named('unlisted')).toHaveLength(1);
  });
});

describe('the answer to CloudFormation', () => {
  it.each([
    ['by a busy S3', new AwsError('SlowDown', 'Please reduce your request rate.', 503)],
    ['by a 403 in passing', new AwsError('AccessDenied', 'Access Denied', 403)],
  ])('refused twice %s, is sent again', async (_, error) => {
    const username = `put-${error.status}`;
    d.aws.responses.refusePuts({ count: 2, error });
    const created = await d.deploy(`Put-${error.status}`, (stack) => void addUser(stack, { username }));
    expect(created.status).toBe('CREATE_COMPLETE');
    expect(created.calls).toEqual(['CreateUser', 'DescribeUser']);
    expect(d.events(`Put-${error.status}`)).toHaveLength(1);
  });

  it('refused for good, lets Lambda deliver the event again', async () => {
    d.aws.responses.refusePuts({ count: 3, error: new AwsError('AccessDenied', 'Access Denied', 403) });
    const created = await d.deploy('PutAgain', (stack) => void addUser(stack, { username: 'put-again' }));
    expect(created.status).toBe('CREATE_COMPLETE');
    expect(d.events('PutAgain')).toHaveLength(2);
    expect(named('put-again')).toHaveLength(1);
  });
});

describe('a process that dies', () => {
  /** Kills the function's process as soon as this operation of it was answered. */
  function killAfter(operation: string) {
    const end = d.aws.calls.subscribe((call) => {
      if (call.operation !== operation) return;
      end();
      for (const running of d.aws.lambda.running) running.kill();
    });
  }

  it.each(['GetSecretValue', 'CreateUser', 'DescribeUser', 'AssociateUserProficiencies'])(
    'after %s: the event comes again, and there is one account',
    async (operation) => {
      killAfter(operation);
      const stackName = `Killed${operation}`;
      const username = `k-${operation.slice(0, 18)}`;
      const created = await d.deploy(
        stackName,
        (stack) => void addUser(stack, { username, proficiencies: [german] }),
      );
      expect(created.status).toBe('CREATE_COMPLETE');
      expect(d.events(stackName)).toHaveLength(2);
      expect(named(username)).toMatchObject([{ Proficiencies: [GERMAN] }]);
    },
  );

  it('before the old account of a rename is deleted: it is deleted the next time', async () => {
    await d.deploy('KilledRename', (stack) => void addUser(stack, { username: 'kr-old' }));
    killAfter('DeleteUser');
    const renamed = await d.deploy('KilledRename', (stack) => void addUser(stack, { username: 'kr-new' }));
    expect(renamed.status).toBe('UPDATE_COMPLETE');
    expect(named('kr-old')).toEqual([]);
    expect(named('kr-new')).toHaveLength(1);
  });
});
