import type { Duration } from 'aws-cdk-lib';

/** A channel over which contacts reach an agent. */
export enum Channel {
  /** Phone calls. */
  VOICE = 'VOICE',
  /** Chats, SMS and messaging. */
  CHAT = 'CHAT',
  /** Tasks. */
  TASK = 'TASK',
  /** E-mail. */
  EMAIL = 'EMAIL',
}

/** Where an agent takes calls. */
export enum PhoneType {
  /** In the browser. What a new user gets. */
  SOFT_PHONE = 'SOFT_PHONE',
  /** On a telephone, whose number must be given. */
  DESK_PHONE = 'DESK_PHONE',
}

/** What Amazon Connect does about noise on an agent's line. */
export enum VoiceEnhancementMode {
  /** Only the agent's own voice passes. */
  VOICE_ISOLATION = 'VOICE_ISOLATION',
  /** Background noise is taken out. */
  NOISE_SUPPRESSION = 'NOISE_SUPPRESSION',
  /** Nothing. What a new user gets. */
  NONE = 'NONE',
}

/**
 * Who the user is. Taken away later, an e-mail address, secondary e-mail address or mobile number is cleared; the
 * names can be changed but, where the instance requires them, not cleared.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_UserIdentityInfo.html
 */
export interface UserIdentityInfo {
  /**
   * First name, at most 255 characters, in Unicode Normalization Form C.
   * @default - none; required under `CONNECT_MANAGED` and `SAML`
   */
  readonly firstName?: string;
  /**
   * Last name, at most 300 characters, in Unicode Normalization Form C.
   * @default - none; required under `CONNECT_MANAGED` and `SAML`
   */
  readonly lastName?: string;
  /**
   * E-mail address. Whoever can change it can have the password reset sent to it. Under `SAML`, AWS's pages call it
   * both required and an error: synthesis warns and the service decides.
   * @default - none
   */
  readonly email?: string;
  /**
   * Address for notifications, other than password resets, instead of `email`; at most 265 characters.
   * @default - none
   */
  readonly secondaryEmail?: string;
  /**
   * Mobile number in E.164 form, such as `+15555551212`.
   * @default - none
   */
  readonly mobile?: string;
}

/**
 * Phone settings that hold for every channel. A setting cannot be given here and in its per-channel list too. Taken
 * away later, a setting returns to what a new user gets, since Connect has no "unset".
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_UserPhoneConfig.html
 */
export interface UserPhoneConfig {
  /**
   * Where the agent takes calls. Not together with `phoneNumberConfigs`.
   * @default PhoneType.SOFT_PHONE
   */
  readonly phoneType?: PhoneType;
  /**
   * Whether contacts are connected without the agent accepting. Not together with `autoAcceptConfigs`.
   * @default false
   */
  readonly autoAccept?: boolean;
  /**
   * Time for work after a contact, in whole seconds, 0 (no limit: the agent ends it) to 2,000,000. Not together with
   * `afterContactWorkConfigs`.
   * @default Duration.seconds(0)
   */
  readonly afterContactWorkTimeLimit?: Duration;
  /**
   * Number of the desk phone in E.164 form, such as `+15555551212`. Not together with `phoneNumberConfigs`.
   * @default - none; required with `PhoneType.DESK_PHONE`
   */
  readonly deskPhoneNumber?: string;
  /**
   * Whether the line stays open between calls. Not together with `persistentConnectionConfigs`.
   * @default false
   */
  readonly persistentConnection?: boolean;
}

/**
 * Whether contacts of a channel are connected without the agent accepting.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AutoAcceptConfig.html
 */
export interface AutoAcceptConfig {
  /** The channel, once in the list. */
  readonly channel: Channel;
  /** Whether contacts are connected at once. */
  readonly autoAccept: boolean;
  /**
   * The same for agent-first callbacks; only on `VOICE`.
   * @default - Connect's default
   */
  readonly agentFirstCallbackAutoAccept?: boolean;
}

/**
 * Time for work after a contact of a channel.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AfterContactWorkConfigPerChannel.html
 */
export interface AfterContactWorkConfig {
  /** The channel, once in the list. */
  readonly channel: Channel;
  /** Whole seconds, 0 (no limit) to 2,000,000. On `CHAT`, more than 5,400 s ends after 90 minutes all the same. */
  readonly afterContactWorkTimeLimit: Duration;
  /**
   * The same for agent-first callbacks; only on `VOICE`.
   * @default - Connect's default
   */
  readonly agentFirstCallbackAfterContactWorkTimeLimit?: Duration;
}

/**
 * Where calls reach the agent; `VOICE` only.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_PhoneNumberConfig.html
 */
export interface PhoneNumberConfig {
  /** `Channel.VOICE`. */
  readonly channel: Channel;
  /** Where the agent takes calls. */
  readonly phoneType: PhoneType;
  /**
   * Number of the desk phone in E.164 form, such as `+15555551212`.
   * @default - none; required with `PhoneType.DESK_PHONE`
   */
  readonly phoneNumber?: string;
}

/**
 * Whether the line stays open between calls; `VOICE` only.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_PersistentConnectionConfig.html
 */
export interface PersistentConnectionConfig {
  /** `Channel.VOICE`. */
  readonly channel: Channel;
  /** Whether the line stays open. */
  readonly persistentConnection: boolean;
}

/**
 * What is done about noise; `VOICE` only.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_VoiceEnhancementConfig.html
 */
export interface VoiceEnhancementConfig {
  /** `Channel.VOICE`. */
  readonly channel: Channel;
  /** What is done. */
  readonly voiceEnhancementMode: VoiceEnhancementMode;
}

/**
 * How well the user knows something, for routing by it.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_UserProficiency.html
 */
export interface UserProficiency {
  /** Name of a predefined attribute of the instance, such as `connect:Language`; 1–100 characters. */
  readonly attributeName: string;
  /** One of the attribute's values, such as `connect:English`; 1–100 characters. */
  readonly attributeValue: string;
  /** 1 (lowest) to 5. */
  readonly level: number;
}
