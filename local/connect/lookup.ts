/**
 * Finds what an id or an ARN names.
 *
 * The API says "identifier" and means either: AWS's own CloudFormation provider for users passes ARNs as
 * InstanceId, UserId, RoutingProfileId, SecurityProfileIds and HierarchyGroupId.
 */
import { invalidParameter, notFound } from './errors';
import type { ConnectStore } from './store';
import type { InstanceRecord, QuickConnectRecord, UserRecord } from './state';

export function findInstance(store: ConnectStore, idOrArn: string): InstanceRecord {
  const instance = idOrArn.startsWith('arn:')
    ? store.all().find(({ arn }) => arn === idOrArn)
    : store.find(idOrArn);
  if (!instance) throw notFound('Instance not found');
  return instance;
}

export function findUser(instance: InstanceRecord, idOrArn: string): UserRecord {
  return find(instance, instance.users, 'agent', idOrArn, 'User');
}

export function routingProfileId(instance: InstanceRecord, idOrArn: string): string {
  return find(instance, instance.routingProfiles, 'routing-profile', idOrArn, 'Routing profile').id;
}

export function securityProfileIds(instance: InstanceRecord, idsOrArns: readonly string[]): string[] {
  const ids = idsOrArns.map(
    (one) => find(instance, instance.securityProfiles, 'security-profile', one, 'Security profile').id,
  );
  if (new Set(ids).size < ids.length) throw invalidParameter('A security profile is given twice');
  return ids;
}

export function hierarchyGroupId(instance: InstanceRecord, idOrArn: string): string {
  return find(instance, instance.hierarchyGroups, 'agent-group', idOrArn, 'Hierarchy group').id;
}

export function findQuickConnect(instance: InstanceRecord, idOrArn: string): QuickConnectRecord {
  return find(instance, instance.quickConnects, 'transfer-destination', idOrArn, 'Quick connect');
}

function find<T>(
  instance: InstanceRecord,
  records: ReadonlyMap<string, T>,
  kind: string,
  idOrArn: string,
  what: string,
): T {
  let id = idOrArn;
  if (idOrArn.startsWith('arn:')) {
    const prefix = `${instance.arn}/${kind}/`;
    if (!idOrArn.startsWith(prefix)) throw invalidParameter(`${what}: the ARN is of something else`);
    id = idOrArn.slice(prefix.length);
  }
  const record = records.get(id);
  if (!record) throw notFound(`${what} not found`);
  return record;
}
