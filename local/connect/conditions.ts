/** The leaf conditions of a search, each as a question with yes or no for an answer. */
import { invalidParameter } from './errors';
import type { Proficiency } from './input';
import type { InstanceRecord, UserRecord } from './state';

export type Question<T> = (of: T) => boolean;

export interface StringCondition {
  readonly FieldName?: string;
  readonly Value?: string;
  readonly ComparisonType?: 'STARTS_WITH' | 'CONTAINS' | 'EXACT';
}

export interface NumberCondition {
  readonly FieldName?: string;
  readonly MinValue?: number;
  readonly MaxValue?: number;
  readonly ComparisonType?: string;
}

export interface TagCondition {
  readonly TagKey?: string;
  readonly TagValue?: string;
}

export interface GroupCondition {
  readonly Value?: string;
  readonly HierarchyGroupMatchType?: 'EXACT' | 'WITH_CHILD_GROUPS';
}

export const allOf =
  <T>(questions: readonly Question<T>[]): Question<T> =>
  (of) =>
    questions.every((question) => question(of));

export const anyOf =
  <T>(questions: readonly Question<T>[]): Question<T> =>
  (of) =>
    questions.some((question) => question(of));

/**
 * Case does not matter in a search: AWS does not say, so this one finds rather more than less, and whoever
 * needs exactly one name has to compare it.
 */
export function stringQuestion<T>(
  condition: StringCondition,
  fields: Readonly<Record<string, (of: T) => readonly string[]>>,
): Question<T> {
  const { FieldName: name, Value: value, ComparisonType: comparison } = condition;
  const read = name === undefined ? undefined : fields[name.toLowerCase()];
  if (!read) {
    throw invalidParameter(`StringCondition: FieldName must be one of ${Object.keys(fields).join(', ')}`);
  }
  if (value === undefined || comparison === undefined) {
    throw invalidParameter('StringCondition needs a Value and a ComparisonType');
  }
  if (comparison === 'CONTAINS' && (value.length < 2 || value.length > 25)) {
    throw invalidParameter('StringCondition: CONTAINS takes 2 to 25 characters');
  }
  const wanted = value.toLowerCase();
  const holds = (given: string): boolean => {
    if (comparison === 'EXACT') return given === wanted;
    return comparison === 'STARTS_WITH' ? given.startsWith(wanted) : given.includes(wanted);
  };
  return (of) => read(of).some((given) => holds(given.toLowerCase()));
}

/** About the level of a proficiency, which the API calls its limit. */
export function numberQuestion(condition: NumberCondition): Question<Proficiency> {
  const { FieldName: name, MinValue: min, MaxValue: max, ComparisonType: comparison } = condition;
  if (name?.toLowerCase() !== 'limit') throw invalidParameter('NumberCondition: FieldName must be limit');
  if (comparison === undefined) throw invalidParameter('NumberCondition needs a ComparisonType');
  if (comparison === 'RANGE') {
    if (min === undefined || max === undefined) {
      throw invalidParameter('NumberCondition: RANGE needs a MinValue and a MaxValue');
    }
    return ({ Level }) => min <= Level && Level <= max;
  }
  // The API has no plain value: the bound that the comparison names is it.
  const bound = comparison.startsWith('LESSER') ? (max ?? min) : (min ?? max);
  if (bound === undefined) throw invalidParameter('NumberCondition needs a MinValue or a MaxValue');
  return ({ Level }) => COMPARE[comparison]?.(Level, bound) ?? false;
}

const COMPARE: Readonly<Record<string, (level: number, bound: number) => boolean>> = {
  GREATER_OR_EQUAL: (level, bound) => level >= bound,
  GREATER: (level, bound) => level > bound,
  LESSER_OR_EQUAL: (level, bound) => level <= bound,
  LESSER: (level, bound) => level < bound,
  EQUAL: (level, bound) => level === bound,
  NOT_EQUAL: (level, bound) => level !== bound,
};

export function tagQuestion({ TagKey: key, TagValue: value }: TagCondition): Question<UserRecord> {
  if (key === undefined) throw invalidParameter('TagCondition needs a TagKey');
  return ({ tags }) => Object.hasOwn(tags, key) && (value === undefined || tags[key] === value);
}

export function groupQuestion(instance: InstanceRecord, condition: GroupCondition): Question<UserRecord> {
  const { Value: wanted, HierarchyGroupMatchType: match } = condition;
  if (wanted === undefined || match === undefined) {
    throw invalidParameter('HierarchyGroupCondition needs a Value and a HierarchyGroupMatchType');
  }
  return (user) => {
    let group = user.hierarchyGroupId;
    if (match === 'EXACT') return group === wanted;
    while (group !== undefined && group !== wanted) group = instance.hierarchyGroups.get(group)?.parent;
    return group === wanted;
  };
}
