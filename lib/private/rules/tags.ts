/** Rules about tags. One of the 50 that an account may have is ours. */
import { OWNER_TAG, TAG_VALUE_MAX } from '../contract';
import type { Rule } from './rule';
import { known, UNKNOWN } from './seen';
import * as show from './show';

const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const MOST = 49;

export const TAG_RULES: readonly Rule[] = [
  {
    id: 'tag-count',
    page: show.PAGES.createUser,
    *check(user) {
      const count = [...(known(user.Tags)?.keys() ?? [])].filter((key) => key !== OWNER_TAG).length;
      if (count <= MOST) return;
      const allowed = `at most ${MOST}: an account may have 50, and one says which stack owns it`;
      yield { field: 'Tags', message: `${count} tags are given. Allowed: ${allowed}.` };
    },
  },
  {
    id: 'tag-key',
    page: show.PAGES.createUser,
    *check(user) {
      for (const key of known(user.Tags)?.keys() ?? []) {
        const length = show.characters(key);
        if (length >= 1 && length <= 128 && KEY.test(key)) continue;
        const allowed = '1 to 128 letters, digits, spaces and _ . : / = + - @';
        yield { field: `Tags.${key}`, message: `Given the key ${show.plain(key)}. Allowed: ${allowed}.` };
      }
    },
  },
  {
    id: 'tag-key-reserved',
    page: show.PAGES.tags,
    *check(user) {
      for (const key of known(user.Tags)?.keys() ?? []) {
        if (key === OWNER_TAG) {
          const message = `Given the key ${show.quoted(key)}, by which this library knows its accounts. Allowed: any other.`;
          yield { field: `Tags.${key}`, message };
        } else if (key.startsWith('aws:')) {
          const message = `Given the key ${show.quoted(key)}. Allowed: keys without the prefix aws:, which AWS keeps for itself.`;
          yield { field: `Tags.${key}`, message };
        }
      }
    },
  },
  {
    id: 'tag-value',
    page: show.PAGES.createUser,
    *check(user) {
      for (const [key, value] of known(user.Tags) ?? []) {
        if (value === UNKNOWN || show.characters(value) <= TAG_VALUE_MAX) continue;
        const message = `Given a value of ${show.characters(value)} characters. Allowed: at most ${TAG_VALUE_MAX}.`;
        yield { field: `Tags.${key}`, message };
      }
    },
  },
];
