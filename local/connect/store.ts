/** The instances of this account and what is in them, and how to add to them without a call of the API. */
import { randomUUID } from 'node:crypto';
import { SEED_ATTRIBUTES, SEED_ROUTING_PROFILE, SEED_SECURITY_PROFILES } from './seed';
import type { Place } from '../types';
import type { Tags } from './input';
import type { GroupRecord, IdentityManagementType, InstanceRecord, NamedRecord } from './state';
import type { QuickConnectConfig, QuickConnectRecord } from './state';

export interface InstanceOptions {
  /** A random UUID unless given. */
  readonly id?: string;
  /** `connect-` and the start of the id unless given. */
  readonly alias?: string;
  /** CONNECT_MANAGED unless given. */
  readonly identityManagementType?: IdentityManagementType;
  /** EXISTING_DIRECTORY only: false makes DirectoryUserId required. Default true. */
  readonly directoryAccessible?: boolean;
  /** What happens to an e-mail address under SAML: AWS's pages disagree. Default 'refuse'. */
  readonly samlEmail?: 'refuse' | 'accept';
  /** How many users fit: the quota of an instance. Default 500. */
  readonly userLimit?: number;
  readonly tags?: Readonly<Tags>;
  /** Whether the profiles and attributes of a new instance are in it. Default true. */
  readonly seeded?: boolean;
}

export interface NamedOptions {
  readonly name: string;
  /** A random UUID unless given. */
  readonly id?: string;
  readonly tags?: Readonly<Tags>;
}

export interface GroupOptions extends NamedOptions {
  /** The id of the group above; without it the group is at the first level. */
  readonly parent?: string;
}

export class ConnectStore {
  private readonly instances = new Map<string, InstanceRecord>();
  private order = 0;

  constructor(
    readonly place: Place,
    readonly now: () => number,
  ) {}

  all(): readonly InstanceRecord[] {
    return [...this.instances.values()];
  }

  find(id: string): InstanceRecord | undefined {
    return this.instances.get(id);
  }

  addInstance(options: InstanceOptions = {}): InstanceRecord {
    const id = options.id ?? randomUUID();
    if (this.instances.has(id)) throw new Error(`There is an instance ${id} already.`);
    const { partition, region, account } = this.place;
    const instance: InstanceRecord = {
      id,
      arn: `arn:${partition}:connect:${region}:${account}:instance/${id}`,
      alias: options.alias ?? `connect-${id.slice(0, 8)}`,
      identityManagementType: options.identityManagementType ?? 'CONNECT_MANAGED',
      directoryAccessible: options.directoryAccessible ?? true,
      samlEmail: options.samlEmail ?? 'refuse',
      userLimit: options.userLimit ?? 500,
      created: this.now(),
      tags: { ...options.tags },
      users: new Map(),
      routingProfiles: new Map(),
      securityProfiles: new Map(),
      hierarchyGroups: new Map(),
      quickConnects: new Map(),
      predefinedAttributes: new Map(),
    };
    this.instances.set(id, instance);
    if (options.seeded ?? true) this.seed(instance);
    return instance;
  }

  private seed(instance: InstanceRecord): void {
    this.addRoutingProfile(instance.id, SEED_ROUTING_PROFILE);
    for (const profile of SEED_SECURITY_PROFILES) this.addSecurityProfile(instance.id, profile);
    for (const [name, values] of SEED_ATTRIBUTES) this.addPredefinedAttribute(instance.id, name, values);
  }

  addRoutingProfile(instanceId: string, options: NamedOptions): NamedRecord {
    const instance = this.require(instanceId);
    return this.add(instance, instance.routingProfiles, 'routing-profile', options);
  }

  addSecurityProfile(instanceId: string, options: NamedOptions): NamedRecord {
    const instance = this.require(instanceId);
    return this.add(instance, instance.securityProfiles, 'security-profile', options);
  }

  /** A hierarchy has five levels; a name is unique under its parent only. */
  addHierarchyGroup(instanceId: string, options: GroupOptions): GroupRecord {
    const instance = this.require(instanceId);
    const parent = options.parent === undefined ? undefined : instance.hierarchyGroups.get(options.parent);
    if (options.parent !== undefined && !parent) {
      throw new Error(`Instance ${instanceId} has no hierarchy group ${options.parent} to be the parent.`);
    }
    const level = (parent?.level ?? 0) + 1;
    if (level > 5) throw new Error('A hierarchy has at most five levels.');
    const record: GroupRecord = {
      ...this.record(instance, 'agent-group', options),
      ...(parent && { parent: parent.id }),
      level,
    };
    instance.hierarchyGroups.set(record.id, record);
    return record;
  }

  addQuickConnect(
    instance: InstanceRecord,
    options: NamedOptions & { readonly description?: string; readonly config: QuickConnectConfig },
  ): QuickConnectRecord {
    const { description, config } = options;
    const record = {
      ...this.record(instance, 'transfer-destination', options),
      ...(description !== undefined && { description }),
      config,
    };
    instance.quickConnects.set(record.id, record);
    return record;
  }

  addPredefinedAttribute(instanceId: string, name: string, values: readonly string[]): void {
    this.require(instanceId).predefinedAttributes.set(name, new Set(values));
  }

  nextOrder(): number {
    return ++this.order;
  }

  private add(
    instance: InstanceRecord,
    to: Map<string, NamedRecord>,
    kind: string,
    options: NamedOptions,
  ): NamedRecord {
    const record = this.record(instance, kind, options);
    to.set(record.id, record);
    return record;
  }

  private record(instance: InstanceRecord, kind: string, options: NamedOptions): NamedRecord {
    const id = options.id ?? randomUUID();
    return {
      id,
      arn: `${instance.arn}/${kind}/${id}`,
      name: options.name,
      order: this.nextOrder(),
      modified: this.now(),
      tags: { ...options.tags },
    };
  }

  private require(id: string): InstanceRecord {
    const instance = this.instances.get(id);
    if (!instance) throw new Error(`There is no instance ${id}. Add it first: addInstance({ id }).`);
    return instance;
  }
}
