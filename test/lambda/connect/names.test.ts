import { NameCache, Names } from '../../../lambda/connect/names';
import { FakeClock } from '../support/fake-clock';
import { FakeConnect } from '../support/fake-connect';

const instance = { InstanceId: 'i-1' };

function setUp() {
  const fake = new FakeConnect('listRoutingProfiles', 'listSecurityProfiles', 'listHierarchyGroups');
  const clock = new FakeClock();
  const cache = new NameCache();
  return { fake, clock, cache, names: () => new Names(fake, cache, clock) };
}

test('each kind by its own list', async () => {
  const { names, fake } = setUp();
  const lookUp = names();
  expect(await lookUp.idOf('routing profile', instance, 'Basic Routing Profile')).toBe('rp-1');
  expect(await lookUp.idOf('security profile', instance, 'Admin')).toBe('sp-admin');
  expect(await lookUp.idOf('hierarchy group', instance, 'Berlin')).toBe('hg-1');
  expect(fake.made()).toEqual(['listRoutingProfiles', 'listSecurityProfiles', 'listHierarchyGroups']);
});

test('kept from one event to the next, and said to be', async () => {
  const { names, fake } = setUp();
  const first = names();
  await first.idOf('security profile', instance, 'Admin');
  await first.idOf('security profile', instance, 'Agent');
  expect(first.usedCache).toBe(false);
  const second = names();
  await second.idOf('security profile', instance, 'Agent');
  expect(second.usedCache).toBe(true);
  expect(fake.calls).toHaveLength(1);
});

test('of another instance: its own list', async () => {
  const { names, fake } = setUp();
  await names().idOf('security profile', instance, 'Admin');
  await names().idOf('security profile', { InstanceId: 'i-2' }, 'Admin');
  expect(fake.calls.map(({ input }) => input)).toEqual([instance, { InstanceId: 'i-2' }]);
});

test('a miss is looked up afresh: the profile may be new', async () => {
  const { names, fake } = setUp();
  await names().idOf('security profile', instance, 'Admin');
  fake.securityProfiles.push({ Id: 'sp-new', Name: 'New' });
  const later = names();
  expect(await later.idOf('security profile', instance, 'New')).toBe('sp-new');
  expect(later.usedCache).toBe(false);
});

test('a miss in a fresh list is not looked up again', async () => {
  const { names, fake } = setUp();
  const lookUp = names();
  await lookUp.idOf('security profile', instance, 'Admin');
  await expect(lookUp.idOf('security profile', instance, 'Nobody')).rejects.toThrow('no security profile');
  expect(fake.calls).toHaveLength(1);
});

test('kept for a minute, or until forgotten', async () => {
  const { names, fake, clock } = setUp();
  await names().idOf('security profile', instance, 'Admin');
  clock.pass(59_999);
  const second = names();
  await second.idOf('security profile', instance, 'Admin');
  expect(fake.calls).toHaveLength(1);
  second.forget();
  expect(second.usedCache).toBe(false);
  await second.idOf('security profile', instance, 'Admin');
  expect(fake.calls).toHaveLength(2);
  clock.pass(60_000);
  await names().idOf('security profile', instance, 'Admin');
  expect(fake.calls).toHaveLength(3);
});

describe('no such name', () => {
  const failing = async (name: string, existing: string[]) => {
    const { names, fake } = setUp();
    fake.routingProfiles.splice(0, 1, ...existing.map((Name, i) => ({ Id: `rp-${i}`, Name })));
    const error = await names()
      .idOf('routing profile', instance, name)
      .catch((thrown: unknown) => thrown as Error & { todo: string });
    return `${(error as Error).message} ${(error as { todo: string }).todo}`;
  };

  test('the nearest is offered', async () => {
    expect(await failing('Basic Routng Profile', ['Other', 'Basic Routing Profile'])).toBe(
      'The instance has no routing profile named "Basic Routng Profile". It has "Other", "Basic Routing Profile". Did you mean "Basic Routing Profile"?',
    );
  });

  test('at most five are listed', async () => {
    const said = await failing('Zebra', ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(said).toContain('"e" and 2 more.');
    expect(said).toContain('letter case counts');
  });

  test('none at all', async () => expect(await failing('Zebra', [])).toContain('It has none.'));

  test('a name of a million characters is cut', async () => {
    expect((await failing('x'.repeat(1_000_000), ['a'])).length).toBeLessThan(400);
  });
});

test('several of that name: their ids', async () => {
  const { names, fake } = setUp();
  fake.hierarchyGroups.push({ Id: 'hg-2', Name: 'Berlin' });
  await expect(names().idOf('hierarchy group', instance, 'Berlin')).rejects.toThrow(
    '2 hierarchy groups named "Berlin": hg-1, hg-2',
  );
});
