/** What the services of the local AWS share. */
import type { Access } from './authorization/need';

/** Who signed a request: the access key of the signature, and the identity behind it. */
export interface Caller {
  readonly accessKeyId: string;
  /** `arn:aws:iam::…:user/local`, or the session ARN of a role that was assumed. */
  readonly arn: string;
}

/** One HTTP request, routed to the service that its signature names. */
export interface AwsRequest {
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly caller: Caller;
  /** The id under which the answer is logged and returned (`x-amzn-requestid`). */
  readonly requestId: string;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** What the log of calls shows. Parameters are already free of secrets and personal data. */
  readonly call: { readonly operation: string; readonly parameters?: unknown; readonly error?: string };
}

/** An AWS service on the local port. `name` is the signing name: `connect`, `s3`, `cloudformation` … */
export interface Service {
  readonly name: string;
  handle(request: AwsRequest): Promise<AwsResponse>;
  /**
   * What a request asks of its caller's policies; undefined if there is no such operation. The calls of a service
   * without this are not authorized.
   */
  access?(request: AwsRequest): Promise<Access | undefined>;
}

/** Where this AWS is. */
export interface Place {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** `http://127.0.0.1:<port>`, once the server listens. */
  endpoint(): string;
}

/** One line of `GET /_local/calls`. */
export interface LoggedCall {
  readonly at: string;
  readonly service: string;
  readonly operation: string;
  readonly caller: string;
  readonly parameters?: unknown;
  readonly status: number;
  readonly error?: string;
  readonly requestId: string;
}

/** An error as an AWS service answers it. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = code;
  }
}

/**
 * Thrown by a service instead of an answer: the connection is to be cut, so that the caller cannot know what became of
 * the call. `call` is what the log of calls shows of it.
 */
export class ConnectionReset extends Error {
  constructor(readonly call: AwsResponse['call']) {
    super('The connection is cut before the answer, as a test asked for.');
    this.name = 'ConnectionReset';
  }
}
