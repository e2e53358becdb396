/**
 * What the documentation of CreateUser and its relatives demands beyond the API model.
 *
 * Which of Connect's two names an error gets is documented nowhere. The one message of CreateUser that is
 * seen in public is `InvalidRequestException: Required parameter missing: Password`; so what is missing, or
 * does not go together, is an InvalidRequestException here, and a value out of bounds InvalidParameterException.
 */
import { invalidParameter, invalidRequest, missing } from './errors';
import type { ChannelLists, CreateUserInput, IdentityInfo, PhoneConfig } from './input';
import type { InstanceRecord } from './state';

const USERNAME = /^[a-zA-Z0-9_\-.\\@]+$/;
const EMAIL_LIKE = /^[^@]+@[^@.]+(\.[^@.]+)+$/;
const SECONDARY_EMAIL = /^(?=^.{0,265}$)[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$/;
/** Seconds: 24 days, rounded by AWS. */
const AFTER_CONTACT_WORK_MAX = 2_000_000;

/** The lists and the fields of PhoneConfig that say the same. Type and number of the phone count as one. */
const TWINS: readonly (readonly [list: keyof ChannelLists, fields: readonly (keyof PhoneConfig)[]])[] = [
  ['AutoAcceptConfigs', ['AutoAccept']],
  ['AfterContactWorkConfigs', ['AfterContactWorkTimeLimit']],
  ['PhoneNumberConfigs', ['PhoneType', 'DeskPhoneNumber']],
  ['PersistentConnectionConfigs', ['PersistentConnection']],
];

const VOICE_ONLY = ['PhoneNumberConfigs', 'PersistentConnectionConfigs', 'VoiceEnhancementConfigs'] as const;
const LISTS = ['AutoAcceptConfigs', 'AfterContactWorkConfigs', ...VOICE_ONLY] as const;

/** Everything about a new user that needs no look at what exists. */
export function checkNewUser(instance: InstanceRecord, input: CreateUserInput): void {
  checkUsername(instance, input.Username);
  checkCredentials(instance, input);
  checkIdentity(instance, input.IdentityInfo ?? {});
  checkConflicts(input.PhoneConfig, input);
  if (input.PhoneConfig) checkPhoneConfig(input.PhoneConfig);
  checkLists(input);
}

function checkUsername(instance: InstanceRecord, username: string): void {
  const max = instance.identityManagementType === 'SAML' ? 64 : 20;
  if (username.length > max) {
    throw invalidParameter(
      `Username is too long: at most ${max} characters with identity management ${instance.identityManagementType}`,
    );
  }
  if (!USERNAME.test(username)) {
    throw invalidParameter('Username may have only the characters a-z A-Z 0-9 _ - . \\ @');
  }
  if (username.includes('@') && !EMAIL_LIKE.test(username)) {
    throw invalidParameter('Username can include @ only if used in an email format');
  }
}

function checkCredentials(instance: InstanceRecord, input: CreateUserInput): void {
  const type = instance.identityManagementType;
  if (type === 'CONNECT_MANAGED' && input.Password === undefined) throw missing('Password');
  if (type !== 'CONNECT_MANAGED' && input.Password !== undefined) {
    throw invalidRequest(`Password is not allowed with identity management ${type}`);
  }
  if (type === 'SAML' && input.DirectoryUserId !== undefined) {
    throw invalidRequest('DirectoryUserId is not allowed with identity management SAML');
  }
  if (type === 'EXISTING_DIRECTORY' && !instance.directoryAccessible && !input.DirectoryUserId) {
    throw missing('DirectoryUserId');
  }
}

export function checkIdentity(instance: InstanceRecord, info: IdentityInfo): void {
  const type = instance.identityManagementType;
  if (type !== 'EXISTING_DIRECTORY') {
    if (!info.FirstName) throw missing('FirstName');
    if (!info.LastName) throw missing('LastName');
  }
  // The model's 300 is for SAML only, says UserIdentityInfo; a managed directory takes 256.
  if (type === 'CONNECT_MANAGED' && (info.LastName ?? '').length > 256) {
    throw invalidParameter(
      'LastName is too long: at most 256 characters with identity management CONNECT_MANAGED',
    );
  }
  for (const name of ['FirstName', 'LastName'] as const) {
    const value = info[name] ?? '';
    if (value !== value.normalize('NFC')) {
      throw invalidParameter(`${name} must be in Unicode Normalization Form C (NFC)`);
    }
  }
  // CreateUser's page says that an e-mail address is required under SAML, UserIdentityInfo's that it is an error.
  // The former is also wrong about CONNECT_MANAGED (AWS's own example has none), so the latter holds here.
  if (type === 'SAML' && info.Email && instance.samlEmail === 'refuse') {
    throw invalidRequest('Email is not allowed with identity management SAML');
  }
  if (info.SecondaryEmail !== undefined && !SECONDARY_EMAIL.test(info.SecondaryEmail)) {
    throw invalidParameter('SecondaryEmail is not an email address');
  }
}

/** Names and primary e-mail of an existing directory's users "cannot be updated from within Amazon Connect". */
export function checkDirectoryOwned(instance: InstanceRecord, now: IdentityInfo, wanted: IdentityInfo): void {
  if (instance.identityManagementType !== 'EXISTING_DIRECTORY') return;
  for (const member of ['FirstName', 'LastName', 'Email'] as const) {
    if (wanted[member] !== undefined && wanted[member] !== now[member]) {
      throw invalidRequest(`${member} is managed by the directory and can not be updated`);
    }
  }
}

export function checkConflicts(config: PhoneConfig | undefined, lists: ChannelLists): void {
  for (const [list, fields] of TWINS) {
    const field = fields.find((name) => config?.[name] !== undefined);
    if (field && lists[list] !== undefined) {
      throw invalidRequest(`PhoneConfig.${field} and ${list} can not be set simultaneously`);
    }
  }
}

export function checkPhoneConfig(config: PhoneConfig): void {
  if (config.PhoneType === 'DESK_PHONE' && config.DeskPhoneNumber === undefined) {
    throw missing('DeskPhoneNumber');
  }
  checkSeconds('PhoneConfig.AfterContactWorkTimeLimit', config.AfterContactWorkTimeLimit);
}

export function checkLists(lists: ChannelLists): void {
  for (const list of LISTS) {
    const channels = (lists[list] ?? []).map((entry) => entry.Channel);
    const twice = channels.find((channel, index) => channels.indexOf(channel) !== index);
    if (twice) throw invalidParameter(`${list} has the channel ${twice} twice`);
  }
  for (const list of VOICE_ONLY) {
    const other = (lists[list] ?? []).find((entry) => entry.Channel !== 'VOICE');
    if (other) throw invalidParameter(`${list} supports only the channel VOICE, not ${other.Channel}`);
  }
  for (const entry of lists.AutoAcceptConfigs ?? []) {
    if (entry.Channel !== 'VOICE' && entry.AgentFirstCallbackAutoAccept !== undefined) {
      throw invalidParameter(`AgentFirstCallbackAutoAccept applies only to VOICE, not to ${entry.Channel}`);
    }
  }
  for (const entry of lists.AfterContactWorkConfigs ?? []) {
    const callback = entry.AgentFirstCallbackAfterContactWorkConfig;
    if (entry.Channel !== 'VOICE' && callback !== undefined) {
      throw invalidParameter(
        `AgentFirstCallbackAfterContactWorkConfig applies only to VOICE, not to ${entry.Channel}`,
      );
    }
    checkSeconds('AfterContactWorkConfig', entry.AfterContactWorkConfig.AfterContactWorkTimeLimit);
    checkSeconds('AgentFirstCallbackAfterContactWorkConfig', callback?.AfterContactWorkTimeLimit);
  }
  for (const entry of lists.PhoneNumberConfigs ?? []) {
    if (entry.PhoneType === 'DESK_PHONE' && entry.PhoneNumber === undefined) throw missing('PhoneNumber');
  }
}

function checkSeconds(member: string, seconds: number | undefined): void {
  if (seconds !== undefined && seconds > AFTER_CONTACT_WORK_MAX) {
    throw invalidParameter(`${member} must be between 0 and ${AFTER_CONTACT_WORK_MAX} seconds`);
  }
}
