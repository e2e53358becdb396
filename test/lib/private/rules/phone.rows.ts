import type { UserProperties } from '../../../../lib/private/contract';
import { rows } from './row';

const limit = (AfterContactWorkTimeLimit: number): UserProperties => ({
  PhoneConfig: { AfterContactWorkTimeLimit },
});
const LIMIT = 'PhoneConfig.AfterContactWorkTimeLimit';
const perChannel = (Channel: string, seconds: number, callback?: number): UserProperties => ({
  AfterContactWorkConfigs: [
    {
      Channel,
      AfterContactWorkConfig: { AfterContactWorkTimeLimit: seconds },
      ...(callback !== undefined && {
        AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: callback },
      }),
    },
  ],
});
const ENTRY = 'AfterContactWorkConfigs[0]';

export const PHONE_ROWS = [
  ...rows('after-contact-work', (pass, fail) => {
    pass('0', limit(0));
    pass('2,000,000', limit(2_000_000));
    pass('0 and 2,000,000 of a channel', perChannel('VOICE', 0, 2_000_000));
    fail('-1', limit(-1), LIMIT, { says: /Given -1\..*0 .*2000000/ });
    fail('2,000,001', limit(2_000_001), LIMIT);
    fail('half a second', limit(0.5), LIMIT);
    fail('infinite', limit(Infinity), LIMIT);
    fail(
      '-1 of a channel',
      perChannel('TASK', -1),
      `${ENTRY}.AfterContactWorkConfig.AfterContactWorkTimeLimit`,
    );
    fail(
      '2,000,001 of an agent-first callback',
      perChannel('VOICE', 1, 2_000_001),
      `${ENTRY}.AgentFirstCallbackAfterContactWorkConfig.AfterContactWorkTimeLimit`,
    );
  }),
  ...rows('after-contact-work-chat', (pass, fail) => {
    pass('5,400 for CHAT', perChannel('CHAT', 5_400));
    pass('5,401 for VOICE', perChannel('VOICE', 5_401));
    pass('5,401 for all channels', limit(5_401));
    pass('2,000,001 for CHAT, which is an error elsewhere', perChannel('CHAT', 2_000_001));
    fail(
      '5,401 for CHAT',
      perChannel('CHAT', 5_401),
      `${ENTRY}.AfterContactWorkConfig.AfterContactWorkTimeLimit`,
      {
        says: /5401.*90 minutes/,
      },
    );
  }),
  ...rows('desk-phone-number', (pass, fail) => {
    const voice = (PhoneType: string, PhoneNumber?: string): UserProperties => ({
      PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType, PhoneNumber }],
    });
    pass('DESK_PHONE with a number', {
      PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555551212' },
    });
    pass('SOFT_PHONE without', { PhoneConfig: { PhoneType: 'SOFT_PHONE' } });
    pass('SOFT_PHONE with', { PhoneConfig: { PhoneType: 'SOFT_PHONE', DeskPhoneNumber: '+15555551212' } });
    pass('DESK_PHONE of a channel with a number', voice('DESK_PHONE', '+15555551212'));
    pass('SOFT_PHONE of a channel without', voice('SOFT_PHONE'));
    fail('DESK_PHONE without', { PhoneConfig: { PhoneType: 'DESK_PHONE' } }, 'PhoneConfig.DeskPhoneNumber');
    fail('DESK_PHONE of a channel without', voice('DESK_PHONE'), 'PhoneNumberConfigs[0].PhoneNumber');
  }),
  ...rows('phone-config-conflict', (pass, fail) => {
    const numbers = { PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'SOFT_PHONE' }] };
    const accepts = { AutoAcceptConfigs: [{ Channel: 'VOICE', AutoAccept: true }] };
    const persists = { PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }] };
    pass('phoneConfig alone', { PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true } });
    pass('the lists alone', { ...numbers, ...accepts, ...persists, ...perChannel('VOICE', 1) });
    pass('different settings', { PhoneConfig: { PhoneType: 'SOFT_PHONE' }, ...accepts, ...persists });
    pass('an empty list', { PhoneConfig: { AutoAccept: true }, AutoAcceptConfigs: [] });
    pass('voice enhancement, which has no twin', {
      PhoneConfig: { PhoneType: 'SOFT_PHONE' },
      VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NONE' }],
    });
    fail('AutoAccept', { PhoneConfig: { AutoAccept: false }, ...accepts }, 'PhoneConfig.AutoAccept', {
      says: /AutoAcceptConfigs/,
    });
    fail('AfterContactWorkTimeLimit', { ...limit(0), ...perChannel('VOICE', 1) }, LIMIT);
    fail('PhoneType', { PhoneConfig: { PhoneType: 'SOFT_PHONE' }, ...numbers }, 'PhoneConfig.PhoneType');
    fail(
      'DeskPhoneNumber',
      { PhoneConfig: { DeskPhoneNumber: '+15555551212' }, ...numbers },
      'PhoneConfig.DeskPhoneNumber',
    );
    fail(
      'PersistentConnection',
      { PhoneConfig: { PersistentConnection: false }, ...persists },
      'PhoneConfig.PersistentConnection',
    );
  }),
];
