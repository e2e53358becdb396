/** Secrets Manager as the handler needs it. */
export interface SecretReader {
  /** The current value. Rejects with a `ConnectError` of the operation `GetSecretValue`. */
  read(secretArn: string): Promise<string>;
}
