import { etagOf, verifyChecksums } from '../../../local/s3/checksums';

const BODY = Buffer.from('hello world');
// Computed with other tools: `crc32`, `shasum`, `md5`.
const RIGHT: readonly (readonly [string, string])[] = [
  ['content-md5', 'XrY7u+Ae7tCTyyK7j1rNww=='],
  ['x-amz-content-sha256', 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'],
  ['x-amz-checksum-crc32', 'DUoRhQ=='],
  ['x-amz-checksum-crc32c', 'yZRlqg=='],
  ['x-amz-checksum-sha1', 'Kq5sNclPz7QV2+lfQIuc6R7oRu0='],
  ['x-amz-checksum-sha256', 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek='],
];

test.each(RIGHT)('%s: takes the right one, refuses another', (header, value) => {
  expect(() => verifyChecksums(BODY, { [header]: value })).not.toThrow();
  expect(() => verifyChecksums(Buffer.from('hello'), { [header]: value })).toThrow(
    /did ?n[o']t match|does not match/,
  );
});

test('gives back the checksums of the object, not what only describes them', () => {
  const sent = { 'x-amz-checksum-crc32': 'DUoRhQ==', 'x-amz-sdk-checksum-algorithm': 'CRC32' };
  expect(verifyChecksums(BODY, sent)).toEqual({ 'x-amz-checksum-crc32': 'DUoRhQ==' });
});

test('says so where it cannot verify', () => {
  expect(() => verifyChecksums(BODY, { 'x-amz-checksum-crc64nvme': 'x' })).toThrow(
    expect.objectContaining({ code: 'NotImplemented', status: 501 }),
  );
});

test('payload hashes that are words are no hashes', () => {
  expect(() => verifyChecksums(BODY, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' })).not.toThrow();
});

test('the ETag is the MD5', () => {
  expect(etagOf(BODY)).toBe('"5eb63bbbe01eeed093cb22bb8f5acdc3"');
});
