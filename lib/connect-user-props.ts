import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IInstanceRef } from 'aws-cdk-lib/aws-connect';
import type { ExistingUser } from './existing-user';
import type { HierarchyGroup } from './hierarchy-group';
import type { RoutingProfile } from './routing-profile';
import type { SecurityProfile } from './security-profile';
import type { UserPassword } from './user-password';
import type {
  AfterContactWorkConfig,
  AutoAcceptConfig,
  PersistentConnectionConfig,
  PhoneNumberConfig,
  UserIdentityInfo,
  UserPhoneConfig,
  UserProficiency,
  VoiceEnhancementConfig,
} from './user-settings';

/**
 * One user of an Amazon Connect instance: every member of `CreateUser`, and what CloudFormation adds to it.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateUser.html
 */
export interface ConnectUserProps {
  /**
   * The instance: a `ConnectInstance`, or a `CfnInstance` of this app. Changing it makes a new account and deletes
   * the old one.
   */
  readonly instance: IInstanceRef;

  /**
   * The name that the user signs in with: 1–20 characters, 1–64 under `SAML`, of `a-z A-Z 0-9 _ - . \ @`; `@` only
   * as in an e-mail address. Changing it makes a new account and deletes the old one.
   */
  readonly username: string;

  /** Which queues' contacts reach the user. */
  readonly routingProfile: RoutingProfile;

  /** What the user may do: 1 to 10 of them. */
  readonly securityProfiles: SecurityProfile[];

  /**
   * Where the first password comes from. Connect has no call to change it: a change is refused at deployment. Taken
   * away, the account keeps the password that it has.
   * @default - none; required under `CONNECT_MANAGED`, an error under the other types
   */
  readonly password?: UserPassword;

  /**
   * Who the user is.
   * @default - none; first and last name are required under `CONNECT_MANAGED` and `SAML`
   */
  readonly identityInfo?: UserIdentityInfo;

  /**
   * Phone settings for every channel.
   * @default - what a new user gets: a soft phone, nothing accepted automatically, no limit on after-contact work
   */
  readonly phoneConfig?: UserPhoneConfig;

  /**
   * Automatic accepting, by channel. A channel taken away returns to `false`.
   * @default - off on every channel
   */
  readonly autoAcceptConfigs?: AutoAcceptConfig[];

  /**
   * After-contact work, by channel. A channel taken away returns to 0 s, no limit.
   * @default - no limit on any channel
   */
  readonly afterContactWorkConfigs?: AfterContactWorkConfig[];

  /**
   * Phones, by channel. Taken away, the user returns to a soft phone.
   * @default - a soft phone
   */
  readonly phoneNumberConfigs?: PhoneNumberConfig[];

  /**
   * Persistent connections, by channel. Taken away, they are switched off.
   * @default - off
   */
  readonly persistentConnectionConfigs?: PersistentConnectionConfig[];

  /**
   * Voice enhancement, by channel. Taken away, it returns to `NONE`.
   * @default - none
   */
  readonly voiceEnhancementConfigs?: VoiceEnhancementConfig[];

  /**
   * The user's id in an existing directory that Connect cannot read. It cannot be changed later; an error under
   * `SAML`.
   * @default - none
   */
  readonly directoryUserId?: string;

  /**
   * The place in the agent hierarchy. Taken away, the user leaves the hierarchy.
   * @default - none
   */
  readonly hierarchyGroup?: HierarchyGroup;

  /**
   * Tags: at most 49 (Connect allows 50, one is our owner tag). `Tags.of` adds to them. A tag taken away is removed;
   * tags that others set stay.
   * @default - none but the owner tag
   */
  readonly tags?: { [key: string]: string };

  /**
   * Proficiencies, all of them. Taken away, they are removed; never given, those of the account are left alone.
   * @default - not managed
   */
  readonly proficiencies?: UserProficiency[];

  /**
   * What happens if an account exists already under this username.
   * @default ExistingUser.FAIL
   */
  readonly existingUser?: ExistingUser;

  /**
   * What happens to the account when it leaves the stack or is replaced. `RETAIN` keeps it, but not the half-made
   * account of a creation that failed. `SNAPSHOT` is an error.
   * @default - the account is deleted, as with `DESTROY`; an adopted one is released, unless `DESTROY` is given
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether the quick connects of type `USER` that point at the account are removed before it is deleted. Amazon
   * Connect leaves them in place, and agents see them as somebody to transfer to.
   * @default false
   */
  readonly deleteQuickConnects?: boolean;

  /**
   * Whether the stack gets two outputs for the user, named after its construct path: `MaryUserId` and `MaryUserArn`.
   * CloudFormation allows 200 outputs a stack; beyond that, synthesis fails and says to switch them off.
   * @default true
   */
  readonly stackOutputs?: boolean;
}
