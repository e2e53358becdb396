/** The real SDK client against a real HTTP server: which errors are told, which are repeated. */
import type { SdkConnectApi } from '../../../lambda/connect/sdk-connect-api';
import { closeAll, connectTo } from '../support/sdk-connection';

const key = { InstanceId: 'i-1', UserId: 'u-1' };
const arn = 'arn:aws:connect:us-west-2:123456789012:instance/i-1/agent/u-1';

afterEach(closeAll);

const fails = (status: number, type: string, Message = 'no') => ({
  status,
  body: { Message },
  headers: { 'x-amzn-errortype': type, 'x-amzn-requestid': 'r-1' },
});

const create = (api: SdkConnectApi) =>
  api.createUser({
    InstanceId: 'i-1',
    Username: 'Mary',
    RoutingProfileId: 'rp-1',
    SecurityProfileIds: ['a', 'b'],
    DirectoryUserId: 'mary',
    Tags: {},
  });

test.each<[number, string, string]>([
  [400, 'InvalidRequestException', 'refused'],
  [400, 'InvalidParameterException', 'refused'],
  [404, 'ResourceNotFoundException', 'refused'],
  [409, 'DuplicateResourceException', 'refused'],
  [429, 'LimitExceededException', 'refused'],
  [500, 'InternalServiceException', 'fault'],
  [403, 'AccessDeniedException', 'refused'],
  [503, 'ServiceUnavailable', 'fault'],
])('HTTP %d %s: told as it is, CreateUser not repeated', async (status, name, kind) => {
  const { api, server } = await connectTo(fails(status, name, 'the message'));
  await expect(create(api)).rejects.toMatchObject({
    operation: 'CreateUser',
    name,
    kind,
    status,
    requestId: 'r-1',
    // Which id? But no personal data.
    about: { InstanceId: 'i-1', RoutingProfileId: 'rp-1', SecurityProfileIds: 'a, b' },
  });
  expect(server.received).toHaveLength(1);
});

test("the message is the service's", async () => {
  const { api } = await connectTo(fails(400, 'InvalidParameterException', 'the message'));
  await expect(create(api)).rejects.toThrow('the message');
});

test.each(['ThrottlingException', 'TooManyRequestsException'])(
  '%s: repeated, even CreateUser',
  async (name) => {
    const { api, records } = await connectTo(fails(429, name), fails(429, name), {
      status: 200,
      body: { UserId: 'u-1', UserArn: arn },
    });
    expect(await create(api)).toEqual({ UserId: 'u-1', UserArn: arn });
    expect(records.map(({ attempt, error, status }) => [attempt, error, status])).toEqual([
      [1, name, 429],
      [2, name, 429],
      [3, undefined, undefined],
    ]);
  },
);

test('a reset: a fault; not repeated for CreateUser', async () => {
  const { api, server } = await connectTo('reset');
  await expect(create(api)).rejects.toMatchObject({ kind: 'fault' });
  expect(server.received).toHaveLength(1);
});

test('a reset: repeated for what may be repeated', async () => {
  const { api, server } = await connectTo('reset', fails(500, 'InternalServiceException'), { status: 200 });
  await api.updateRoutingProfile(key, 'rp-1');
  expect(server.received).toHaveLength(3);
});

test('an answer without ids is none', async () => {
  const { api } = await connectTo({ status: 200 });
  await expect(create(api)).rejects.toMatchObject({ kind: 'fault' });
  await expect(api.describeUser(key)).rejects.toMatchObject({
    kind: 'fault',
    name: 'UnreadableAnswer',
  });
});

test('an answer that is no JSON is none', async () => {
  const { api } = await connectTo({ status: 200, body: '<html>' });
  await expect(create(api)).rejects.toMatchObject({
    kind: 'fault',
  });
});
