/** `ListObjectsV2`. */
import { page } from '../protocol/input';
import type { XmlValue } from '../protocol/xml';
import { AwsError } from '../types';
import type { Bucket } from './store';

const MAX_KEYS = 1000;

export function listObjects(bucket: Bucket, query: URLSearchParams): Readonly<Record<string, XmlValue>> {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = query.get('start-after') ?? '';
  const asked = query.get('max-keys');
  if (asked !== null && !/^\d+$/.test(asked)) {
    throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  }
  const size = Math.min(Number(asked ?? MAX_KEYS), MAX_KEYS);
  const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const entries = [...new Set(keys.map((key) => commonPrefix(key, prefix, delimiter) ?? key))];
  const token = query.get('continuation-token') ?? undefined;
  const { items, next } = page(
    entries,
    token,
    size,
    () => new AwsError('InvalidArgument', 'The continuation token provided is incorrect'),
  );
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const contents = items.flatMap((key) => {
    const object = bucket.objects.get(key);
    if (!object) return [];
    return [
      {
        Key: encode(key),
        LastModified: object.modifiedAt.toISOString(),
        ETag: object.etag,
        Size: object.body.length,
        StorageClass: 'STANDARD',
      },
    ];
  });
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : delimiter,
    KeyCount: items.length,
    MaxKeys: size,
    IsTruncated: next !== undefined,
    ContinuationToken: token,
    NextContinuationToken: next,
    Contents: contents,
    CommonPrefixes: items.filter((key) => !bucket.objects.has(key)).map((key) => ({ Prefix: encode(key) })),
  };
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
