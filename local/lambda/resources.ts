/** CloudFormation's `AWS::Lambda::*`. */
import type { ResourceProvider, ResourceRequest, ResourceState } from '../cloudformation/resource-provider';
import type { IamStore } from '../iam';
import { InputReader } from '../protocol/input';
import { asHandler, checkProperties, generatedName, randomSuffix } from '../resource-failure';
import type { Place } from '../types';
import type { CodeFolders } from './code';
import { functionConfig } from './configuration';
import type { Functions, StoredFunction } from './functions';
import { DEFAULT_ASYNC_POLICY } from './async-invocations';

const INVALID = 'InvalidParameterValueException';

export interface FunctionParts {
  readonly place: Place;
  readonly iam: IamStore;
  readonly functions: Functions;
  readonly code: CodeFolders;
}

/** `AWS::Lambda::Function`: `Ref` is the name. */
export function functionProvider({ place, iam, functions, code }: FunctionParts): ResourceProvider {
  const codeOf = (request: ResourceRequest) =>
    new InputReader(request.properties, INVALID).object('Code') ?? {};
  const create = (request: ResourceRequest): Promise<ResourceState> =>
    asHandler('Lambda', async () => {
      const config = functionConfig(request, place, iam);
      return functionState(functions.add({ config, code: await code.unpack(codeOf(request)) }));
    });
  return {
    create,
    update: async (request, existing) => {
      const changed = (key: string, fallback?: string) =>
        (request.properties[key] ?? fallback) !== (existing.properties[key] ?? fallback);
      if (changed('FunctionName') || changed('PackageType', 'Zip')) return create(request);
      return asHandler('Lambda', async () => {
        const stored = functions.mustFind(existing.physicalId);
        const config = functionConfig(request, place, iam, stored.name);
        const same = JSON.stringify(codeOf(request)) === JSON.stringify(existing.properties.Code);
        const unpacked = same ? stored.deployed.code : await code.unpack(codeOf(request));
        functions.replace(stored, { config, code: unpacked });
        return functionState(stored);
      });
    },
    delete: (_request, existing) => {
      const stored = functions.find(existing.physicalId);
      if (stored) functions.remove(stored);
      return Promise.resolve();
    },
  };
}

function functionState({ deployed }: StoredFunction): ResourceState {
  return { physicalId: deployed.config.name, attributes: { Arn: deployed.config.arn } };
}

/** `AWS::Lambda::EventInvokeConfig`: how often an asynchronous invocation is tried again. */
export function eventInvokeConfigProvider(functions: Functions): ResourceProvider {
  const apply = (request: ResourceRequest) => {
    checkProperties(request.properties, {
      type: request.resourceType,
      known: ['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds'],
      required: ['FunctionName', 'Qualifier'],
    });
    const read = new InputReader(request.properties, INVALID);
    read.string('Qualifier', { values: ['$LATEST'] });
    const { maximumRetryAttempts, maximumEventAgeSeconds } = DEFAULT_ASYNC_POLICY;
    const policy = {
      maximumRetryAttempts: read.optionalInteger('MaximumRetryAttempts', 0, 2) ?? maximumRetryAttempts,
      maximumEventAgeSeconds:
        read.optionalInteger('MaximumEventAgeInSeconds', 60, 21_600) ?? maximumEventAgeSeconds,
    };
    const stored = functions.mustFind(read.string('FunctionName'));
    stored.asyncPolicy = policy;
    return stored.name;
  };
  const create = (request: ResourceRequest): Promise<ResourceState> =>
    asHandler('Lambda', () => {
      apply(request);
      return { physicalId: generatedName(request.stackName, request.logicalId, 128), attributes: {} };
    });
  return {
    create,
    update: (request, existing) =>
      asHandler('Lambda', async () => {
        const moved = ['FunctionName', 'Qualifier'].some(
          (key) => request.properties[key] !== existing.properties[key],
        );
        if (moved) return create(request);
        apply(request);
        return { physicalId: existing.physicalId, attributes: {} };
      }),
    delete: (_request, existing) => {
      const stored = functions.find(String(existing.properties.FunctionName));
      if (stored) stored.asyncPolicy = undefined;
      return Promise.resolve();
    },
  };
}

/** `AWS::Lambda::Permission`: kept, and asked by nobody: what runs here needs none. */
export function permissionProvider(functions: Functions): ResourceProvider {
  const create = (request: ResourceRequest): Promise<ResourceState> =>
    asHandler('Lambda', () => {
      checkProperties(request.properties, {
        type: request.resourceType,
        known: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn', 'PrincipalOrgID'],
        required: ['Action', 'FunctionName', 'Principal'],
      });
      const read = new InputReader(request.properties, INVALID);
      read.string('Action', { pattern: /^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/ });
      read.string('Principal', { pattern: /^[^\s]+$/ });
      const stored = functions.mustFind(read.string('FunctionName'));
      const id = `${request.stackName}-${request.logicalId}-${randomSuffix()}`;
      stored.permissions.set(id, request.properties);
      return { physicalId: id, attributes: { Id: id } };
    });
  return {
    create,
    // Every property of a permission replaces it.
    update: create,
    delete: (_request, existing) => {
      functions.find(String(existing.properties.FunctionName))?.permissions.delete(existing.physicalId);
      return Promise.resolve();
    },
  };
}
