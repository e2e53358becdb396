/**
 * A sibling fails while the user's Create is under way: CloudFormation gives the Create up, and at once sends a Delete
 * with an id that it made up. The Create goes on meanwhile. No account may be left.
 */
import { RoutingProfile } from '../../lib';
import { throttled } from '../../local/connect/faults';
import { Deployment } from '../support/deployment';
import { addUser } from '../support/users';

const german = { attributeName: 'connect:Language', attributeValue: 'connect:German', level: 3 };

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterEach(() => {
  d.aws.connect.faults.clear();
  Object.assign(d.aws.connect.settings, { describeLag: {} });
});
afterAll(() => d.stop());

/** A stack that is there already, so that function and role outlive the roll-back, and what is added to it. */
async function race(stackName: string, pace = 20) {
  const deploy = (racing: boolean) =>
    d.deploy(
      stackName,
      (stack) => {
        addUser(stack, { username: `${stackName}-stays` }, 'Stays');
        if (!racing) return;
        addUser(stack, { username: stackName, proficiencies: [german] }, 'Racer');
        // Fails before it calls CreateUser.
        addUser(stack, { username: 'sibling', routingProfile: RoutingProfile.fromName('None') }, 'Sibling');
      },
      { pace },
    );
  await deploy(false);
  const failed = await deploy(true);
  const creating = d.aws.lambda.running
    .map(({ event }) => JSON.parse(event) as Record<string, unknown>)
    .some(({ RequestType }) => RequestType === 'Create');
  d.aws.connect.faults.clear();
  await d.aws.lambda.idle();
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failed.reasons).toContain('Resource creation cancelled');
  const racer = d
    .events(stackName)
    .filter(({ LogicalResourceId }) => String(LogicalResourceId).startsWith('Racer'));
  expect(racer.map(({ RequestType }) => RequestType)).toEqual(['Create', 'Delete']);
  expect(racer[1]['PhysicalResourceId']).toMatch(new RegExp(`^${stackName}-Racer`));
  expect(
    d.aws.connect
      .users()
      .map(({ Username }) => Username)
      .filter((name) => name.startsWith(stackName)),
  ).toEqual([`${stackName}-stays`]);
  return { creating };
}

it('the account is there, and the Create still busy with it: deleted', async () => {
  d.aws.connect.faults.add({ operation: 'AssociateUserProficiencies', answer: throttled(), times: Infinity });
  // Slow enough for the account to be early, and so not asked about.
  const { creating } = await race('busy', 4);
  // It was, when the stack was rolled back.
  expect(creating).toBe(true);
});

it('the account is there, but DescribeUser does not show it yet: waited for, and deleted', async () => {
  Object.assign(d.aws.connect.settings, { describeLag: { ms: 400 } });
  await race('lagging');
});

it('the account comes while the Delete looks for it: deleted', async () => {
  d.aws.connect.faults.add({ operation: 'CreateUser', skip: 1, answer: throttled(), times: Infinity });
  const end = d.aws.calls.subscribe(({ operation }) => {
    if (operation === 'ListUsers') d.aws.connect.faults.clear();
  });
  await race('coming');
  end();
});

it('the account would come after the Delete: not made, since CloudFormation says that it gave up', async () => {
  d.aws.connect.faults.add({ operation: 'CreateUser', skip: 1, answer: throttled(), times: Infinity });
  const before = d.logged.length;
  await race('late');
  const said = d.logged.slice(before).join('');
  expect(said).toContain('"error":"GivenUp"');
});
