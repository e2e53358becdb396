/** Buckets and what is in them. */

export interface S3Object {
  readonly key: string;
  readonly body: Buffer;
  readonly etag: string;
  readonly modifiedAt: Date;
  /** Content-Type, Content-Encoding and the like, x-amz-meta-*, and the checksums: sent back as they came. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Bucket {
  readonly name: string;
  readonly createdAt: Date;
  readonly objects: Map<string, S3Object>;
}

export class S3Store {
  private readonly buckets = new Map<string, Bucket>();

  bucket(name: string): Bucket | undefined {
    return this.buckets.get(name);
  }

  list(): readonly Bucket[] {
    return [...this.buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(name: string, createdAt: Date): Bucket {
    const bucket = { name, createdAt, objects: new Map<string, S3Object>() };
    this.buckets.set(name, bucket);
    return bucket;
  }

  object(bucket: string, key: string): S3Object | undefined {
    return this.buckets.get(bucket)?.objects.get(key);
  }

  /** An object's text: how CloudFormation reads a template. */
  read(bucket: string, key: string): Promise<string | undefined> {
    return Promise.resolve(this.object(bucket, key)?.body.toString('utf8'));
  }
}
