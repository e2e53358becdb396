/** SearchUsers: criteria and filters become one question, asked of each user. */
import { compact, handler, type Context, type Handler } from './context';
import { connectError, invalidParameter } from './errors';
import { findInstance } from './lookup';
import { paginate } from './pages';
import {
  allOf,
  anyOf,
  groupQuestion,
  numberQuestion,
  stringQuestion,
  tagQuestion,
  type GroupCondition,
  type NumberCondition,
  type Question,
  type StringCondition,
  type TagCondition,
} from './conditions';
import { visibleUsers } from './users';
import type { InstanceInput, PageInput, Proficiency } from './input';
import type { InstanceRecord, UserRecord } from './state';

interface ListCondition {
  readonly TargetListType?: string;
  readonly Conditions?: readonly {
    readonly StringCondition?: StringCondition;
    readonly NumberCondition?: NumberCondition;
  }[];
}

interface Criteria {
  readonly OrConditions?: readonly Criteria[];
  readonly AndConditions?: readonly Criteria[];
  readonly StringCondition?: StringCondition;
  readonly ListCondition?: ListCondition;
  readonly HierarchyGroupCondition?: GroupCondition;
}

interface TagFilter {
  readonly OrConditions?: readonly (readonly TagCondition[])[];
  readonly AndConditions?: readonly TagCondition[];
  readonly TagCondition?: TagCondition;
}

interface AttributeAnd {
  readonly TagConditions?: readonly TagCondition[];
  readonly HierarchyGroupCondition?: GroupCondition;
}

interface AttributeFilter {
  readonly OrConditions?: readonly AttributeAnd[];
  readonly AndCondition?: AttributeAnd;
  readonly TagCondition?: TagCondition;
  readonly HierarchyGroupCondition?: GroupCondition;
}

interface SearchInput extends InstanceInput, PageInput {
  readonly SearchFilter?: { readonly TagFilter?: TagFilter; readonly UserAttributeFilter?: AttributeFilter };
  readonly SearchCriteria?: Criteria;
}

type UserQuestion = Question<UserRecord>;

const FIELDS: Readonly<Record<string, (user: UserRecord) => readonly string[]>> = {
  username: (user) => [user.username],
  firstname: (user) => [user.identity.FirstName ?? ''],
  lastname: (user) => [user.identity.LastName ?? ''],
  routingprofileid: (user) => [user.routingProfileId],
  securityprofileid: (user) => user.securityProfileIds,
  resourceid: (user) => [user.id],
};

const PROFICIENCY_FIELDS: Readonly<Record<string, (proficiency: Proficiency) => readonly string[]>> = {
  name: (proficiency) => [proficiency.AttributeName],
  value: (proficiency) => [proficiency.AttributeValue],
};

/** Conditions that stand side by side all have to hold; no condition holds for everybody. */
function criteriaQuestion(instance: InstanceRecord, criteria: Criteria): UserQuestion {
  const parts: UserQuestion[] = [];
  const { OrConditions: or, AndConditions: and } = criteria;
  if (or) parts.push(anyOf(or.map((one) => criteriaQuestion(instance, one))));
  if (and) parts.push(allOf(and.map((one) => criteriaQuestion(instance, one))));
  if (criteria.StringCondition) parts.push(stringQuestion(criteria.StringCondition, FIELDS));
  if (criteria.ListCondition) parts.push(listQuestion(criteria.ListCondition));
  if (criteria.HierarchyGroupCondition) {
    parts.push(groupQuestion(instance, criteria.HierarchyGroupCondition));
  }
  return allOf(parts);
}

/** One proficiency of the user has to meet all conditions. */
function listQuestion({ TargetListType: target, Conditions: conditions }: ListCondition): UserQuestion {
  if (target === undefined) throw invalidParameter('A ListCondition needs a TargetListType');
  const meets = allOf(
    (conditions ?? []).flatMap((condition): Question<Proficiency>[] => [
      ...(condition.StringCondition ? [stringQuestion(condition.StringCondition, PROFICIENCY_FIELDS)] : []),
      ...(condition.NumberCondition ? [numberQuestion(condition.NumberCondition)] : []),
    ]),
  );
  return (user) => user.proficiencies.some(meets);
}

function filterQuestion(instance: InstanceRecord, filter: SearchInput['SearchFilter']): UserQuestion {
  const { TagFilter: tags, UserAttributeFilter: attributes } = filter ?? {};
  if (tags && attributes) {
    throw connectError(
      'AccessDeniedException',
      'SearchFilter can have TagFilter or UserAttributeFilter, not both',
    );
  }
  const parts: UserQuestion[] = [];
  if (tags?.OrConditions) parts.push(anyOf(tags.OrConditions.map((ands) => allOf(ands.map(tagQuestion)))));
  if (tags?.AndConditions) parts.push(allOf(tags.AndConditions.map(tagQuestion)));
  if (tags?.TagCondition) parts.push(tagQuestion(tags.TagCondition));
  if (attributes) parts.push(attributeQuestion(instance, attributes));
  return allOf(parts);
}

function attributeQuestion(instance: InstanceRecord, filter: AttributeFilter): UserQuestion {
  if (Object.keys(filter).length > 1) {
    throw invalidParameter('UserAttributeFilter: only one field can be populated');
  }
  const and = (one: AttributeAnd): UserQuestion =>
    allOf([
      ...(one.TagConditions ?? []).map(tagQuestion),
      ...(one.HierarchyGroupCondition ? [groupQuestion(instance, one.HierarchyGroupCondition)] : []),
    ]);
  if (filter.OrConditions) return anyOf(filter.OrConditions.map(and));
  if (filter.AndCondition) return and(filter.AndCondition);
  if (filter.TagCondition) return tagQuestion(filter.TagCondition);
  return filter.HierarchyGroupCondition
    ? groupQuestion(instance, filter.HierarchyGroupCondition)
    : () => true;
}

/** A user as a search shows it: after-contact work in milliseconds, of the identity only the names. */
function summary(user: UserRecord): object {
  const { FirstName, LastName } = user.identity;
  return compact({
    Arn: user.arn,
    DirectoryUserId: user.directoryUserId,
    HierarchyGroupId: user.hierarchyGroupId,
    Id: user.id,
    IdentityInfo: compact({ FirstName, LastName }),
    PhoneConfig: user.phone.phoneConfig(1000),
    RoutingProfileId: user.routingProfileId,
    SecurityProfileIds: user.securityProfileIds,
    Tags: { ...user.tags },
    Username: user.username,
    ...user.phone.lists(1000),
  });
}

function searchUsers(context: Context, input: SearchInput): object {
  const instance = findInstance(context.store, input.InstanceId);
  const asked = allOf([
    criteriaQuestion(instance, input.SearchCriteria ?? {}),
    filterQuestion(instance, input.SearchFilter),
  ]);
  const found = visibleUsers(context, instance).filter(asked);
  const { page, next } = paginate(found, `SearchUsers ${instance.id}`, input);
  return { Users: page.map(summary), ...next, ApproximateTotalCount: found.length };
}

export const SEARCH_HANDLERS: Readonly<Record<string, Handler>> = { SearchUsers: handler(searchUsers) };
