import { SecretStore, secretProvider } from '../../../local/secretsmanager';
import { Clock, PLACE, resource } from '../support';

const TYPE = 'AWS::SecretsManager::Secret';

function world() {
  const store = new SecretStore(PLACE, new Clock().now);
  const provider = secretProvider(store);
  const create = async (properties: Record<string, unknown>) => ({
    ...(await provider.create(resource(TYPE, properties, 'Password'))),
    properties,
  });
  const value = (id: string) => {
    const secret = store.mustFind(id);
    return store.version(secret, 'AWSCURRENT')?.value.SecretString;
  };
  return { store, provider, create, value };
}

test('is its ARN, under a name that is made up of the logical id', async () => {
  const { create, value } = world();
  const { physicalId, attributes } = await create({ GenerateSecretString: { PasswordLength: 20 } });
  expect(physicalId).toMatch(/:secret:Password-\w{12}-\w{6}$/);
  expect(attributes).toEqual({ Id: physicalId });
  expect(value(physicalId)).toHaveLength(20);
});

test('keeps its value as long as the options stay, and gets another with others', async () => {
  const { create, provider, value } = world();
  const made = await create({ GenerateSecretString: {} });
  const before = value(made.physicalId);
  const same = resource(TYPE, { GenerateSecretString: {}, Description: 'new' });
  expect((await provider.update(same, made)).physicalId).toBe(made.physicalId);
  expect(value(made.physicalId)).toBe(before);
  await provider.update(resource(TYPE, { GenerateSecretString: { PasswordLength: 9 } }), made);
  expect(value(made.physicalId)).toHaveLength(9);
});

test('another name is another secret', async () => {
  const { create, provider, store } = world();
  const made = await create({ Name: 'a', SecretString: 's' });
  const { physicalId } = await provider.update(resource(TYPE, { Name: 'b', SecretString: 's' }), made);
  expect(physicalId).not.toBe(made.physicalId);
  expect(store.list()).toHaveLength(2);
});

test('goes at once, so that its name is free again', async () => {
  const { create, provider } = world();
  const made = await create({ Name: 'a', SecretString: 's' });
  await provider.delete(resource(TYPE, {}), made);
  await provider.delete(resource(TYPE, {}), made);
  await expect(create({ Name: 'a', SecretString: 's' })).resolves.toBeDefined();
});

test('is empty where the template says nothing of a value', async () => {
  const { create, value } = world();
  expect(value((await create({})).physicalId)).toBeUndefined();
});

test.each([
  ['both kinds of value', { SecretString: 'a', GenerateSecretString: {} }, 'both'],
  ['an option it has not', { GenerateSecretString: { Length: 3 } }, '[Length]'],
  ['options that nothing meets', { GenerateSecretString: { PasswordLength: 2 } }, 'too short'],
  ['a property it does not know', { ReplicaRegions: [] }, '[ReplicaRegions]'],
  ['a bad name', { Name: 'a b' }, 'pattern'],
])('refuses %s, and leaves nothing behind', async (_what, properties, message) => {
  const { create, store } = world();
  await expect(create(properties)).rejects.toThrow(message);
  expect(store.list()).toEqual([]);
});
