import type { User } from '../../../lambda/connect/connect-api';
import { formerOf, readRecord, recordOf, roomFor, type Former } from '../../../lambda/user/former';
import { CHANNEL_LISTS } from '../../../lib/private/contract';

const key = { secret: 'a'.repeat(64), accountArn: 'arn', owner: 'Agents/Mary/1c2fa620' };
const IDENTITY = { FirstName: 'Maria', Email: 'maria@example.com' };
const FORMER: Former = {
  RoutingProfileId: 'rp-old',
  SecurityProfileIds: ['sp-admin'],
  IdentityInfo: IDENTITY,
  PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555550123' },
  AutoAcceptConfigs: [],
  Tags: { a: '1' },
};
const REST: Former = {
  RoutingProfileId: 'rp-old',
  SecurityProfileIds: ['sp-admin'],
  Tags: { a: '1' },
};
const accountWith = (Tags: Readonly<Record<string, string>>): User => ({
  Id: 'user-1',
  Arn: 'arn',
  Username: 'Mary',
  Tags,
});
const textOf = (tags: object) => Object.values(tags).join('');

describe('the record', () => {
  test('is sealed as a whole, and read back', () => {
    const { tags, partly } = recordOf(FORMER, 10, key)!;
    expect(partly).toBe(false);
    expect(textOf(tags)).toMatch(/^2/);
    expect(readRecord(accountWith(tags), key)).toEqual(FORMER);
  });

  test('without a key it is in the clear, without personal data', () => {
    const { tags, partly } = recordOf(FORMER, 10, undefined)!;
    expect(partly).toBe(true);
    expect(textOf(tags)).toMatch(/^1/);
    expect(readRecord(accountWith(tags), undefined)).toEqual(REST);
  });

  test('where there is no room for all, it is sealed without personal data', () => {
    const long = { ...FORMER, IdentityInfo: { ...IDENTITY, LastName: randomText(300) } };
    const { tags, partly } = recordOf(long, 1, key)!;
    expect(partly).toBe(true);
    expect(textOf(tags)).toMatch(/^2/);
    expect(readRecord(accountWith(tags), key)).toEqual(REST);
    expect(recordOf(long, 3, key)?.partly).toBe(false);
  });

  test('where there is no room at all, there is none', () => {
    expect(recordOf(FORMER, 0, key)).toBeUndefined();
  });

  test('nothing is missing where there was nothing personal', () => {
    expect(recordOf(REST, 10, undefined)?.partly).toBe(false);
    expect(recordOf(REST, 10, key)?.partly).toBe(false);
  });

  test('of many parts is read in their order', () => {
    const IdentityInfo = { LastName: randomText(3_000) };
    const { tags } = recordOf({ ...FORMER, IdentityInfo }, 49, key)!;
    expect(Object.keys(tags).length).toBeGreaterThan(10);
    expect(Math.max(...Object.values(tags).map(({ length }) => length))).toBe(256);
    const shuffled = Object.fromEntries(Object.entries(tags).reverse());
    expect(readRecord(accountWith(shuffled), key)?.IdentityInfo).toEqual(IdentityInfo);
  });

  test.each<[string, (tags: Readonly<Record<string, string>>) => Record<string, string>]>([
    ['a part is missing', (tags) => ({ 'cdk-connect-user:before-2': tags['cdk-connect-user:before-1'] })],
    ['it was changed', (tags) => ({ 'cdk-connect-user:before-1': `${textOf(tags).slice(0, -9)}AAAAAAAAA` })],
    ['it is in the clear', () => ({ ...recordOf(REST, 10, undefined)!.tags })],
    ['it has no version', (tags) => ({ 'cdk-connect-user:before-1': textOf(tags).slice(1) })],
    ['it is empty', () => ({ 'cdk-connect-user:before-1': '' })],
    ['there is none', () => ({})],
  ])('is not believed if there is a key, and %s', (_, changed) => {
    expect(readRecord(accountWith(changed(recordOf(REST, 10, key)!.tags)), key)).toBeUndefined();
  });

  test.each([
    ['sealed', () => textOf(recordOf(FORMER, 10, key)!.tags)],
    ['garbage', () => '1not compressed'],
    ['empty', () => '1'],
    ['without a version', () => textOf(recordOf(FORMER, 10, undefined)!.tags).slice(1)],
  ])('is not read without a key if it is %s', (_, text) => {
    expect(readRecord(accountWith({ 'cdk-connect-user:before-1': text() }), undefined)).toBeUndefined();
  });
});

describe('room for tags', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${n}`, '']));

  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['of a bare account', {}, {}, 49],
    ["beside its own and the stack's", { a: '1', b: '1' }, { b: '2', c: '2' }, 46],
    ['that has its owner tag already', { 'cdk-connect-user:owner': 'x' }, {}, 49],
    ['whose former record goes', { 'cdk-connect-user:before-1': 'x', a: '1' }, {}, 48],
    ['that is full', many(50), {}, -1],
  ])('%s', (_, has, given, room) => {
    expect(roomFor(accountWith(has), { Tags: given })).toBe(room);
  });
});

describe('phone settings', () => {
  const PhoneConfig = { PhoneType: 'SOFT_PHONE', AutoAccept: true, AfterContactWorkTimeLimit: 30 };
  const lists = Object.fromEntries(CHANNEL_LISTS.map((list) => [list, []]));
  const acw = (Channel: string) => [{ Channel, AfterContactWorkConfig: { AfterContactWorkTimeLimit: 30 } }];

  test.each([
    ['of an account without lists', {}, PhoneConfig],
    [
      'whose list says it of VOICE',
      { AfterContactWorkConfigs: acw('VOICE') },
      { AfterContactWorkTimeLimit: undefined },
    ],
    ['whose list says it of another channel', { AfterContactWorkConfigs: acw('CHAT') }, {}],
  ])('%s', (_, more, phone) => {
    const account = { ...accountWith({}), PhoneConfig, ...more };
    const former = formerOf(account, { PhoneConfig: { AutoAccept: false } }, undefined);
    expect(former).toEqual({ Tags: {}, ...lists, ...more, PhoneConfig: { ...PhoneConfig, ...phone } });
  });

  test('that the stack does not give are not kept', () => {
    const account = { ...accountWith({}), PhoneConfig, IdentityInfo: IDENTITY };
    expect(formerOf(account, {}, undefined)).toEqual({ Tags: {} });
  });
});

/** Text that does not compress. */
function randomText(length: number): string {
  let [text, state] = ['', 1];
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36);
  }
  return text.slice(0, length);
}
