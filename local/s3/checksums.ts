/** The checksums that clients send with an object, recomputed: S3 refuses an object that does not match. */
import { createHash } from 'node:crypto';
import { AwsError } from '../types';

type Headers = Readonly<Record<string, string | undefined>>;

/** CRC-32 over a reflected polynomial, as its four bytes. */
function crc32(polynomial: number): (body: Buffer) => Buffer {
  const table = Array.from({ length: 256 }, (_entry, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });
  return (body) => {
    let crc = 0xffffffff;
    for (const byte of body) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
    return bytes;
  };
}

const hash = (algorithm: string) => (body: Buffer) => createHash(algorithm).update(body).digest();

/** By the end of the header's name, `x-amz-checksum-…`. */
const ALGORITHMS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  crc32: crc32(0xedb88320),
  crc32c: crc32(0x82f63b78),
  sha1: hash('sha1'),
  sha256: hash('sha256'),
};

/** Throws what S3 answers to a body that is not what its headers say; gives the checksums that came with it. */
export function verifyChecksums(body: Buffer, headers: Headers): Readonly<Record<string, string>> {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== hash('md5')(body).toString('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const payload = headers['x-amz-content-sha256'];
  if (payload !== undefined && /^[0-9a-f]{64}$/.test(payload) && payload !== sha256Hex(body)) {
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  const sent: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) {
    const name = /^x-amz-checksum-(?!algorithm$|type$|mode$)(.+)$/.exec(header)?.[1];
    if (name === undefined || value === undefined) continue;
    const algorithm = ALGORITHMS[name];
    if (!algorithm) {
      const known = Object.keys(ALGORITHMS).join(', ');
      throw new AwsError(
        'NotImplemented',
        `The local AWS cannot verify the checksum ${header}; it knows ${known}.`,
        501,
      );
    }
    if (algorithm(body).toString('base64') !== value) {
      throw new AwsError(
        'BadDigest',
        `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
    sent[header] = value;
  }
  return sent;
}

export function etagOf(body: Buffer): string {
  return `"${hash('md5')(body).toString('hex')}"`;
}

function sha256Hex(body: Buffer): string {
  return hash('sha256')(body).toString('hex');
}
