import { OWNER_TAG } from '../../../../lib/private/contract';
import { rows } from './row';

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, 'v']));
const k = (count: number) => 'k'.repeat(count);

export const TAG_ROWS = [
  ...rows('tag-count', (pass, fail) => {
    pass('none', { Tags: {} });
    pass('49', { Tags: many(49) });
    fail('50', { Tags: many(50) }, 'Tags', { says: /^50 .*at most 49/ });
  }),
  ...rows('tag-key', (pass, fail) => {
    pass('1 character', { Tags: { k: 'v' } });
    pass('128 characters', { Tags: { [k(128)]: 'v' } });
    pass('all that is allowed', { Tags: { 'Größe 1_.:/=+-@': 'v' } });
    fail('empty', { Tags: { '': 'v' } }, 'Tags.');
    fail('129 characters', { Tags: { [k(129)]: 'v' } }, `Tags.${k(129)}`, {
      says: /129 characters.*1 to 128/,
    });
    fail('another character', { Tags: { 'a#b': 'v' } }, 'Tags.a#b');
    fail('a line end', { Tags: { 'ab\n': 'v' } }, 'Tags.ab\n');
  }),
  ...rows('tag-key-reserved', (pass, fail) => {
    pass('aws without a colon, and elsewhere', { Tags: { awsome: 'v', 'team:aws:': 'v' } });
    fail('the prefix of AWS', { Tags: { 'aws:team': 'v' } }, 'Tags.aws:team');
    fail('the owner tag', { Tags: { [OWNER_TAG]: 'me' } }, `Tags.${OWNER_TAG}`);
  }),
  ...rows('tag-value', (pass, fail) => {
    pass('empty', { Tags: { a: '' } });
    pass('256 characters', { Tags: { a: k(256) } });
    fail('257 characters', { Tags: { a: 'v', b: k(257) } }, 'Tags.b', {
      says: /257 characters.*at most 256/,
    });
  }),
];
