/** Secrets Manager's operations. */
import { jsonService } from '../protocol/json';
import type { JsonInput } from '../protocol/json';
import { InputReader, isObject, page } from '../protocol/input';
import type { Place, Service } from '../types';
import { AwsError } from '../types';
import { needsOf } from './access';
import { randomPassword } from './generate';
import type { Secret, SecretStore, SecretValue } from './store';
import { CURRENT } from './store';

const INVALID = 'InvalidParameterException';
const DAY_MS = 86_400_000;
const NAME = { min: 1, max: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/ };
const TOKEN = { min: 32, max: 64 };

export function secretsManagerService(store: SecretStore, now: () => number, place: Place): Service {
  return jsonService({
    name: 'secretsmanager',
    needs: (operation, input) => needsOf(place, store, operation, input),
    target: 'secretsmanager',
    // Never a member that holds a value: SecretString, SecretBinary, RotationToken.
    loggable: ['SecretId', 'Name', 'VersionId', 'VersionStage', 'VersionStages', 'RecoveryWindowInDays'],
    operations: {
      CreateSecret: (input) => createSecret(store, input),
      DeleteSecret: (input) => deleteSecret(store, input, now),
      DescribeSecret: (input) => describe(store.mustFind(secretId(input))),
      GetRandomPassword: (input) => ({ RandomPassword: randomPassword(input) }),
      GetSecretValue: (input) => getSecretValue(store, input),
      ListSecrets: (input) => listSecrets(store, input),
      PutSecretValue: (input) => putSecretValue(store, input),
    },
  });
}

function secretId(input: JsonInput): string {
  return new InputReader(input, INVALID).string('SecretId', { min: 1, max: 2048 });
}

/** A secret that may be used: one whose deletion is scheduled may not. */
function usable(store: SecretStore, input: JsonInput): Secret {
  const secret = store.mustFind(secretId(input));
  if (secret.deletionAt !== undefined) {
    throw new AwsError(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }
  return secret;
}

function valueOf(input: JsonInput): SecretValue | undefined {
  const read = new InputReader(input, INVALID);
  const SecretString = read.optionalString('SecretString');
  const SecretBinary = read.optionalString('SecretBinary');
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw new AwsError(INVALID, "You can't specify both a binary secret value and a string secret value.");
  }
  const bytes = Buffer.byteLength(SecretString ?? '') + Buffer.from(SecretBinary ?? '', 'base64').length;
  if (bytes > 65_536) throw new AwsError(INVALID, 'The secret value is longer than 65536 bytes.');
  if (SecretString === undefined && SecretBinary === undefined) return undefined;
  return SecretString === undefined ? { SecretBinary } : { SecretString };
}

function createSecret(store: SecretStore, input: JsonInput): unknown {
  const read = new InputReader(input, INVALID);
  const name = read.optionalString('Name');
  if (name === undefined || !NAME.pattern.test(name) || name.length > NAME.max) {
    throw new AwsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  }
  const value = valueOf(input);
  const token = read.optionalString('ClientRequestToken', TOKEN);
  const before = store.find(name);
  if (before && token !== undefined && before.versions.has(token) && value) {
    store.put(before, value, token);
    return { ARN: before.arn, Name: before.name, VersionId: token };
  }
  const secret = store.create({
    name,
    description: read.optionalString('Description', { max: 2048 }),
    kmsKeyId: read.optionalString('KmsKeyId', { max: 2048 }),
    tags: (read.objects('Tags') ?? []) as unknown as Secret['tags'],
  });
  const version = value && store.put(secret, value, token);
  return { ARN: secret.arn, Name: secret.name, ...(version ? { VersionId: version.id } : {}) };
}

function putSecretValue(store: SecretStore, input: JsonInput): unknown {
  const read = new InputReader(input, INVALID);
  const secret = usable(store, input);
  const value = valueOf(input);
  if (!value) throw new AwsError(INVALID, 'You must provide either SecretString or SecretBinary.');
  const token = read.optionalString('ClientRequestToken', TOKEN);
  const version = store.put(secret, value, token, read.strings('VersionStages'));
  return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] };
}

