/** Routing profiles, security profiles and hierarchy groups as resources of a template. */
import { asHandler, checkProperties } from '../resource-failure';
import { connectError } from './errors';
import { hierarchyGroupId } from './lookup';
import { instanceOf, invalidProperty, stringOf, tagsOf, type Properties } from './resource-properties';
import { seconds } from './context';
import type { ResourceProvider, ResourceState } from '../cloudformation/resource-provider';
import type { NamedKind } from './resource-kinds';
import type { GroupRecord, InstanceRecord, NamedRecord } from './state';
import type { ConnectStore, GroupOptions } from './store';

export function namedResource(store: ConnectStore, kind: NamedKind): ResourceProvider {
  const change = <T>(work: () => T): Promise<T> => asHandler('Connect', work);
  return {
    create: ({ properties }) => change(() => create(store, kind, properties)),
    update: ({ properties }, existing) =>
      change(() => update(store, kind, properties, existing.properties, existing.physicalId)),
    delete: (_request, existing) => change(() => remove(store, kind, existing.physicalId)),
  };
}

const recordsOf = (instance: InstanceRecord, kind: NamedKind): Map<string, NamedRecord | GroupRecord> =>
  ({
    'routing-profile': instance.routingProfiles,
    'security-profile': instance.securityProfiles,
    'agent-group': instance.hierarchyGroups as Map<string, NamedRecord>,
  })[kind.kind];

const parentOf = (record: NamedRecord | GroupRecord): string | undefined =>
  'parent' in record ? record.parent : undefined;

function create(store: ConnectStore, kind: NamedKind, properties: Properties): ResourceState {
  checkProperties(properties, kind.names);
  const instance = instanceOf(store, properties);
  const options: GroupOptions = { name: stringOf(properties, kind.nameProperty), tags: tagsOf(properties) };
  const parent =
    properties['ParentGroupArn'] === undefined
      ? undefined
      : hierarchyGroupId(instance, stringOf(properties, 'ParentGroupArn'));
  checkName(instance, kind, options.name, parent);
  return state(store, kind, add(store, instance, kind, { ...options, ...(parent && { parent }) }));
}

function add(
  store: ConnectStore,
  instance: InstanceRecord,
  kind: NamedKind,
  options: GroupOptions,
): NamedRecord {
  switch (kind.kind) {
    case 'routing-profile':
      return store.addRoutingProfile(instance.id, options);
    case 'security-profile':
      return store.addSecurityProfile(instance.id, options);
    default:
      if (options.parent && (instance.hierarchyGroups.get(options.parent)?.level ?? 0) >= 5) {
        throw invalidProperty('A hierarchy has at most five levels');
      }
      return store.addHierarchyGroup(instance.id, options);
  }
}

function update(
  store: ConnectStore,
  kind: NamedKind,
  properties: Properties,
  before: Properties,
  arn: string,
): ResourceState {
  checkProperties(properties, kind.names);
  const fixed = kind.fixed.find((name) => properties[name] !== before[name]);
  if (fixed) throw invalidProperty(`${fixed} cannot be updated.`);
  if (kind.replacedBy.some((name) => properties[name] !== before[name])) {
    return create(store, kind, properties);
  }
  const { instance, record } = find(store, kind, arn);
  const name = stringOf(properties, kind.nameProperty);
  const tags = tagsOf(properties);
  if (name !== record.name) checkName(instance, kind, name, parentOf(record));
  record.name = name;
  record.tags = tags;
  record.modified = store.now();
  return state(store, kind, record);
}

function remove(store: ConnectStore, kind: NamedKind, arn: string): void {
  const { instance, record } = find(store, kind, arn);
  if (kind.inUse(instance, record)) {
    throw connectError('ResourceInUseException', `${kind.what} is in use`);
  }
  recordsOf(instance, kind).delete(record.id);
}

function find(
  store: ConnectStore,
  kind: NamedKind,
  arn: string,
): { readonly instance: InstanceRecord; readonly record: NamedRecord } {
  for (const instance of store.all()) {
    const record = [...recordsOf(instance, kind).values()].find((one) => one.arn === arn);
    if (record) return { instance, record };
  }
  throw connectError('ResourceNotFoundException', `${kind.what} not found`);
}

/** A name is unique among its kind in the instance; that of a group only under the same parent. */
function checkName(
  instance: InstanceRecord,
  kind: NamedKind,
  name: string,
  parent: string | undefined,
): void {
  const max = kind.kind === 'agent-group' ? 100 : 127;
  if (name.length < 1 || name.length > max) {
    throw invalidProperty(`${kind.nameProperty} must have 1 to ${max} characters`);
  }
  const taken = [...recordsOf(instance, kind).values()].some(
    (record) => record.name === name && parentOf(record) === parent,
  );
  if (taken) throw connectError('DuplicateResourceException', `${kind.what} with this name already exists`);
}

function state(store: ConnectStore, kind: NamedKind, record: NamedRecord): ResourceState {
  return {
    physicalId: record.arn,
    attributes: {
      [kind.arnAttribute]: record.arn,
      ...(kind.kind === 'security-profile' && {
        LastModifiedTime: seconds(record.modified),
        LastModifiedRegion: store.place.region,
      }),
    },
  };
}
