import { CfnParameter } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ConnectInstance, IdentityManagementType } from '../../lib';
import { INSTANCE_ARN, errorsOf, newStack, newUser } from './stack';

describe('rules at synthesis', () => {
  test('an error says where, what was given, what is allowed, and the page; all of them at once', () => {
    const stack = newStack();
    newUser(stack, { username: 'Mary Major', securityProfiles: [] });
    newUser(stack, { username: 'x'.repeat(65) }, 'Other');
    const errors = errorsOf(stack);
    expect(errors).toMatch(
      /\[Stack\/Mary\] username: Given "Mary Major".*Allowed: .*https:\/\/docs\.aws\.amazon\.com/,
    );
    expect(errors).toMatch(/\[Stack\/Mary\] securityProfiles: .*1 to 10/);
    expect(errors).toMatch(/\[Stack\/Other\] username: /);
  });

  test('personal data is not in an error', () => {
    const stack = newStack();
    newUser(stack, { identityInfo: { mobile: '0171-5551234' } });
    expect(errorsOf(stack)).toContain('identityInfo.mobile');
    expect(errorsOf(stack)).not.toContain('5551234');
  });

  test('the type of the instance makes them strict', () => {
    const stack = newStack();
    const instance = ConnectInstance.fromInstanceArn(stack, 'Managed', INSTANCE_ARN, {
      identityManagementType: IdentityManagementType.CONNECT_MANAGED,
    });
    newUser(stack, { instance });
    expect(errorsOf(stack)).toMatch(/\[Stack\/Mary\] password: /);
    expect(errorsOf(stack)).toMatch(/\[Stack\/Mary\] identityInfo\.firstName: /);
  });

  test('a warning does not stop synthesis', () => {
    const stack = newStack();
    const instance = ConnectInstance.fromInstanceArn(stack, 'Saml', INSTANCE_ARN, {
      identityManagementType: IdentityManagementType.SAML,
    });
    newUser(stack, { instance, identityInfo: { firstName: 'M', lastName: 'M', email: 'm@example.com' } });
    expect(errorsOf(stack)).toBe('');
    Annotations.fromStack(stack).hasWarning('/Stack/Mary', Match.stringLikeRegexp('identityInfo\\.email'));
  });

  test('two users with the same instance and username', () => {
    const stack = newStack();
    newUser(stack, {}, 'One');
    newUser(stack, {}, 'Two');
    expect(errorsOf(stack)).toContain('Stack/Two username: given "Mary", which Stack/One has already');
  });

  test('the same username in two instances is fine', () => {
    const stack = newStack();
    newUser(stack, {}, 'One');
    newUser(stack, { instance: ConnectInstance.fromInstanceId(stack, 'Other', 'other') }, 'Two');
    expect(errorsOf(stack)).toBe('');
  });

  test('tokens are never judged', () => {
    const stack = newStack();
    const parameter = new CfnParameter(stack, 'P').valueAsString;
    newUser(stack, { username: parameter, identityInfo: { mobile: parameter, email: parameter } }, 'One');
    newUser(stack, { username: parameter }, 'Two');
    expect(errorsOf(stack)).toBe('');
  });
});
