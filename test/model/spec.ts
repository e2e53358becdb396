/** A user as the model knows it: small values, from which the construct's props are made, and which are compared. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import fc from 'fast-check';
import {
  Channel,
  ConnectUser,
  ExistingUser,
  HierarchyGroup,
  PhoneType,
  RoutingProfile,
  SecurityProfile,
  UserPassword,
  VoiceEnhancementMode,
  type ConnectUserProps,
} from '../../lib';
import { ADMIN_ID, AGENT_ID, instance, INSTANCE_ID, MANAGER_ID, ROUTING_PROFILE_ID } from '../support/users';

export const INSTANCES = [INSTANCE_ID, 'b2b2b2b2-5678-90ab-cdef-EXAMPLE22222'] as const;
export const USERNAMES = ['ann', 'bob', 'cyd', 'dan', 'eve'] as const;
export const ROUTING = [
  { id: ROUTING_PROFILE_ID, name: 'Basic Routing Profile' },
  { id: 'bbbbbbbb-0000-4000-8000-000000000001', name: 'Other' },
] as const;
export const SECURITY = [
  { id: AGENT_ID, name: 'Agent' },
  { id: ADMIN_ID, name: 'Admin' },
  { id: MANAGER_ID, name: 'CallCenterManager' },
] as const;
export const GROUPS = [
  { id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'One' },
  { id: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Two' },
] as const;
export const LANGUAGES = ['connect:German', 'connect:English', 'connect:French'] as const;
const NUMBERS = ['+15555550100', '+15555550101'] as const;
const ENHANCEMENTS = [
  VoiceEnhancementMode.NOISE_SUPPRESSION,
  VoiceEnhancementMode.VOICE_ISOLATION,
  VoiceEnhancementMode.NONE,
] as const;

/** Settings for all channels at once. */
export interface Phone {
  readonly line?: string;
  readonly auto?: boolean;
  readonly acw?: number;
  readonly persistent?: boolean;
}

/** Settings channel by channel. */
export interface Lists {
  readonly auto?: { readonly VOICE?: boolean; readonly CHAT?: boolean };
  readonly acw?: { readonly VOICE?: number; readonly CHAT?: number };
  readonly line?: string;
  readonly persistent?: boolean;
  readonly enhancement?: string;
}

/** What can be changed in place. */
export interface Fields {
  readonly routing: number;
  /** Indices, at least one. */
  readonly security: readonly number[];
  readonly group?: number;
  /** Whether profiles and group are given by name. */
  readonly byName: boolean;
  readonly first: string;
  readonly last: string;
  readonly email?: string;
  readonly secondaryEmail?: string;
  readonly mobile?: string;
  readonly phone?: Phone;
  readonly lists?: Lists;
  readonly tags: Readonly<Record<string, string>>;
  readonly proficiencies?: Readonly<Record<string, number>>;
  readonly adopt: boolean;
  readonly removal?: 'DESTROY' | 'RETAIN';
  readonly quickConnects: boolean;
  /** A property that an older version of the library wrote. */
  readonly legacy?: string;
}

export interface UserSpec extends Fields {
  readonly username: string;
  /** Index. */
  readonly instance: number;
  /** Which of two secrets: a change is refused. */
  readonly secret: number;
}

export const SOFT = 'SOFT_PHONE';
const lineOf = (line: string) =>
  line === SOFT
    ? { type: PhoneType.SOFT_PHONE, number: undefined }
    : { type: PhoneType.DESK_PHONE, number: line };

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const line = fc.constantFrom(SOFT, ...NUMBERS);
const seconds = fc.constantFrom(0, 30, 90);

