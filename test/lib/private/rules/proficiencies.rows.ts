import type { UserProperties } from '../../../../lib/private/contract';
import { rows } from './row';

const level = (Level?: number): UserProperties => ({
  Proficiencies: [{ AttributeName: 'Language', AttributeValue: 'German', Level }],
});
const attribute = (AttributeName?: string, AttributeValue?: string): UserProperties => ({
  Proficiencies: [{ AttributeName, AttributeValue, Level: 1 }],
});
const pairs = (...texts: string[]): UserProperties => ({
  Proficiencies: texts.map((text) => ({
    AttributeName: text.slice(0, 1),
    AttributeValue: text.slice(1),
    Level: 1,
  })),
});
const t = (count: number) => 't'.repeat(count);
const NAME = 'Proficiencies[0].AttributeName';
const VALUE = 'Proficiencies[0].AttributeValue';

export const PROFICIENCY_ROWS = [
  ...rows('proficiency-attribute', (pass, fail) => {
    pass('1 character', attribute('a', 'b'));
    pass('100 characters', attribute(t(100), t(100)));
    fail('none', attribute(), [NAME, VALUE]);
    fail('empty', attribute('', ''), [NAME, VALUE]);
    fail('a name of 101', attribute(t(101), 'b'), NAME, { says: /101 characters.*1 to 100/ });
    fail('a value of 101', attribute('a', t(101)), VALUE);
  }),
  ...rows('proficiency-level', (pass, fail) => {
    for (const good of [1, 2, 3, 4, 5]) pass(`${good}`, level(good));
    for (const bad of [0, 6, 1.5, -1, Infinity]) {
      fail(`${bad}`, level(bad), 'Proficiencies[0].Level', { says: new RegExp(`Given ${bad}\\..*5`) });
    }
    fail('none', level(), 'Proficiencies[0].Level');
  }),
  ...rows('proficiency-twice', (pass, fail) => {
    pass('two values of one attribute', pairs('ab', 'ac'));
    pass('the same letters, parted elsewhere', pairs('ab', 'ba'));
    fail('one pair twice', pairs('ab', 'ac', 'ab'), 'Proficiencies[2]', { says: /"a" with "b"/ });
  }),
];
