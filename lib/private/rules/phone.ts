/** Rules about phone settings and after-contact work, for all channels at once or channel by channel. */
import type { Rule } from './rule';
import type { SeenUser } from './seen';
import { elements, given, known } from './seen';
import * as show from './show';

const LONGEST = 2_000_000;
const LONGEST_CHAT = 5_400;

function* limitsPerChannel(user: SeenUser): Generator<[field: string, seconds: number, channel?: string]> {
  for (const [field, config] of elements(user.AfterContactWorkConfigs, 'AfterContactWorkConfigs')) {
    for (const name of ['AfterContactWorkConfig', 'AgentFirstCallbackAfterContactWorkConfig'] as const) {
      const seconds = known(known(config[name])?.AfterContactWorkTimeLimit);
      if (seconds === undefined) continue;
      yield [`${field}.${name}.AfterContactWorkTimeLimit`, seconds, known(config.Channel)];
    }
  }
}

function* limits(user: SeenUser): Generator<[field: string, seconds: number]> {
  const seconds = known(known(user.PhoneConfig)?.AfterContactWorkTimeLimit);
  if (seconds !== undefined) yield ['PhoneConfig.AfterContactWorkTimeLimit', seconds];
  for (const [field, limit] of limitsPerChannel(user)) yield [field, limit];
}

const CONFLICTS = [
  ['AutoAccept', 'AutoAcceptConfigs'],
  ['AfterContactWorkTimeLimit', 'AfterContactWorkConfigs'],
  ['PhoneType', 'PhoneNumberConfigs'],
  ['DeskPhoneNumber', 'PhoneNumberConfigs'],
  ['PersistentConnection', 'PersistentConnectionConfigs'],
] as const;

export const PHONE_RULES: readonly Rule[] = [
  {
    id: 'after-contact-work',
    page: show.PAGES.phoneConfig,
    *check(user) {
      for (const [field, seconds] of limits(user)) {
        if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST) continue;
        const allowed = `whole seconds from 0 (no limit) to ${LONGEST} (24 days)`;
        yield { field, message: `Given ${seconds}. Allowed: ${allowed}.` };
      }
    },
  },
  {
    id: 'after-contact-work-chat',
    level: 'warning',
    page: show.PAGES.afterContactWork,
    *check(user) {
      for (const [field, seconds, channel] of limitsPerChannel(user)) {
        if (channel !== 'CHAT' || seconds <= LONGEST_CHAT || seconds > LONGEST) continue;
        const allowed = `at most ${LONGEST_CHAT} for CHAT: with more, after-contact work ends after 90 minutes all the same`;
        yield { field, message: `Given ${seconds} seconds. Allowed: ${allowed}.` };
      }
    },
  },
  {
    id: 'desk-phone-number',
    page: show.PAGES.phoneConfig,
    *check(user) {
      const message =
        'DESK_PHONE is given without a phone number. Allowed: DESK_PHONE with one, or SOFT_PHONE.';
      const config = known(user.PhoneConfig);
      if (config?.PhoneType === 'DESK_PHONE' && !given(config.DeskPhoneNumber)) {
        yield { field: 'PhoneConfig.DeskPhoneNumber', message };
      }
      for (const [field, { PhoneType, PhoneNumber }] of elements(
        user.PhoneNumberConfigs,
        'PhoneNumberConfigs',
      )) {
        if (PhoneType === 'DESK_PHONE' && !given(PhoneNumber))
          yield { field: `${field}.PhoneNumber`, message };
      }
    },
  },
  {
    id: 'phone-config-conflict',
    page: show.PAGES.createUser,
    *check(user) {
      const config = known(user.PhoneConfig);
      for (const [name, list] of CONFLICTS) {
        // A token may come to nothing at deployment, so only what is certainly there conflicts.
        if (known(config?.[name]) === undefined || !known(user[list])?.length) continue;
        const message = `Both PhoneConfig.${name} and ${list} are given. Allowed: one of them.`;
        yield { field: `PhoneConfig.${name}`, message };
      }
    },
  },
];
