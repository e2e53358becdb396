import type { UserProperties } from '../../../lib/private/contract';
import type { ChannelConfigs } from '../../../lambda/connect/connect-api';
import { channelChanges } from '../../../lambda/user/converge-channels';

const user = (configs: ChannelConfigs) => ({ Id: 'u', Arn: 'arn', Username: 'Mary', ...configs });
const accept = (Channel: string, AutoAccept: boolean, AgentFirstCallbackAutoAccept?: boolean) => ({
  Channel,
  AutoAccept,
  ...(AgentFirstCallbackAutoAccept !== undefined && { AgentFirstCallbackAutoAccept }),
});
const work = (Channel: string, seconds: number, callback?: number) => ({
  Channel,
  AfterContactWorkConfig: { AfterContactWorkTimeLimit: seconds },
  ...(callback !== undefined && {
    AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: callback },
  }),
});

interface Row {
  readonly has?: ChannelConfigs;
  readonly wants?: UserProperties;
  readonly old?: UserProperties;
  readonly phoneWritten?: boolean;
  readonly sent?: ChannelConfigs;
}

test.each<[string, Row]>([
  ['never given: untouched', { has: { AutoAcceptConfigs: [accept('CHAT', true)] } }],
  [
    'an account that lists no channel has what its PhoneConfig shows',
    {
      has: { PhoneConfig: { AutoAccept: true } } as ChannelConfigs,
      wants: { AutoAcceptConfigs: [accept('VOICE', false)] },
      sent: { AutoAcceptConfigs: [accept('VOICE', false)] },
    },
  ],
  [
    'which is VOICE only, except for after-contact work',
    {
      has: { PhoneConfig: { AutoAccept: true, AfterContactWorkTimeLimit: 30 } } as ChannelConfigs,
      wants: {
        AutoAcceptConfigs: [accept('CHAT', false)],
        AfterContactWorkConfigs: [work('CHAT', 0)],
      },
      sent: { AfterContactWorkConfigs: [work('CHAT', 0)] },
    },
  ],
  [
    'the same',
    {
      has: { AutoAcceptConfigs: [accept('CHAT', true)] },
      wants: { AutoAcceptConfigs: [accept('CHAT', true)] },
    },
  ],
  [
    "a list that was never set has a new user's settings",
    { wants: { AutoAcceptConfigs: [accept('CHAT', false)] } },
  ],
  [
    'one channel differs',
    {
      has: { AutoAcceptConfigs: [accept('CHAT', true), accept('TASK', true)] },
      wants: { AutoAcceptConfigs: [accept('CHAT', true), accept('TASK', false)] },
      sent: { AutoAcceptConfigs: [accept('CHAT', true), accept('TASK', false)] },
    },
  ],
  [
    'only the list that differs is sent',
    {
      has: { AutoAcceptConfigs: [accept('CHAT', true)] },
      wants: { AutoAcceptConfigs: [accept('CHAT', true)], AfterContactWorkConfigs: [work('CHAT', 60)] },
      sent: { AfterContactWorkConfigs: [work('CHAT', 60)] },
    },
  ],
  [
    'after-contact work of agent-first callbacks',
    {
      has: { AfterContactWorkConfigs: [work('VOICE', 60, 10)] },
      wants: { AfterContactWorkConfigs: [work('VOICE', 60, 20)] },
      sent: { AfterContactWorkConfigs: [work('VOICE', 60, 20)] },
    },
  ],
  [
    'the same, no longer given',
    {
      has: { AfterContactWorkConfigs: [work('VOICE', 60, 10)] },
      wants: { AfterContactWorkConfigs: [work('VOICE', 60)] },
      sent: { AfterContactWorkConfigs: [work('VOICE', 60, 0)] },
    },
  ],
  [
    'auto-accept of agent-first callbacks',
    {
      has: { AutoAcceptConfigs: [accept('VOICE', true)] },
      wants: { AutoAcceptConfigs: [accept('VOICE', true, true)] },
      sent: { AutoAcceptConfigs: [accept('VOICE', true, true)] },
    },
  ],
  [
    'the same said as it is: sent as given',
    {
      has: { AutoAcceptConfigs: [accept('VOICE', false, false)] },
      wants: { AutoAcceptConfigs: [accept('VOICE', true, false)] },
      sent: { AutoAcceptConfigs: [accept('VOICE', true, false)] },
    },
  ],
  [
    'phone, connection and voice',
    {
      wants: {
        PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+1555' }],
        PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
        VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
      },
      sent: {
        PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+1555' }],
        PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
        VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
      },
    },
  ],
  [
    'all five taken away',
    {
      has: {
        AutoAcceptConfigs: [accept('VOICE', true, true)],
        AfterContactWorkConfigs: [work('VOICE', 60, 10)],
        PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+1555' }],
        PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
        VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'VOICE_ISOLATION' }],
      },
      old: {
        AutoAcceptConfigs: [accept('VOICE', true, true)],
        AfterContactWorkConfigs: [work('VOICE', 60, 10)],
        PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+1555' }],
        PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
        VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'VOICE_ISOLATION' }],
      },
      sent: {
        AutoAcceptConfigs: [accept('VOICE', false, false)],
        AfterContactWorkConfigs: [work('VOICE', 0, 0)],
        PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'SOFT_PHONE' }],
        PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: false }],
        VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NONE' }],
      },
    },
  ],
  [
    'one channel taken away',
    {
      has: { AutoAcceptConfigs: [accept('CHAT', true), accept('TASK', true)] },
      wants: { AutoAcceptConfigs: [accept('CHAT', true)] },
      old: { AutoAcceptConfigs: [accept('CHAT', true), accept('TASK', true)] },
      sent: { AutoAcceptConfigs: [accept('CHAT', true), accept('TASK', false)] },
    },
  ],
  ['taken away, and as a new user already', { old: { AutoAcceptConfigs: [accept('CHAT', true)] } }],
  [
    'a channel that somebody else set stays',
    {
      has: { AutoAcceptConfigs: [accept('CHAT', true), accept('TASK', true)] },
      wants: { AutoAcceptConfigs: [accept('CHAT', true)] },
      old: { AutoAcceptConfigs: [accept('CHAT', true)] },
    },
  ],
  [
    'after the phone settings: all that are given',
    {
      has: { AutoAcceptConfigs: [accept('CHAT', true)] },
      wants: { AutoAcceptConfigs: [accept('CHAT', true)], AfterContactWorkConfigs: [work('CHAT', 0)] },
      phoneWritten: true,
      sent: { AutoAcceptConfigs: [accept('CHAT', true)], AfterContactWorkConfigs: [work('CHAT', 0)] },
    },
  ],
  ['after the phone settings, none given', { phoneWritten: true }],
  [
    'given up for the phone settings: those set every channel',
    {
      has: { AfterContactWorkConfigs: [work('CHAT', 60)] },
      wants: { PhoneConfig: { AfterContactWorkTimeLimit: 10 } },
      old: { AfterContactWorkConfigs: [work('CHAT', 60)] },
      phoneWritten: true,
    },
  ],
  [
    'given instead of the phone settings: those had set every channel',
    {
      has: { AfterContactWorkConfigs: [work('VOICE', 60), work('CHAT', 60)] },
      wants: { AfterContactWorkConfigs: [work('VOICE', 60)] },
      old: { PhoneConfig: { AfterContactWorkTimeLimit: 60 } },
      sent: { AfterContactWorkConfigs: [work('VOICE', 60), work('CHAT', 0)] },
    },
  ],
  ['an entry without a channel does no harm', { wants: { AutoAcceptConfigs: [{ AutoAccept: false }] } }],
])('%s', (_, { has = {}, wants = {}, old = {}, phoneWritten = false, sent }) => {
  const expected = sent === undefined ? [] : [{ call: 'updateConfig', configs: sent }];
  expect(channelChanges(user(has), wants, old, phoneWritten)).toEqual(expected);
  expect(channelChanges(user({ ...has, ...sent }), wants, old, false)).toEqual([]);
});
