/** What a person can do about an error of AWS's: by operation and error name. */
import type { ConnectError } from '../connect/errors';

const QUOTAS = 'https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html';
const THROTTLE_QUOTAS =
  'https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html#connect-api-quotas';

type Advice = string | ((error: ConnectError) => string);

const service = ({ operation }: ConnectError) =>
  operation === 'GetSecretValue' ? 'secretsmanager' : 'connect';

const named = ({ about }: ConnectError) =>
  Object.entries(about)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const SECRET: Readonly<Record<string, Advice>> = {
  ResourceNotFoundException: (error) =>
    `The secret, or its current value, does not exist: ${named(error)}. Correct the ARN, or store a value.`,
  AccessDeniedException: (error) =>
    `The function's role may not read the secret: ${named(error)}. Allow it secretsmanager:GetSecretValue (and the secret's own policy too), and kms:Decrypt if the key is your own.`,
  DecryptionFailure: 'Allow the function kms:Decrypt on the key of the secret.',
  InvalidRequestException: 'The secret may be scheduled for deletion: restore it, or take another one.',
};

const CONNECT: Readonly<Record<string, Advice>> = {
  AccessDeniedException: ({ operation }) =>
    `The function's role may not call connect:${operation} here. Deploy the stack with its present version, and look for a permissions boundary, a service control policy or a wrong instance ARN.`,
  ResourceNotFoundException: (error) =>
    `One of these does not exist in this account and Region: ${named(error)}. Correct the id, or create it first.`,
  LimitExceededException: `The instance is at its quota "Users per instance" (500 unless raised). Raise it in the Service Quotas console (${QUOTAS}), or remove users; waiting does not help.`,
  InvalidParameterException: 'Correct the property that the message names, and deploy again.',
  InvalidRequestException:
    "Correct what the message names, and deploy again. What an instance takes depends on how it manages identities: a password is required under CONNECT_MANAGED and an error otherwise; names and e-mail addresses are the directory's under EXISTING_DIRECTORY.",
};

const THROTTLED: Advice = ({ operation, attempts, elapsedMs }) =>
  `${operation} was throttled ${attempts} ${attempts === 1 ? 'time' : 'times'} in ${Math.round(elapsedMs / 1000)} s, until the time was up. Its quota is a rate per account and Region, shared with everything else that calls it (${THROTTLE_QUOTAS}). Deploy again, deploy fewer users at once, or have the quota raised.`;

const FAULT: Advice = (error) =>
  `No usable answer from ${service(error)} in ${error.attempts} ${error.attempts === 1 ? 'attempt' : 'attempts'}. Deploy again; if it lasts, see the AWS Health Dashboard.`;

/** One or more sentences. */
export function adviceFor(error: ConnectError): string {
  const table = error.operation === 'GetSecretValue' ? SECRET : CONNECT;
  const byKind: Readonly<Record<string, Advice | undefined>> = { throttled: THROTTLED, fault: FAULT };
  const own = Object.hasOwn(table, error.name) ? table[error.name] : undefined;
  const advice = byKind[error.kind] ?? own ?? 'See what the error says, and deploy again.';
  return typeof advice === 'string' ? advice : advice(error);
}
