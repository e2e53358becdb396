import { CustomResourceResponses } from '../../../local/s3';
import { AwsError } from '../../../local/types';
import { Clock, PLACE, request } from '../support';

function world() {
  const clock = new Clock();
  const bucket = new CustomResourceResponses(PLACE, clock.now);
  const opened = bucket.open('arn:aws:cloudformation:us-east-1:1:stack/S/1|Thing|2');
  const put = (body: string, change: (url: URL) => void = () => undefined, headers = {}, method = 'PUT') => {
    const url = new URL(opened.url);
    change(url);
    const { pathname: path, searchParams: query } = url;
    return bucket.handle(request({ method, path, query, headers, body: Buffer.from(body) }));
  };
  return { clock, bucket, opened, put };
}

test('the URL is as CloudFormation makes it', () => {
  const url = new URL(world().opened.url);
  expect(url.origin).toBe('http://127.0.0.1:1');
  expect(url.pathname).toBe(
    '/cloudformation-custom-resource-response-useast1/arn%3Aaws%3Acloudformation%3Aus-east-1%3A1%3Astack%2FS%2F1%7CThing%7C2',
  );
  expect([...url.searchParams.keys()]).toEqual(['AWSAccessKeyId', 'Expires', 'Signature']);
});

test('takes a PUT, and keeps to the first', async () => {
  const { put, opened } = world();
  expect(put('first').status).toBe(200);
  expect(put('second').status).toBe(200);
  expect(String(await opened.body)).toBe('first');
});

test('what was put is not in what is logged', () => {
  expect(JSON.stringify(world().put('{"secret":1}').call)).not.toContain('secret');
});

test('each URL has a body of its own', async () => {
  const { bucket, opened, put } = world();
  const other = bucket.open('another key');
  put('one');
  expect(String(await opened.body)).toBe('one');
  await expect(Promise.race([other.body, Promise.resolve('nothing yet')])).resolves.toBe('nothing yet');
});

test.each<[string, (url: URL) => void, object, string, string]>([
  ['a Content-Type', () => undefined, { 'content-type': 'application/json' }, 'PUT', 'SignatureDoesNotMatch'],
  ['an empty signature', (url) => url.searchParams.set('Signature', ''), {}, 'PUT', 'SignatureDoesNotMatch'],
  ['no signature', (url) => url.searchParams.delete('Signature'), {}, 'PUT', 'AccessDenied'],
  [
    'another expiry',
    (url) => url.searchParams.set('Expires', '99999999999'),
    {},
    'PUT',
    'SignatureDoesNotMatch',
  ],
  [
    'another key of access',
    (url) => url.searchParams.set('AWSAccessKeyId', 'x'),
    {},
    'PUT',
    'InvalidAccessKeyId',
  ],
  ['another key', (url) => (url.pathname += 'x'), {}, 'PUT', 'SignatureDoesNotMatch'],
  ['an amz header', () => undefined, { 'x-amz-acl': 'public-read' }, 'PUT', 'SignatureDoesNotMatch'],
  ['another method', () => undefined, {}, 'GET', 'SignatureDoesNotMatch'],
])('refuses %s with 403', (_what, change, headers, method, code) => {
  expect(() => world().put('body', change, headers, method)).toThrow(
    expect.objectContaining({ code, status: 403 }),
  );
});

test('an empty Content-Type is none', () => {
  expect(world().put('body', undefined, { 'content-type': '' }).status).toBe(200);
});

test('refuses when the URL has run out', () => {
  const { put, clock } = world();
  clock.pass(7_199_000);
  expect(put('in time').status).toBe(200);
  clock.pass(1000);
  expect(() => put('late')).toThrow('Request has expired');
});

test('takes, and forgets, an answer that nobody waits for any more', async () => {
  const { put, opened } = world();
  opened.close();
  expect(put('body').status).toBe(200);
  await expect(Promise.race([opened.body, Promise.resolve('nothing')])).resolves.toBe('nothing');
});

test('can be made to refuse the next PUTs, as a busy S3 does', async () => {
  const { put, bucket, opened } = world();
  bucket.refusePuts({ count: 2 });
  expect(() => put('1')).toThrow(expect.objectContaining({ code: 'SlowDown', status: 503 }));
  expect(() => put('2')).toThrow('reduce');
  expect(put('3').status).toBe(200);
  expect(String(await opened.body)).toBe('3');
  bucket.refusePuts({ count: 1, error: new AwsError('InternalError', 'oh', 500) });
  expect(() => put('4')).toThrow('oh');
});
