import { Validations, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { UserProvider } from './private/user-provider';

/** How a generated password is kept. */
export interface GeneratedPasswordOptions {
  /**
   * The key that encrypts the secret.
   * @default - the AWS managed key `aws/secretsmanager`
   */
  readonly encryptionKey?: IKey;
  /**
   * What happens to the secret when the user leaves the stack.
   * @default - what happens to the user (`removalPolicy` of the `ConnectUser`)
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Where the handler finds the password: only this reaches the template. */
export interface PasswordSource {
  /** ARN of the secret. */
  readonly secretArn: string;
  /**
   * The field of the secret that holds the password.
   * @default - the whole secret is the password
   */
  readonly secretField?: string;
}

/**
 * Where a user's first password comes from. Connect takes a password when an account is made and has no call that
 * changes it, so a source that changes later is refused when the stack is deployed, and nothing is touched.
 *
 * There is no way to write a password in clear text.
 */
export abstract class UserPassword {
  /**
   * A password that AWS Secrets Manager generates, in a secret made beside the user: 32 characters with at least one
   * lower-case letter, upper-case letter, digit and punctuation mark, and none that are easily taken for another.
   * It is readable in `ConnectUser.passwordSecret`. Costs one more resource of the stack's 500.
   *
   * @param options how it is kept
   */
  public static generated(options: GeneratedPasswordOptions = {}): UserPassword {
    return new GeneratedPassword(options);
  }

  /**
   * A password that lies in a secret already. It must be 8 to 64 characters with at least one lower-case letter,
   * upper-case letter and digit, and no spaces.
   *
   * @param secret the secret; the handler is granted to read it
   * @param jsonField the field that holds the password, if the secret is a JSON object
   */
  public static fromSecret(secret: ISecret, jsonField?: string): UserPassword {
    return new ExistingPassword(secret, jsonField);
  }

  /** @internal */
  public abstract _bind(scope: Construct, provider: UserProvider, userPolicy: RemovalPolicy): BoundPassword;
}

/** @internal */
export interface BoundPassword extends PasswordSource {
  readonly secret: ISecret;
}

class GeneratedPassword extends UserPassword {
  constructor(private readonly options: GeneratedPasswordOptions) {
    super();
  }

  public _bind(scope: Construct, provider: UserProvider, userPolicy: RemovalPolicy): BoundPassword {
    const secret = new Secret(scope, 'Password', {
      secretName: provider.secretName(scope),
      encryptionKey: this.options.encryptionKey,
      removalPolicy: this.options.removalPolicy ?? userPolicy,
      generateSecretString: {
        passwordLength: 32,
        // Left out: what is taken for another character when read aloud, and what shells and JSON treat specially.
        excludeCharacters: 'O0oIl1|"\'`\\$&<>@/ ',
        requireEachIncludedType: true,
      },
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Amazon Connect has no call that changes a password: after a rotation the secret would be wrong.',
    });
    provider.allowDecrypting(this.options.encryptionKey);
    return { secret, secretArn: secret.secretArn };
  }
}

class ExistingPassword extends UserPassword {
  constructor(
    private readonly secret: ISecret,
    private readonly jsonField?: string,
  ) {
    super();
  }

  public _bind(_scope: Construct, provider: UserProvider): BoundPassword {
    provider.allowSecret(this.secret);
    return { secret: this.secret, secretArn: this.secret.secretArn, secretField: this.jsonField };
  }
}
