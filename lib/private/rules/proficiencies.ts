/** Rules about proficiencies: predefined attributes of the instance, each with a level. */
import type { Rule } from './rule';
import { elements, given, known } from './seen';
import * as show from './show';

const TEXTS = ['AttributeName', 'AttributeValue'] as const;

export const PROFICIENCY_RULES: readonly Rule[] = [
  {
    id: 'proficiency-attribute',
    page: show.PAGES.proficiency,
    *check(user) {
      for (const [field, proficiency] of elements(user.Proficiencies, 'Proficiencies')) {
        for (const name of TEXTS) {
          const allowed = 'Allowed: 1 to 100 characters, as predefined in the instance.';
          if (!given(proficiency[name])) {
            yield { field: `${field}.${name}`, message: `No ${name} is given. ${allowed}` };
            continue;
          }
          const value = known(proficiency[name]);
          if (value === undefined || (value !== '' && show.characters(value) <= 100)) continue;
          yield { field: `${field}.${name}`, message: `Given ${show.plain(value)}. ${allowed}` };
        }
      }
    },
  },
  {
    id: 'proficiency-level',
    page: show.PAGES.proficiency,
    *check(user) {
      for (const [field, { Level }] of elements(user.Proficiencies, 'Proficiencies')) {
        const allowed = 'Allowed: 1, 2, 3, 4 or 5.';
        if (!given(Level)) yield { field: `${field}.Level`, message: `No level is given. ${allowed}` };
        const level = known(Level);
        if (level === undefined || (Number.isInteger(level) && level >= 1 && level <= 5)) continue;
        yield { field: `${field}.Level`, message: `Given ${level}. ${allowed}` };
      }
    },
  },
  {
    id: 'proficiency-twice',
    page: show.PAGES.proficiency,
    *check(user) {
      const seen = new Set<string>();
      for (const [field, proficiency] of elements(user.Proficiencies, 'Proficiencies')) {
        const name = known(proficiency.AttributeName);
        const value = known(proficiency.AttributeValue);
        if (name === undefined || value === undefined) continue;
        const pair = JSON.stringify([name, value]);
        if (seen.has(pair)) {
          const message = `${show.quoted(name)} with ${show.quoted(value)} is given more than once. Allowed: each pair once.`;
          yield { field, message };
        }
        seen.add(pair);
      }
    },
  },
];
