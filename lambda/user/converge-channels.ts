/**
 * The five per-channel lists, compared channel by channel.
 *
 * A channel that was listed and is no more returns to what a new user has, since Connect cannot unset it; a channel
 * that was never listed is untouched. Only the lists that differ are sent, but all that are given once
 * `UpdateUserPhoneConfig` was called, because that sets after-contact work on every channel.
 */
import { CHANNEL_LISTS } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { ChannelConfigs, User } from '../connect/connect-api';
import type { Change } from './change';
import { TWINS } from './converge-phone';

type ListName = (typeof CHANNEL_LISTS)[number];
type Entries<N extends ListName> = NonNullable<ChannelConfigs[N]>;
type Entry<N extends ListName> = Entries<N>[number];
/** An entry of whichever list; the functions below know which. */
type AnyEntry = { readonly Channel?: string };

interface Kind<E> {
  /** What the entry sets, with a new user's settings for what it does not; undefined stands for no entry at all. */
  settings(entry: E | undefined): Readonly<Record<string, string | number | boolean>>;
  /** The entry that sets this. Members for agent-first callbacks are left out where they say nothing new. */
  entry(channel: string, settings: Readonly<Record<string, string | number | boolean>>, all: boolean): E;
}

const KINDS: { readonly [N in ListName]: Kind<Entry<N>> } = {
  AutoAcceptConfigs: {
    settings: (entry) => ({
      auto: entry?.AutoAccept ?? false,
      callback: entry?.AgentFirstCallbackAutoAccept ?? false,
    }),
    entry: (Channel, { auto, callback }, all) => ({
      Channel,
      AutoAccept: auto as boolean,
      ...(all && { AgentFirstCallbackAutoAccept: callback as boolean }),
    }),
  },
  AfterContactWorkConfigs: {
    settings: (entry) => ({
      limit: entry?.AfterContactWorkConfig?.AfterContactWorkTimeLimit ?? 0,
      callback: entry?.AgentFirstCallbackAfterContactWorkConfig?.AfterContactWorkTimeLimit ?? 0,
    }),
    entry: (Channel, { limit, callback }, all) => ({
      Channel,
      AfterContactWorkConfig: { AfterContactWorkTimeLimit: limit as number },
      ...(all && {
        AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: callback as number },
      }),
    }),
  },
  PhoneNumberConfigs: {
    settings: (entry) => ({ type: entry?.PhoneType ?? 'SOFT_PHONE', number: entry?.PhoneNumber ?? '' }),
    entry: (Channel, { type, number }) => ({
      Channel,
      PhoneType: type as string,
      ...(number !== '' && { PhoneNumber: number as string }),
    }),
  },
  PersistentConnectionConfigs: {
    settings: (entry) => ({ persistent: entry?.PersistentConnection ?? false }),
    entry: (Channel, { persistent }) => ({ Channel, PersistentConnection: persistent as boolean }),
  },
  VoiceEnhancementConfigs: {
    settings: (entry) => ({ mode: entry?.VoiceEnhancementMode ?? 'NONE' }),
    entry: (Channel, { mode }) => ({ Channel, VoiceEnhancementMode: mode as string }),
  },
};

const byChannel = (entries: readonly AnyEntry[] | undefined) =>
  new Map((entries ?? []).map((entry) => [entry.Channel ?? '', entry]));

/** The members of `PhoneConfig` that set what the list sets. */
function givesTwin(user: UserProperties | undefined, name: ListName): boolean {
  return Object.entries(TWINS).some(
    ([member, list]) => list === name && user?.PhoneConfig?.[member as keyof typeof TWINS] !== undefined,
  );
}

/** Channels whose settings the stack gave, and gives no more. */
function released(
  name: ListName,
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
): string[] {
  const wanted = byChannel(desired[name]);
  // The phone settings have taken the list's place: they set every channel.
  if (wanted.size === 0 && givesTwin(desired, name)) return [];
  const channels = new Set(byChannel(old?.[name]).keys());
  // And here the list takes theirs: they had set every channel that the account shows.
  if (wanted.size > 0 && givesTwin(old, name)) {
    for (const channel of byChannel(account[name]).keys()) channels.add(channel);
  }
  return [...channels].filter((channel) => !wanted.has(channel));
}

/**
 * What a channel of an account has that lists none: such an account was set by `PhoneConfig` alone, by somebody else,
 * before it was adopted or since. `PhoneConfig` shows `VOICE`, but sets after-contact work on every channel.
 */
function unlisted(name: ListName, channel: string, { PhoneConfig: phone }: User): AnyEntry | undefined {
  if (channel !== 'VOICE' && name !== 'AfterContactWorkConfigs') return undefined;
  switch (name) {
    case 'AutoAcceptConfigs':
      return { AutoAccept: phone?.AutoAccept } as AnyEntry;
    case 'AfterContactWorkConfigs':
      return { AfterContactWorkConfig: phone } as AnyEntry;
    case 'PhoneNumberConfigs':
      return { PhoneType: phone?.PhoneType, PhoneNumber: phone?.DeskPhoneNumber } as AnyEntry;
    case 'PersistentConnectionConfigs':
      return { PersistentConnection: phone?.PersistentConnection } as AnyEntry;
    case 'VoiceEnhancementConfigs':
      return undefined;
  }
}

function listChange(
  name: ListName,
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
  phoneWritten: boolean,
): readonly AnyEntry[] | undefined {
  const kind = KINDS[name] as Kind<AnyEntry>;
  const actual = byChannel(account[name]);
  const targets = byChannel(desired[name]);
  const channels = [...targets.keys(), ...released(name, account, desired, old)];
  let differs = phoneWritten && channels.length > 0;
  const entries = channels.map((channel) => {
    const target = targets.get(channel);
    const wanted = kind.settings(target);
    const has = kind.settings(actual.size > 0 ? actual.get(channel) : unlisted(name, channel, account));
    differs ||= Object.keys(wanted).some((key) => wanted[key] !== has[key]);
    // For agent-first callbacks, "not given" is only said aloud where the account has something else.
    const saidAloud = wanted.callback !== has.callback || givesCallback(target);
    return kind.entry(channel, wanted, saidAloud);
  });
  return differs ? entries : undefined;
}

const givesCallback = (entry: AnyEntry | undefined) =>
  Object.entries(entry ?? {}).some(
    ([key, value]) => key.startsWith('AgentFirstCallback') && value !== undefined,
  );

/** At most one change. `phoneWritten`: `UpdateUserPhoneConfig` goes before it. */
export function channelChanges(
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
  phoneWritten: boolean,
): Change[] {
  const lists = CHANNEL_LISTS.map(
    (name) => [name, listChange(name, account, desired, old, phoneWritten)] as const,
  ).filter(([, entries]) => entries !== undefined);
  return lists.length === 0 ? [] : [{ call: 'updateConfig', configs: Object.fromEntries(lists) }];
}
