import { SHAPES } from '../../../local/connect/model';
import { validate } from '../../../local/connect/validate';
import { mary } from './harness';

const LONG = 'x'.repeat(301);

const refused = (input: object): { code: string; message: string } => {
  try {
    validate(SHAPES, 'CreateUser', input);
  } catch (error) {
    return { code: (error as Error).name, message: (error as Error).message };
  }
  return { code: '', message: '' };
};

const tags = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'v']));

const constraint = (where: string, what: string): string =>
  `1 validation error detected: Value at '${where}' failed to satisfy constraint: Member must ${what}`;

describe('what the model refuses', () => {
  it.each([
    ['a missing member', { Username: undefined }, constraint('username', 'not be null')],
    ['null, which is missing', { Username: null }, constraint('username', 'not be null')],
    [
      'a string too short',
      { Username: '' },
      constraint('username', 'have length greater than or equal to 1'),
    ],
    [
      'a string too long',
      { Username: LONG },
      constraint('username', 'have length less than or equal to 100'),
    ],
    [
      'an emoji, which counts 2',
      { IdentityInfo: { FirstName: '😀'.repeat(128) } },
      constraint('identityInfo.firstName', 'have length less than or equal to 255'),
    ],
    [
      'a last name too long',
      { IdentityInfo: { LastName: LONG } },
      constraint('identityInfo.lastName', 'have length less than or equal to 300'),
    ],
    [
      'a list too short',
      { SecurityProfileIds: [] },
      constraint('securityProfileIds', 'have length greater than or equal to 1'),
    ],
    [
      'a list too long',
      { SecurityProfileIds: Array<string>(11).fill('a') },
      constraint('securityProfileIds', 'have length less than or equal to 10'),
    ],
    [
      'null in a list',
      { SecurityProfileIds: [null] },
      constraint('securityProfileIds.1.member', 'not be null'),
    ],
    ['a map too small', { Tags: {} }, constraint('tags', 'have length greater than or equal to 1')],
    ['a map too large', { Tags: tags(51) }, constraint('tags', 'have length less than or equal to 50')],
    ['null in a map', { Tags: { a: null } }, constraint('tags.value', 'not be null')],
    [
      'a tag value too long',
      { Tags: { a: LONG } },
      constraint('tags.value', 'have length less than or equal to 256'),
    ],
    [
      'a negative number',
      { PhoneConfig: { AfterContactWorkTimeLimit: -1 } },
      constraint('phoneConfig.afterContactWorkTimeLimit', 'have value greater than or equal to 0'),
    ],
    [
      'a value that is not in the enum',
      { PhoneConfig: { PhoneType: 'SMART_PHONE' } },
      constraint('phoneConfig.phoneType', 'satisfy enum value set: [SOFT_PHONE, DESK_PHONE]'),
    ],
    [
      'a missing member in a list',
      { AutoAcceptConfigs: [{ Channel: 'VOICE' }] },
      constraint('autoAcceptConfigs.1.member.autoAccept', 'not be null'),
    ],
  ])('%s', (_, more, message) => {
    expect(refused(mary(more))).toEqual({ code: 'InvalidParameterException', message });
  });

  it.each([
    ['a password without a digit', { Password: 'Password' }],
    ['a password without a capital', { Password: 'passw0rd' }],
    ['a password of 7 characters', { Password: 'Passw0r' }],
    ['a password of 65 characters', { Password: `Aa1${'x'.repeat(62)}` }],
    ['a password with a space', { Password: 'Pass Word1' }],
    ['a phone number without +', { PhoneConfig: { DeskPhoneNumber: '15555551212' } }],
    ['a phone number that only ends like one', { PhoneConfig: { DeskPhoneNumber: 'x+15555551212' } }],
    ['a phone number of 16 digits', { PhoneConfig: { DeskPhoneNumber: '+1234567890123456' } }],
    ['a phone number that starts with 0', { IdentityInfo: { Mobile: '+05555551212' } }],
    ['an empty mobile number', { IdentityInfo: { Mobile: '' } }],
    ['a tag key of AWS', { Tags: { 'aws:x': 'v' } }],
    ['a tag key with a character that is not allowed', { Tags: { 'a*': 'v' } }],
  ])('%s, by its pattern, and without repeating it', (_, more) => {
    const { code, message } = refused(mary(more));
    expect(code).toBe('InvalidParameterException');
    expect(message).toContain('Member must satisfy regular expression pattern: ');
    for (const value of JSON.stringify(more).match(/[^"{}:[\],]{4,}/g) ?? []) {
      if (!/^[A-Z][a-zA-Z]+$/.test(value)) expect(message).not.toContain(value);
    }
  });

  it('several at once, in one error', () => {
    expect(refused(mary({ Username: '', RoutingProfileId: undefined })).message).toMatch(
      /^2 validation errors detected: Value at 'username' .*; Value at 'routingProfileId' /,
    );
  });

  it.each([
    [
      'a string for a boolean',
      { PhoneConfig: { AutoAccept: 'true' } },
      'STRING_VALUE can not be converted to Boolean',
    ],
    [
      'a string for a number',
      { PhoneConfig: { AfterContactWorkTimeLimit: '60' } },
      'STRING_VALUE can not be converted to Integer',
    ],
    [
      'a fraction for an integer',
      { PhoneConfig: { AfterContactWorkTimeLimit: 1.5 } },
      'NUMBER_VALUE can not be converted to Integer',
    ],
    [
      'more than 32 bits',
      { PhoneConfig: { AfterContactWorkTimeLimit: 2 ** 31 } },
      'NUMBER_VALUE can not be converted to Integer',
    ],
    ['a number for a string', { Username: 1 }, 'NUMBER_VALUE can not be converted to String'],
    ['a string for a list', { SecurityProfileIds: 'a' }, 'STRING_VALUE can not be converted to List'],
    ['a list for a structure', { PhoneConfig: [] }, 'LIST_VALUE can not be converted to Structure'],
    ['a list for a map', { Tags: ['a'] }, 'LIST_VALUE can not be converted to Map'],
  ])('%s, as a SerializationException', (_, more, message) => {
    const found = refused(mary(more));
    expect(found.code).toBe('SerializationException');
    expect(found.message).toContain(message);
  });
});

describe('what the model lets pass', () => {
  it('keeps known members and drops what the model does not know', () => {
    expect(validate(SHAPES, 'DeleteUser', { InstanceId: 'i', UserId: 'u', Color: 'red' })).toEqual({
      InstanceId: 'i',
      UserId: 'u',
    });
  });

  it.each([
    ['the bounds of a name', { IdentityInfo: { FirstName: 'x'.repeat(255), LastName: 'x'.repeat(300) } }],
    ['every kind of character of a tag key', { Tags: { 'Ünï code_.:/=+-@1': '' } }],
    ['50 tags', { Tags: tags(50) }],
    ['the shortest password', { Password: 'Passw0rd' }],
    ['the longest phone number', { PhoneConfig: { DeskPhoneNumber: '+123456789012345' } }],
  ])('%s', (_, more) => {
    expect(refused(mary(more))).toEqual({ code: '', message: '' });
  });
});
