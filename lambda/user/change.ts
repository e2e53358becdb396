/** The changes that an account can need, as data: what differs is decided by pure functions, then carried out. */
import type {
  ChannelConfigs,
  ConnectApi,
  IdentityInfo,
  PhoneConfig,
  Proficiency,
  User,
} from '../connect/connect-api';

export type ProficiencyName = Pick<Proficiency, 'AttributeName' | 'AttributeValue'>;

export type Change =
  | { readonly call: 'updateRoutingProfile'; readonly id: string }
  | { readonly call: 'updateSecurityProfiles'; readonly ids: readonly string[] }
  | { readonly call: 'updateHierarchy'; readonly id: string | undefined }
  | { readonly call: 'updateIdentityInfo'; readonly info: IdentityInfo }
  | { readonly call: 'updatePhoneConfig'; readonly config: PhoneConfig }
  | { readonly call: 'updateConfig'; readonly configs: ChannelConfigs }
  | { readonly call: 'associateProficiencies'; readonly items: readonly Proficiency[] }
  | { readonly call: 'updateProficiencies'; readonly items: readonly Proficiency[] }
  | { readonly call: 'disassociateProficiencies'; readonly items: readonly ProficiencyName[] }
  | { readonly call: 'tag'; readonly tags: Readonly<Record<string, string>> }
  | { readonly call: 'untag'; readonly keys: readonly string[] };

export interface Target {
  readonly InstanceId: string;
  readonly UserId: string;
  readonly arn: string;
}

export const targetOf = (InstanceId: string, { Id, Arn }: Pick<User, 'Id' | 'Arn'>): Target => ({
  InstanceId,
  UserId: Id,
  arn: Arn,
});

export async function carryOut(api: ConnectApi, target: Target, change: Change): Promise<void> {
  const key = { InstanceId: target.InstanceId, UserId: target.UserId };
  switch (change.call) {
    case 'updateRoutingProfile':
      return api.updateRoutingProfile(key, change.id);
    case 'updateSecurityProfiles':
      return api.updateSecurityProfiles(key, change.ids);
    case 'updateHierarchy':
      return api.updateHierarchy(key, change.id);
    case 'updateIdentityInfo':
      return api.updateIdentityInfo(key, change.info);
    case 'updatePhoneConfig':
      return api.updatePhoneConfig(key, change.config);
    case 'updateConfig':
      return api.updateConfig(key, change.configs);
    case 'associateProficiencies':
      return api.associateProficiencies(key, change.items);
    case 'updateProficiencies':
      return api.updateProficiencies(key, change.items);
    case 'disassociateProficiencies':
      return api.disassociateProficiencies(key, change.items);
    case 'tag':
      return api.tag(target.arn, change.tags);
    case 'untag':
      return api.untag(target.arn, change.keys);
  }
}

/** What a change is about, for the log: names of fields, never values. */
export function fieldsOf(change: Change): readonly string[] {
  switch (change.call) {
    case 'updateRoutingProfile':
      return ['RoutingProfileId'];
    case 'updateSecurityProfiles':
      return ['SecurityProfileIds'];
    case 'updateHierarchy':
      return ['HierarchyGroupId'];
    case 'updateIdentityInfo':
      return ['IdentityInfo'];
    case 'updatePhoneConfig':
      return ['PhoneConfig'];
    case 'updateConfig':
      return Object.keys(change.configs);
    case 'associateProficiencies':
    case 'updateProficiencies':
    case 'disassociateProficiencies':
      return ['Proficiencies'];
    case 'tag':
    case 'untag':
      return ['Tags'];
  }
}
