/** Too many calls are waited for, as long as there is time; a full instance is not. */
import { throttled } from '../../local/connect/faults';
import { AwsError } from '../../local/types';
import { Deployment } from '../support/deployment';
import { addUser } from '../support/users';

const german = { attributeName: 'connect:Language', attributeValue: 'connect:German', level: 3 };
const GERMAN = { AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: 3 };

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterEach(() => {
  d.aws.connect.faults.clear();
  d.aws.connect.setQuotas(undefined);
});
afterAll(() => d.stop());

const named = (username: string) => d.aws.connect.users().filter(({ Username }) => Username === username);
const made = (calls: readonly { operation: string; status: number }[]) =>
  calls.filter(({ operation, status }) => operation === 'CreateUser' && status === 200);

describe('throttling', () => {
  it.each(['ThrottlingException', 'TooManyRequestsException'] as const)(
    'is waited out: %s',
    async (throttledAs) => {
      Object.assign(d.aws.connect.settings, { throttledAs });
      d.aws.connect.setQuotas({
        CreateUser: { rate: 2, burst: 1 },
        DescribeUser: { rate: 10, burst: 1 },
        AssociateUserProficiencies: { rate: 10, burst: 1 },
        DeleteUser: { rate: 10, burst: 1 },
      });
      const users = Array.from({ length: 4 }, (_, index) => `${throttledAs.slice(0, 4)}${index}`);
      const stackName = `Crowd-${throttledAs}`;
      const since = d.aws.calls.next;
      const created = await d.deploy(stackName, (stack) => {
        for (const username of users) addUser(stack, { username, proficiencies: [german] }, username);
      });
      expect(created.status).toBe('CREATE_COMPLETE');
      expect(made(d.connectLog(since))).toHaveLength(users.length);
      expect(d.connectLog(since).filter(({ error }) => error === throttledAs).length).toBeGreaterThan(0);
      for (const username of users) expect(named(username)).toMatchObject([{ Proficiencies: [GERMAN] }]);
      expect((await d.destroy(stackName)).status).toBe('DELETE_COMPLETE');
      for (const username of users) expect(named(username)).toEqual([]);
    },
  );

  it('until the time is up fails with the quota, and leaves nothing', async () => {
    d.aws.connect.faults.add({ operation: 'CreateUser', answer: throttled(), times: Infinity });
    const failed = await d.deploy('Throttled', (stack) => void addUser(stack, { username: 'throttled' }), {
      timeoutSeconds: 15,
    });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toMatch(
      /CreateUser: ThrottlingException: Rate exceeded\. \(request id [0-9a-f-]{36}\) CreateUser was throttled \d+ times in \d+ s, until the time was up\. Its quota is a rate per account and Region/,
    );
    expect(named('throttled')).toEqual([]);
  });

  it('never waits for a full instance, which is HTTP 429 too', async () => {
    const full = new AwsError('LimitExceededException', 'The quota of users has been exceeded', 429);
    d.aws.connect.faults.add({ operation: 'CreateUser', answer: full });
    const failed = await d.deploy('Full', (stack) => void addUser(stack, { username: 'full' }));
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.calls).toEqual(['CreateUser']);
  });
});
