/** What users are good at: pairs of a predefined attribute and one of its values, with a level. */
import { handler, seconds, type Context, type Handler } from './context';
import { invalidParameter, invalidRequest, notFound } from './errors';
import { findInstance, findUser } from './lookup';
import { paginate } from './pages';
import type { PageInput, Proficiency, ProficiencyKey, UserInput } from './input';
import type { InstanceRecord, UserRecord } from './state';

interface Change<P> extends UserInput {
  readonly UserProficiencies: readonly P[];
}

const same = (a: ProficiencyKey) => (b: ProficiencyKey) =>
  a.AttributeName === b.AttributeName && a.AttributeValue === b.AttributeValue;

function change<P extends ProficiencyKey>(
  judge: (user: UserRecord, wanted: readonly P[], instance: InstanceRecord) => Proficiency[],
): Handler {
  return handler(({ store }: Context, input: Change<P>) => {
    const instance = findInstance(store, input.InstanceId);
    const user = findUser(instance, input.UserId);
    const wanted = input.UserProficiencies;
    if (wanted.some((one, index) => wanted.findIndex(same(one)) !== index)) {
      throw invalidParameter('UserProficiencies has the same attribute and value twice');
    }
    user.proficiencies = judge(user, wanted, instance);
    user.proficienciesModified = store.now();
    return undefined;
  });
}

function checkLevels(wanted: readonly Proficiency[]): void {
  // A float in the model; "the valid values are 1, 2, 3, 4 and 5".
  if (wanted.some(({ Level }) => !Number.isInteger(Level))) {
    throw invalidParameter('The level of a proficiency must be 1, 2, 3, 4 or 5');
  }
}

function checkKnown(instance: InstanceRecord, wanted: readonly ProficiencyKey[]): void {
  for (const { AttributeName, AttributeValue } of wanted) {
    const values = instance.predefinedAttributes.get(AttributeName);
    if (!values) throw notFound('The instance has no predefined attribute of this name');
    if (!values.has(AttributeValue)) throw notFound('The predefined attribute has no such value');
  }
}

function checkOwned(user: UserRecord, wanted: readonly ProficiencyKey[]): void {
  if (wanted.some((one) => !user.proficiencies.some(same(one)))) {
    throw notFound('The proficiency is not associated with the user');
  }
}

function associate(
  user: UserRecord,
  wanted: readonly Proficiency[],
  instance: InstanceRecord,
): Proficiency[] {
  checkLevels(wanted);
  checkKnown(instance, wanted);
  // AssociateUserProficiencies documents no DuplicateResourceException.
  if (wanted.some((one) => user.proficiencies.some(same(one)))) {
    throw invalidRequest('A proficiency is already associated with the user');
  }
  return [...user.proficiencies, ...wanted];
}

function update(user: UserRecord, wanted: readonly Proficiency[]): Proficiency[] {
  checkLevels(wanted);
  checkOwned(user, wanted);
  return user.proficiencies.map((owned) => wanted.find(same(owned)) ?? owned);
}

function disassociate(user: UserRecord, wanted: readonly ProficiencyKey[]): Proficiency[] {
  checkOwned(user, wanted);
  return user.proficiencies.filter((owned) => !wanted.some(same(owned)));
}

function listProficiencies({ store }: Context, input: UserInput & PageInput): object {
  const user = findUser(findInstance(store, input.InstanceId), input.UserId);
  const ordered = user.proficiencies.map((proficiency, index) => ({ proficiency, order: index + 1 }));
  const { page, next } = paginate(ordered, `ListUserProficiencies ${user.id}`, input);
  return {
    UserProficiencyList: page.map(({ proficiency }) => proficiency),
    ...next,
    ...(user.proficienciesModified !== undefined && {
      LastModifiedTime: seconds(user.proficienciesModified),
      LastModifiedRegion: store.place.region,
    }),
  };
}

export const PROFICIENCY_HANDLERS: Readonly<Record<string, Handler>> = {
  AssociateUserProficiencies: change(associate),
  UpdateUserProficiencies: change(update),
  DisassociateUserProficiencies: change(disassociate),
  ListUserProficiencies: handler(listProficiencies),
};
