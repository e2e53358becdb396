import type { UserProperties } from '../../../../lib/private/contract';
import { DIRECTORY, MANAGED, rows, SAML } from './row';

const names = (FirstName?: string, LastName?: string): UserProperties => ({
  IdentityInfo: { FirstName, LastName },
});
const n = (count: number) => 'n'.repeat(count);
const FIRST = 'IdentityInfo.FirstName';
const LAST = 'IdentityInfo.LastName';
const email = (SecondaryEmail: string): UserProperties => ({
  IdentityInfo: { FirstName: 'Mary', LastName: 'Major', SecondaryEmail },
});
const SECOND = 'IdentityInfo.SecondaryEmail';
const desk = (DeskPhoneNumber: string): UserProperties => ({ PhoneConfig: { DeskPhoneNumber } });
const DESK = 'PhoneConfig.DeskPhoneNumber';

export const IDENTITY_ROWS = [
  ...rows('name-required', (pass, fail) => {
    pass('both under CONNECT_MANAGED', names('Mary', 'Major'), MANAGED);
    pass('both under SAML', names('Mary', 'Major'), SAML);
    pass('none under EXISTING_DIRECTORY', { IdentityInfo: undefined }, DIRECTORY);
    pass('none where the type is unknown', { IdentityInfo: undefined });
    fail('no identity under CONNECT_MANAGED', { IdentityInfo: undefined }, [FIRST, LAST], MANAGED);
    fail('no identity under SAML', { IdentityInfo: undefined }, [FIRST, LAST], SAML);
    fail('no first name', names(undefined, 'Major'), FIRST, { ...MANAGED, says: /first name.*1 to 255/ });
    fail('no last name', names('Mary'), LAST, { ...SAML, says: /last name.*1 to 300/ });
    fail('empty names', names('', ''), [FIRST, LAST], MANAGED);
  }),
  ...rows('name-length', (pass, fail) => {
    pass('255 and 300', names(n(255), n(300)));
    pass('255 and 300 characters of two code units each', names('𝒏'.repeat(255), '𝒏'.repeat(300)));
    fail('256', names(n(256), 'Major'), FIRST, { says: /256 characters.*at most 255/ });
    fail('301', names('Mary', n(301)), LAST, { says: /301 characters.*at most 300/ });
    fail('256 under EXISTING_DIRECTORY', names(n(256)), FIRST, DIRECTORY);
  }),
  ...rows('last-name-length-connect-managed', (pass, fail) => {
    pass('256', names('Mary', n(256)), MANAGED);
    pass('300 under SAML', names('Mary', n(300)), SAML);
    pass('301, which is an error elsewhere', names('Mary', n(301)), MANAGED);
    fail('257', names('Mary', n(257)), LAST, { ...MANAGED, says: /contradict/ });
    fail('300', names('Mary', n(300)), LAST, MANAGED);
  }),
  ...rows('name-nfc', (pass, fail) => {
    pass('composed', names('Ren\u00e9e', '\u00c5ngstr\u00f6m'));
    pass('a mark that composes with nothing', names('x\u0302', 'Major'));
    pass('a script that needs marks', names('\u0939\u093f\u0928', 'Major'));
    fail('decomposed', names('Rene\u0301e', 'Major'), FIRST, { says: /U\+0301 at character 5/ });
    fail('a mark out of order', names('Mary', 'a\u0301\u0323'), LAST, { says: /U\+0301 at character 2/ });
    fail('a compatibility sign', names('\u212bke', 'Major'), FIRST, { says: /U\+212B at character 1/ });
    fail('the second of two', names('\u00c5sa', '\u00d6e\u0301'), LAST, { says: /U\+0301/ });
  }),
  ...rows('email-saml', (pass, fail) => {
    const given = { IdentityInfo: { FirstName: 'Mary', LastName: 'Major', Email: 'mary@example.com' } };
    pass('under CONNECT_MANAGED', given, MANAGED);
    pass('where the type is unknown', given);
    pass('none under SAML', {}, SAML);
    fail('under SAML', given, 'IdentityInfo.Email', { ...SAML, says: /contradict/ });
  }),
  ...rows('secondary-email', (pass, fail) => {
    const address = (count: number) => `${'m'.repeat(count - '@example.com'.length)}@example.com`;
    pass('an address', email('mary.major+work%1@mail.example.com'));
    pass('265 characters', email(address(265)));
    pass('a top-level domain of 63', email(`m@example.${'c'.repeat(63)}`));
    fail('266 characters', email(address(266)), SECOND);
    fail('a top-level domain of 64', email(`m@example.${'c'.repeat(64)}`), SECOND);
    fail('a top-level domain of 1', email('m@example.c'), SECOND);
    fail('no @', email('mary.example.com'), SECOND, { says: /"xxxx\.xxxxxxx\.xxx" \(16 characters\)/ });
    fail('a space before', email(' mary@example.com'), SECOND);
    fail('a line end behind', email('mary@example.com\n'), SECOND);
    fail('empty', email(''), SECOND);
  }),
  ...rows('phone-number', (pass, fail) => {
    pass('2 digits', desk('+15'));
    pass('15 digits', desk('+155555512120000'));
    fail('1 digit', desk('+1'), DESK);
    fail('16 digits', desk('+1555555121200001'), DESK);
    fail('no +', desk('15555551212'), DESK, { says: /"00000000000" \(11 characters\)/ });
    fail('a leading 0', desk('+05555551212'), DESK);
    fail('dashes', desk('+1-555-555-1212'), DESK, { says: /"\+0-000-000-0000" \(15 characters\)/ });
    fail('words around it', desk('tel:+15555551212'), DESK);
    fail('a line end behind', desk('+15555551212\n'), DESK);
    fail('digits of another script', desk('+1٥٥٥٥'), DESK);
    pass('a good mobile number', { IdentityInfo: { Mobile: '+15555551212' } });
    fail('a bad mobile number', { IdentityInfo: { Mobile: '5551212' } }, 'IdentityInfo.Mobile');
    pass('a good number of a channel', {
      PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneNumber: '+15555551212' }],
    });
    fail(
      'a bad number of the second channel',
      { PhoneNumberConfigs: [{ Channel: 'VOICE' }, { Channel: 'CHAT', PhoneNumber: '1' }] },
      'PhoneNumberConfigs[1].PhoneNumber',
    );
  }),
];
