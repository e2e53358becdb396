/** Each exception that CreateUser documents: what the reason says, and what it does not. */
import { AwsError } from '../../local/types';
import { STATUS } from '../../local/connect/errors';
import { Deployment } from '../support/deployment';
import { addUser } from '../support/users';

const PERSONAL = {
  firstName: 'Marymarked',
  lastName: 'Majormarked',
  email: 'marked@example.com',
  secondaryEmail: 'second-marked@example.com',
  mobile: '+15555550142',
};
/** Connect's messages may quote the request. */
const QUOTING = `It said no to ${Object.values(PERSONAL).join(', ')} or directory-marked`;
const REQUEST = '\\(request id [0-9a-f-]{36}\\)';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
});
afterEach(() => d.aws.connect.faults.clear());
afterAll(() => d.stop());

it.each<[string, number, RegExp]>([
  ['InvalidRequestException', 1, /Correct what the message names, and deploy again\./],
  ['InvalidParameterException', 1, /Correct the property that the message names, and deploy again\./],
  ['LimitExceededException', 1, /quota "Users per instance".*Raise it.*waiting does not help/],
  ['DuplicateResourceException', 1, /Deploy again in a few minutes/],
  [
    'ResourceNotFoundException',
    1,
    /One of these does not exist in this account and Region: InstanceId .*RoutingProfileId .*SecurityProfileIds /,
  ],
  ['ThrottlingException', Infinity, /was throttled \d+ times in \d+ s.*Deploy again/],
  ['InternalServiceException', Infinity, /No usable answer from connect.*Deploy again/],
])('%s', async (name, times, advice) => {
  d.aws.connect.faults.add({
    operation: 'CreateUser',
    answer: new AwsError(name, QUOTING, STATUS[name]),
    times,
  });
  const failed = await d.deploy(
    name,
    (stack) =>
      void addUser(stack, {
        username: 'failing',
        identityInfo: PERSONAL,
        directoryUserId: 'directory-marked',
      }),
    { timeoutSeconds: name === 'ThrottlingException' ? 15 : undefined },
  );
  expect(failed.status).toBe('ROLLBACK_COMPLETE');
  expect(d.account('failing')).toBeUndefined();
  const [reason] = failed.reasons;
  expect(reason).toMatch(new RegExp(`CreateUser: ${name}: .*${REQUEST}`));
  expect(reason).toMatch(advice);
  const said = [...failed.reasons, ...d.logged].join('\n');
  for (const value of [...Object.values(PERSONAL), 'directory-marked']) expect(said).not.toContain(value);
  // What was wrong can still be told from the message.
  expect(reason).toContain('It said no to [FirstName], [LastName], [Email]');
});
