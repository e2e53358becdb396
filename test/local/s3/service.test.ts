import { XMLParser } from 'fast-xml-parser';
import { CustomResourceResponses, S3Service, S3Store } from '../../../local/s3';
import type { Place } from '../../../local/types';
import { Clock, PLACE, request } from '../support';

function world(place: Place = PLACE) {
  const clock = new Clock();
  const store = new S3Store();
  store.create('assets', new Date(clock.time));
  const s3 = new S3Service(place, store, new CustomResourceResponses(place, clock.now), clock.now);
  const call = async (method: string, url: string, headers: Record<string, string> = {}, body = '') => {
    const [path, query] = url.split('?');
    const response = await s3.handle(
      request({ method, path, query: new URLSearchParams(query), headers, body: Buffer.from(body) }),
    );
    const xml = new XMLParser().parse(String(response.body ?? '')) as Record<string, Record<string, unknown>>;
    return { ...response, xml };
  };
  return { store, call };
}

test('keeps an object with its headers', async () => {
  const { call } = world();
  const headers = {
    'content-type': 'text/plain',
    'content-encoding': 'aws-chunked,gzip',
    'x-amz-meta-a': 'b',
    host: 'x',
  };
  const put = await call('PUT', '/assets/a%20folder/file', headers, 'hello');
  expect(put).toMatchObject({ status: 200, headers: { etag: '"5d41402abc4b2a76b9719d911017c592"' } });
  const got = await call('GET', '/assets/a%20folder/file?x-id=GetObject');
  expect(got.headers).toMatchObject({
    'content-type': 'text/plain',
    'content-encoding': 'gzip',
    'x-amz-meta-a': 'b',
  });
  expect(got.headers).not.toHaveProperty('host');
  expect(String(got.body)).toBe('hello');
  expect((await call('HEAD', '/assets/a%20folder/file')).headers).toMatchObject({
    etag: '"5d41402abc4b2a76b9719d911017c592"',
  });
  expect(got.call).toEqual({
    operation: 'GetObject',
    parameters: { Bucket: 'assets', Key: 'a folder/file' },
  });
  expect((await call('DELETE', '/assets/a%20folder/file')).status).toBe(204);
  expect((await call('GET', '/assets/a%20folder/file')).status).toBe(404);
});

test.each([
  ['bytes=1-3', 206, 'ell', 'bytes 1-3/5'],
  ['bytes=3-', 206, 'lo', 'bytes 3-4/5'],
  ['bytes=-2', 206, 'lo', 'bytes 3-4/5'],
  ['bytes=2-99', 206, 'llo', 'bytes 2-4/5'],
  ['other', 200, 'hello', undefined],
])('range %s', async (range, status, text, contentRange) => {
  const { call } = world();
  await call('PUT', '/assets/k', { 'x-amz-checksum-sha1': 'qvTGHdzF6KLavt4PO0gs2a6pQ00=' }, 'hello');
  const got = await call('GET', '/assets/k', { range });
  expect([got.status, String(got.body), got.headers?.['content-range']]).toEqual([
    status,
    text,
    contentRange,
  ]);
  expect('x-amz-checksum-sha1' in (got.headers ?? {})).toBe(status === 200);
});

test('a range beyond the end cannot be had', async () => {
  const { call } = world();
  await call('PUT', '/assets/k', {}, 'hello');
  expect((await call('GET', '/assets/k', { range: 'bytes=9-' })).status).toBe(416);
});

describe('ListObjectsV2', () => {
  const listed = async (query: string) => {
    const { call } = world();
    for (const key of ['b/2', 'a', 'b/1', 'c']) await call('PUT', `/assets/${key}`, {}, key);
    const { xml } = await call('GET', `/assets/?list-type=2${query}`);
    const list = (value: unknown) =>
      (value === undefined ? [] : Array.isArray(value) ? value : [value]) as never[];
    const result = xml.ListBucketResult;
    return {
      keys: list(result.Contents).map(({ Key }) => Key),
      prefixes: list(result.CommonPrefixes).map(({ Prefix }) => Prefix),
      result,
    };
  };

  test.each([
    ['', ['a', 'b/1', 'b/2', 'c'], []],
    ['&prefix=b/', ['b/1', 'b/2'], []],
    ['&delimiter=/', ['a', 'c'], ['b/']],
    ['&start-after=b/1', ['b/2', 'c'], []],
    ['&max-keys=1', ['a'], []],
    ['&prefix=b/&encoding-type=url', ['b%2F1', 'b%2F2'], []],
    ['&prefix=none', [], []],
  ])('%p', async (query, keys, prefixes) => {
    expect(await listed(query)).toMatchObject({ keys, prefixes });
  });

  test('in pages', async () => {
    const { result } = await listed('&max-keys=3');
    expect(result).toMatchObject({ IsTruncated: true, KeyCount: 3 });
    const rest = await listed(`&max-keys=3&continuation-token=${String(result.NextContinuationToken)}`);
    expect([rest.keys, rest.result.IsTruncated]).toEqual([['c'], false]);
  });
});

test.each([
  ['us-east-1', ''],
  ['eu-west-1', 'eu-west-1'],
])('the location in %s', async (region, location) => {
  const { xml } = await world({ ...PLACE, region }).call('GET', '/assets?location');
  expect(xml.LocationConstraint).toBe(location);
});

test('what else there is of buckets', async () => {
  const { call } = world();
  expect((await call('HEAD', '/assets')).status).toBe(200);
  expect((await call('PUT', '/other')).status).toBe(200);
  expect((await call('PUT', '/other')).xml.Error.Code).toBe('BucketAlreadyOwnedByYou');
  expect((await call('PUT', '/Other_')).xml.Error.Code).toBe('InvalidBucketName');
  const { xml } = await call('GET', '/');
  expect(xml.ListAllMyBucketsResult.Buckets).toMatchObject({
    Bucket: [{ Name: 'assets' }, { Name: 'other' }],
  });
  expect((await call('GET', '/assets?encryption')).xml).toMatchObject({
    ServerSideEncryptionConfiguration: {
      Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    },
  });
});

test.each([
  ['a bucket that is not there', 'GET', '/none/key', {}, 404, 'NoSuchBucket'],
  ['a bucket that is not there, by HEAD', 'HEAD', '/none', {}, 404, 'NoSuchBucket'],
  ['a key that is not there', 'GET', '/assets/none', {}, 404, 'NoSuchKey'],
  ['a key that is not there, by HEAD', 'HEAD', '/assets/none', {}, 404, 'NotFound'],
  ['a body that is not what it says', 'PUT', '/assets/k', { 'content-md5': 'x' }, 400, 'BadDigest'],
  ['max-keys that is no number', 'GET', '/assets?list-type=2&max-keys=x', {}, 400, 'InvalidArgument'],
  ['a copy', 'PUT', '/assets/k', { 'x-amz-copy-source': '/a/b' }, 501, 'NotImplemented'],
  ['an upload in parts', 'POST', '/assets/k?uploads', {}, 501, 'NotImplemented'],
  ['another setting of a bucket', 'PUT', '/assets?versioning', {}, 501, 'NotImplemented'],
  ['the list of old', 'GET', '/assets', {}, 501, 'NotImplemented'],
])('refuses %s', async (_what, method, url, headers, status, code) => {
  const answer = await world().call(method, url, headers as Record<string, string>, 'body');
  expect([answer.status, answer.xml.Error.Code]).toEqual([status, code]);
});
