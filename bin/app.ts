/**
 * The CDK app of `cdk.json`: a file of `CreateUser` requests in, a stack of users out.
 *
 *   npx cdk deploy -c users=examples/users.yaml -c instanceArn=arn:aws:connect:…
 */
import { App, Stack } from 'aws-cdk-lib';
import { ConnectInstance, ConnectUser, IdentityManagementType, UserDocument } from '../lib';

const USAGE = `
  -c users=FILE                   the file of requests (YAML or JSON); needed
  -c instanceArn=ARN              the instance of requests without InstanceId
  -c identityManagementType=TYPE  CONNECT_MANAGED, SAML or EXISTING_DIRECTORY: makes the rules strict
  -c stackName=NAME               name of the stack (default: ConnectUsers)
  -c stackOutputs=false           no outputs; needed beyond 100 users`;

/** An error of the user's making: said without a stack trace, which would say nothing. */
function refuse(message: string): never {
  console.error(`${message}\n`);
  process.exit(1);
}

function main(): void {
  const app = new App();
  const context = (key: string) => app.node.tryGetContext(key) as string | undefined;
  const file = context('users') ?? refuse(`No file of users is given.\n${USAGE}`);
  const type = context('identityManagementType') as IdentityManagementType | undefined;
  if (type !== undefined && !Object.values(IdentityManagementType).includes(type)) {
    refuse(
      `identityManagementType: given "${type}", allowed ${Object.values(IdentityManagementType).join(', ')}.`,
    );
  }
  const arn = context('instanceArn');
  const [, , , region = process.env.CDK_DEFAULT_REGION, account = process.env.CDK_DEFAULT_ACCOUNT] =
    arn?.split(':') ?? [];
  const stack = new Stack(app, context('stackName') ?? 'ConnectUsers', { env: { account, region } });
  const instance =
    arn === undefined
      ? undefined
      : ConnectInstance.fromInstanceArn(stack, 'Instance', arn, { identityManagementType: type });
  const stackOutputs = String(context('stackOutputs') ?? true) !== 'false';
  for (const document of UserDocument.fromFile(file)) {
    ConnectUser.fromDocument(stack, document.key, document, {
      instance,
      identityManagementType: type,
      stackOutputs,
    });
  }
  app.synth();
}

try {
  main();
} catch (error) {
  refuse((error as Error).message);
}
