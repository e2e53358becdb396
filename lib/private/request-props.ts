import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IInstanceRef } from 'aws-cdk-lib/aws-connect';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ConnectUserProps } from '../connect-user-props';
import { ExistingUser } from '../existing-user';
import { HierarchyGroup } from '../hierarchy-group';
import { RoutingProfile } from '../routing-profile';
import { SecurityProfile } from '../security-profile';
import { UserPassword } from '../user-password';
import type { Channel, PhoneType, VoiceEnhancementMode } from '../user-settings';
import type { UserProperties } from './contract';
import type { UserRequest } from './documents';

type Struct<K extends keyof UserProperties> = NonNullable<UserProperties[K]>;
type Item<K extends keyof UserProperties> = Struct<K> extends readonly (infer T)[] ? T : never;

/** Ids and ARNs are told apart here, since a document may hold either where `CreateUser` takes an id. */
function reference<T>(
  kind: { fromId(id: string): T; fromArn(arn: string): T; fromName(name: string): T },
  idOrArn: string | undefined,
  name: string | undefined,
): T | undefined {
  if (name !== undefined) return kind.fromName(name);
  if (idOrArn === undefined) return undefined;
  return idOrArn.startsWith('arn:') ? kind.fromArn(idOrArn) : kind.fromId(idOrArn);
}

const limit = (config?: { readonly AfterContactWorkTimeLimit?: number }) =>
  config?.AfterContactWorkTimeLimit === undefined
    ? undefined
    : Duration.millis(config.AfterContactWorkTimeLimit * 1000);

const phoneConfig = (phone: Struct<'PhoneConfig'>) => ({
  phoneType: phone.PhoneType as PhoneType | undefined,
  autoAccept: phone.AutoAccept,
  afterContactWorkTimeLimit: limit(phone),
  deskPhoneNumber: phone.DeskPhoneNumber,
  persistentConnection: phone.PersistentConnection,
});

const identityInfo = (identity: Struct<'IdentityInfo'>) => ({
  firstName: identity.FirstName,
  lastName: identity.LastName,
  email: identity.Email,
  secondaryEmail: identity.SecondaryEmail,
  mobile: identity.Mobile,
});

/**
 * Casts say: the rules judge what is missing or not allowed, with the line it stands on. A document is not
 * refused here.
 */
const channel = (config: { readonly Channel?: string }) => config.Channel as Channel;
const autoAccept = (config: Item<'AutoAcceptConfigs'>) => ({
  channel: channel(config),
  autoAccept: config.AutoAccept as boolean,
  agentFirstCallbackAutoAccept: config.AgentFirstCallbackAutoAccept,
});
const afterContactWork = (config: Item<'AfterContactWorkConfigs'>) => ({
  channel: channel(config),
  afterContactWorkTimeLimit: limit(config.AfterContactWorkConfig) as Duration,
  agentFirstCallbackAfterContactWorkTimeLimit: limit(config.AgentFirstCallbackAfterContactWorkConfig),
});
const phoneNumber = (config: Item<'PhoneNumberConfigs'>) => ({
  channel: channel(config),
  phoneType: config.PhoneType as PhoneType,
  phoneNumber: config.PhoneNumber,
});
const persistentConnection = (config: Item<'PersistentConnectionConfigs'>) => ({
  channel: channel(config),
  persistentConnection: config.PersistentConnection as boolean,
});
const voiceEnhancement = (config: Item<'VoiceEnhancementConfigs'>) => ({
  channel: channel(config),
  voiceEnhancementMode: config.VoiceEnhancementMode as VoiceEnhancementMode,
});
const proficiency = (item: Item<'Proficiencies'>) => ({
  attributeName: item.AttributeName as string,
  attributeValue: item.AttributeValue as string,
  level: item.Level as number,
});

function password(scope: Construct, id: string, source: UserRequest['password']): UserPassword | undefined {
  if (source === undefined) return undefined;
  if ('generated' in source) return UserPassword.generated();
  const secret = /^arn:.*-[A-Za-z0-9]{6}$/.test(source.secretArn)
    ? Secret.fromSecretCompleteArn(scope, `${id}Secret`, source.secretArn)
    : Secret.fromSecretPartialArn(scope, `${id}Secret`, source.secretArn);
  return UserPassword.fromSecret(secret, source.secretField);
}

/** A request document as the props of a `ConnectUser`. */
export function toProps(
  scope: Construct,
  id: string,
  request: UserRequest,
  instance: IInstanceRef,
): ConnectUserProps {
  const user = request.properties;
  return {
    instance,
    username: user.Username as string,
    routingProfile: reference(
      RoutingProfile,
      user.RoutingProfileId,
      user.RoutingProfileName,
    ) as RoutingProfile,
    securityProfiles: [
      ...(user.SecurityProfileIds ?? []).map((one) => reference(SecurityProfile, one, undefined)!),
      ...(user.SecurityProfileNames ?? []).map((name) => SecurityProfile.fromName(name)),
    ],
    hierarchyGroup: reference(HierarchyGroup, user.HierarchyGroupId, user.HierarchyGroupName),
    directoryUserId: user.DirectoryUserId,
    password: password(scope, id, request.password),
    identityInfo: user.IdentityInfo && identityInfo(user.IdentityInfo),
    phoneConfig: user.PhoneConfig && phoneConfig(user.PhoneConfig),
    autoAcceptConfigs: user.AutoAcceptConfigs?.map(autoAccept),
    afterContactWorkConfigs: user.AfterContactWorkConfigs?.map(afterContactWork),
    phoneNumberConfigs: user.PhoneNumberConfigs?.map(phoneNumber),
    persistentConnectionConfigs: user.PersistentConnectionConfigs?.map(persistentConnection),
    voiceEnhancementConfigs: user.VoiceEnhancementConfigs?.map(voiceEnhancement),
    tags: user.Tags && { ...user.Tags },
    proficiencies: user.Proficiencies?.map(proficiency),
    removalPolicy:
      request.removalPolicy &&
      (request.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY),
    existingUser:
      request.existingUser && (request.existingUser === 'adopt' ? ExistingUser.ADOPT : ExistingUser.FAIL),
    deleteQuickConnects: user.DeleteQuickConnects,
  };
}
