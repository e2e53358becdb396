/** What this Connect remembers. A password is not among it. */
import type { PhoneSettings } from './phone';
import type { IdentityInfo, Proficiency, Tags } from './input';

export type IdentityManagementType = 'CONNECT_MANAGED' | 'SAML' | 'EXISTING_DIRECTORY';

/** A profile, a hierarchy group: anything with an id and a name in an instance. */
export interface NamedRecord {
  readonly id: string;
  readonly arn: string;
  name: string;
  /** Where it stands in lists: they are in the order of creation. */
  readonly order: number;
  /** Milliseconds since 1970. */
  modified: number;
  tags: Tags;
}

export interface GroupRecord extends NamedRecord {
  /** The id of the group above it; none at the first level. */
  readonly parent?: string;
  /** 1 to 5. */
  readonly level: number;
}

export type QuickConnectType = 'USER' | 'QUEUE' | 'PHONE_NUMBER' | 'FLOW';

export interface QuickConnectRecord extends NamedRecord {
  readonly description?: string;
  readonly config: QuickConnectConfig;
}

export interface QuickConnectConfig {
  readonly QuickConnectType: QuickConnectType;
  readonly UserConfig?: { readonly UserId: string; readonly ContactFlowId: string };
  readonly QueueConfig?: { readonly QueueId: string; readonly ContactFlowId: string };
  readonly PhoneConfig?: { readonly PhoneNumber: string };
  readonly FlowConfig?: { readonly ContactFlowId: string };
}

export interface UserRecord {
  readonly id: string;
  readonly arn: string;
  readonly order: number;
  readonly username: string;
  readonly directoryUserId?: string;
  identity: IdentityInfo;
  phone: PhoneSettings;
  routingProfileId: string;
  securityProfileIds: readonly string[];
  hierarchyGroupId?: string;
  tags: Tags;
  proficiencies: Proficiency[];
  proficienciesModified?: number;
  modified: number;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** DescribeUser calls so far, for the lag after a creation. */
  described: number;
}

export interface InstanceRecord {
  readonly id: string;
  readonly arn: string;
  readonly alias: string;
  readonly identityManagementType: IdentityManagementType;
  /** Whether Connect can reach the directory: an EXISTING_DIRECTORY user needs no DirectoryUserId then. */
  readonly directoryAccessible: boolean;
  /** Whether an e-mail address is taken under SAML, about which AWS's pages disagree. */
  readonly samlEmail: 'refuse' | 'accept';
  readonly userLimit: number;
  readonly created: number;
  readonly tags: Tags;
  readonly users: Map<string, UserRecord>;
  readonly routingProfiles: Map<string, NamedRecord>;
  readonly securityProfiles: Map<string, NamedRecord>;
  readonly hierarchyGroups: Map<string, GroupRecord>;
  readonly quickConnects: Map<string, QuickConnectRecord>;
  /** The values of each predefined attribute. */
  readonly predefinedAttributes: Map<string, Set<string>>;
}
