/**
 * What an account should be, setting by setting: the reference that the handler is held against.
 *
 * It says what the documentation says, not how the handler does it: what is given is; what was given and is no more
 * returns to what a new user has, or goes; what was never given stays as it is.
 */
import { BEFORE_TAG, OWNER_TAG } from '../../lib/private/contract';
import type { UserCopy } from '../../local/connect/views';
import { GROUPS, ROUTING, SECURITY, SOFT, type UserSpec } from './spec';

/** Anything may be there: where the documentation does not say, or an event failed half-way. */
export const UNKNOWN = Symbol('unknown');
type Known<T> = T | typeof UNKNOWN;

export type Value = string | number | boolean;

/** Of phone and channels, by names such as `auto.VOICE`. */
export type Settings = Readonly<Record<string, Known<Value>>>;

export interface State {
  readonly routing: string;
  readonly security: readonly string[];
  readonly group: string | undefined;
  readonly identity: Readonly<Record<string, string | undefined>>;
  readonly settings: Settings;
  readonly tags: Readonly<Record<string, string>>;
  readonly proficiencies: Known<Readonly<Record<string, number>>>;
}

export const NEW_SETTINGS: Readonly<Record<string, Value>> = {
  line: SOFT,
  'auto.VOICE': false,
  'auto.CHAT': false,
  'acw.VOICE': 0,
  'acw.CHAT': 0,
  persistent: false,
  enhancement: 'NONE',
};
/** Settings that `PhoneConfig` has. */
const OF_PHONE: Readonly<Record<string, readonly string[]>> = {
  line: ['line'],
  auto: ['auto.VOICE'],
  acw: ['acw.VOICE', 'acw.CHAT'],
  persistent: ['persistent'],
};

/** Without our own tags. */
const ownTags = (tags: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(tags).filter(([key]) => key !== OWNER_TAG && !key.startsWith(BEFORE_TAG)),
  );

/** What can be seen of an account. A channel that Connect does not list shows nothing: UNKNOWN. */
export function observe(account: UserCopy): State {
  const phone = account.PhoneConfig;
  const chat = <T extends { readonly Channel?: string }>(list: readonly T[] | undefined) =>
    list?.find(({ Channel }) => Channel === 'CHAT');
  const { Proficiencies } = account;
  return {
    routing: account.RoutingProfileId,
    security: [...account.SecurityProfileIds].sort(),
    group: account.HierarchyGroupId,
    identity: { ...account.IdentityInfo },
    settings: {
      line: phone.PhoneType === SOFT ? SOFT : String(phone.DeskPhoneNumber),
      'auto.VOICE': phone.AutoAccept ?? false,
      'auto.CHAT': chat(account.AutoAcceptConfigs)?.AutoAccept ?? UNKNOWN,
      'acw.VOICE': phone.AfterContactWorkTimeLimit ?? 0,
      'acw.CHAT':
        chat(account.AfterContactWorkConfigs)?.AfterContactWorkConfig.AfterContactWorkTimeLimit ?? UNKNOWN,
      persistent: phone.PersistentConnection ?? false,
      enhancement: account.VoiceEnhancementConfigs?.[0]?.VoiceEnhancementMode ?? 'NONE',
    },
    tags: ownTags(account.Tags),
    proficiencies: Object.fromEntries(
      Proficiencies.map(({ AttributeValue, Level }) => [AttributeValue, Level]),
    ),
  };
}

const identityOf = (spec: UserSpec) => ({
  FirstName: spec.first,
  LastName: spec.last,
  Email: spec.email,
  SecondaryEmail: spec.secondaryEmail,
  Mobile: spec.mobile,
});

/** Which settings the user's props name. */
function given({ phone = {}, lists = {} }: UserSpec): Readonly<Record<string, Value>> {
  const result: Record<string, Value> = {};
  const put = (key: string, value: Value | undefined) => {
    if (value !== undefined) result[key] = value;
  };
  for (const [member, keys] of Object.entries(OF_PHONE)) {
    for (const key of keys) put(key, phone[member as keyof typeof phone]);
  }
  put('line', lists.line);
  put('persistent', lists.persistent);
  put('enhancement', lists.enhancement);
  for (const channel of ['VOICE', 'CHAT'] as const) {
    put(`auto.${channel}`, lists.auto?.[channel]);
    put(`acw.${channel}`, lists.acw?.[channel]);
  }
  return result;
}

