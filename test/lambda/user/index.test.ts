/** The handler as it is wired for Lambda: a whole Create over HTTP, answer and log included. */
import { handler } from '../../../lambda/user/index';
import { createEvent, MARY, SECRET_ARN } from '../support/events';
import { INSTANCE, userArn } from '../support/fake-connect';
import { serve } from '../support/server';
import type { Received, Reply, TestServer } from '../support/server';

const ENVIRONMENT = ['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
const before = ENVIRONMENT.map((name) => [name, process.env[name]] as const);
let server: TestServer;
afterEach(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  jest.restoreAllMocks();
  await server.close();
});

function reply({ method, path, headers }: Received): Reply {
  if (headers['x-amz-target'] === 'secretsmanager.GetSecretValue') {
    return { status: 200, body: { SecretString: 'Pass@Word1' } };
  }
  if (path.startsWith('/answer')) return { status: headers['content-type'] === undefined ? 200 : 403 };
  if (method === 'PUT') return { status: 200, body: { UserId: 'u-1', UserArn: userArn('u-1') } };
  return { status: 200, body: { User: { Id: 'u-1', Arn: userArn('u-1'), Username: 'Mary' } } };
}

test('a Create, from the event to the answer', async () => {
  server = await serve(reply);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const event = {
    ...createEvent({ ...MARY, PasswordSecretArn: SECRET_ARN }),
    ResponseURL: `${server.url}/answer?sig=s3cr3t`,
  };
  await handler(event, { getRemainingTimeInMillis: () => 900_000 });

  expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /',
    `PUT /users/${INSTANCE}`,
    `GET /users/${INSTANCE}/u-1`,
    'PUT /answer?sig=s3cr3t',
  ]);
  expect(JSON.parse(server.received[3].body)).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: userArn('u-1'),
  });
  const calls = lines
    .map((line) => JSON.parse(line) as { operation?: string })
    .filter((line) => line.operation);
  expect(calls.map(({ operation }) => operation)).toEqual(['GetSecretValue', 'CreateUser', 'DescribeUser']);
  expect(lines.join('')).not.toMatch(/s3cr3t|Pass@Word1/);
});
