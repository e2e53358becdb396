import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/**
 * The secret with which the function seals what an account was before it was adopted (names and phone numbers among
 * it), so that a rollback finds it in the account's tags and nobody else can read it there. It goes with the stack.
 *
 * Other options would make another value, which opens nothing that was sealed before: leave them as they are.
 */
export function adoptionKey(scope: Construct, secretName: string): Secret {
  const key = new Secret(scope, 'AdoptionKey', {
    secretName,
    description:
      'Seals what the Amazon Connect users that this stack adopted were before, so that a rollback can put it back',
    removalPolicy: RemovalPolicy.DESTROY,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  Validations.of(key).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'It opens what it sealed: after a rotation, a rollback could not put adopted users back.',
  });
  return key;
}
