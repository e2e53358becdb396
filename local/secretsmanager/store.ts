/** Secrets, their versions and stages. In memory only: no value is ever written to a disk. */
import { randomUUID } from 'node:crypto';
import { randomSuffix } from '../resource-failure';
import type { Place } from '../types';
import { AwsError } from '../types';

export const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

export interface SecretValue {
  readonly SecretString?: string;
  /** Base64, as it travels. */
  readonly SecretBinary?: string;
}

export interface SecretVersion {
  readonly id: string;
  readonly value: SecretValue;
  readonly stages: Set<string>;
  readonly createdAt: number;
}

export interface Secret {
  readonly name: string;
  readonly arn: string;
  description?: string;
  kmsKeyId?: string;
  tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly createdAt: number;
  changedAt: number;
  /** When it goes for good, if its deletion is scheduled. */
  deletionAt?: number;
  /** When its deletion was asked for. */
  deletedAt?: number;
  readonly versions: Map<string, SecretVersion>;
}

export interface NewSecret {
  readonly name: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags?: Secret['tags'];
}

export class SecretStore {
  private readonly byName = new Map<string, Secret>();

  constructor(
    private readonly place: Place,
    private readonly now: () => number,
  ) {}

  /** Newest first. Those whose recovery window is over are gone. */
  list(): readonly Secret[] {
    for (const secret of this.byName.values()) {
      if ((secret.deletionAt ?? Infinity) <= this.now()) this.byName.delete(secret.name);
    }
    return [...this.byName.values()].reverse();
  }

  /** By name, ARN, or an ARN without the six random characters. */
  find(id: string): Secret | undefined {
    return this.list().find(
      ({ name, arn }) => name === id || arn === id || (id.startsWith('arn:') && arn.slice(0, -7) === id),
    );
  }

  mustFind(id: string): Secret {
    const secret = this.find(id);
    if (!secret) {
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return secret;
  }

  create(wanted: NewSecret): Secret {
    const existing = this.find(wanted.name);
    if (existing?.deletionAt !== undefined) {
      throw new AwsError(
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    if (existing) {
      throw new AwsError(
        'ResourceExistsException',
        `The operation failed because the secret ${wanted.name} already exists.`,
      );
    }
    const { partition, region, account } = this.place;
    const at = this.now();
    const secret: Secret = {
      name: wanted.name,
      arn: `arn:${partition}:secretsmanager:${region}:${account}:secret:${wanted.name}-${randomSuffix(6)}`,
      description: wanted.description,
      kmsKeyId: wanted.kmsKeyId,
      tags: wanted.tags ?? [],
      createdAt: at,
      changedAt: at,
      versions: new Map(),
    };
    this.byName.set(secret.name, secret);
    return secret;
  }

  /** A new version, which takes its stages from the versions that had them. */
  put(
    secret: Secret,
    value: SecretValue,
    token: string = randomUUID(),
    stages: readonly string[] = [CURRENT],
  ): SecretVersion {
    const same = secret.versions.get(token);
    if (same) {
      const { SecretString, SecretBinary } = same.value;
      if (SecretString === value.SecretString && SecretBinary === value.SecretBinary) return same;
      throw new AwsError(
        'ResourceExistsException',
        `A resource with the ID you requested already exists. You can't modify an existing version, you can only create a new version.`,
      );
    }
    const first = secret.versions.size === 0;
    const taken = new Set(first ? [...stages, CURRENT] : stages);
    const version = { id: token, value, stages: taken, createdAt: this.now() };
    const before = this.version(secret, CURRENT);
    for (const other of secret.versions.values()) {
      for (const stage of taken) other.stages.delete(stage);
      if (taken.has(CURRENT) && before) other.stages.delete(PREVIOUS);
    }
    if (taken.has(CURRENT)) before?.stages.add(PREVIOUS);
    secret.versions.set(version.id, version);
    secret.changedAt = version.createdAt;
    return version;
  }

  version(secret: Secret, stage: string): SecretVersion | undefined {
    return [...secret.versions.values()].find(({ stages }) => stages.has(stage));
  }

  remove(secret: Secret): void {
    this.byName.delete(secret.name);
  }
}
