/** `AWS::Connect::User`, as AWS's own provider of it behaves: what others pick instead of our construct. */
import { isDeepStrictEqual } from 'node:util';
import { ResourceFailure } from '../cloudformation/resource-provider';
import { asHandler, checkProperties, type PropertyNames } from '../resource-failure';
import { AwsError } from '../types';
import { coerce, invalidProperty, tagsOf, type Properties } from './resource-properties';
import type { ResourceProvider, ResourceState } from '../cloudformation/resource-provider';
import type { Proficiency, ProficiencyKey } from './input';
import type { ResourceContext } from './resources';

type Call = ResourceContext['call'];

const LISTS = [
  'AutoAcceptConfigs',
  'AfterContactWorkConfigs',
  'PhoneNumberConfigs',
  'PersistentConnectionConfigs',
  'VoiceEnhancementConfigs',
] as const;

const NAMES: PropertyNames = {
  type: 'AWS::Connect::User',
  known: [
    'DirectoryUserId',
    'HierarchyGroupArn',
    'IdentityInfo',
    'InstanceArn',
    'Password',
    'PhoneConfig',
    'RoutingProfileArn',
    'SecurityProfileArns',
    'Tags',
    'UserProficiencies',
    'Username',
    ...LISTS,
  ],
  required: ['InstanceArn', 'RoutingProfileArn', 'SecurityProfileArns', 'Username'],
};

/** The API has no call for these, so the provider refuses to change them. */
const FIXED = ['InstanceArn', 'DirectoryUserId', 'Password', 'Username'];

export function userResource({ call }: ResourceContext): ResourceProvider {
  return {
    create: ({ properties }) => asHandler('Connect', () => create(call, properties)),
    update: ({ properties }, existing) =>
      asHandler('Connect', () => update(call, properties, existing.properties, existing.physicalId)),
    delete: (_request, existing) => asHandler('Connect', () => remove(call, existing.physicalId)),
  };
}

const state = (arn: string): ResourceState => ({ physicalId: arn, attributes: { UserArn: arn } });

/** The calls of the API that are about this user take ARNs where they speak of ids. */
const keyOf = (arn: string) => ({ InstanceId: arn.slice(0, arn.indexOf('/agent/')), UserId: arn });

const structure = (shape: string, value: unknown): unknown =>
  value === undefined ? undefined : coerce(shape, value);

async function create(call: Call, properties: Properties): Promise<ResourceState> {
  checkProperties(properties, NAMES);
  const tags = tagsOf(properties);
  const created = call('CreateUser', {
    InstanceId: properties['InstanceArn'],
    Username: properties['Username'],
    Password: properties['Password'],
    RoutingProfileId: properties['RoutingProfileArn'],
    SecurityProfileIds: properties['SecurityProfileArns'],
    HierarchyGroupId: properties['HierarchyGroupArn'],
    DirectoryUserId: properties['DirectoryUserId'],
    IdentityInfo: structure('UserIdentityInfo', properties['IdentityInfo']),
    PhoneConfig: structure('UserPhoneConfig', properties['PhoneConfig']),
    ...listsOf(properties),
    ...(Object.keys(tags).length > 0 && { Tags: tags }),
  }) as { readonly UserArn: string };
  const arn = created.UserArn;
  try {
    await asHandler('Connect', () => proficiencies(call, arn, properties, {}));
  } catch (error) {
    // The user exists: with its id, the roll-back can delete it.
    throw error instanceof ResourceFailure ? new ResourceFailure(error.message, arn) : error;
  }
  return state(arn);
}

function update(call: Call, after: Properties, before: Properties, arn: string): ResourceState {
  checkProperties(after, NAMES);
  const fixed = FIXED.find((name) => after[name] !== undefined && after[name] !== before[name]);
  if (fixed) throw invalidProperty(`${fixed} cannot be updated.`);
  const key = keyOf(arn);
  const changed = (name: string): boolean => !isDeepStrictEqual(after[name], before[name]);
  if (changed('IdentityInfo')) {
    const info = structure('UserIdentityInfo', after['IdentityInfo'] ?? {});
    call('UpdateUserIdentityInfo', { ...key, IdentityInfo: info });
  }
  if (changed('PhoneConfig')) {
    const config = structure('UserPhoneConfig', after['PhoneConfig'] ?? {});
    call('UpdateUserPhoneConfig', { ...key, PhoneConfig: config });
  }
  const lists = Object.entries(listsOf(after)).filter(([name]) => changed(name));
  if (lists.length > 0) call('UpdateUserConfig', { ...key, ...Object.fromEntries(lists) });
  if (changed('RoutingProfileArn')) {
    call('UpdateUserRoutingProfile', { ...key, RoutingProfileId: after['RoutingProfileArn'] });
  }
  if (changed('HierarchyGroupArn')) {
    call('UpdateUserHierarchy', { ...key, HierarchyGroupId: after['HierarchyGroupArn'] });
  }
  if (changed('SecurityProfileArns')) {
    call('UpdateUserSecurityProfiles', { ...key, SecurityProfileIds: after['SecurityProfileArns'] });
  }
  retag(call, arn, after, before);
  proficiencies(call, arn, after, before);
  return state(arn);
}

function remove(call: Call, arn: string): void {
  try {
    call('DeleteUser', keyOf(arn));
  } catch (error) {
    // What is gone already needs no deletion: CloudFormation takes NotFound for success.
    if (!(error instanceof AwsError && error.code === 'ResourceNotFoundException')) throw error;
  }
}

const listsOf = (properties: Properties): Record<string, unknown> =>
  Object.fromEntries(
    LISTS.filter((name) => properties[name] !== undefined).map((name) => [
      name,
      coerce(name, properties[name]),
    ]),
  );

function retag(call: Call, arn: string, after: Properties, before: Properties): void {
  const wanted = tagsOf(after);
  const old = tagsOf(before);
  const tagKeys = Object.keys(old).filter((key) => !Object.hasOwn(wanted, key));
  const tags = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => old[key] !== value));
  if (tagKeys.length > 0) call('UntagResource', { resourceArn: arn, tagKeys });
  if (Object.keys(tags).length > 0) call('TagResource', { resourceArn: arn, tags });
}

function proficiencies(call: Call, arn: string, after: Properties, before: Properties): void {
  const read = (properties: Properties) =>
    (coerce('UserProficiencyList', properties['UserProficiencies']) ?? []) as readonly Proficiency[];
  const wanted = read(after);
  const old = read(before);
  const same = (a: ProficiencyKey) => (b: ProficiencyKey) =>
    a.AttributeName === b.AttributeName && a.AttributeValue === b.AttributeValue;
  const gone = old.filter((one) => !wanted.some(same(one)));
  const added = wanted.filter((one) => !old.some(same(one)));
  const changed = wanted.filter((one) => old.some((other) => same(one)(other) && other.Level !== one.Level));
  const key = keyOf(arn);
  const each = (operation: string, list: readonly ProficiencyKey[]) => {
    if (list.length > 0) call(operation, { ...key, UserProficiencies: list });
  };
  each(
    'DisassociateUserProficiencies',
    gone.map(({ AttributeName, AttributeValue }) => ({ AttributeName, AttributeValue })),
  );
  each('AssociateUserProficiencies', added);
  each('UpdateUserProficiencies', changed);
}
