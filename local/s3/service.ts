/** S3, path-style: what the CDK's asset publishing, the AWS CLI's basics and Lambda's code need. */
import type { AwsRequest, AwsResponse, Place, Service } from '../types';
import { AwsError } from '../types';
import { renderError } from '../protocol/errors';
import type { XmlValue } from '../protocol/xml';
import { XML_DECLARATION, xmlElement } from '../protocol/xml';
import { etagOf, verifyChecksums } from './checksums';
import { listObjects } from './list';
import type { CustomResourceResponses } from './response-bucket';
import type { Bucket, S3Object, S3Store } from './store';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const KEPT_HEADERS = /^(content-(type|encoding|disposition|language)|cache-control|expires|x-amz-meta-.*)$/;
/** Queries that do not say which operation is meant: the SDKs name it here. */
const HARMLESS =
  /^(x-id$|X-Amz-|list-type$|prefix$|delimiter$|max-keys$|start-after$|continuation-token$|encoding-type$|fetch-owner$|response-)/;

interface Target {
  readonly operation: string;
  readonly bucket?: string;
  readonly key?: string;
}

export class S3Service implements Service {
  readonly name = 's3';

  constructor(
    private readonly place: Place,
    readonly store: S3Store,
    readonly responses: CustomResourceResponses,
    private readonly now: () => number,
  ) {}

  handle(request: AwsRequest): Promise<AwsResponse> {
    const target = targetOf(request);
    const parameters = { Bucket: target.bucket, Key: target.key };
    const call = { operation: target.operation, parameters };
    try {
      if (target.bucket === this.responses.bucket) return Promise.resolve(this.responses.handle(request));
      if (request.caller.accessKeyId === 'anonymous') {
        throw new AwsError('AccessDenied', 'Access Denied', 403);
      }
      return Promise.resolve({ call, ...this.answer(target, request) });
    } catch (error) {
      if (!(error instanceof AwsError)) return Promise.reject(error as Error);
      return Promise.resolve(renderError('s3', error, request.requestId, call));
    }
  }

  private answer(target: Target, request: AwsRequest): Omit<AwsResponse, 'call'> {
    switch (target.operation) {
      case 'ListBuckets':
        return xml('ListAllMyBucketsResult', {
          Owner: { ID: this.place.account },
          Buckets: {
            Bucket: this.store
              .list()
              .map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt.toISOString() })),
          },
        });
      case 'CreateBucket':
        return this.createBucket(target.bucket ?? '');
      case 'HeadBucket':
        this.mustHave(target);
        return { status: 200, headers: { 'x-amz-bucket-region': this.place.region } };
      case 'ListObjectsV2':
        return xml('ListBucketResult', listObjects(this.mustHave(target), request.query));
      case 'GetBucketLocation':
        return this.location(target);
      case 'GetBucketEncryption':
        this.mustHave(target);
        return xml('ServerSideEncryptionConfiguration', {
          Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
        });
      case 'PutObject':
        return this.putObject(this.mustHave(target), target.key ?? '', request);
      case 'GetObject':
      case 'HeadObject':
        return this.getObject(this.mustHave(target), target.key ?? '', request);
      case 'DeleteObject':
        this.mustHave(target).objects.delete(target.key ?? '');
        return { status: 204 };
      default:
        throw new AwsError('NotImplemented', `The local AWS does not have S3's ${target.operation}.`, 501);
    }
  }

  private mustHave({ bucket = '' }: Target): Bucket {
    const found = this.store.bucket(bucket);
    if (!found) {
      throw new AwsError('NoSuchBucket', `The specified bucket does not exist`, 404);
    }
    return found;
  }

  private createBucket(name: string): Omit<AwsResponse, 'call'> {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes('..')) {
      throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
    }
    if (this.store.bucket(name)) {
      throw new AwsError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        409,
      );
    }
    this.store.create(name, new Date(this.now()));
    return { status: 200, headers: { location: `/${name}` } };
  }

  private location(target: Target): Omit<AwsResponse, 'call'> {
    this.mustHave(target);
    // The oldest Region has no name here.
    const region = this.place.region === 'us-east-1' ? '' : this.place.region;
    return xml('LocationConstraint', region);
  }

  private putObject(bucket: Bucket, key: string, request: AwsRequest): Omit<AwsResponse, 'call'> {
    if (request.headers['x-amz-copy-source'] !== undefined) {
      throw new AwsError('NotImplemented', "The local AWS does not have S3's CopyObject.", 501);
    }
    const { body } = request;
    const checksums = verifyChecksums(body, request.headers);
    const kept = Object.entries(request.headers).flatMap(([name, value]) => {
      const text = name === 'content-encoding' ? withoutAwsChunked(value) : value;
      return KEPT_HEADERS.test(name) && text !== undefined ? [[name, text] as const] : [];
    });
    const etag = etagOf(body);
    bucket.objects.set(key, {
      key,
      body,
      etag,
      modifiedAt: new Date(this.now()),
      headers: { ...Object.fromEntries(kept), ...checksums },
    });
    return { status: 200, headers: { etag, 'x-amz-server-side-encryption': 'AES256', ...checksums } };
  }

  private getObject(bucket: Bucket, key: string, request: AwsRequest): Omit<AwsResponse, 'call'> {
    const object = bucket.objects.get(key);
    if (!object) {
      if (request.method === 'HEAD') throw new AwsError('NotFound', 'Not Found', 404);
      throw new AwsError('NoSuchKey', `The specified key does not exist.`, 404);
    }
    const headers = {
      'content-type': 'binary/octet-stream',
      ...object.headers,
      etag: object.etag,
      'last-modified': object.modifiedAt.toUTCString(),
      'accept-ranges': 'bytes',
      'x-amz-server-side-encryption': 'AES256',
    };
    return ranged(object, headers, request.headers['range']);
  }
}

