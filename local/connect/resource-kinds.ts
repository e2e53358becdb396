/** What tells routing profiles, security profiles and hierarchy groups apart, as resources of a template. */
import type { PropertyNames } from '../resource-failure';
import type { InstanceRecord, NamedRecord } from './state';

export interface NamedKind {
  readonly what: string;
  readonly names: PropertyNames;
  /** The property with the name. */
  readonly nameProperty: string;
  /** The attribute with the ARN. */
  readonly arnAttribute: string;
  /** The kind in the ARN, which also says where such things are kept. */
  readonly kind: 'routing-profile' | 'security-profile' | 'agent-group';
  /** A change of these makes a new resource. */
  readonly replacedBy: readonly string[];
  /** A change of these fails. */
  readonly fixed: readonly string[];
  /** Whether something still needs the resource, so that it can not go. */
  readonly inUse: (instance: InstanceRecord, record: NamedRecord) => boolean;
}

export const ROUTING_PROFILE_RESOURCE: NamedKind = {
  what: 'Routing profile',
  names: {
    type: 'AWS::Connect::RoutingProfile',
    known: ['InstanceArn', 'Name', 'Tags'],
    ignored: [
      'AgentAvailabilityTimer',
      'DefaultOutboundQueueArn',
      'Description',
      'ManualAssignmentQueueConfigs',
      'MediaConcurrencies',
      'QueueConfigs',
    ],
    required: ['DefaultOutboundQueueArn', 'Description', 'InstanceArn', 'MediaConcurrencies', 'Name'],
  },
  nameProperty: 'Name',
  arnAttribute: 'RoutingProfileArn',
  kind: 'routing-profile',
  replacedBy: [],
  fixed: ['InstanceArn'],
  inUse: (instance, { id }) => [...instance.users.values()].some((user) => user.routingProfileId === id),
};

export const SECURITY_PROFILE_RESOURCE: NamedKind = {
  what: 'Security profile',
  names: {
    type: 'AWS::Connect::SecurityProfile',
    known: ['InstanceArn', 'SecurityProfileName', 'Tags'],
    ignored: [
      'AllowedAccessControlHierarchyGroupId',
      'AllowedAccessControlTags',
      'AllowedFlowModules',
      'Applications',
      'Description',
      'GranularAccessControlConfiguration',
      'HierarchyRestrictedResources',
      'Permissions',
      'TagRestrictedResources',
    ],
    required: ['InstanceArn', 'SecurityProfileName'],
  },
  nameProperty: 'SecurityProfileName',
  arnAttribute: 'SecurityProfileArn',
  kind: 'security-profile',
  replacedBy: ['InstanceArn', 'SecurityProfileName'],
  fixed: [],
  inUse: (instance, { id }) =>
    [...instance.users.values()].some((user) => user.securityProfileIds.includes(id)),
};

export const GROUP_RESOURCE: NamedKind = {
  what: 'Hierarchy group',
  names: {
    type: 'AWS::Connect::UserHierarchyGroup',
    known: ['InstanceArn', 'Name', 'ParentGroupArn', 'Tags'],
    required: ['InstanceArn', 'Name'],
  },
  nameProperty: 'Name',
  arnAttribute: 'UserHierarchyGroupArn',
  kind: 'agent-group',
  replacedBy: ['InstanceArn', 'ParentGroupArn'],
  fixed: [],
  inUse: (instance, { id }) =>
    [...instance.users.values()].some((user) => user.hierarchyGroupId === id) ||
    [...instance.hierarchyGroups.values()].some((group) => group.parent === id),
};
