/** Rules about the account itself: instance, username, password, directory. */
import { idOf } from '../contract';
import type { IdentityManagement, Rule } from './rule';
import { given, known } from './seen';
import * as show from './show';

const USERNAME = /^[a-zA-Z0-9_\-.\\@]+$/;
/** AWS names no pattern for the e-mail form; this is the shape that all its examples share. */
const EMAIL_FORM = /^[^@]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,63}$/;

function usernameLimit(type: IdentityManagement | undefined): { max: number; allowed: string } {
  if (type === 'SAML') return { max: 64, allowed: '1 to 64 characters under SAML' };
  if (type) return { max: 20, allowed: `1 to 20 characters under ${type}` };
  return { max: 64, allowed: '1 to 64 characters under SAML, 1 to 20 otherwise' };
}

export const ACCOUNT_RULES: readonly Rule[] = [
  {
    id: 'instance-id',
    page: show.PAGES.createUser,
    *check({ InstanceId }) {
      const allowed = 'Allowed: the id (1 to 100 characters) or the ARN of the instance.';
      if (!given(InstanceId)) yield { field: 'InstanceId', message: `No instance is given. ${allowed}` };
      const value = known(InstanceId);
      if (value === undefined) return;
      const length = show.characters(idOf(value));
      if (length < 1 || length > 100) {
        yield { field: 'InstanceId', message: `Given ${show.plain(value)}. ${allowed}` };
      }
    },
  },
  {
    id: 'username-required',
    page: show.PAGES.createUser,
    *check({ Username }, type) {
      if (given(Username)) return;
      yield { field: 'Username', message: `No username is given. Allowed: ${usernameLimit(type).allowed}.` };
    },
  },
  {
    id: 'username-length',
    page: show.PAGES.createUser,
    *check(user, type) {
      const value = known(user.Username);
      if (value === undefined) return;
      const { max, allowed } = usernameLimit(type);
      const length = show.characters(value);
      if (length >= 1 && length <= max) return;
      yield { field: 'Username', message: `Given ${show.username(value)}. Allowed: ${allowed}.` };
    },
  },
  {
    id: 'username-characters',
    page: show.PAGES.createUser,
    *check(user) {
      const value = known(user.Username);
      if (!value || USERNAME.test(value)) return;
      const all = [...value];
      const at = all.findIndex((character) => !USERNAME.test(character));
      const culprit = show.codePoint(all[at] ?? '', at);
      const allowed = 'Allowed: the letters a-z and A-Z, digits, and _ - . \\ @';
      yield { field: 'Username', message: `Given ${show.username(value)}, with ${culprit}. ${allowed}` };
    },
  },
  {
    id: 'username-email-form',
    page: show.PAGES.createUser,
    *check(user) {
      const value = known(user.Username);
      if (!value?.includes('@') || EMAIL_FORM.test(value)) return;
      const allowed = '@ only as in an e-mail address: testuser@example.com, not testuser@example';
      yield { field: 'Username', message: `Given ${show.username(value)}. Allowed: ${allowed}.` };
    },
  },
  {
    id: 'password-required',
    page: show.PAGES.createUser,
    *check({ PasswordSecretArn }, type) {
      if (type !== 'CONNECT_MANAGED' || given(PasswordSecretArn)) return;
      const message =
        'No password is given, but the instance manages identities itself (CONNECT_MANAGED). ' +
        'Allowed: a generated password, or a secret that holds one.';
      yield { field: 'PasswordSecretArn', message };
    },
  },
  {
    // Whether there is a password is known even where its secret's ARN is a token, as a generated one's always is.
    id: 'password-not-allowed',
    page: show.PAGES.createUser,
    *check({ PasswordSecretArn }, type) {
      if (!type || type === 'CONNECT_MANAGED' || !given(PasswordSecretArn)) return;
      const message = `A password is given, but under ${type} Connect keeps none. Allowed: no password.`;
      yield { field: 'PasswordSecretArn', message };
    },
  },
  {
    id: 'password-field-without-secret',
    page: show.PAGES.createUser,
    *check({ PasswordSecretArn, PasswordSecretField }) {
      if (!given(PasswordSecretField) || given(PasswordSecretArn)) return;
      const message = "A secret's field is given without the secret. Allowed: both, or the secret alone.";
      yield { field: 'PasswordSecretField', message };
    },
  },
  {
    id: 'directory-user-id-saml',
    page: show.PAGES.createUser,
    *check(user, type) {
      if (type !== 'SAML' || known(user.DirectoryUserId) === undefined) return;
      const message = 'A directory user id is given, which is an error under SAML. Allowed: none.';
      yield { field: 'DirectoryUserId', message };
    },
  },
];
