/** Through the AWS SDK for JavaScript and a port, as the real callers come. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AssociateUserProficienciesCommand,
  ConnectClient,
  CreateUserCommand,
  DeleteUserCommand,
  DescribeInstanceCommand,
  DescribeUserCommand,
  DuplicateResourceException,
  ListTagsForResourceCommand,
  paginateListSecurityProfiles,
  paginateListUserProficiencies,
  paginateListUsers,
  paginateSearchUsers,
  ResourceNotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserHierarchyCommand,
} from '@aws-sdk/client-connect';
import { ConnectService } from '../../../local/connect/service';
import { INSTANCE, PLACE } from './harness';

let server: Server;
let client: ConnectClient;
let service: ConnectService;

const MARY = {
  ...INSTANCE,
  Username: 'Mary',
  Password: 'Pass@Word1',
  IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
  SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
  RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
};

beforeEach(async () => {
  service = new ConnectService({ place: PLACE });
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const [path = '', query = ''] = (incoming.url ?? '').split('?');
      const asked = {
        method: incoming.method ?? '',
        path,
        query: new URLSearchParams(query),
        headers: {},
        body: Buffer.concat(chunks),
        caller: { accessKeyId: 'test', arn: 'test' },
        requestId: 'request',
      };
      service.handle(asked).then(
        ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
        () => incoming.socket.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new ConnectClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('takes a user through its life', async () => {
  const { UserId, UserArn } = await client.send(
    new CreateUserCommand({
      ...MARY,
      Tags: { 'team:a': 'b' },
      PhoneConfig: { AfterContactWorkTimeLimit: 60 },
    }),
  );
  const key = { ...INSTANCE, UserId };
  const { User } = await client.send(new DescribeUserCommand(key));
  expect(User).toMatchObject({
    Username: 'Mary',
    Tags: { 'team:a': 'b' },
    PhoneConfig: { AfterContactWorkTimeLimit: 60 },
  });
  expect(User?.LastModifiedTime).toBeInstanceOf(Date);

  await client.send(new TagResourceCommand({ resourceArn: UserArn, tags: { x: 'y' } }));
  await client.send(new UntagResourceCommand({ resourceArn: UserArn, tagKeys: ['team:a', 'z'] }));
  const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: UserArn }));
  expect(tags).toEqual({ x: 'y' });

  await client.send(
    new AssociateUserProficienciesCommand({
      ...key,
      UserProficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level: 4 }],
    }),
  );
  for await (const page of paginateListUserProficiencies({ client }, key)) {
    expect(page.UserProficiencyList).toHaveLength(1);
  }
  await client.send(new UpdateUserHierarchyCommand(key));
  await client.send(new DeleteUserCommand(key));
  await expect(client.send(new DescribeUserCommand(key))).rejects.toThrow(ResourceNotFoundException);
});

it('pages through every list', async () => {
  for (let index = 0; index < 5; index++) {
    await client.send(new CreateUserCommand({ ...MARY, Username: `user${index}` }));
  }
  const listed: unknown[] = [];
  for await (const page of paginateListUsers({ client, pageSize: 2 }, { ...INSTANCE })) {
    listed.push(page.UserSummaryList?.map(({ Username }) => Username));
  }
  expect(listed).toEqual([['user0', 'user1'], ['user2', 'user3'], ['user4']]);
  const found: unknown[] = [];
  const SearchCriteria = {
    StringCondition: { FieldName: 'username', Value: 'user', ComparisonType: 'STARTS_WITH' as const },
  };
  for await (const page of paginateSearchUsers({ client, pageSize: 3 }, { ...INSTANCE, SearchCriteria })) {
    found.push(page.Users?.length);
  }
  expect(found).toEqual([3, 2]);
  const profiles: unknown[] = [];
  for await (const page of paginateListSecurityProfiles({ client, pageSize: 3 }, { ...INSTANCE })) {
    profiles.push(...(page.SecurityProfileSummaryList ?? []).map(({ Name }) => Name));
  }
  expect(profiles).toEqual(['Admin', 'Agent', 'CallCenterManager', 'QualityAnalyst']);
});

it('has errors by their classes, and dates as dates', async () => {
  await client.send(new CreateUserCommand(MARY));
  const error: unknown = await client.send(new CreateUserCommand(MARY)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DuplicateResourceException);
  expect(error).toMatchObject({
    message: 'A user with this username already exists',
    $metadata: { httpStatusCode: 409 },
  });
  const { Instance } = await client.send(new DescribeInstanceCommand(INSTANCE));
  expect(Instance?.CreatedTime).toBeInstanceOf(Date);
});

it('cuts the connection after a call that took effect', async () => {
  service.faults.add({ operation: 'CreateUser', when: 'after', answer: 'drop' });
  await expect(client.send(new CreateUserCommand(MARY))).rejects.toThrow('socket hang up');
  expect(service.users()).toHaveLength(1);
});
