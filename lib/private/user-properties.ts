import { RemovalPolicy, Token, type Duration } from 'aws-cdk-lib';
import type { ConnectUserProps } from '../connect-user-props';
import { ExistingUser } from '../existing-user';
import type { PasswordSource } from '../user-password';
import type { UserProperties } from './contract';

/** An empty struct or list says nothing: CloudFormation would hand it on, and `CreateUser` has no use for it. */
function orNothing<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || Object.values(value).every((v) => v === undefined) ? undefined : value;
}

const map = <T, R>(items: T[] | undefined, f: (item: T) => R): R[] | undefined => orNothing(items?.map(f));

/** Not rounded: a fraction of a second reaches the rules, which refuse it by name. */
const seconds = (duration?: Duration) => duration?.toSeconds({ integral: false });

const limit = (duration?: Duration) =>
  duration === undefined ? undefined : { AfterContactWorkTimeLimit: seconds(duration) };

/** A token is judged at deployment: it may say `ADOPT`. */
export const mayAdopt = (existing?: ExistingUser) =>
  existing === ExistingUser.ADOPT || Token.isUnresolved(existing);

/** Props in, wire properties out. Names and types change here and nowhere else. Tags are added by their manager. */
export function toUserProperties(
  props: ConnectUserProps,
  instanceIdOrArn: string,
  password?: PasswordSource,
  adoptionKeyArn?: string,
): Omit<UserProperties, 'Tags'> {
  const { identityInfo: identity, phoneConfig: phone } = props;
  const targets = props.securityProfiles.map((profile) => profile._target);
  const defined = <T>(values: (T | undefined)[]) => orNothing(values.filter((v): v is T => v !== undefined));
  return {
    InstanceId: instanceIdOrArn,
    Username: props.username,
    // A request document may lack it; then the rules say so, with the line.
    RoutingProfileId: props.routingProfile?._target.idOrArn,
    RoutingProfileName: props.routingProfile?._target.name,
    SecurityProfileIds: defined(targets.map((target) => target.idOrArn)),
    SecurityProfileNames: defined(targets.map((target) => target.name)),
    HierarchyGroupId: props.hierarchyGroup?._target.idOrArn,
    HierarchyGroupName: props.hierarchyGroup?._target.name,
    DirectoryUserId: props.directoryUserId,
    PasswordSecretArn: password?.secretArn,
    PasswordSecretField: password?.secretField,
    IdentityInfo: orNothing(
      identity && {
        FirstName: identity.firstName,
        LastName: identity.lastName,
        Email: identity.email,
        SecondaryEmail: identity.secondaryEmail,
        Mobile: identity.mobile,
      },
    ),
    PhoneConfig: orNothing(
      phone && {
        PhoneType: phone.phoneType,
        AutoAccept: phone.autoAccept,
        AfterContactWorkTimeLimit: seconds(phone.afterContactWorkTimeLimit),
        DeskPhoneNumber: phone.deskPhoneNumber,
        PersistentConnection: phone.persistentConnection,
      },
    ),
    AutoAcceptConfigs: map(props.autoAcceptConfigs, (config) => ({
      Channel: config.channel,
      AutoAccept: config.autoAccept,
      AgentFirstCallbackAutoAccept: config.agentFirstCallbackAutoAccept,
    })),
    AfterContactWorkConfigs: map(props.afterContactWorkConfigs, (config) => ({
      Channel: config.channel,
      AfterContactWorkConfig: limit(config.afterContactWorkTimeLimit),
      AgentFirstCallbackAfterContactWorkConfig: limit(config.agentFirstCallbackAfterContactWorkTimeLimit),
    })),
    PhoneNumberConfigs: map(props.phoneNumberConfigs, (config) => ({
      Channel: config.channel,
      PhoneType: config.phoneType,
      PhoneNumber: config.phoneNumber,
    })),
    PersistentConnectionConfigs: map(props.persistentConnectionConfigs, (config) => ({
      Channel: config.channel,
      PersistentConnection: config.persistentConnection,
    })),
    VoiceEnhancementConfigs: map(props.voiceEnhancementConfigs, (config) => ({
      Channel: config.channel,
      VoiceEnhancementMode: config.voiceEnhancementMode,
    })),
    Proficiencies: map(props.proficiencies, (proficiency) => ({
      AttributeName: proficiency.attributeName,
      AttributeValue: proficiency.attributeValue,
      Level: proficiency.level,
    })),
    // Defaults stay off the wire: each would cost bytes of the template's 1 MB, and an update of every user.
    ExistingUser: mayAdopt(props.existingUser) ? props.existingUser : undefined,
    AdoptionKeyArn: adoptionKeyArn,
    DeleteQuickConnects: props.deleteQuickConnects || undefined,
    RemovalPolicy: props.removalPolicy === RemovalPolicy.DESTROY ? 'DESTROY' : undefined,
  };
}
