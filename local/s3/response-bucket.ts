/**
 * The bucket of CloudFormation's own that custom resources answer into, by a pre-signed URL.
 *
 * The signature is computed as S3's Signature Version 2 is, over the request that came. So a PUT with a
 * Content-Type, which was not part of what CloudFormation signed, is refused by arithmetic and not by a special
 * case, as in AWS.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { OpenResponse, ResponseBucket } from '../cloudformation/options';
import { randomId } from '../caller';
import type { AwsRequest, AwsResponse, Place } from '../types';
import { AwsError } from '../types';
import { etagOf } from './checksums';

/** How long CloudFormation's URLs are good for, in seconds. */
const URL_SECONDS = 7200;

interface Open {
  /** Absent where nobody waits any more. */
  readonly resolve?: (body: Buffer) => void;
}

export interface PutFault {
  /** How many PUTs are refused from now on. */
  readonly count: number;
  /** 503 `SlowDown` unless said otherwise. */
  readonly error?: AwsError;
}

export class CustomResourceResponses implements ResponseBucket {
  readonly bucket: string;
  private readonly accessKeyId = `AKIA${randomId(16)}`;
  private readonly secret = randomBytes(30).toString('base64');
  private readonly open_ = new Map<string, Open>();
  private fault: PutFault = { count: 0 };

  constructor(
    private readonly place: Place,
    private readonly now: () => number,
  ) {
    this.bucket = `cloudformation-custom-resource-response-${place.region.replaceAll('-', '')}`;
  }

  /** `at`: when the URL is signed, which is now unless said otherwise. */
  open(key: string, at = this.now()): OpenResponse {
    const path = `/${this.bucket}/${encodeURIComponent(key)}`;
    const expires = Math.floor(at / 1000) + URL_SECONDS;
    const query = new URLSearchParams({
      AWSAccessKeyId: this.accessKeyId,
      Expires: String(expires),
      Signature: this.sign('PUT', path, String(expires), {}),
    });
    const body = new Promise<Buffer>((resolve) => this.open_.set(path, { resolve }));
    return {
      url: `${this.place.endpoint()}${path}?${query.toString()}`,
      body,
      close: () => void this.open_.set(path, {}),
    };
  }

  /** The next PUTs are refused, as by an S3 that is busy: what a function has to retry. */
  refusePuts(fault: PutFault): void {
    this.fault = fault;
  }

  /** A request for this bucket. Throws S3's errors. */
  handle(request: AwsRequest): AwsResponse {
    const { query, path, method } = request;
    const key = query.get('AWSAccessKeyId');
    const [signature, expires] = [query.get('Signature'), query.get('Expires')];
    if (key === null || signature === null || expires === null) {
      throw new AwsError('AccessDenied', 'Access Denied', 403);
    }
    if (key !== this.accessKeyId) {
      throw new AwsError(
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
        403,
      );
    }
    if (!(Number(expires) * 1000 > this.now())) {
      throw new AwsError('AccessDenied', 'Request has expired', 403);
    }
    if (this.sign(method, path, expires, request.headers) !== signature) {
      throw new AwsError(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        403,
      );
    }
    const entry = this.open_.get(path);
    if (!entry) throw new AwsError('AccessDenied', 'Request has expired', 403);
    if (this.fault.count > 0) {
      const { count, error } = this.fault;
      this.fault = { count: count - 1, error };
      throw error ?? new AwsError('SlowDown', 'Please reduce your request rate.', 503);
    }
    // Only the first body counts: what is resolved stays resolved.
    entry.resolve?.(request.body);
    const bytes = request.body.length;
    return {
      status: 200,
      headers: { etag: etagOf(request.body) },
      call: { operation: 'PutObject', parameters: { Bucket: this.bucket, ContentLength: bytes } },
    };
  }

  /** Signature Version 2 of a query string: HMAC-SHA1 over method, MD5, type, expiry, amz headers, resource. */
  private sign(
    method: string,
    path: string,
    expires: string,
    headers: Readonly<Record<string, string | undefined>>,
  ): string {
    const amz = Object.keys(headers)
      .filter((name) => name.startsWith('x-amz-'))
      .sort()
      .map((name) => `${name}:${headers[name]}\n`)
      .join('');
    const text = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', expires, amz + path];
    return createHmac('sha1', this.secret).update(text.join('\n')).digest('base64');
  }
}
