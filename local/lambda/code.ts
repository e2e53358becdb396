/** A function's code: fetched from S3 or given inline, unpacked into a folder of its own. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { unzipSync } from 'fflate';
import { InputReader } from '../protocol/input';
import { checkProperties } from '../resource-failure';
import type { S3Store } from '../s3';
import { AwsError } from '../types';

const INVALID = 'InvalidParameterValueException';
/** Unpacked, in bytes. */
const UNZIPPED_MAX = 262_144_000;

export interface FunctionCode {
  readonly folder: string;
  readonly size: number;
  /** Base64, as Lambda shows it. */
  readonly sha256: string;
}

export class CodeFolders {
  private root: Promise<string> | undefined;

  constructor(private readonly s3: S3Store) {}

  async unpack(code: Readonly<Record<string, unknown>>): Promise<FunctionCode> {
    checkProperties(code, {
      type: 'AWS::Lambda::Function Code',
      known: ['S3Bucket', 'S3Key', 'ZipFile'],
      ignored: ['SourceKMSKeyArn'],
    });
    const read = new InputReader(code, INVALID);
    const inline = read.optionalString('ZipFile', { max: 4 * 1024 * 1024 });
    if (inline !== undefined) {
      const bytes = Buffer.from(inline);
      return this.write({ 'index.js': bytes }, bytes);
    }
    const bucket = read.optionalString('S3Bucket');
    const key = read.optionalString('S3Key');
    if (bucket === undefined || key === undefined) {
      throw new AwsError(INVALID, 'Please provide a source for function code.');
    }
    if (!this.s3.bucket(bucket)) throw missing('NoSuchBucket', 'The specified bucket does not exist');
    const object = this.s3.object(bucket, key);
    if (!object) throw missing('NoSuchKey', 'The specified key does not exist.');
    let files: Record<string, Uint8Array>;
    try {
      files = unzipSync(object.body);
    } catch {
      throw new AwsError(
        INVALID,
        'Could not unzip uploaded file. Please check your file, then try to upload again.',
      );
    }
    return this.write(files, object.body);
  }

  /** Removes every folder. */
  async clear(): Promise<void> {
    const root = await this.root;
    this.root = undefined;
    if (root !== undefined) await rm(root, { recursive: true, force: true });
  }

  private async write(files: Readonly<Record<string, Uint8Array>>, archive: Buffer): Promise<FunctionCode> {
    const total = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    if (total > UNZIPPED_MAX) {
      throw new AwsError(INVALID, `Unzipped size must be smaller than ${UNZIPPED_MAX} bytes`);
    }
    this.root ??= mkdtemp(join(tmpdir(), 'local-aws-lambda-'));
    const folder = await mkdtemp(join(await this.root, 'function-'));
    for (const [name, bytes] of Object.entries(files)) {
      if (name.endsWith('/')) continue;
      const relative = normalize(name);
      if (relative.startsWith('..') || relative.startsWith('/')) {
        throw new AwsError(INVALID, `The archive has a file outside of itself: ${name}`);
      }
      const path = join(folder, relative);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    const sha256 = createHash('sha256').update(archive).digest('base64');
    return { folder, size: archive.length, sha256 };
  }
}

function missing(code: string, message: string): AwsError {
  return new AwsError(
    INVALID,
    `Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`,
  );
}