/** Settings of `PhoneConfig` that follow from it, if any member of it is given. */
const impliedByPhone = ({ phone }: UserSpec): readonly string[] =>
  phone === undefined ? [] : Object.values(OF_PHONE).flat();

/** A list gives another channel of the same thing, and `PhoneConfig` overwrites all of them: not documented which wins. */
function ambiguous(key: string, spec: UserSpec, old: UserSpec | undefined): boolean {
  const list = key.split('.')[0] as 'auto' | 'acw';
  // Whether it is about other channels, too, AWS does not say.
  if (key === 'auto.CHAT' && spec.phone?.auto !== undefined) return true;
  return spec.lists?.[list] !== undefined && (spec.phone !== undefined || old?.phone !== undefined);
}

function settingsAfter(before: Settings, spec: UserSpec, old: UserSpec | undefined): Settings {
  const now = given(spec);
  const was = old === undefined ? {} : given(old);
  const reset = new Set([
    ...impliedByPhone(spec),
    ...Object.keys(was),
    ...(old === undefined ? [] : impliedByPhone(old)),
  ]);
  return Object.fromEntries(
    Object.entries(NEW_SETTINGS).map(([key, fresh]) => {
      if (now[key] !== undefined) return [key, now[key]];
      if (ambiguous(key, spec, old)) return [key, UNKNOWN];
      return [key, reset.has(key) ? fresh : before[key]!];
    }),
  );
}

/** The account after a SUCCESS. `old` is what the properties were before, if this resource had any. */
export function converged(before: State, spec: UserSpec, old: UserSpec | undefined): State {
  const gone = Object.keys(old?.tags ?? {});
  const kept = Object.entries(before.tags).filter(([key]) => !gone.includes(key));
  const manages = spec.group !== undefined || old?.group !== undefined;
  return {
    routing: ROUTING[spec.routing]!.id,
    security: spec.security.map((index) => SECURITY[index]!.id).sort(),
    group: manages ? (spec.group !== undefined ? GROUPS[spec.group]!.id : undefined) : before.group,
    identity: identityOf(spec),
    settings: settingsAfter(before.settings, spec, old),
    tags: { ...Object.fromEntries(kept), ...spec.tags },
    proficiencies: proficienciesAfter(before.proficiencies, spec, old),
  };
}

function proficienciesAfter(
  before: State['proficiencies'],
  spec: UserSpec,
  old: UserSpec | undefined,
): State['proficiencies'] {
  if (spec.proficiencies !== undefined) return spec.proficiencies;
  if (before === UNKNOWN) return before;
  const gone = Object.keys(old?.proficiencies ?? {});
  return Object.fromEntries(Object.entries(before).filter(([key]) => !gone.includes(key)));
}

/** A new account of this user. */
export const made = (spec: UserSpec): State =>
  converged(
    {
      ...{ routing: '', security: [], group: undefined, identity: {} },
      ...{ settings: NEW_SETTINGS, tags: {}, proficiencies: {} },
    },
    spec,
    undefined,
  );

const show = (value: unknown) => (value === UNKNOWN ? 'anything' : JSON.stringify(value));

/** What differs, in words. Nothing that is unknown on either side does. */
export function differences(
  expected: State,
  actual: State,
  families: readonly (keyof State)[] = FAMILIES,
): string[] {
  const flat = (state: State) =>
    new Map(families.flatMap((family): [string, unknown][] => flatten(family, state[family])));
  const [wanted, has] = [flat(expected), flat(actual)];
  const unknown = new Set([...wanted, ...has].filter(([, value]) => value === UNKNOWN).map(([key]) => key));
  return [...new Set([...wanted.keys(), ...has.keys()])]
    .filter((key) => !unknown.has(key) && !unknown.has(key.split(' ')[0]!))
    .filter((key) => JSON.stringify(wanted.get(key)) !== JSON.stringify(has.get(key)))
    .map((key) => `${key} should be ${show(wanted.get(key))}, is ${show(has.get(key))}`);
}

function flatten(family: string, value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[family, value]];
  return Object.entries(value).map(([key, inner]: [string, unknown]) => [`${family} ${key}`, inner]);
}

export const FAMILIES = [
  'routing',
  'security',
  'group',
  'identity',
  'settings',
  'tags',
  'proficiencies',
] as const satisfies readonly (keyof State)[];
