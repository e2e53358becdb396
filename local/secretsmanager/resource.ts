/** CloudFormation's `AWS::SecretsManager::Secret`: `Ref` is the ARN. */
import type { ResourceProvider, ResourceRequest, ResourceState } from '../cloudformation/resource-provider';
import { ResourceFailure } from '../cloudformation/resource-provider';
import { InputReader } from '../protocol/input';
import { asHandler, checkProperties, randomSuffix } from '../resource-failure';
import { GENERATE_OPTIONS, generateSecretString } from './generate';
import type { Secret, SecretStore } from './store';

const INVALID = 'InvalidParameterException';
const NAME = { min: 1, max: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/ };

export function secretProvider(store: SecretStore): ResourceProvider {
  const check = (request: ResourceRequest) => {
    checkProperties(request.properties, {
      type: request.resourceType,
      known: ['Name', 'Description', 'KmsKeyId', 'SecretString', 'GenerateSecretString', 'Tags'],
    });
    const { SecretString, GenerateSecretString } = request.properties;
    if (SecretString !== undefined && GenerateSecretString !== undefined) {
      throw new ResourceFailure(
        'Resource handler returned message: "You cannot specify both SecretString and GenerateSecretString. (HandlerErrorCode: InvalidRequest)',
      );
    }
  };
  const describe = (request: ResourceRequest) => {
    const read = new InputReader(request.properties, INVALID);
    return {
      description: read.optionalString('Description', { max: 2048 }),
      kmsKeyId: read.optionalString('KmsKeyId', { max: 2048 }),
      tags: (read.objects('Tags') ?? []) as unknown as Secret['tags'],
    };
  };
  const create = (request: ResourceRequest): Promise<ResourceState> =>
    asHandler('SecretsManager', () => {
      check(request);
      const read = new InputReader(request.properties, INVALID);
      const name = read.optionalString('Name', NAME) ?? `${request.logicalId}-${randomSuffix()}`;
      // Made before the secret: where the options are wrong, nothing is left behind.
      const value = secretString(request.properties);
      const secret = store.create({ name, ...describe(request) });
      if (value !== undefined) store.put(secret, { SecretString: value });
      return state(secret);
    });
  return {
    create,
    update: async (request, existing) => {
      if (request.properties.Name !== existing.properties.Name) return create(request);
      return asHandler('SecretsManager', () => {
        check(request);
        const secret = store.mustFind(existing.physicalId);
        Object.assign(secret, describe(request));
        const valueOf = (properties: Readonly<Record<string, unknown>>) =>
          JSON.stringify([properties.SecretString, properties.GenerateSecretString]);
        // Other options make another password; the same options leave it as it is.
        if (valueOf(request.properties) !== valueOf(existing.properties)) {
          const value = secretString(request.properties);
          if (value !== undefined) store.put(secret, { SecretString: value });
        }
        return state(secret);
      });
    },
    delete: (_request, existing) => {
      // CloudFormation deletes without a recovery window, so that a stack can be made again at once.
      const secret = store.find(existing.physicalId);
      if (secret) store.remove(secret);
      return Promise.resolve();
    },
  };
}

/** Undefined where the template says nothing of a value: the secret is then empty. */
function secretString(properties: Readonly<Record<string, unknown>>): string | undefined {
  const read = new InputReader(properties, INVALID);
  const given = read.optionalString('SecretString', { min: 1, max: 65_536 });
  if (given !== undefined) return given;
  const options = read.object('GenerateSecretString');
  if (!options) return undefined;
  checkProperties(options, {
    type: 'AWS::SecretsManager::Secret GenerateSecretString',
    known: GENERATE_OPTIONS,
  });
  return generateSecretString(options);
}

function state(secret: Secret): ResourceState {
  return { physicalId: secret.arn, attributes: { Id: secret.arn } };
}
