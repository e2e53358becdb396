import { Callers } from '../../local/caller';
import { route } from '../../local/router';
import { authorization, PLACE } from './support';

const callers = new Callers(PLACE);
const of = (parts: { path?: string; query?: string; headers?: Record<string, string> }) =>
  route(
    { path: parts.path ?? '/', query: new URLSearchParams(parts.query), headers: parts.headers ?? {} },
    callers,
    (name) => name === 'bucket',
  );
const stamp = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '');

test.each(['s3', 'connect', 'cloudformation', 'anything'])('reads the service %s in the scope', (service) => {
  expect(of({ headers: { authorization: authorization(service) } })).toEqual({
    service,
    caller: { accessKeyId: 'KEY', arn: 'arn:aws:iam::123456789012:user/local' },
  });
});

test('reads a pre-signed URL', () => {
  const query = `X-Amz-Credential=KEY%2F20260102%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Expires=60&X-Amz-Date=${stamp(new Date())}`;
  expect(of({ query }).service).toBe('s3');
});

test('refuses a pre-signed URL that is too old', () => {
  const past = stamp(new Date(Date.now() - 61_000));
  const query = `X-Amz-Credential=KEY%2F20260102%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Expires=60&X-Amz-Date=${past}`;
  expect(() => of({ query })).toThrow('Request has expired');
});

test.each([
  ['an old pre-signed URL', { path: '/elsewhere/key', query: 'AWSAccessKeyId=K&Signature=s&Expires=1' }],
  ['a bucket without any signature', { path: '/bucket/key' }],
])('%s is S3, by nobody', (_what, parts) => {
  expect(of(parts)).toMatchObject({ service: 's3', caller: { accessKeyId: 'anonymous' } });
});

test.each([
  ['nothing', {}, 'MissingAuthenticationToken'],
  ['another scheme', { authorization: 'Basic YTpi' }, 'IncompleteSignature'],
  ['no scope', { authorization: authorization('s3').replace('/aws4_request', '') }, 'IncompleteSignature'],
  ['no signature', { authorization: authorization('s3').split(', Signature')[0] }, 'IncompleteSignature'],
  ['an unknown temporary key', { authorization: authorization('s3', 'ASIA1') }, 'InvalidClientTokenId'],
])('refuses a request signed with %s', (_what, headers, code) => {
  expect(() => of({ headers: headers as Record<string, string> })).toThrow(expect.objectContaining({ code }));
});
