/** The AWS CLI, unchanged: what it sends for its own manual's `create-user` example and the calls around it. */
import { LocalAws } from '../../local/local-aws';
import { replay } from './support/wire';

const INSTANCE_ARN = 'arn:aws:connect:us-east-1:123456789012:instance/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';

let aws: LocalAws;
beforeAll(async () => {
  aws = await LocalAws.start();
});
afterAll(() => aws?.stop());

// One conversation, in order.
let mary: { readonly UserId: string; readonly UserArn: string };

test('create-user answers the id and the ARN', async () => {
  const { status, headers, body } = await replay(aws.url, 'create-user');
  mary = body as typeof mary;
  expect(mary).toEqual({
    UserId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    UserArn: `${INSTANCE_ARN}/agent/${mary.UserId}`,
  });
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(headers.get('x-amzn-requestid')).toBe(aws.calls.list()[0].requestId);
});

test('create-user again says that the name is taken', async () => {
  const { status, headers, body } = await replay(aws.url, 'create-user');
  expect([status, headers.get('x-amzn-errortype')]).toEqual([409, 'DuplicateResourceException']);
  expect(body).toEqual({ Message: expect.any(String) });
});

test('describe-user shows what was given', async () => {
  const { status, body } = await replay(aws.url, 'describe-user', mary.UserId);
  expect(body).toEqual({
    User: {
      Id: mary.UserId,
      Arn: mary.UserArn,
      Username: 'Mary',
      IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        AutoAccept: true,
        AfterContactWorkTimeLimit: 60,
        DeskPhoneNumber: '+15555551212',
        PersistentConnection: false,
      },
      SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
      RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
      Tags: {},
      LastModifiedTime: expect.any(Number),
      LastModifiedRegion: 'us-east-1',
    },
  });
  expect(status).toBe(200);
});

test('list-users lists her', async () => {
  const { status, body } = await replay(aws.url, 'list-users');
  expect(body).toEqual({
    UserSummaryList: [
      {
        Id: mary.UserId,
        Arn: mary.UserArn,
        Username: 'Mary',
        LastModifiedTime: expect.any(Number),
        LastModifiedRegion: 'us-east-1',
      },
    ],
  });
  expect(status).toBe(200);
});

test('search-users finds her, with after-contact work in milliseconds', async () => {
  const { status, body } = await replay(aws.url, 'search-users');
  expect(body).toMatchObject({
    Users: [{ Id: mary.UserId, Username: 'Mary', PhoneConfig: { AfterContactWorkTimeLimit: 60_000 } }],
    ApproximateTotalCount: 1,
  });
  expect(status).toBe(200);
});

test('delete-user removes her; describe-user then finds nobody', async () => {
  const deleted = await replay(aws.url, 'delete-user', mary.UserId);
  expect([deleted.status, deleted.body]).toEqual([200, undefined]);
  expect(aws.connect.users()).toEqual([]);

  const { status, headers } = await replay(aws.url, 'describe-user', mary.UserId);
  expect([status, headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException']);
});

test('the log of calls has every one of them, and no password', () => {
  const calls = aws.calls.list();
  expect(calls.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'CreateUser 200',
    'CreateUser 409',
    'DescribeUser 200',
    'ListUsers 200',
    'SearchUsers 200',
    'DeleteUser 200',
    'DescribeUser 404',
  ]);
  expect(JSON.stringify(calls)).not.toContain('Pass@Word1');
});
