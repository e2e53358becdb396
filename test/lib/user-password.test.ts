import { RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { UserPassword, type ConnectUserProps } from '../../lib';
import { newStack, newUser, propertiesOf, userProps } from './stack';

describe('the password', () => {
  test('generated: a secret that meets the pattern, and only its ARN in the properties', () => {
    const stack = newStack();
    const user = newUser(stack, { password: UserPassword.generated() });
    const template = Template.fromStack(stack);
    template.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: 'Delete',
      Properties: {
        Name: Match.stringLikeRegexp('^cdk-connect-user/Stack/.*Mary'),
        GenerateSecretString: {
          PasswordLength: 32,
          RequireEachIncludedType: true,
          ExcludeCharacters: Match.stringLikeRegexp(' '),
        },
      },
    });
    expect(propertiesOf(stack).PasswordSecretArn).toEqual({ Ref: expect.stringMatching(/^MaryPassword/) });
    expect(user.passwordSecret).toBeDefined();
  });

  test('generated: is kept when the user is kept, unless asked otherwise', () => {
    const stack = newStack();
    newUser(stack, { password: UserPassword.generated(), removalPolicy: RemovalPolicy.RETAIN }, 'A');
    newUser(
      stack,
      {
        username: 'B',
        password: UserPassword.generated({ removalPolicy: RemovalPolicy.DESTROY }),
        removalPolicy: RemovalPolicy.RETAIN,
      },
      'B',
    );
    const policies = Object.entries(Template.fromStack(stack).findResources('AWS::SecretsManager::Secret'));
    expect(policies.map(([id, { DeletionPolicy }]) => [id[0], DeletionPolicy])).toEqual([
      ['A', 'Retain'],
      ['B', 'Delete'],
    ]);
  });

  test('from a secret, whole or a field of it', () => {
    const stack = newStack();
    const secret = Secret.fromSecretCompleteArn(
      stack,
      'Secret',
      'arn:aws:secretsmanager:us-west-2:123456789012:secret:mary-AbCdEf',
    );
    newUser(stack, { password: UserPassword.fromSecret(secret, 'password') });
    expect(propertiesOf(stack)).toMatchObject({
      PasswordSecretArn: secret.secretArn,
      PasswordSecretField: 'password',
    });
  });
});

test('props of a user are all there is: nothing takes a password in clear text', () => {
  expect(Object.keys(userProps(newStack()))).not.toContain('Password');
  // @ts-expect-error a string is no UserPassword
  const props: Partial<ConnectUserProps> = { password: 'Pass@Word1' };
  expect(() => newUser(newStack(), props)).toThrow();
});
