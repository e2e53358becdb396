import { CfnElement, CfnParameter } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnQuickConnect, CfnRoutingProfile, CfnUser } from 'aws-cdk-lib/aws-connect';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ConnectInstance, ConnectUser, RoutingProfile } from '../../lib';
import { INSTANCE_ARN, newStack, newUser, propertiesOf } from './stack';

describe('references', () => {
  test('constructs of the same app: their ARNs, which also order the deployment', () => {
    const stack = newStack();
    const profile = new CfnRoutingProfile(stack, 'Sales', {
      defaultOutboundQueueArn: 'arn:aws:connect:us-west-2:123456789012:instance/i/queue/q',
      description: 'Sales',
      instanceArn: INSTANCE_ARN,
      mediaConcurrencies: [{ channel: 'VOICE', concurrency: 1 }],
      name: 'Sales',
    });
    newUser(stack, { routingProfile: RoutingProfile.fromRoutingProfile(profile) });
    expect(propertiesOf(stack).RoutingProfileId).toEqual({ Ref: 'Sales' });
  });

  test('an L1 takes a ConnectUser as its user', () => {
    const stack = newStack();
    const user = newUser(stack);
    new CfnQuickConnect(stack, 'Quick', {
      instanceArn: INSTANCE_ARN,
      name: 'Mary',
      quickConnectConfig: {
        quickConnectType: 'USER',
        userConfig: {
          contactFlowArn: 'arn:aws:connect:us-west-2:123456789012:instance/i/contact-flow/f',
          userArn: CfnUser.arnForUser(user),
        },
      },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Connect::QuickConnect', {
      QuickConnectConfig: { UserConfig: { UserArn: { Ref: Match.stringLikeRegexp('^Mary') } } },
    });
  });
});

describe('users that exist already', () => {
  const arn = `${INSTANCE_ARN}/agent/u-1`;

  test('by ARN', () => {
    const user = ConnectUser.fromUserArn(newStack(), 'Mary', arn);
    expect([user.userArn, user.userId, user.userRef.userArn, user.env.region]).toEqual([
      arn,
      'u-1',
      arn,
      'us-west-2',
    ]);
    expect(() => user.username).toThrow('[Stack/Mary] username: an ARN or id does not tell the username');
  });

  test('by an ARN that is a token', () => {
    const stack = newStack();
    const user = ConnectUser.fromUserArn(stack, 'Mary', new CfnParameter(stack, 'P').valueAsString);
    expect(stack.resolve(user.userId)).toEqual({ 'Fn::Select': [3, { 'Fn::Split': ['/', { Ref: 'P' }] }] });
  });

  test.each(['mary', `${INSTANCE_ARN}/queue/q`, arn + '/x'])('not by "%s"', (value) => {
    expect(() => ConnectUser.fromUserArn(newStack(), 'Mary', value)).toThrow('[Stack/Mary] userArn: given');
  });

  test('by attributes', () => {
    const stack = newStack();
    const instance = ConnectInstance.fromInstanceArn(stack, 'Instance', INSTANCE_ARN);
    const user = ConnectUser.fromUserAttributes(stack, 'Mary', { instance, userId: 'u-1', username: 'Mary' });
    expect([user.userArn, user.username]).toEqual([arn, 'Mary']);
    expect(stack.node.findAll().filter((construct) => CfnElement.isCfnElement(construct))).toEqual([]);
  });
});

describe('grant', () => {
  test('is scoped to the ARN of the user', () => {
    const stack = newStack();
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    newUser(stack).grant(role, 'connect:DescribeUser', 'connect:PutUserStatus');
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^Role') }],
      PolicyDocument: {
        Statement: [
          {
            Action: ['connect:DescribeUser', 'connect:PutUserStatus'],
            Effect: 'Allow',
            Resource: { Ref: Match.stringLikeRegexp('^Mary') },
          },
        ],
      },
    });
  });

  test('refuses what is not an action', () => {
    const stack = newStack();
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    expect(() => newUser(stack).grant(role, 'DescribeUser')).toThrow(
      '[Stack/Mary] grant: given the action "DescribeUser", allowed the form "connect:DescribeUser"',
    );
  });
});