/** A setting is given for all channels or channel by channel, never both: synthesis refuses that. */
const settings: fc.Arbitrary<Pick<Fields, 'phone' | 'lists'>> = fc
  .record({
    phone: fc.record({
      line: maybe(line),
      auto: maybe(fc.boolean()),
      acw: maybe(seconds),
      persistent: maybe(fc.boolean()),
    }),
    lists: fc.record({
      line: maybe(line),
      auto: maybe(fc.record({ VOICE: maybe(fc.boolean()), CHAT: maybe(fc.boolean()) })),
      acw: maybe(fc.record({ VOICE: maybe(seconds), CHAT: maybe(seconds) })),
      persistent: maybe(fc.boolean()),
      enhancement: maybe(fc.constantFrom<string>(...ENHANCEMENTS)),
    }),
    use: fc.constantFrom('neither', 'neither', 'phone', 'lists', 'both'),
  })
  .map(({ phone, lists, use }) => {
    const apart = use === 'both' ? without(lists, Object.keys(clean(phone) ?? {})) : lists;
    return {
      phone: use === 'phone' || use === 'both' ? clean(phone) : undefined,
      lists: use === 'lists' || use === 'both' ? clean(apart) : undefined,
    };
  });

const without = (lists: Lists, members: readonly string[]): Lists =>
  Object.fromEntries(Object.entries(lists).filter(([name]) => !members.includes(name)));

/** Without what is not given; undefined if nothing is. */
function clean<T extends object>(value: T): T | undefined {
  const entries = Object.entries(value)
    .map(([key, inner]: [string, unknown]) => [
      key,
      typeof inner === 'object' && inner !== null ? clean(inner) : inner,
    ])
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T);
}

const fields: fc.Arbitrary<Fields> = fc
  .record({
    routing: fc.nat(1),
    security: fc.subarray([0, 1, 2], { minLength: 1 }),
    group: maybe(fc.nat(1)),
    byName: fc.boolean(),
    first: fc.constantFrom('Mary', 'José'),
    last: fc.constantFrom('Major', 'Minor'),
    email: maybe(fc.constantFrom('a@example.com', 'b@example.com')),
    secondaryEmail: maybe(fc.constantFrom('c@example.org', 'd@example.org')),
    mobile: maybe(fc.constantFrom(...NUMBERS)),
    tags: fc.dictionary(fc.constantFrom('team', 'shift', 'area'), fc.constantFrom('1', '2'), { maxKeys: 2 }),
    proficiencies: maybe(
      fc.dictionary(fc.constantFrom(...LANGUAGES), fc.integer({ min: 1, max: 5 }), {
        minKeys: 1,
        maxKeys: 2,
      }),
    ),
    adopt: fc.boolean(),
    removal: fc.constantFrom(undefined, undefined, 'DESTROY' as const, 'RETAIN' as const),
    quickConnects: fc.constantFrom(false, false, false, true),
    legacy: fc.constantFrom(undefined, undefined, undefined, 'yes'),
  })
  .chain((plain) => settings.map((phones) => ({ ...plain, ...phones })));

export const newUser = fields.map((given) => ({ ...given }));

/** Some fields of a user, to be put in the place of what it has. */
export const change: fc.Arbitrary<Partial<Fields>> = fields.chain((given) =>
  fc
    .subarray(
      [
        ...['routing', 'security', 'group', 'byName', 'name', 'mail', 'phones', 'tags'],
        ...['proficiencies', 'adopt', 'removal', 'quickConnects', 'legacy'],
      ],
      { minLength: 1, maxLength: 4 },
    )
    .map((families) =>
      Object.fromEntries(
        families.flatMap((family) => OF[family] ?? [family]).map((key) => [key, given[key as keyof Fields]]),
      ),
    ),
);
const OF: Readonly<Record<string, readonly (keyof Fields)[]>> = {
  name: ['first', 'last'],
  mail: ['email', 'secondaryEmail', 'mobile'],
  phones: ['phone', 'lists'],
};

