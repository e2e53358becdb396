/** Rules about the per-channel lists: what an entry must have, which channels, which values. */
import { CHANNEL_LISTS } from '../contract';
import type { Rule } from './rule';
import type { SeenUser } from './seen';
import { elements, given, known, type UNKNOWN } from './seen';
import * as show from './show';

type ChannelList = (typeof CHANNEL_LISTS)[number];
interface Entry {
  readonly Channel?: string | typeof UNKNOWN;
  readonly [member: string]: unknown;
}

const CHANNELS = ['VOICE', 'CHAT', 'TASK', 'EMAIL'];
const PHONE_TYPES = ['SOFT_PHONE', 'DESK_PHONE'];
const VOICE_ENHANCEMENTS = ['VOICE_ISOLATION', 'NOISE_SUPPRESSION', 'NONE'];

/** What an entry must have besides its channel. */
const REQUIRED: Record<ChannelList, string> = {
  AutoAcceptConfigs: 'AutoAccept',
  AfterContactWorkConfigs: 'AfterContactWorkConfig',
  PhoneNumberConfigs: 'PhoneType',
  PersistentConnectionConfigs: 'PersistentConnection',
  VoiceEnhancementConfigs: 'VoiceEnhancementMode',
};
const VOICE_ONLY = ['PhoneNumberConfigs', 'PersistentConnectionConfigs', 'VoiceEnhancementConfigs'] as const;
const AGENT_FIRST_CALLBACK = [
  ['AutoAcceptConfigs', 'AgentFirstCallbackAutoAccept'],
  ['AfterContactWorkConfigs', 'AgentFirstCallbackAfterContactWorkConfig'],
] as const;

const entries = (user: SeenUser, list: ChannelList): Generator<[string, Entry]> =>
  elements(user[list] as readonly (Entry | typeof UNKNOWN)[] | typeof UNKNOWN | undefined, list);

function* choices(user: SeenUser): Generator<[field: string, value: unknown, allowed: readonly string[]]> {
  yield ['PhoneConfig.PhoneType', known(user.PhoneConfig)?.PhoneType, PHONE_TYPES];
  for (const list of CHANNEL_LISTS) {
    for (const [field, entry] of entries(user, list)) {
      yield [`${field}.Channel`, entry.Channel, CHANNELS];
      yield [`${field}.PhoneType`, entry['PhoneType'], PHONE_TYPES];
      yield [`${field}.VoiceEnhancementMode`, entry['VoiceEnhancementMode'], VOICE_ENHANCEMENTS];
    }
  }
}

export const CHANNEL_RULES: readonly Rule[] = [
  {
    id: 'enum',
    page: show.PAGES.createUser,
    *check(user) {
      for (const [field, value, allowed] of choices(user)) {
        if (typeof value !== 'string' || allowed.includes(value)) continue;
        yield { field, message: `Given ${show.quoted(value)}. Allowed: ${allowed.join(', ')}.` };
      }
    },
  },
  {
    id: 'channel-required-members',
    page: show.PAGES.createUser,
    *check(user) {
      for (const list of CHANNEL_LISTS) {
        for (const [field, entry] of entries(user, list)) {
          for (const name of ['Channel', REQUIRED[list]]) {
            if (given(entry[name])) continue;
            yield {
              field: `${field}.${name}`,
              message: `No ${name} is given. Every entry of ${list} needs one.`,
            };
          }
        }
      }
    },
  },
  {
    id: 'channel-twice',
    page: show.PAGES.createUser,
    *check(user) {
      for (const list of CHANNEL_LISTS) {
        const seen = new Set<string>();
        for (const [field, entry] of entries(user, list)) {
          const channel = known(entry.Channel);
          if (channel === undefined) continue;
          if (seen.has(channel)) {
            const message = `${show.quoted(channel)} is given more than once. Allowed: a channel once in ${list}.`;
            yield { field: `${field}.Channel`, message };
          }
          seen.add(channel);
        }
      }
    },
  },
  {
    id: 'voice-only',
    page: show.PAGES.phoneNumber,
    *check(user) {
      for (const list of VOICE_ONLY) {
        for (const [field, entry] of entries(user, list)) {
          const channel = known(entry.Channel);
          if (channel === undefined || channel === 'VOICE' || !CHANNELS.includes(channel)) continue;
          yield { field: `${field}.Channel`, message: `Given ${channel}. Allowed in ${list}: VOICE only.` };
        }
      }
    },
  },
  {
    id: 'agent-first-callback-voice',
    page: show.PAGES.autoAccept,
    *check(user) {
      for (const [list, name] of AGENT_FIRST_CALLBACK) {
        for (const [field, entry] of entries(user, list)) {
          const channel = known(entry.Channel);
          if (channel === undefined || channel === 'VOICE' || known(entry[name]) === undefined) continue;
          const message = `${name} is given for ${show.quoted(channel)}. Allowed: for VOICE only.`;
          yield { field: `${field}.${name}`, message };
        }
      }
    },
  },
];
