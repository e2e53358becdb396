/** What a test sees of the state: copies, so that nothing it does to them changes the state. */
import { userView } from './users';
import type { Proficiency, Tags } from './input';
import type { GroupRecord, IdentityManagementType, InstanceRecord, NamedRecord, UserRecord } from './state';

export interface NamedView {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly tags: Tags;
}

export interface GroupView extends NamedView {
  readonly parent?: string;
  readonly level: number;
}

export interface InstanceView {
  readonly id: string;
  readonly arn: string;
  readonly alias: string;
  readonly identityManagementType: IdentityManagementType;
  readonly routingProfiles: readonly NamedView[];
  readonly securityProfiles: readonly NamedView[];
  readonly hierarchyGroups: readonly GroupView[];
}

/** What DescribeUser shows, and the proficiencies. */
export type UserCopy = ReturnType<typeof userView> & { readonly Proficiencies: readonly Proficiency[] };

export function namedView({ id, arn, name, tags }: NamedRecord): NamedView {
  return { id, arn, name, tags: { ...tags } };
}

export function groupView(group: GroupRecord): GroupView {
  return { ...namedView(group), ...(group.parent && { parent: group.parent }), level: group.level };
}

export function instanceView(instance: InstanceRecord): InstanceView {
  return {
    id: instance.id,
    arn: instance.arn,
    alias: instance.alias,
    identityManagementType: instance.identityManagementType,
    routingProfiles: [...instance.routingProfiles.values()].map(namedView),
    securityProfiles: [...instance.securityProfiles.values()].map(namedView),
    hierarchyGroups: [...instance.hierarchyGroups.values()].map(groupView),
  };
}

export function userCopy(user: UserRecord, region: string): UserCopy {
  return structuredClone({ ...userView(user, region), Proficiencies: user.proficiencies });
}