function getSecretValue(store: SecretStore, input: JsonInput): unknown {
  const read = new InputReader(input, INVALID);
  const secret = usable(store, input);
  const id = read.optionalString('VersionId', TOKEN);
  const stage = read.optionalString('VersionStage', { min: 1, max: 256 });
  const version = id === undefined ? store.version(secret, stage ?? CURRENT) : secret.versions.get(id);
  if (!version) {
    throw new AwsError(
      'ResourceNotFoundException',
      id === undefined
        ? `Secrets Manager can't find the specified secret value for staging label: ${stage ?? CURRENT}`
        : `Secrets Manager can't find the specified secret value for VersionId: ${id}`,
    );
  }
  if (stage !== undefined && !version.stages.has(stage)) {
    throw new AwsError(
      'InvalidRequestException',
      'You provided a VersionStage that is not associated to the provided VersionId.',
    );
  }
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...version.value,
    VersionStages: [...version.stages],
    CreatedDate: version.createdAt / 1000,
  };
}

function deleteSecret(store: SecretStore, input: JsonInput, now: () => number): unknown {
  const read = new InputReader(input, INVALID);
  const force = read.boolean('ForceDeleteWithoutRecovery', false);
  const days = read.optionalInteger('RecoveryWindowInDays');
  if (force && days !== undefined) {
    throw new AwsError(
      INVALID,
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  if (days !== undefined && (days < 7 || days > 30)) {
    throw new AwsError(INVALID, 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
  }
  const id = secretId(input);
  const secret = force ? store.find(id) : usable(store, input);
  const deletionAt = now() + (force ? 0 : (days ?? 30) * DAY_MS);
  if (!secret) return { ARN: id, Name: id, DeletionDate: deletionAt / 1000 };
  if (force) {
    store.remove(secret);
  } else {
    secret.deletionAt = deletionAt;
    secret.deletedAt = now();
  }
  return { ARN: secret.arn, Name: secret.name, DeletionDate: deletionAt / 1000 };
}

function listSecrets(store: SecretStore, input: JsonInput): unknown {
  const read = new InputReader(input, INVALID);
  const filters = (read.objects('Filters') ?? []).map(filterOf);
  const planned = read.boolean('IncludePlannedDeletion', false);
  const found = store
    .list()
    .filter((secret) => planned || secret.deletionAt === undefined)
    .filter((secret) => filters.every((matches) => matches(secret)));
  if (read.optionalString('SortOrder', { values: ['asc', 'desc'] }) === 'asc') found.reverse();
  const { items, next } = page(
    found,
    read.optionalString('NextToken'),
    read.optionalInteger('MaxResults', 1, 100) ?? 100,
    () => new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.'),
  );
  const SecretList = items.map((secret) => {
    const { VersionIdsToStages, ...rest } = describe(secret);
    return { ...rest, SecretVersionsToStages: VersionIdsToStages };
  });
  return { SecretList, ...(next === undefined ? {} : { NextToken: next }) };
}

/** Values match the beginning; one that starts with `!` must not match. Names count capitals, the rest does not. */
function filterOf(filter: unknown): (secret: Secret) => boolean {
  const { Key, Values } = isObject(filter) ? filter : {};
  const texts: Record<string, (secret: Secret) => readonly string[]> = {
    name: ({ name }) => [name],
    description: ({ description }) => [description ?? ''],
    'tag-key': ({ tags }) => tags.map((tag) => tag.Key),
    'tag-value': ({ tags }) => tags.map((tag) => tag.Value),
  };
  const text = texts[String(Key)];
  if (!text || !Array.isArray(Values)) {
    throw new AwsError(
      INVALID,
      `The local AWS filters secrets by ${Object.keys(texts).join(', ')}; given: ${String(Key)}.`,
    );
  }
  const fold = (value: string) => (Key === 'description' ? value.toLowerCase() : value);
  return (secret) =>
    Values.map(String).some((value) =>
      value.startsWith('!')
        ? !text(secret).some((item) => fold(item).startsWith(fold(value.slice(1))))
        : text(secret).some((item) => fold(item).startsWith(fold(value))),
    );
}

function describe(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    Tags: secret.tags,
    CreatedDate: secret.createdAt / 1000,
    LastChangedDate: secret.changedAt / 1000,
    DeletedDate: secret.deletedAt === undefined ? undefined : secret.deletedAt / 1000,
    VersionIdsToStages: Object.fromEntries(
      [...secret.versions.values()]
        .filter(({ stages }) => stages.size > 0)
        .map(({ id, stages }) => [id, [...stages]]),
    ),
  };
}
