/**
 * One of the others, in a process of its own: asks for all users at once, as CloudFormation would, and ends.
 * `peer.ts <kind> <JSON array of CreateUser requests>`.
 */
import https from 'node:https';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConnectClient, CreateUserCommand, type CreateUserCommandInput } from '@aws-sdk/client-connect';

type Peer = (requests: readonly CreateUserCommandInput[]) => Promise<unknown>;

type Settings = NonNullable<ConstructorParameters<typeof ConnectClient>[0]>;

/** One program that makes all users. */
const sdk = (settings: Settings): Peer => {
  const client = new ConnectClient(settings);
  return (requests) =>
    Promise.allSettled(requests.map((request) => client.send(new CreateUserCommand(request))));
};

/** Invocations, which know nothing of one another. */
const sdkApart =
  (settings: Settings): Peer =>
  (requests) =>
    Promise.allSettled(requests.map((request) => sdk(settings)([request])));

/** The handler of `AwsCustomResource`, as aws-cdk-lib ships it, given the events that CloudFormation would send. */
const awsCustomResource: Peer = (requests) => {
  const require = createRequire(__filename);
  // The package does not export the path, only itself.
  const root = dirname(require.resolve('aws-cdk-lib/package.json'));
  const path = 'custom-resource-handlers/dist/custom-resources/aws-custom-resource-handler/index.js';
  const { handler } = require(join(root, path)) as {
    handler(event: unknown, context: unknown): Promise<void>;
  };
  answerWithoutNetwork();
  console.log = () => undefined;
  const event = (request: CreateUserCommandInput, n: number) => ({
    RequestType: 'Create',
    ResponseURL: 'https://cloudformation.invalid/answer',
    StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/Peer/1',
    RequestId: `request-${n}`,
    LogicalResourceId: `User${n}`,
    ResourceType: 'Custom::AWS',
    ResourceProperties: {
      InstallLatestAwsSdk: 'false',
      Create: JSON.stringify({
        service: '@aws-sdk/client-connect',
        action: 'CreateUserCommand',
        parameters: request,
        physicalResourceId: { responsePath: 'UserId' },
      }),
    },
  });
  return Promise.allSettled(requests.map((request, n) => handler(event(request, n), {})));
};

/** The handler answers by https on port 443 whatever the URL says, which no local server is asked for. */
function answerWithoutNetwork(): void {
  const request = (_options: unknown, done: () => void) => ({
    on: () => undefined,
    write: () => undefined,
    end: () => setImmediate(done),
  });
  https.request = request as unknown as typeof https.request;
}

const PEERS: Readonly<Record<string, () => Peer>> = {
  'sdk-default': () => sdk({}),
  'sdk-adaptive': () => sdk({ retryMode: 'adaptive', maxAttempts: 10 }),
  'sdk-adaptive-apart': () => sdkApart({ retryMode: 'adaptive', maxAttempts: 10 }),
  'aws-custom-resource': () => awsCustomResource,
};

const [kind, requests] = process.argv.slice(2);
void PEERS[kind]()(JSON.parse(requests) as CreateUserCommandInput[]);
