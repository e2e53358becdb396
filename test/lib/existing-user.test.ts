import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ConnectInstance, ConnectUser, ExistingUser, type ConnectUserProps } from '../../lib';
import { errorsOf, INSTANCE_ARN, INSTANCE_ID, newStack, newUser, propertiesOf } from './stack';

type Over = Partial<ConnectUserProps>;

describe('on the wire', () => {
  test.each<[string, Over, object]>([
    ['nothing by default', {}, {}],
    ['nothing for FAIL', { existingUser: ExistingUser.FAIL }, {}],
    ['ADOPT', { existingUser: ExistingUser.ADOPT }, { ExistingUser: 'ADOPT' }],
    ['DESTROY, given', { removalPolicy: RemovalPolicy.DESTROY }, { RemovalPolicy: 'DESTROY' }],
    ['nothing for RETAIN', { removalPolicy: RemovalPolicy.RETAIN }, {}],
    ['deleteQuickConnects', { deleteQuickConnects: true }, { DeleteQuickConnects: true }],
    ['nothing for quick connects that stay', { deleteQuickConnects: false }, {}],
  ])('%s', (_, over, expected) => {
    const stack = newStack();
    newUser(stack, over);
    const { ExistingUser: existing, RemovalPolicy: policy, DeleteQuickConnects: quick } = propertiesOf(stack);
    expect({ ExistingUser: existing, RemovalPolicy: policy, DeleteQuickConnects: quick }).toEqual(expected);
  });
});

describe('fromUsername', () => {
  const refer = (username: string, instanceArn = INSTANCE_ARN) => {
    const stack = newStack();
    const instance = ConnectInstance.fromInstanceArn(stack, 'Instance', instanceArn);
    const user = ConnectUser.fromUsername(stack, 'Ref', { instance, username });
    return { stack, user };
  };

  test('is a resource of its own type, which depends on the policy', () => {
    const { stack, user } = refer('mary');
    new CfnOutput(stack, 'Arn', { value: user.userArn });
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::ConnectUser', 0);
    template.hasResource('Custom::ConnectUserLookup', {
      Properties: { InstanceId: INSTANCE_ID, Username: 'mary', ServiceTimeout: 1200 },
      DependsOn: [Match.stringLikeRegexp('Policy')],
    });
    expect(user.username).toBe('mary');
    template.hasOutput('Arn', { Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Ref'), 'UserArn'] } });
  });

  test('may stand beside a user of the same name', () => {
    const { stack } = refer('Mary');
    newUser(stack, { username: 'Mary' });
    expect(errorsOf(stack)).toBe('');
  });

  test.each([[''], ['Mary Major'], ['a'.repeat(101)]])('the username %j is refused', (username) => {
    expect(() => refer(username)).toThrow(
      /^\[Stack\/Ref\] username: given \d+ characters, allowed 1 to 100 without spaces/,
    );
  });

  test('an instance of another Region is refused', () => {
    const { stack } = refer('mary', INSTANCE_ARN.replace('us-west-2', 'eu-central-1'));
    expect(errorsOf(stack)).toContain('instance: given one of account');
  });
});
