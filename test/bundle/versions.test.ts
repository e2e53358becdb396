/** Roll-backs to what another version of this library wrote, and events that no version wrote. */
import { Deployment } from '../support/deployment';
import { Invoker, type Event } from '../support/invoke';
import { addUser } from '../support/users';

let d: Deployment;
let invoker: Invoker;
beforeAll(async () => {
  d = await Deployment.start();
  await d.deploy('Model', (stack) => void addUser(stack, { username: 'model' }));
  invoker = new Invoker(d, 'Model');
});
afterAll(() => d.stop());

const propertiesOf = (event: Event) => event['ResourceProperties'] as Event;

describe('an update whose old properties are of another version', () => {
  it.each<[string, unknown]>([
    ['missing', undefined],
    ['empty', {}],
    [
      'of other types',
      { InstanceId: ['x'], Tags: 'a', PhoneConfig: { AutoAccept: 'perhaps' }, Proficiencies: '1' },
    ],
    ['with unknown fields', { UserName: 'model', Removed: { In: ['2', '0'] }, Tags: { a: '1' } }],
  ])('%s', async (what, old) => {
    const username = `old-${what.split(' ').at(-1)}`;
    const create = invoker.create(username, { Tags: { a: '1' } });
    const { PhysicalResourceId } = await invoker.send(create);
    const before = d.mustAccount(username);
    const since = d.aws.calls.next;
    const update = invoker.next('Update', create, PhysicalResourceId, {
      OldResourceProperties: old,
      ResourceProperties: {
        ...propertiesOf(create),
        Tags: { b: '2' },
        PhoneConfig: { AutoAccept: 'true' },
        OfAnotherVersion: 'yes',
      },
    });
    expect(await invoker.send(update)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
    const account = d.mustAccount(username);
    expect(account.Id).toBe(before.Id);
    expect(account.PhoneConfig?.AutoAccept).toBe(true);
    expect(account.Tags).toMatchObject({ b: '2' });
    // Only what the old properties surely gave is taken away.
    expect(Object.keys(account.Tags).includes('a')).toBe(what !== 'with unknown fields');
    expect(d.connectCalls(since)).toEqual([
      'DescribeUser',
      'UpdateUserPhoneConfig',
      ...(what === 'with unknown fields' ? ['UntagResource'] : []),
      'TagResource',
    ]);
    expect(d.logged.join('')).toMatch(/unknown properties ignored.*"names":\["OfAnotherVersion"\]/);
  });
});

it('a roll-back passes although today’s rules would refuse its properties', async () => {
  const create = invoker.create('tolerated');
  const { PhysicalResourceId } = await invoker.send(create);
  const { IdentityInfo, ...before } = propertiesOf(create);
  const answer = await invoker.send(
    invoker.next('Update', create, PhysicalResourceId, {
      OldResourceProperties: create['ResourceProperties'],
      // AWS keeps such keys for itself: the rules refuse one in a new user.
      ResourceProperties: { ...before, IdentityInfo, Tags: { 'aws:reserved': 'x' } },
    }),
  );
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
});

describe('an event that cannot be meant', () => {
  it.each<[string, Event, RegExp]>([
    ['without an instance', { InstanceId: '' }, /ResourceProperties\.InstanceId is missing/],
    [
      'with a boolean that is none',
      { PhoneConfig: { AutoAccept: 'yes' } },
      /PhoneConfig\.AutoAccept: given "yes", expected true or false/,
    ],
    [
      'with two routing profiles',
      { RoutingProfileName: 'Basic Routing Profile' },
      /RoutingProfileName: Both an id and a name are given/,
    ],
  ])('%s is answered FAILED, and calls nothing', async (_, properties, reason) => {
    const since = d.aws.calls.next;
    const event = invoker.create('never', properties);
    const answer = await invoker.send(event);
    expect(answer.Status).toBe('FAILED');
    expect(answer.Reason).toMatch(reason);
    expect(await invoker.send(invoker.next('Delete', event, answer.PhysicalResourceId))).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(d.connectCalls(since)).toEqual([]);
  });

  it('is answered also if hardly anything is right', async () => {
    const event = { RequestType: 'Remove', RequestId: 'r', LogicalResourceId: 'L', StackId: 'not an ARN' };
    expect(await invoker.send(event)).toMatchObject({
      Status: 'FAILED',
      RequestId: 'r',
      LogicalResourceId: 'L',
      Reason: expect.stringMatching(/The event is malformed: .*No account was touched\./),
    });
  });
});
