/** All of it together, as SDKs see it: the Lambda of a stack answers CloudFormation over the wire. */
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ConnectClient, ListRoutingProfilesCommand } from '@aws-sdk/client-connect';
import { XMLParser } from 'fast-xml-parser';
import { LocalAws } from '../../local/local-aws';
import { authorization } from './support';

let aws: LocalAws;
beforeEach(async () => {
  aws = await LocalAws.start();
});
afterEach(() => aws.stop());

const INSTANCE = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
const credentials = { accessKeyId: 'k', secretAccessKey: 's' };
const config = () => ({ endpoint: aws.url, region: 'us-east-1', credentials });

test('answers the SDK, and logs its calls without a secret', async () => {
  const secrets = new SecretsManagerClient(config());
  await secrets.send(new CreateSecretCommand({ Name: 'n', SecretString: 'hush' }));
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'n' }));
  expect(SecretString).toBe('hush');
  await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'x' }))).rejects.toThrow(
    expect.objectContaining({ name: 'ResourceNotFoundException' }),
  );
  const connect = new ConnectClient(config());
  const { RoutingProfileSummaryList } = await connect.send(
    new ListRoutingProfilesCommand({ InstanceId: INSTANCE }),
  );
  expect(RoutingProfileSummaryList).not.toEqual([]);
  expect(aws.calls.operations()).toEqual([
    'CreateSecret',
    'GetSecretValue',
    'GetSecretValue',
    'ListRoutingProfiles',
  ]);
  expect(JSON.stringify(aws.calls.list())).not.toContain('hush');
  secrets.destroy();
  connect.destroy();
});

const HANDLER = `
  const http = require('node:http');
  exports.handler = async (event) => {
    console.log(event.RequestType);
    const body = JSON.stringify({
      Status: event.RequestType !== 'Delete' && event.ResourceProperties.Word === 'fail' ? 'FAILED' : 'SUCCESS', Reason: 'as asked',
      PhysicalResourceId: 'thing', StackId: event.StackId, RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId, Data: { Echo: event.ResourceProperties.Word },
    });
    const put = () => new Promise((resolve, reject) => {
      const request = http.request(event.ResponseURL, { method: 'PUT', headers: { 'content-length': body.length } });
      request.on('response', (response) => { response.resume(); resolve(response.statusCode); });
      request.on('error', reject);
      request.end(body);
    });
    while ((await put()) !== 200);
  };`;

const template = (Word: string) => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
          ],
        },
        Policies: [
          {
            PolicyName: 'Log',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                  Resource: { 'Fn::GetAtt': ['Logs', 'Arn'] },
                },
              ],
            },
          },
        ],
      },
    },
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: HANDLER },
        LoggingConfig: { LogGroup: { Ref: 'Logs' } },
      },
    },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } },
    Password: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } },
    Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Word } },
    CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2' } },
  },
  Outputs: { Echo: { Value: { 'Fn::GetAtt': ['Thing', 'Echo'] } }, Logs: { Value: { Ref: 'Logs' } } },
});

async function cloudformation(form: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(aws.url, {
    method: 'POST',
    headers: { authorization: authorization('cloudformation') },
    body: new URLSearchParams({ Version: '2010-05-15', ...form }),
  });
  const xml = new XMLParser().parse(await response.text()) as Record<string, unknown>;
  expect(xml).not.toHaveProperty('ErrorResponse');
  await aws.cloudformation.idle();
  return xml;
}

const create = (word: string) =>
  cloudformation({
    Action: 'CreateStack',
    StackName: 'S',
    TemplateBody: JSON.stringify(template(word)),
    'Capabilities.member.1': 'CAPABILITY_IAM',
  });

test('a stack with a custom resource: made, even through a busy S3, and removed', async () => {
  aws.responses.refusePuts({ count: 2 });
  await create('hello');
  const stack = aws.cloudformation.stack('S');
  expect(stack).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Echo: 'hello' } });
  await aws.lambda.idle();
  expect(aws.logs.messages(stack?.outputs.Logs ?? '').join('')).toContain('INFO\tCreate');
  expect(aws.calls.list({ service: 's3' }).map(({ status }) => status)).toEqual([503, 503, 200]);
  expect(aws.secretsManager.list()).toHaveLength(1);
  await cloudformation({ Action: 'DeleteStack', StackName: 'S' });
  expect(aws.cloudformation.stacks()).toEqual([]);
  expect(aws.secretsManager.list()).toEqual([]);
  expect(aws.logs.list().map(({ name }) => name)).not.toContain(stack?.outputs.Logs);
});

test('a custom resource that fails takes the stack back', async () => {
  await create('fail');
  const stack = aws.cloudformation.stack('S');
  expect(stack?.status).toBe('ROLLBACK_COMPLETE');
  expect(stack?.events.some(({ reason }) => reason?.includes('as asked'))).toBe(true);
  expect(aws.secretsManager.list()).toEqual([]);
});

test('says what it is', async () => {
  expect(await (await fetch(`${aws.url}/_local/health`)).json()).toEqual({
    status: 'ok',
    region: 'us-east-1',
    account: '123456789012',
    services: [
      'cloudformation',
      'cloudtrail',
      'connect',
      'lambda',
      'logs',
      's3',
      'secretsmanager',
      'ssm',
      'sts',
    ],
    calls: 0,
  });
  expect(aws.environment().AWS_ENDPOINT_URL).toBe(aws.url);
  expect(aws.childEnvironment({ AWS_PROFILE: 'x', HOME: '/h' })).toEqual({
    HOME: '/h',
    ...aws.environment(),
  });
});

test.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
])('another Region is another partition: %s', async (region, partition) => {
  const other = await LocalAws.start({ region, account: '210987654321' });
  try {
    expect(other.iam.role(`cdk-hnb659fds-deploy-role-210987654321-${region}`)?.arn).toContain(
      `arn:${partition}:iam`,
    );
  } finally {
    await other.stop();
  }
});
