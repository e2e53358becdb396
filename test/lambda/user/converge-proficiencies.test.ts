import type { UserProperties } from '../../../lib/private/contract';
import type { ConnectError } from '../../../lambda/connect/errors';
import type { Change } from '../../../lambda/user/change';
import {
  convergeProficiencies,
  managesProficiencies,
  proficiencyChanges,
} from '../../../lambda/user/converge-proficiencies';
import { FakeClock } from '../support/fake-clock';
import { connectError, FakeConnect, INSTANCE } from '../support/fake-connect';

const p = (AttributeValue: string, Level: number, AttributeName = 'Language') => ({
  AttributeName,
  AttributeValue,
  Level,
});
const named = (AttributeValue: string) => ({ AttributeName: 'Language', AttributeValue });

test.each<[string, ReturnType<typeof p>[], UserProperties, UserProperties, Change[]]>([
  ['the same', [p('de', 3)], { Proficiencies: [p('de', 3)] }, {}, []],
  [
    'one more',
    [p('de', 3)],
    { Proficiencies: [p('de', 3), p('en', 5)] },
    {},
    [{ call: 'associateProficiencies', items: [p('en', 5)] }],
  ],
  [
    'the same value of another attribute is another one',
    [p('de', 3)],
    { Proficiencies: [p('de', 3), p('de', 3, 'Dialect')] },
    {},
    [{ call: 'associateProficiencies', items: [p('de', 3, 'Dialect')] }],
  ],
  [
    'another level',
    [p('de', 3)],
    { Proficiencies: [p('de', 4)] },
    {},
    [{ call: 'updateProficiencies', items: [p('de', 4)] }],
  ],
  [
    'one less',
    [p('de', 3), p('en', 5)],
    { Proficiencies: [p('de', 3)] },
    {},
    [{ call: 'disassociateProficiencies', items: [named('en')] }],
  ],
  [
    'all at once, removals first',
    [p('de', 3), p('en', 5)],
    { Proficiencies: [p('de', 1), p('fr', 2)] },
    {},
    [
      { call: 'disassociateProficiencies', items: [named('en')] },
      { call: 'updateProficiencies', items: [p('de', 1)] },
      { call: 'associateProficiencies', items: [p('fr', 2)] },
    ],
  ],
  [
    'none wanted',
    [p('de', 3)],
    { Proficiencies: [] },
    {},
    [{ call: 'disassociateProficiencies', items: [named('de')] }],
  ],
  [
    'taken away: those that were given go, others stay',
    [p('de', 3), p('en', 5)],
    {},
    { Proficiencies: [p('de', 2), p('fr', 1)] },
    [{ call: 'disassociateProficiencies', items: [named('de')] }],
  ],
])('%s', (_, has, desired, old, changes) => {
  expect(proficiencyChanges(has, desired, old)).toEqual(changes);
});

test.each<[UserProperties, UserProperties | undefined, boolean]>([
  [{}, undefined, false],
  [{}, {}, false],
  [{}, { Proficiencies: [] }, false],
  [{ Proficiencies: [] }, undefined, true],
  [{}, { Proficiencies: [p('de', 1)] }, true],
])('%j, before %j: managed? %s', (desired, old, managed) => {
  expect(managesProficiencies(desired, old)).toBe(managed);
});

describe('an unanswered call', () => {
  const operations = ['associateProficiencies', 'disassociateProficiencies', 'listProficiencies'] as const;
  const fault = connectError('associateProficiencies', 'InternalServiceException');
  const converge = (fake: FakeConnect) => {
    const { Id, Arn } = fake.seed({ Username: 'Mary', proficiencies: [p('en', 5)] });
    const work = { api: fake, clock: new FakeClock(), signal: new AbortController().signal };
    const target = { InstanceId: INSTANCE, UserId: Id, arn: Arn };
    return convergeProficiencies(work, target, { Proficiencies: [p('de', 3)] }, undefined);
  };
  const levels = (fake: FakeConnect) => fake.accounts.get('user-1')?.proficiencies;

  test.each(['before', 'after'] as const)(
    '%s it took effect: looked at again, and only the rest is sent',
    async (when) => {
      const fake = new FakeConnect(...operations);
      fake.fault('associateProficiencies', { [when]: fault } as { before: ConnectError });
      await converge(fake);
      expect(levels(fake)).toEqual([p('de', 3)]);
      expect(fake.made().filter((name) => name === 'associateProficiencies')).toHaveLength(
        when === 'before' ? 2 : 1,
      );
    },
  );

  test('every time: told', async () => {
    const fake = new FakeConnect(...operations);
    fake.fault('associateProficiencies', ...Array<{ before: ConnectError }>(4).fill({ before: fault }));
    await expect(converge(fake)).rejects.toBe(fault);
  });

  test.each([
    ['the reading, which was repeated already', 'listProficiencies', 'InternalServiceException'],
    ['a refusal', 'associateProficiencies', 'InvalidParameterException'],
  ] as const)('%s is not repeated', async (_, operation, name) => {
    const fake = new FakeConnect(...operations);
    fake.fault(operation, { before: connectError(operation, name) });
    await expect(converge(fake)).rejects.toMatchObject({ name });
  });

  test('refused, because the same event delivered twice was faster: looked at again, and done', async () => {
    const fake = new FakeConnect(...operations);
    const refused = connectError('associateProficiencies', 'InvalidRequestException');
    fake.fault('associateProficiencies', { after: refused });
    await converge(fake);
    expect(levels(fake)).toEqual([p('de', 3)]);
    expect(fake.made().filter((name) => name === 'associateProficiencies')).toHaveLength(1);
  });

  test('refused, and nobody was faster: told after one more look', async () => {
    const fake = new FakeConnect(...operations);
    const refused = connectError('associateProficiencies', 'InvalidRequestException');
    fake.fault('associateProficiencies', { before: refused });
    await expect(converge(fake)).rejects.toBe(refused);
    expect(fake.made().filter((name) => name === 'listProficiencies')).toHaveLength(2);
  });
});
