/** What the operations are given, once the validator has passed it. */

export type Channel = 'VOICE' | 'CHAT' | 'TASK' | 'EMAIL';
export type PhoneType = 'SOFT_PHONE' | 'DESK_PHONE';
export type Tags = Record<string, string>;

export interface InstanceInput {
  readonly InstanceId: string;
}

export interface UserInput extends InstanceInput {
  readonly UserId: string;
}

export interface PageInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

export interface IdentityInfo {
  readonly FirstName?: string;
  readonly LastName?: string;
  readonly Email?: string;
  readonly SecondaryEmail?: string;
  readonly Mobile?: string;
}

export interface PhoneConfig {
  readonly PhoneType?: PhoneType;
  readonly AutoAccept?: boolean;
  /** Seconds. */
  readonly AfterContactWorkTimeLimit?: number;
  readonly DeskPhoneNumber?: string;
  readonly PersistentConnection?: boolean;
}

export interface AfterContactWorkConfig {
  /** Seconds. */
  readonly AfterContactWorkTimeLimit?: number;
}

/** The five per-channel lists. */
export interface ChannelLists {
  readonly AutoAcceptConfigs?: readonly {
    readonly Channel: Channel;
    readonly AutoAccept: boolean;
    readonly AgentFirstCallbackAutoAccept?: boolean;
  }[];
  readonly AfterContactWorkConfigs?: readonly {
    readonly Channel: Channel;
    readonly AfterContactWorkConfig: AfterContactWorkConfig;
    readonly AgentFirstCallbackAfterContactWorkConfig?: AfterContactWorkConfig;
  }[];
  readonly PhoneNumberConfigs?: readonly {
    readonly Channel: Channel;
    readonly PhoneType: PhoneType;
    readonly PhoneNumber?: string;
  }[];
  readonly PersistentConnectionConfigs?: readonly {
    readonly Channel: Channel;
    readonly PersistentConnection: boolean;
  }[];
  readonly VoiceEnhancementConfigs?: readonly {
    readonly Channel: Channel;
    readonly VoiceEnhancementMode: 'VOICE_ISOLATION' | 'NOISE_SUPPRESSION' | 'NONE';
  }[];
}

export interface CreateUserInput extends InstanceInput, ChannelLists {
  readonly Username: string;
  readonly Password?: string;
  readonly IdentityInfo?: IdentityInfo;
  readonly PhoneConfig?: PhoneConfig;
  readonly DirectoryUserId?: string;
  readonly SecurityProfileIds: readonly string[];
  readonly RoutingProfileId: string;
  readonly HierarchyGroupId?: string;
  readonly Tags?: Readonly<Tags>;
}

export interface ProficiencyKey {
  readonly AttributeName: string;
  readonly AttributeValue: string;
}

export interface Proficiency extends ProficiencyKey {
  readonly Level: number;
}
