/** Updates of phone settings: for all channels at once, and channel by channel. */
import { Duration } from 'aws-cdk-lib';
import { Channel, PhoneType, VoiceEnhancementMode } from '../../lib';
import type { Account } from '../support/deployment';
import type { UserOver } from '../support/users';
import { row, type Row } from './update-in-place.row';

const NEW_PHONE = {
  PhoneType: 'SOFT_PHONE',
  AutoAccept: false,
  AfterContactWorkTimeLimit: 0,
  PersistentConnection: false,
} as const;
const DESK = { phoneType: PhoneType.DESK_PHONE, deskPhoneNumber: '+15555551212' };
const DESK_SHOWN = { ...NEW_PHONE, PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555551212' } as const;
const WORK = { phoneConfig: { afterContactWorkTimeLimit: Duration.seconds(60) } };
const PHONE_CALL = ['UpdateUserPhoneConfig'];

export const PHONE: readonly Row[] = [
  row('phone settings set', {}, { phoneConfig: DESK }, PHONE_CALL, { PhoneConfig: DESK_SHOWN }),
  row(
    'phone type changed',
    { phoneConfig: DESK },
    { phoneConfig: { phoneType: PhoneType.SOFT_PHONE } },
    PHONE_CALL,
    {
      PhoneConfig: NEW_PHONE,
    },
  ),
  row(
    'desk phone number changed',
    { phoneConfig: DESK },
    { phoneConfig: { ...DESK, deskPhoneNumber: '+15555551299' } },
    PHONE_CALL,
    { PhoneConfig: { ...DESK_SHOWN, DeskPhoneNumber: '+15555551299' } },
  ),
  row('auto-accept changed', WORK, { phoneConfig: { ...WORK.phoneConfig, autoAccept: true } }, PHONE_CALL, {
    PhoneConfig: { ...NEW_PHONE, AfterContactWorkTimeLimit: 60, AutoAccept: true },
  }),
  row(
    'after-contact work changed',
    WORK,
    { phoneConfig: { afterContactWorkTimeLimit: Duration.minutes(2) } },
    PHONE_CALL,
    { PhoneConfig: { ...NEW_PHONE, AfterContactWorkTimeLimit: 120 } },
  ),
  row(
    'persistent connection changed',
    WORK,
    { phoneConfig: { ...WORK.phoneConfig, persistentConnection: true } },
    PHONE_CALL,
    { PhoneConfig: { ...NEW_PHONE, AfterContactWorkTimeLimit: 60, PersistentConnection: true } },
  ),
  row(
    'one phone setting removed',
    { phoneConfig: { ...WORK.phoneConfig, autoAccept: true } },
    WORK,
    PHONE_CALL,
    { PhoneConfig: { ...NEW_PHONE, AfterContactWorkTimeLimit: 60 } },
  ),
  row('all phone settings removed', { phoneConfig: { ...DESK, ...WORK.phoneConfig } }, {}, PHONE_CALL, {
    PhoneConfig: NEW_PHONE,
  }),
];

const accept = (voice: boolean, chat?: boolean): UserOver => ({
  autoAcceptConfigs: [
    { channel: Channel.VOICE, autoAccept: voice },
    ...(chat === undefined ? [] : [{ channel: Channel.CHAT, autoAccept: chat }]),
  ],
});
const work = (voice: number, task?: number, callback?: number): UserOver => ({
  afterContactWorkConfigs: [
    {
      channel: Channel.VOICE,
      afterContactWorkTimeLimit: Duration.seconds(voice),
      ...(callback !== undefined && {
        agentFirstCallbackAfterContactWorkTimeLimit: Duration.seconds(callback),
      }),
    },
    ...(task === undefined
      ? []
      : [{ channel: Channel.TASK, afterContactWorkTimeLimit: Duration.seconds(task) }]),
  ],
});
const phone = (phoneNumber?: string): UserOver => ({
  phoneNumberConfigs: [
    phoneNumber === undefined
      ? { channel: Channel.VOICE, phoneType: PhoneType.SOFT_PHONE }
      : { channel: Channel.VOICE, phoneType: PhoneType.DESK_PHONE, phoneNumber },
  ],
});
const persistent = (on: boolean): UserOver => ({
  persistentConnectionConfigs: [{ channel: Channel.VOICE, persistentConnection: on }],
});
const voice = (mode: VoiceEnhancementMode): UserOver => ({
  voiceEnhancementConfigs: [{ channel: Channel.VOICE, voiceEnhancementMode: mode }],
});

const CONFIG = ['UpdateUserConfig'];
const limit = (AfterContactWorkTimeLimit: number) => ({
  AfterContactWorkConfig: { AfterContactWorkTimeLimit },
});
/** The account shows voice settings in the older view, too. */
const shows = (over: Partial<Account['PhoneConfig']>) => ({ PhoneConfig: { ...NEW_PHONE, ...over } });
const voiceAccepts = (AutoAccept: boolean) => ({ Channel: 'VOICE' as const, AutoAccept });
const chatAccepts = (AutoAccept: boolean) => ({ Channel: 'CHAT' as const, AutoAccept });

export const CHANNELS: readonly Row[] = [
  row('auto-accept list set', {}, accept(true), CONFIG, {
    AutoAcceptConfigs: [voiceAccepts(true)],
    ...shows({ AutoAccept: true }),
  }),
  row('auto-accept list changed', accept(true), accept(false, true), CONFIG, {
    AutoAcceptConfigs: [voiceAccepts(false), chatAccepts(true)],
    ...shows({ AutoAccept: false }),
  }),
  row('auto-accept of one channel removed', accept(true, true), accept(true), CONFIG, {
    AutoAcceptConfigs: [voiceAccepts(true), chatAccepts(false)],
  }),
  row('auto-accept list removed', accept(true, true), {}, CONFIG, {
    AutoAcceptConfigs: [voiceAccepts(false), chatAccepts(false)],
    ...shows({}),
  }),
  row('after-contact work list set', {}, work(30, 45), CONFIG, {
    AfterContactWorkConfigs: [
      { Channel: 'VOICE', ...limit(30) },
      { Channel: 'TASK', ...limit(45) },
    ],
    ...shows({ AfterContactWorkTimeLimit: 30 }),
  }),
  row('after-contact work list changed', work(30, 45), work(30, 50), CONFIG, {
    AfterContactWorkConfigs: [
      { Channel: 'VOICE', ...limit(30) },
      { Channel: 'TASK', ...limit(50) },
    ],
  }),
  row('after-contact work after callbacks removed', work(30, undefined, 20), work(30), CONFIG, {
    AfterContactWorkConfigs: [
      {
        Channel: 'VOICE',
        ...limit(30),
        AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 0 },
      },
    ],
  }),
  row('after-contact work of one channel removed', work(30, 45), work(30), CONFIG, {
    AfterContactWorkConfigs: [
      { Channel: 'VOICE', ...limit(30) },
      { Channel: 'TASK', ...limit(0) },
    ],
  }),
  row('after-contact work list removed', work(30), {}, CONFIG, {
    AfterContactWorkConfigs: [{ Channel: 'VOICE', ...limit(0) }],
    ...shows({}),
  }),
  row('phone list set', {}, phone('+15555551212'), CONFIG, {
    PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15555551212' }],
    PhoneConfig: DESK_SHOWN,
  }),
  row('phone list changed', phone('+15555551212'), phone(), CONFIG, {
    PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'SOFT_PHONE' }],
    PhoneConfig: NEW_PHONE,
  }),
  row('phone list removed', phone('+15555551212'), {}, CONFIG, {
    PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'SOFT_PHONE' }],
    PhoneConfig: NEW_PHONE,
  }),
  row('persistent connection list set', {}, persistent(true), CONFIG, {
    PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
    ...shows({ PersistentConnection: true }),
  }),
  row('persistent connection list changed', persistent(true), persistent(false), CONFIG, {
    PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: false }],
    ...shows({}),
  }),
  row('persistent connection list removed', persistent(true), {}, CONFIG, {
    PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: false }],
    ...shows({}),
  }),
  row('voice enhancement list set', {}, voice(VoiceEnhancementMode.VOICE_ISOLATION), CONFIG, {
    VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'VOICE_ISOLATION' }],
  }),
  row(
    'voice enhancement list changed',
    voice(VoiceEnhancementMode.VOICE_ISOLATION),
    voice(VoiceEnhancementMode.NOISE_SUPPRESSION),
    CONFIG,
    { VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }] },
  ),
  row('voice enhancement list removed', voice(VoiceEnhancementMode.VOICE_ISOLATION), {}, CONFIG, {
    VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NONE' }],
  }),
];
