import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { decodeBody, readBody } from '../../../local/protocol/body';

const chunked = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '11' };

test('takes aws-chunked apart, signatures and trailing checksum included', () => {
  const raw = '5;chunk-signature=ab\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n';
  const { body, trailers } = decodeBody(Buffer.from(raw), chunked, 's3');
  expect(body.toString()).toBe('hello world');
  expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'DUoRhQ==' });
});

test.each([
  ['cut short', '5\r\nhel'],
  ['without an end', '5\r\nhello\r\n'],
  ['with a length that is none', 'x\r\nhello\r\n0\r\n\r\n'],
  ['with other than the announced length', '5\r\nhello\r\n0\r\n\r\n'],
])('refuses a body %s', (_what, raw) => {
  expect(() => decodeBody(Buffer.from(raw), chunked, 's3')).toThrow(
    expect.objectContaining({ code: 'IncompleteBody' }),
  );
});

test('knows aws-chunked by its payload hash too', () => {
  const headers = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
  expect(decodeBody(Buffer.from('2\r\nhi\r\n0\r\n\r\n'), headers, 's3').body.toString()).toBe('hi');
});

test('unpacks a compressed request, but leaves a compressed object alone', () => {
  const packed = gzipSync('text');
  const headers = { 'content-encoding': 'gzip' };
  expect(decodeBody(packed, headers, 'logs').body.toString()).toBe('text');
  expect(decodeBody(packed, headers, 's3').body).toBe(packed);
  expect(() => decodeBody(Buffer.from('text'), headers, 'logs')).toThrow('not');
});

test('reads up to the limit, and says how much there was beyond it', async () => {
  const stream = () => Readable.from([Buffer.alloc(6), Buffer.alloc(4)]) as unknown as IncomingMessage;
  await expect(readBody(stream(), 10)).resolves.toHaveLength(10);
  await expect(readBody(stream(), 9)).rejects.toThrow(
    expect.objectContaining({ status: 413, message: 'The body has 10 bytes; at most 9 are taken.' }),
  );
});
