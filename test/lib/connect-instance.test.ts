import { CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnInstance } from 'aws-cdk-lib/aws-connect';
import { ConnectInstance, IdentityManagementType } from '../../lib';
import { INSTANCE_ARN, INSTANCE_ID, errorsOf, newApp, newStack, newUser, propertiesOf } from './stack';

const CFN_INSTANCE = {
  identityManagementType: 'CONNECT_MANAGED',
  attributes: { inboundCalls: true, outboundCalls: true },
};

test('by ARN', () => {
  const instance = ConnectInstance.fromInstanceArn(newStack(), 'I', INSTANCE_ARN);
  expect(instance).toMatchObject({
    instanceArn: INSTANCE_ARN,
    instanceId: INSTANCE_ID,
    instanceRef: { instanceArn: INSTANCE_ARN },
    identityManagementType: undefined,
  });
});

test('by id, in the account and Region of the stack', () => {
  const stack = newStack();
  const instance = ConnectInstance.fromInstanceId(stack, 'I', INSTANCE_ID, {
    identityManagementType: IdentityManagementType.SAML,
  });
  expect(stack.resolve(instance.instanceArn)).toMatchObject({
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, `:connect:us-west-2:123456789012:instance/${INSTANCE_ID}`],
    ],
  });
  expect(instance.instanceId).toBe(INSTANCE_ID);
  expect(instance.identityManagementType).toBe('SAML');
});

test.each(['', 'a1b2', 'arn:aws:connect:us-west-2:123456789012:instance/', `${INSTANCE_ARN}/agent/x`])(
  'not by the ARN "%s"',
  (arn) => {
    expect(() => ConnectInstance.fromInstanceArn(newStack(), 'I', arn)).toThrow(
      `[Stack/I] instanceArn: given "${arn}", allowed arn:aws:connect:<region>`,
    );
  },
);

test.each(['', INSTANCE_ARN, 'a b', 'x'.repeat(101)])('not by the id "%s"', (id) => {
  expect(() => ConnectInstance.fromInstanceId(newStack(), 'I', id)).toThrow(
    `[Stack/I] instanceId: given "${id}"`,
  );
});

test('an instance of the same app: the L1 is taken as it is, with its type', () => {
  const stack = newStack();
  const instance = new CfnInstance(stack, 'Instance', CFN_INSTANCE);
  newUser(stack, { instance });
  expect(errorsOf(stack)).toMatch(/\[Stack\/Mary\] password: /);
});

test('an instance of the same app: its ARN reaches the handler', () => {
  const stack = newStack();
  newUser(stack, {
    instance: new CfnInstance(stack, 'Instance', {
      ...CFN_INSTANCE,
      identityManagementType: 'EXISTING_DIRECTORY',
    }),
  });
  expect(propertiesOf(stack).InstanceId).toEqual({ Ref: 'Instance' });
});

test('fromInstance adds what is known to a reference, and keeps what it knows itself', () => {
  const stack = newStack();
  const known = ConnectInstance.fromInstance(stack, 'A', new CfnInstance(stack, 'Instance', CFN_INSTANCE));
  expect(known.identityManagementType).toBe('CONNECT_MANAGED');
  const told = ConnectInstance.fromInstance(stack, 'B', known, {
    identityManagementType: IdentityManagementType.SAML,
  });
  expect(told.identityManagementType).toBe('SAML');
});

test('an ARN that is a token is not judged', () => {
  const stack = newStack();
  const arn = new CfnParameter(stack, 'P').valueAsString;
  newUser(stack, { instance: ConnectInstance.fromInstanceArn(stack, 'I', arn) });
  expect(propertiesOf(stack).InstanceId).toEqual({ Ref: 'P' });
});

test('an L1 type that is a token is not judged', () => {
  const stack = newStack();
  const type = new CfnParameter(stack, 'P').valueAsString;
  newUser(stack, {
    instance: new CfnInstance(stack, 'Instance', { ...CFN_INSTANCE, identityManagementType: type }),
  });
  expect(errorsOf(stack)).toBe('');
});

test('a stack without an environment takes the instance by id', () => {
  const stack = new Stack(newApp(), 'Stack');
  newUser(stack, { instance: ConnectInstance.fromInstanceId(stack, 'I', INSTANCE_ID) });
  expect(propertiesOf(stack).InstanceId).toBe(INSTANCE_ID);
});
