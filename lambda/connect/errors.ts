/**
 * A call that failed, named: which operation, which of AWS's errors, which request, and what that means for us.
 * The message is the service's own and may quote the request; it is redacted where it leaves the function.
 */

/**
 * - `throttled`: too fast; nothing happened, the call can be repeated.
 * - `fault`: no usable answer (5xx, time-out, reset); the call may or may not have taken effect.
 * - `refused`: the service said no, and would again.
 * - `aborted`: we gave up because the invocation ends.
 */
export type FailureKind = 'throttled' | 'fault' | 'refused' | 'aborted';

/** The errors that `CreateUser` documents; the other calls have a part of them. */
export type DocumentedError =
  | 'InvalidRequestException'
  | 'InvalidParameterException'
  | 'LimitExceededException'
  | 'DuplicateResourceException'
  | 'ResourceNotFoundException'
  | 'ThrottlingException'
  | 'InternalServiceException';

export interface FailureDetails {
  readonly operation: string;
  readonly name: string;
  readonly message: string;
  readonly kind: FailureKind;
  readonly requestId?: string;
  readonly status?: number;
  /** The ids that the request named; no personal data. */
  readonly about?: Readonly<Record<string, string>>;
}

export class ConnectError extends Error {
  readonly operation: string;
  readonly kind: FailureKind;
  readonly requestId?: string;
  readonly status?: number;
  readonly about: Readonly<Record<string, string>>;
  /** How often the call was tried, and over how long. */
  attempts = 1;
  elapsedMs = 0;

  constructor(details: FailureDetails) {
    super(details.message);
    this.name = details.name;
    this.operation = details.operation;
    this.kind = details.kind;
    this.requestId = details.requestId;
    this.status = details.status;
    this.about = details.about ?? {};
  }
}

/** True if the error is a service's answer of that name (to that operation, where given). */
export function isError(error: unknown, name: DocumentedError, operation?: string): error is ConnectError {
  return (
    error instanceof ConnectError &&
    error.name === name &&
    (operation === undefined || error.operation === operation)
  );
}

const THROTTLED = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'RequestLimitExceeded',
]);
const NETWORK = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    /** The SDK counts the attempts of what it sent, or was about to sign. */
    readonly attempts?: number;
  };
}

function kindOf(thrown: Thrown, status: number | undefined): FailureKind {
  const name = thrown.name ?? '';
  // The user quota is HTTP 429 too, and waiting does not help: it must not pass for throttling.
  if (name === 'LimitExceededException') return 'refused';
  if (THROTTLED.has(name) || status === 429) return 'throttled';
  // Another change of the same user was under way.
  if (name === 'ConditionalOperationFailedException') return 'fault';
  if (status !== undefined) return status >= 500 || status < 400 ? 'fault' : 'refused';
  if (name === 'TimeoutError' || NETWORK.has(thrown.code ?? '')) return 'fault';
  // Sent, and not answered, for whatever reason: better to look for an account in vain than to forget one.
  const sent = thrown.$metadata?.attempts !== undefined && name !== 'CredentialsProviderError';
  return sent ? 'fault' : 'refused';
}

/** Whatever the SDK threw, named. `aborted` says that our own signal ended the call. */
export function toConnectError(
  operation: string,
  thrown: unknown,
  about: Readonly<Record<string, string>> = {},
  aborted = false,
): ConnectError {
  if (thrown instanceof ConnectError) return thrown;
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Thrown;
  const status = error.$metadata?.httpStatusCode;
  return new ConnectError({
    operation,
    name: error.name ?? 'UnknownError',
    message: error.message ?? String(thrown),
    kind: aborted ? 'aborted' : kindOf(error, status),
    requestId: error.$metadata?.requestId,
    status,
    about,
  });
}