function channelProps({
  auto,
  acw,
  line: number,
  persistent,
  enhancement,
}: Lists): Partial<ConnectUserProps> {
  const each = <T, R>(
    of: Readonly<Record<string, T | undefined>> | undefined,
    make: (channel: Channel, value: T) => R,
  ) =>
    of &&
    Object.entries(of).flatMap(([channel, value]) =>
      value === undefined ? [] : [make(channel as Channel, value)],
    );
  const { type, number: phoneNumber } = lineOf(number ?? SOFT);
  const channel = Channel.VOICE;
  return {
    autoAcceptConfigs: each(auto, (of, autoAccept) => ({ channel: of, autoAccept })),
    afterContactWorkConfigs: each(acw, (of, value) => ({
      channel: of,
      afterContactWorkTimeLimit: Duration.seconds(value),
    })),
    ...(number !== undefined && { phoneNumberConfigs: [{ channel, phoneType: type, phoneNumber }] }),
    ...(persistent !== undefined && {
      persistentConnectionConfigs: [{ channel, persistentConnection: persistent }],
    }),
    ...(enhancement !== undefined && {
      voiceEnhancementConfigs: [{ channel, voiceEnhancementMode: enhancement as VoiceEnhancementMode }],
    }),
  };
}

function phoneProps({ line: number, auto, acw, persistent }: Phone): Partial<ConnectUserProps> {
  const { type, number: deskPhoneNumber } = lineOf(number ?? SOFT);
  return {
    phoneConfig: {
      ...(number !== undefined && { phoneType: type, deskPhoneNumber }),
      autoAccept: auto,
      afterContactWorkTimeLimit: acw === undefined ? undefined : Duration.seconds(acw),
      persistentConnection: persistent,
    },
  };
}

const REMOVAL = { DESTROY: RemovalPolicy.DESTROY, RETAIN: RemovalPolicy.RETAIN } as const;

/** Adds the user to the stack by the real construct. */
export function addUser(
  stack: Stack,
  id: string,
  spec: UserSpec,
  secretArns: readonly string[],
): ConnectUser {
  const { byName, group, proficiencies, removal } = spec;
  const kinds = { routing: ROUTING[spec.routing]!, group: group === undefined ? undefined : GROUPS[group]! };
  const secretId = `Secret${spec.secret}`;
  const secret =
    (stack.node.tryFindChild(secretId) as ReturnType<typeof Secret.fromSecretCompleteArn> | undefined) ??
    Secret.fromSecretCompleteArn(stack, secretId, secretArns[spec.secret]!);
  return new ConnectUser(stack, id, {
    instance: instance(stack, INSTANCES[spec.instance]!),
    username: spec.username,
    password: UserPassword.fromSecret(secret),
    identityInfo: {
      firstName: spec.first,
      lastName: spec.last,
      email: spec.email,
      secondaryEmail: spec.secondaryEmail,
      mobile: spec.mobile,
    },
    routingProfile: byName
      ? RoutingProfile.fromName(kinds.routing.name)
      : RoutingProfile.fromId(kinds.routing.id),
    securityProfiles: spec.security.map((index) =>
      byName ? SecurityProfile.fromName(SECURITY[index]!.name) : SecurityProfile.fromId(SECURITY[index]!.id),
    ),
    ...(kinds.group && {
      hierarchyGroup: byName
        ? HierarchyGroup.fromName(kinds.group.name)
        : HierarchyGroup.fromId(kinds.group.id),
    }),
    ...(spec.phone && phoneProps(spec.phone)),
    ...(spec.lists && channelProps(spec.lists)),
    tags: { ...spec.tags },
    ...(proficiencies && {
      proficiencies: Object.entries(proficiencies).map(([attributeValue, level]) => ({
        attributeName: 'connect:Language',
        attributeValue,
        level,
      })),
    }),
    existingUser: spec.adopt ? ExistingUser.ADOPT : ExistingUser.FAIL,
    ...(removal && { removalPolicy: REMOVAL[removal] }),
    deleteQuickConnects: spec.quickConnects,
    stackOutputs: false,
  });
}