/** The whole object, or the bytes of a `Range: bytes=a-b`. */
function ranged(
  object: S3Object,
  headers: Readonly<Record<string, string>>,
  range: string | undefined,
): Omit<AwsResponse, 'call'> {
  const { body } = object;
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return { status: 200, headers, body };
  const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1);
  if (start > end) {
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
  }
  // Checksums are of the whole; a client would check the part against them.
  const partial = Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-'));
  return {
    status: 206,
    headers: { ...Object.fromEntries(partial), 'content-range': `bytes ${start}-${end}/${body.length}` },
    body: body.subarray(start, end + 1),
  };
}

function targetOf({ method, path, query }: AwsRequest): Target {
  const [, first = '', ...rest] = path.split('/');
  const bucket = decodeURIComponent(first);
  const key = decodeURIComponent(rest.join('/'));
  // A query such as `?versioning` names an operation of its own; so it must not be taken for a plain one.
  const special = [...query.keys()].find((name) => !HARMLESS.test(name));
  if (bucket === '') return { operation: method === 'GET' ? 'ListBuckets' : `${method} /` };
  if (key === '') {
    const plain: Record<string, string> = { PUT: 'CreateBucket', HEAD: 'HeadBucket' };
    if (special === 'location') return { operation: 'GetBucketLocation', bucket };
    if (special === 'encryption' && method === 'GET') return { operation: 'GetBucketEncryption', bucket };
    if (special !== undefined) return { operation: `${method} ?${special}`, bucket };
    if (method === 'GET' && query.get('list-type') === '2') return { operation: 'ListObjectsV2', bucket };
    return { operation: plain[method] ?? `${method} bucket`, bucket };
  }
  const plain: Record<string, string> = {
    PUT: 'PutObject',
    GET: 'GetObject',
    HEAD: 'HeadObject',
    DELETE: 'DeleteObject',
  };
  const known = special === undefined || special === 'AWSAccessKeyId' ? plain[method] : undefined;
  return { operation: known ?? `${method} object${special ? ` ?${special}` : ''}`, bucket, key };
}

function withoutAwsChunked(encoding: string | undefined): string | undefined {
  const rest = (encoding ?? '').split(/\s*,\s*/).filter((name) => name !== 'aws-chunked' && name !== '');
  return rest.length > 0 ? rest.join(',') : undefined;
}

function xml(root: string, value: XmlValue): Omit<AwsResponse, 'call'> {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: XML_DECLARATION + xmlElement(root, value, NAMESPACE),
  };
}
