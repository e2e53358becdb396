import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ConnectInstance, UserPassword, type ConnectUserProps } from '../../../lib';
import { ENV, INSTANCE_ID, newStack, newUser, propertiesOf, newApp } from '../stack';

describe('one provider a stack', () => {
  test('however many users', () => {
    const stack = newStack();
    for (const name of ['a', 'b', 'c'])
      newUser(stack, { username: name, password: UserPassword.generated() }, name);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('AWS::IAM::Role', 1);
    template.resourceCountIs('AWS::IAM::Policy', 1);
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 900,
      Handler: 'index.handler',
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  test('the function knows how many users there are; the users do not', () => {
    const stack = newStack();
    newUser(stack, { username: 'a' }, 'a');
    const alone = propertiesOf(stack);
    const more = newStack();
    for (const name of ['a', 'b', 'c']) newUser(more, { username: name }, name);
    const template = Template.fromStack(more);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { USERS_IN_STACK: '3' } },
    });
    expect(propertiesOf(more)).toEqual(alone);
  });

  test('an event that is too old for CloudFormation is not delivered any more', () => {
    const stack = newStack();
    newUser(stack);
    expect(propertiesOf(stack).ServiceTimeout).toBe(1200);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 1200,
      Qualifier: '$LATEST',
    });
  });

  test('a second app in the same process has its own', () => {
    for (const round of [1, 2]) {
      const stack = newStack({ stackName: `Stack${round}` });
      newUser(stack);
      Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 1);
    }
  });

  test('two stacks of one app have one each', () => {
    const app = newApp();
    const stacks = ['A', 'B'].map((name) => new Stack(app, name, { env: ENV }));
    for (const stack of stacks) newUser(stack);
    for (const stack of stacks) Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 1);
  });

  test('a stack that knows neither account nor Region', () => {
    const stack = new Stack(newApp(), 'Stack');
    const instance = ConnectInstance.fromInstanceId(stack, 'Instance', INSTANCE_ID);
    newUser(stack, { instance });
    expect(propertiesOf(stack).InstanceId).toBe(INSTANCE_ID);
    expect(JSON.stringify(statementsOf(stack))).toContain('AWS::AccountId');
  });

  test('reads exactly the secrets in use', () => {
    const stack = newStack();
    const key = new Key(stack, 'Key');
    newUser(stack, { username: 'a', password: UserPassword.generated() }, 'a');
    newUser(stack, { username: 'b', password: UserPassword.generated({ encryptionKey: key }) }, 'b');
    const secret = Secret.fromSecretCompleteArn(
      stack,
      'Secret',
      'arn:aws:secretsmanager:us-west-2:123456789012:secret:mary-AbCdEf',
    );
    newUser(stack, { username: 'c', password: UserPassword.fromSecret(secret, 'c') }, 'c');
    newUser(stack, { username: 'd', password: UserPassword.fromSecret(secret, 'd') }, 'd');
    const statements = statementsOf(stack).filter(({ Action }) =>
      JSON.stringify(Action).includes('secretsmanager'),
    );
    const resources = statements.flatMap(({ Resource }) => stack.resolve(Resource) as unknown[]);
    expect(resources.map((resource) => JSON.stringify(resource))).toEqual([
      expect.stringContaining(':secret:cdk-connect-user/Stack/*'),
      JSON.stringify(secret.secretArn),
    ]);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt' })]) },
    });
  });

  test('reads the secrets made in the stack, whether or not there are any today', () => {
    const stack = newStack();
    newUser(stack);
    expect(statementsOf(stack)).toContainEqual({
      Action: 'secretsmanager:GetSecretValue',
      Effect: 'Allow',
      Resource: [
        {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':secretsmanager:us-west-2:123456789012:secret:cdk-connect-user/Stack/*',
            ],
          ],
        },
      ],
    });
  });

  test('may delete an account of an instance that the template no longer names, if the stack owns it', () => {
    const stack = newStack();
    newUser(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Action: ['connect:DescribeUser', 'connect:DeleteUser'],
            Effect: 'Allow',
            Resource: {
              'Fn::Join': [
                '',
                ['arn:', { Ref: 'AWS::Partition' }, ':connect:us-west-2:123456789012:instance/*/agent/*'],
              ],
            },
            Condition: { StringLike: { 'aws:ResourceTag/cdk-connect-user:owner': 'Stack/*' } },
          },
        ]),
      },
    });
  });

  test('never a wildcard for all resources, never a wildcard action', () => {
    const stack = newStack();
    newUser(stack, { password: UserPassword.generated() });
    for (const { Action, Resource } of statementsOf(stack)) {
      expect([Resource].flat()).not.toContain('*');
      for (const action of [Action].flat()) expect(action).not.toMatch(/\*/);
    }
  });
});

describe('400 users', () => {
  const PASSWORD_PROPS = (n: number): Partial<ConnectUserProps> => ({
    username: `agent${n}`,
    stackOutputs: false,
    identityInfo: { firstName: 'First', lastName: 'Last' },
  });

  test('fit one stack', () => {
    const stack = newStack();
    for (let n = 0; n < 400; n++) newUser(stack, PASSWORD_PROPS(n), `Agent${n}`);
    const template = Template.fromStack(stack).toJSON() as { Resources: object };
    expect(Object.keys(template.Resources)).toHaveLength(405);
    expect(JSON.stringify(template, undefined, 1).length).toBeLessThan(1_000_000);
  });

  test('240 with generated passwords do, too, and the policies stay under what IAM takes', () => {
    const stack = newStack();
    for (let n = 0; n < 240; n++) {
      newUser(stack, { ...PASSWORD_PROPS(n), password: UserPassword.generated() }, `Agent${n}`);
    }
    const template = Template.fromStack(stack).toJSON() as { Resources: object };
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(500);
    expect(JSON.stringify(statementsOf(stack)).length).toBeLessThan(10_240);
  });
});

function statementsOf(stack: Stack): { Action: string | string[]; Resource: unknown }[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).flatMap(
    (policy) => policy.Properties.PolicyDocument.Statement,
  );
}
