import { CfnOutput, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ConnectInstance, ConnectUser, ExistingUser, type ConnectUserProps } from '../../lib';
import { ENV, errorsOf, INSTANCE_ARN, INSTANCE_ID, newApp, newStack, newUser, propertiesOf } from './stack';

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

describe('the adoption key', () => {
  const secretsOf = (stack: Stack) => Template.fromStack(stack).findResources('AWS::SecretsManager::Secret');
  const ADOPT = { existingUser: ExistingUser.ADOPT };

  test('one for all users of the stack that adopt, gone with it', () => {
    const stack = newStack();
    for (const id of ['a', 'b']) newUser(stack, { ...ADOPT, username: id }, id);
    newUser(stack, { username: 'c' }, 'c');
    const [[logicalId, secret], ...others] = Object.entries(secretsOf(stack));
    expect(others).toEqual([]);
    expect(secret).toMatchObject({
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      Properties: {
        Name: 'cdk-connect-user/Stack/AdoptionKey',
        GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
      },
    });
    const users = Template.fromStack(stack).findResources('Custom::ConnectUser');
    expect(Object.values(users).map(({ Properties }) => Properties.AdoptionKeyArn as unknown)).toEqual([
      ...[{ Ref: logicalId }, { Ref: logicalId }, undefined],
    ]);
  });

  test('in a token that may say ADOPT, both go to the handler', () => {
    const stack = newStack();
    const parameter = new CfnParameter(stack, 'Existing', { allowedValues: ['FAIL', 'ADOPT'] });
    newUser(stack, { existingUser: parameter.valueAsString as ExistingUser });
    expect(propertiesOf(stack)).toMatchObject({
      ExistingUser: { Ref: 'Existing' },
      AdoptionKeyArn: { Ref: expect.stringMatching(/^ConnectUsersAdoptionKey/) },
    });
    expect(errorsOf(stack)).toBe('');
  });

  test.each<[string, Over]>([
    ['by default', {}],
    ['with FAIL', { existingUser: ExistingUser.FAIL }],
  ])('none %s', (_, over) => {
    const stack = newStack();
    newUser(stack, over);
    expect(secretsOf(stack)).toEqual({});
    expect(propertiesOf(stack)).not.toHaveProperty('AdoptionKeyArn');
  });

  test('one for each stack', () => {
    const app = newApp();
    const stacks = ['A', 'B'].map((name) => new Stack(app, name, { env: ENV }));
    for (const stack of stacks) newUser(stack, ADOPT);
    expect(stacks.map((stack) => Object.values(secretsOf(stack))[0].Properties.Name as string)).toEqual([
      ...['cdk-connect-user/A/AdoptionKey', 'cdk-connect-user/B/AdoptionKey'],
    ]);
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
