/** {@link SecretReader} over the AWS SDK: the only file that knows its Secrets Manager client. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Caller } from '../connect/retry';
import { SDK_SETTINGS, withTimeLimit } from '../connect/sdk-settings';
import type { SecretReader } from './secret-reader';

/** The client of a warm process, made when a password is first read: most events read none. */
export function secretsClientOnDemand(): () => SecretsManagerClient {
  let client: SecretsManagerClient | undefined;
  return () => (client ??= new SecretsManagerClient(SDK_SETTINGS));
}

export class SdkSecretReader implements SecretReader {
  constructor(
    private readonly client: () => SecretsManagerClient,
    private readonly caller: Caller,
  ) {}

  async read(SecretId: string): Promise<string> {
    const answer = await this.caller.call(
      'GetSecretValue',
      'safe',
      (signal) =>
        withTimeLimit(signal, (abortSignal) =>
          this.client().send(new GetSecretValueCommand({ SecretId }), { abortSignal }),
        ),
      { SecretId },
    );
    return answer.SecretString ?? Buffer.from(answer.SecretBinary ?? []).toString('utf8');
  }
}
