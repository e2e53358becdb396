/** Rules about a person: names, e-mail addresses, phone numbers. No message shows any of them. */
import type { Rule } from './rule';
import type { SeenUser } from './seen';
import { elements, given, known, UNKNOWN } from './seen';
import * as show from './show';

const SECONDARY_EMAIL = /^(?=.{0,265}$)[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$/;
const E164 = /^\+[1-9]\d{1,14}$/;
const NAMES = [
  { name: 'FirstName', called: 'first name', max: 255 },
  { name: 'LastName', called: 'last name', max: 300 },
] as const;

function* names(user: SeenUser): Generator<[field: string, value: string, max: number]> {
  const info = known(user.IdentityInfo);
  for (const { name, max } of NAMES) {
    const value = known(info?.[name]);
    if (value !== undefined) yield [`IdentityInfo.${name}`, value, max];
  }
}

function* phoneNumbers(user: SeenUser): Generator<[field: string, value: string]> {
  const mobile = known(known(user.IdentityInfo)?.Mobile);
  if (mobile !== undefined) yield ['IdentityInfo.Mobile', mobile];
  const desk = known(known(user.PhoneConfig)?.DeskPhoneNumber);
  if (desk !== undefined) yield ['PhoneConfig.DeskPhoneNumber', desk];
  for (const [field, config] of elements(user.PhoneNumberConfigs, 'PhoneNumberConfigs')) {
    const number = known(config.PhoneNumber);
    if (number !== undefined) yield [`${field}.PhoneNumber`, number];
  }
}

/** The character that normalization would change: the combining mark, where there is one. */
function denormalized(text: string): string {
  const have = [...text];
  const want = [...text.normalize('NFC')];
  const differs = have.findIndex((character, index) => character !== want[index]);
  const mark = have.findIndex((character, index) => index >= differs && /\p{M}/u.test(character));
  // The mark that spoils a letter stands right behind it, or behind other marks of the same letter.
  const at = mark >= 0 && have.slice(differs + 1, mark).every((c) => /\p{M}/u.test(c)) ? mark : differs;
  return show.codePoint(have[at] ?? '', at);
}

export const IDENTITY_RULES: readonly Rule[] = [
  {
    id: 'name-required',
    page: show.PAGES.identityInfo,
    *check(user, type) {
      if (type !== 'CONNECT_MANAGED' && type !== 'SAML') return;
      if (user.IdentityInfo === UNKNOWN) return;
      for (const { name, called, max } of NAMES) {
        const value = user.IdentityInfo?.[name];
        if (given(value) && value !== '') continue;
        const message = `No ${called} is given. Allowed under ${type}: 1 to ${max} characters.`;
        yield { field: `IdentityInfo.${name}`, message };
      }
    },
  },
  {
    id: 'name-length',
    page: show.PAGES.identityInfo,
    *check(user) {
      for (const [field, value, max] of names(user)) {
        const length = show.characters(value);
        if (length > max) yield { field, message: `Given ${length} characters. Allowed: at most ${max}.` };
      }
    },
  },
  {
    // The API model allows 300, the text of the page 256 under CONNECT_MANAGED.
    id: 'last-name-length-connect-managed',
    level: 'warning',
    page: show.PAGES.identityInfo,
    *check(user, type) {
      const length = show.characters(known(known(user.IdentityInfo)?.LastName) ?? '');
      if (type !== 'CONNECT_MANAGED' || length <= 256 || length > 300) return;
      const message =
        `Given ${length} characters. AWS's pages contradict each other: 300 are allowed by the API's model, ` +
        '256 by its text for CONNECT_MANAGED; the service decides.';
      yield { field: 'IdentityInfo.LastName', message };
    },
  },
  {
    id: 'name-nfc',
    page: show.PAGES.identityInfo,
    *check(user) {
      for (const [field, value] of names(user)) {
        if (value.normalize('NFC') === value) continue;
        const given = `Given a name of ${show.characters(value)} characters with ${denormalized(value)}`;
        yield { field, message: `${given}. Allowed: Unicode Normalization Form C (NFC).` };
      }
    },
  },
  {
    id: 'email-saml',
    level: 'warning',
    page: show.PAGES.identityInfo,
    *check(user, type) {
      if (type !== 'SAML' || !known(known(user.IdentityInfo)?.Email)) return;
      const message =
        "An e-mail address is given under SAML. AWS's pages contradict each other: CreateUser's says that " +
        "it is required, UserIdentityInfo's that it is an error; the service decides.";
      yield { field: 'IdentityInfo.Email', message };
    },
  },
  {
    id: 'secondary-email',
    page: show.PAGES.identityInfo,
    *check(user) {
      const value = known(known(user.IdentityInfo)?.SecondaryEmail);
      if (value === undefined || SECONDARY_EMAIL.test(value)) return;
      const allowed = 'an e-mail address such as name@example.com, at most 265 characters';
      yield {
        field: 'IdentityInfo.SecondaryEmail',
        message: `Given ${show.masked(value)}. Allowed: ${allowed}.`,
      };
    },
  },
  {
    id: 'phone-number',
    page: show.PAGES.phoneConfig,
    *check(user) {
      for (const [field, value] of phoneNumbers(user)) {
        if (E164.test(value)) continue;
        const allowed =
          'a number in E.164 form, + and then 2 to 15 digits, the first not 0, such as +15555551212';
        yield { field, message: `Given ${show.masked(value)}. Allowed: ${allowed}.` };
      }
    },
  },
];
