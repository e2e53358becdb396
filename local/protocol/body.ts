/** The body of a request: read whole, and freed of `aws-chunked` framing and compression. */
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { AwsError } from '../types';

/** Longest body taken, in bytes: Lambda's largest direct upload. */
export const BODY_MAX = 50 * 1024 * 1024;

export async function readBody(request: IncomingMessage, max = BODY_MAX): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read on to the end: whoever is sending reads no answer before.
    if (length <= max) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > max) {
    throw new AwsError(
      'RequestEntityTooLarge',
      `The body has ${length} bytes; at most ${max} are taken.`,
      413,
    );
  }
  return Buffer.concat(chunks, length);
}

export interface DecodedBody {
  readonly body: Buffer;
  /** Headers that came after the body (checksums), to be merged with the others. */
  readonly trailers: Readonly<Record<string, string>>;
}

/** The payload of a body as it was sent. `headers` has lower-case names. */
export function decodeBody(
  raw: Buffer,
  headers: Readonly<Record<string, string | undefined>>,
  service: string,
): DecodedBody {
  if (isAwsChunked(headers)) {
    const decoded = decodeAwsChunked(raw);
    const declared = headers['x-amz-decoded-content-length'];
    if (declared !== undefined && Number(declared) !== decoded.body.length) throw incomplete();
    return decoded;
  }
  // To S3, gzip is the content; elsewhere it is a request that the SDK compressed.
  if (service !== 's3' && headers['content-encoding'] === 'gzip') {
    try {
      return { body: gunzipSync(raw), trailers: {} };
    } catch {
      throw new AwsError('SerializationException', 'The body says it is gzip, and is not.');
    }
  }
  return { body: raw, trailers: {} };
}

function isAwsChunked(headers: Readonly<Record<string, string | undefined>>): boolean {
  return (
    (headers['content-encoding'] ?? '').split(/\s*,\s*/).includes('aws-chunked') ||
    (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-')
  );
}

/** `<hex length>[;chunk-signature=…]CRLF data CRLF` …, a chunk of length 0, then trailing headers. */
function decodeAwsChunked(raw: Buffer): DecodedBody {
  const chunks: Buffer[] = [];
  let at = 0;
  const line = (): string => {
    const end = raw.indexOf('\r\n', at);
    if (end < 0) throw incomplete();
    const text = raw.toString('latin1', at, end);
    at = end + 2;
    return text;
  };
  for (;;) {
    const size = line().split(';')[0].trim();
    if (!/^[0-9a-fA-F]+$/.test(size)) throw incomplete();
    const length = parseInt(size, 16);
    if (length === 0) break;
    if (at + length + 2 > raw.length) throw incomplete();
    chunks.push(raw.subarray(at, at + length));
    at += length + 2;
  }
  const trailers: Record<string, string> = {};
  while (at < raw.length) {
    const text = line();
    const colon = text.indexOf(':');
    if (colon > 0) trailers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
  }
  return { body: Buffer.concat(chunks), trailers };
}

function incomplete(): AwsError {
  return new AwsError(
    'IncompleteBody',
    'The request body terminated unexpectedly: not the bytes that its aws-chunked framing announces.',
  );
}
