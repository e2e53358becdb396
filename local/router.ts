/** Which service a request is for, and who sent it: read from its signature, as AWS's front doors do. */
import type { Callers } from './caller';
import type { Caller } from './types';
import { AwsError } from './types';

export interface Route {
  readonly service: string;
  readonly caller: Caller;
}

/** Stands for nobody: the one who holds a pre-signed URL of the old kind. */
const ANONYMOUS: Caller = { accessKeyId: 'anonymous', arn: 'anonymous' };

interface Request {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Throws what AWS answers to a request without a signature. `isBucket` knows the buckets of S3. */
export function route(request: Request, callers: Callers, isBucket: (name: string) => boolean): Route {
  const { query, headers } = request;
  const authorization = headers['authorization'];
  if (authorization !== undefined) {
    const scope = /^AWS4-HMAC-SHA256 .*Credential=([^,\s]+)/.exec(authorization)?.[1];
    if (!/\bSignature=[0-9a-f]{64}\b/.test(authorization) || !/\bSignedHeaders=/.test(authorization)) {
      throw incomplete(scope);
    }
    return fromScope(scope, headers['x-amz-security-token'], callers);
  }
  const presigned = query.get('X-Amz-Credential');
  if (presigned !== null) {
    const found = fromScope(presigned, query.get('X-Amz-Security-Token') ?? undefined, callers);
    checkExpiry(query);
    return found;
  }
  const bucket = decodeURIComponent(request.path.split('/')[1] ?? '');
  if ((query.has('Signature') && query.has('AWSAccessKeyId')) || isBucket(bucket)) {
    return { service: 's3', caller: ANONYMOUS };
  }
  throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
}

/** `<access key>/<date>/<region>/<service>/aws4_request` */
function fromScope(scope: string | undefined, token: string | undefined, callers: Callers): Route {
  const parts = scope?.split('/') ?? [];
  const [service, terminator] = parts.slice(-2);
  if (parts.length < 5 || terminator !== 'aws4_request' || service === '') throw incomplete(scope);
  return { service, caller: callers.resolve(parts.slice(0, -4).join('/'), token) };
}

function incomplete(scope: string | undefined): AwsError {
  return new AwsError(
    'IncompleteSignature',
    `The Authorization header needs Algorithm AWS4-HMAC-SHA256, a Credential (<key>/<date>/<region>/<service>/aws4_request), SignedHeaders and a Signature.${scope === undefined ? '' : ` Given Credential: ${scope}`}`,
  );
}

function checkExpiry(query: URLSearchParams): void {
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  const seconds = Number(query.get('X-Amz-Expires'));
  const [, year, month, day, hour, minute, second] = (date ?? []).map(Number);
  const end = Date.UTC(year, month - 1, day, hour, minute, second) + seconds * 1000;
  if (!(Date.now() < end)) throw new AwsError('AccessDenied', 'Request has expired', 403);
}
