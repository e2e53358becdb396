import type { UserProperties } from '../../../lib/private/contract';
import { phoneChanges } from '../../../lambda/user/converge-phone';

type Phone = UserProperties['PhoneConfig'];
const user = (PhoneConfig?: Phone) => ({ Id: 'u', Arn: 'arn', Username: 'Mary', PhoneConfig });
const NEW_USER = {
  PhoneType: 'SOFT_PHONE',
  AutoAccept: false,
  AfterContactWorkTimeLimit: 0,
  PersistentConnection: false,
};
const DESK = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555551212' };
const limits = [{ Channel: 'VOICE', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 5 } }];

test.each<[string, Phone, UserProperties, UserProperties | undefined, Phone]>([
  ['never given: untouched', { ...DESK }, {}, {}, undefined],
  ['never given, no before', { ...DESK }, {}, undefined, undefined],
  ['the same', { ...NEW_USER, AutoAccept: true }, { PhoneConfig: { AutoAccept: true } }, {}, undefined],
  [
    'what is not shown is as a new user has it',
    undefined,
    { PhoneConfig: { PhoneType: 'SOFT_PHONE' } },
    {},
    undefined,
  ],
  [
    'one differs: the whole set',
    { ...NEW_USER },
    { PhoneConfig: { AfterContactWorkTimeLimit: 60 } },
    {},
    { ...NEW_USER, AfterContactWorkTimeLimit: 60 },
  ],
  [
    'false is not the same as true',
    { ...NEW_USER, AutoAccept: true },
    { PhoneConfig: { AutoAccept: false } },
    {},
    NEW_USER,
  ],
  [
    'a member not given any more',
    { ...NEW_USER, AutoAccept: true },
    { PhoneConfig: { PhoneType: 'SOFT_PHONE' } },
    {},
    NEW_USER,
  ],
  ['a number', { ...NEW_USER }, { PhoneConfig: DESK }, {}, { ...NEW_USER, ...DESK }],
  [
    'no number any more',
    { ...NEW_USER, ...DESK },
    { PhoneConfig: { PhoneType: 'SOFT_PHONE' } },
    {},
    NEW_USER,
  ],
  ['an empty number is none', { ...NEW_USER }, { PhoneConfig: { DeskPhoneNumber: '' } }, {}, undefined],
  [
    'taken away: as a new user',
    { ...NEW_USER, AutoAccept: true },
    {},
    { PhoneConfig: { AutoAccept: true } },
    NEW_USER,
  ],
  [
    'taken away, and as a new user already',
    { ...NEW_USER },
    {},
    { PhoneConfig: { AutoAccept: true } },
    undefined,
  ],
  [
    'a member whose channels are given is left to them',
    { ...NEW_USER, AfterContactWorkTimeLimit: 5, AutoAccept: true },
    { PhoneConfig: { PhoneType: 'SOFT_PHONE' }, AfterContactWorkConfigs: limits },
    {},
    { PhoneType: 'SOFT_PHONE', AutoAccept: false, PersistentConnection: false },
  ],
  [
    'and is not compared',
    { ...NEW_USER, AfterContactWorkTimeLimit: 5 },
    { PhoneConfig: { PhoneType: 'SOFT_PHONE' }, AfterContactWorkConfigs: limits },
    {},
    undefined,
  ],
  [
    'taken away in favour of the channels',
    { ...NEW_USER, AfterContactWorkTimeLimit: 60 },
    { AfterContactWorkConfigs: limits },
    { PhoneConfig: { AfterContactWorkTimeLimit: 60 } },
    undefined,
  ],
  [
    'given in favour of the channels: sent, since other channels differ unseen',
    { ...NEW_USER, AfterContactWorkTimeLimit: 5 },
    { PhoneConfig: { AfterContactWorkTimeLimit: 5 } },
    { AfterContactWorkConfigs: limits },
    { ...NEW_USER, AfterContactWorkTimeLimit: 5 },
  ],
])('%s', (_, has, desired, old, config) => {
  const expected = config === undefined ? [] : [{ call: 'updatePhoneConfig', config }];
  expect(phoneChanges(user(has), desired, old)).toEqual(expected);
});
