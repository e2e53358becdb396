/**
 * Amazon Connect as the handler needs it: a narrow interface over the SDK, so that the life of an account can
 * be tested without one, and so that every call goes through one place (retries, deadline, named errors).
 */
import type { UserProperties } from '../../lib/private/contract';

export interface InstanceKey {
  readonly InstanceId: string;
}
export interface UserKey extends InstanceKey {
  readonly UserId: string;
}
type Struct<K extends keyof UserProperties> = NonNullable<UserProperties[K]>;
export type IdentityInfo = Struct<'IdentityInfo'>;
export type PhoneConfig = Struct<'PhoneConfig'>;
export type Proficiency = {
  readonly AttributeName: string;
  readonly AttributeValue: string;
  readonly Level: number;
};

/** The per-channel settings, as `CreateUser` and `UpdateUserConfig` take them. */
export type ChannelConfigs = Pick<
  UserProperties,
  | 'AutoAcceptConfigs'
  | 'AfterContactWorkConfigs'
  | 'PhoneNumberConfigs'
  | 'PersistentConnectionConfigs'
  | 'VoiceEnhancementConfigs'
>;

export interface CreateUserInput extends ChannelConfigs, InstanceKey {
  readonly Username: string;
  readonly Password?: string;
  readonly RoutingProfileId: string;
  readonly SecurityProfileIds: readonly string[];
  readonly HierarchyGroupId?: string;
  readonly DirectoryUserId?: string;
  readonly IdentityInfo?: IdentityInfo;
  readonly PhoneConfig?: PhoneConfig;
  readonly Tags: Readonly<Record<string, string>>;
}

/** An account as `DescribeUser` shows it. */
export interface User extends ChannelConfigs {
  readonly Id: string;
  readonly Arn: string;
  readonly Username: string;
  readonly RoutingProfileId?: string;
  readonly SecurityProfileIds?: readonly string[];
  readonly HierarchyGroupId?: string;
  readonly DirectoryUserId?: string;
  readonly IdentityInfo?: IdentityInfo;
  readonly PhoneConfig?: PhoneConfig;
  readonly Tags?: Readonly<Record<string, string>>;
}

export interface UserSummary {
  readonly Id: string;
  readonly Arn: string;
  readonly Username: string;
}

/** A profile or group of an instance. */
export interface Named {
  readonly Id: string;
  readonly Name: string;
}

/**
 * Every method rejects with a `ConnectError`; lists are read to their last page. A call that may be sent twice is
 * repeated on throttling and on faults; `createUser` and the proficiencies only on throttling (see retry.ts).
 */
export interface ConnectApi {
  /** `before` runs ahead of each attempt; what it rejects with is passed on, and the attempt not made. */
  createUser(
    input: CreateUserInput,
    before?: () => Promise<void>,
  ): Promise<{ readonly UserId: string; readonly UserArn: string }>;
  describeUser(key: UserKey): Promise<User>;
  deleteUser(key: UserKey): Promise<void>;
  /**
   * The account under exactly this username; failing that, the one whose name differs only in letter case, which
   * Connect may take for the same; or undefined. From `ListUsers`: 10 calls a second, where `SearchUsers` has 2.
   */
  findUser(instance: InstanceKey, username: string): Promise<UserSummary | undefined>;
  updateIdentityInfo(key: UserKey, info: IdentityInfo): Promise<void>;
  updatePhoneConfig(key: UserKey, config: PhoneConfig): Promise<void>;
  updateConfig(key: UserKey, configs: ChannelConfigs): Promise<void>;
  updateRoutingProfile(key: UserKey, routingProfileId: string): Promise<void>;
  updateSecurityProfiles(key: UserKey, securityProfileIds: readonly string[]): Promise<void>;
  /** Without a group, the user leaves the hierarchy. */
  updateHierarchy(key: UserKey, hierarchyGroupId: string | undefined): Promise<void>;
  listProficiencies(key: UserKey): Promise<readonly Proficiency[]>;
  associateProficiencies(key: UserKey, proficiencies: readonly Proficiency[]): Promise<void>;
  updateProficiencies(key: UserKey, proficiencies: readonly Proficiency[]): Promise<void>;
  disassociateProficiencies(
    key: UserKey,
    proficiencies: readonly Pick<Proficiency, 'AttributeName' | 'AttributeValue'>[],
  ): Promise<void>;
  tag(userArn: string, tags: Readonly<Record<string, string>>): Promise<void>;
  untag(userArn: string, keys: readonly string[]): Promise<void>;
  listRoutingProfiles(instance: InstanceKey): Promise<readonly Named[]>;
  listSecurityProfiles(instance: InstanceKey): Promise<readonly Named[]>;
  listHierarchyGroups(instance: InstanceKey): Promise<readonly Named[]>;
  /** Ids of the quick connects of type `USER`. */
  listUserQuickConnects(instance: InstanceKey): Promise<readonly string[]>;
  /** Id or ARN of the user that a quick connect points at. */
  quickConnectTarget(instance: InstanceKey, quickConnectId: string): Promise<string | undefined>;
  deleteQuickConnect(instance: InstanceKey, quickConnectId: string): Promise<void>;
}
