import type { UserProperties } from '../../../../lib/private/contract';
import { rows } from './row';

const accept = (...channels: string[]): UserProperties => ({
  AutoAcceptConfigs: channels.map((Channel) => ({ Channel, AutoAccept: true })),
});
const voiceOnly = (Channel: string): UserProperties => ({
  PhoneNumberConfigs: [{ Channel, PhoneType: 'SOFT_PHONE' }],
  PersistentConnectionConfigs: [{ Channel, PersistentConnection: true }],
  VoiceEnhancementConfigs: [{ Channel, VoiceEnhancementMode: 'VOICE_ISOLATION' }],
});
const VOICE_ONLY = [
  'PhoneNumberConfigs[0].Channel',
  'PersistentConnectionConfigs[0].Channel',
  'VoiceEnhancementConfigs[0].Channel',
];
const callback = (Channel: string): UserProperties => ({
  AutoAcceptConfigs: [{ Channel, AutoAccept: true, AgentFirstCallbackAutoAccept: false }],
  AfterContactWorkConfigs: [
    {
      Channel,
      AfterContactWorkConfig: { AfterContactWorkTimeLimit: 1 },
      AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 0 },
    },
  ],
});

export const CHANNEL_ROWS = [
  ...rows('enum', (pass, fail) => {
    pass('every channel', accept('VOICE', 'CHAT', 'TASK', 'EMAIL'));
    for (const mode of ['VOICE_ISOLATION', 'NOISE_SUPPRESSION', 'NONE']) {
      pass(mode, { VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: mode }] });
    }
    for (const type of ['SOFT_PHONE', 'DESK_PHONE']) pass(type, { PhoneConfig: { PhoneType: type } });
    fail('lower case', accept('voice'), 'AutoAcceptConfigs[0].Channel', {
      says: /"voice".*VOICE, CHAT, TASK, EMAIL/,
    });
    fail('the second of two', accept('VOICE', 'FAX'), 'AutoAcceptConfigs[1].Channel');
    fail('an empty phone type', { PhoneConfig: { PhoneType: '' } }, 'PhoneConfig.PhoneType');
    fail(
      'a phone type of a channel',
      { PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'HARD_PHONE' }] },
      'PhoneNumberConfigs[0].PhoneType',
    );
    fail(
      'a voice enhancement',
      { VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'LOUDER' }] },
      'VoiceEnhancementConfigs[0].VoiceEnhancementMode',
    );
  }),
  ...rows('channel-required-members', (pass, fail) => {
    pass('all there', { ...accept('VOICE'), ...voiceOnly('VOICE'), ...callback('VOICE') });
    fail(
      'nothing there',
      {
        AutoAcceptConfigs: [{}],
        AfterContactWorkConfigs: [{}],
        PhoneNumberConfigs: [{}],
        PersistentConnectionConfigs: [{}],
        VoiceEnhancementConfigs: [{}],
      },
      [
        'AutoAcceptConfigs[0].Channel',
        'AutoAcceptConfigs[0].AutoAccept',
        'AfterContactWorkConfigs[0].Channel',
        'AfterContactWorkConfigs[0].AfterContactWorkConfig',
        'PhoneNumberConfigs[0].Channel',
        'PhoneNumberConfigs[0].PhoneType',
        'PersistentConnectionConfigs[0].Channel',
        'PersistentConnectionConfigs[0].PersistentConnection',
        'VoiceEnhancementConfigs[0].Channel',
        'VoiceEnhancementConfigs[0].VoiceEnhancementMode',
      ],
    );
    fail('one missing', { AutoAcceptConfigs: [{ Channel: 'VOICE' }] }, 'AutoAcceptConfigs[0].AutoAccept');
  }),
  ...rows('channel-twice', (pass, fail) => {
    pass('each once', accept('VOICE', 'CHAT'));
    pass('the same in two lists', { ...accept('VOICE'), ...voiceOnly('VOICE') });
    fail('one twice', accept('VOICE', 'CHAT', 'VOICE'), 'AutoAcceptConfigs[2].Channel', {
      says: /"VOICE".*more than once/,
    });
    fail('one three times', accept('TASK', 'TASK', 'TASK'), [
      'AutoAcceptConfigs[1].Channel',
      'AutoAcceptConfigs[2].Channel',
    ]);
  }),
  ...rows('voice-only', (pass, fail) => {
    pass('VOICE', voiceOnly('VOICE'));
    pass('other channels elsewhere', accept('CHAT', 'TASK', 'EMAIL'));
    fail('CHAT', voiceOnly('CHAT'), VOICE_ONLY);
    fail('TASK', voiceOnly('TASK'), VOICE_ONLY);
    fail('EMAIL', voiceOnly('EMAIL'), VOICE_ONLY, { says: /Given EMAIL.*VOICE only/ });
  }),
  ...rows('agent-first-callback-voice', (pass, fail) => {
    pass('VOICE', callback('VOICE'));
    pass('other channels without it', accept('CHAT'));
    fail('CHAT', callback('CHAT'), [
      'AutoAcceptConfigs[0].AgentFirstCallbackAutoAccept',
      'AfterContactWorkConfigs[0].AgentFirstCallbackAfterContactWorkConfig',
    ]);
  }),
];
