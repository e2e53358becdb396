/** CloudFormation's `AWS::IAM::*`. */
import type {
  ExistingResource,
  ResourceProvider,
  ResourceRequest,
  ResourceState,
} from '../cloudformation/resource-provider';
import { ResourceFailure } from '../cloudformation/resource-provider';
import { InputReader } from '../protocol/input';
import { asHandler, checkProperties, generatedName } from '../resource-failure';
import { checkPolicy } from './policy';
import type { IamStore, Role } from './store';

const NAME = /^[\w+=,.@-]+$/;
const PATH = /^\/(?:[\u0021-\u007e]+\/)?$/;
const reader = (request: ResourceRequest) => new InputReader(request.properties, 'ValidationError');

/** `AWS::IAM::Role`: `Ref` is the name. */
export function roleProvider(iam: IamStore): ResourceProvider {
  const check = (request: ResourceRequest) =>
    checkProperties(request.properties, {
      type: request.resourceType,
      known: [
        'AssumeRolePolicyDocument',
        'RoleName',
        'Path',
        'Policies',
        'ManagedPolicyArns',
        'MaxSessionDuration',
      ],
      ignored: ['Description', 'Tags'],
      required: ['AssumeRolePolicyDocument'],
    });
  const apply = (role: Role, request: ResourceRequest, old?: ExistingResource) => {
    const wanted = inlinePolicies(request);
    if (old) {
      const names = new Set(wanted.map(([name]) => name));
      const gone = inlinePolicies({ ...request, properties: old.properties }).filter(([n]) => !names.has(n));
      gone.forEach(([name]) => iam.deleteInline(role.name, name));
    }
    wanted.forEach(([name, document]) => iam.putInline(role.name, name, checkPolicy(document, 'identity')));
    const arns = reader(request).strings('ManagedPolicyArns') ?? [];
    for (const arn of (old?.properties.ManagedPolicyArns ?? []) as readonly string[]) {
      if (!arns.includes(arn)) iam.detach(role.name, arn);
    }
    arns.forEach((arn) => iam.attach(role.name, arn));
  };
  const create = (request: ResourceRequest): Promise<ResourceState> =>
    asHandler('Iam', () => {
      check(request);
      const input = reader(request);
      const role = iam.createRole({
        name:
          input.optionalString('RoleName', { min: 1, max: 64, pattern: NAME }) ??
          generatedName(request.stackName, request.logicalId, 64),
        path: input.optionalString('Path', { max: 512, pattern: PATH }),
        trust: checkPolicy(request.properties.AssumeRolePolicyDocument, 'trust'),
        maxSessionSeconds: input.optionalInteger('MaxSessionDuration', 3600, 43_200),
      });
      try {
        apply(role, request);
      } catch (error) {
        removeRole(iam, role.name);
        throw error;
      }
      return state(role);
    });
  return {
    create,
    update: async (request, existing) => {
      const { RoleName: name, Path: path } = request.properties;
      const replaced =
        (name ?? '') !== (existing.properties.RoleName ?? '') ||
        (path ?? '/') !== (existing.properties.Path ?? '/');
      if (replaced) return create(request);
      return asHandler('Iam', () => {
        check(request);
        const role = iam.role(existing.physicalId);
        if (!role) throw new ResourceFailure(`The role with name ${existing.physicalId} cannot be found.`);
        role.trust = checkPolicy(request.properties.AssumeRolePolicyDocument, 'trust');
        role.maxSessionSeconds = reader(request).optionalInteger('MaxSessionDuration', 3600, 43_200) ?? 3600;
        apply(role, request, existing);
        return state(role);
      });
    },
    delete: (request, existing) =>
      asHandler('Iam', () => {
        const own = inlinePolicies({ ...request, properties: existing.properties });
        own.forEach(([name]) => iam.deleteInline(existing.physicalId, name));
        iam.deleteRole(existing.physicalId);
      }),
  };
}

/** `AWS::IAM::Policy`: an inline policy, put on the roles it names. */
export function policyProvider(iam: IamStore): ResourceProvider {
  const put = (request: ResourceRequest) => {
    checkProperties(request.properties, {
      type: request.resourceType,
      known: ['PolicyName', 'PolicyDocument', 'Roles'],
      required: ['PolicyName', 'PolicyDocument'],
    });
    const input = reader(request);
    const name = input.string('PolicyName', { min: 1, max: 128, pattern: NAME });
    const document = checkPolicy(request.properties.PolicyDocument, 'identity');
    const roles = input.strings('Roles') ?? [];
    if (roles.length === 0) {
      throw new ResourceFailure('At least one of [Groups,Roles,Users] must be non-empty.');
    }
    roles.forEach((role) => iam.putInline(role, name, document));
    return { name, roles };
  };
  const rolesOf = (properties: Readonly<Record<string, unknown>>) =>
    (properties.Roles ?? []) as readonly string[];
  return {
    create: (request) =>
      asHandler('Iam', () => {
        const { name } = put(request);
        return {
          physicalId: generatedName(request.stackName, request.logicalId, 64),
          ref: name,
          attributes: {},
        };
      }),
    update: (request, existing) =>
      asHandler('Iam', () => {
        const { name, roles } = put(request);
        const oldName = String(existing.properties.PolicyName);
        rolesOf(existing.properties)
          .filter((role) => name !== oldName || !roles.includes(role))
          .forEach((role) => iam.deleteInline(role, oldName));
        return { physicalId: existing.physicalId, ref: name, attributes: {} };
      }),
    delete: (_request, existing) => {
      const name = String(existing.properties.PolicyName);
      rolesOf(existing.properties).forEach((role) => iam.deleteInline(role, name));
      return Promise.resolve();
    },
  };
}

/** `AWS::IAM::ManagedPolicy`: `Ref` is the ARN. */
export function managedPolicyProvider(iam: IamStore): ResourceProvider {
  const create = (request: ResourceRequest): Promise<ResourceState> =>
    asHandler('Iam', () => {
      checkProperties(request.properties, {
        type: request.resourceType,
        known: ['ManagedPolicyName', 'PolicyDocument', 'Roles', 'Path'],
        ignored: ['Description'],
        required: ['PolicyDocument'],
      });
      const input = reader(request);
      const name =
        input.optionalString('ManagedPolicyName', { min: 1, max: 128, pattern: NAME }) ??
        generatedName(request.stackName, request.logicalId, 128);
      const path = input.optionalString('Path', { max: 512, pattern: PATH }) ?? '/';
      const policy = iam.createPolicy(name, path, checkPolicy(request.properties.PolicyDocument, 'identity'));
      (input.strings('Roles') ?? []).forEach((role) => iam.attach(role, policy.arn));
      return { physicalId: policy.arn, attributes: { PolicyArn: policy.arn } };
    });
  return {
    create,
    update: async (request, existing) => {
      const keys = ['ManagedPolicyName', 'Path', 'Description'];
      if (keys.some((key) => request.properties[key] !== existing.properties[key])) return create(request);
      return asHandler('Iam', () => {
        const policy = iam.policy(existing.physicalId);
        if (!policy) throw new ResourceFailure(`Policy ${existing.physicalId} does not exist.`);
        iam.updatePolicy(policy, checkPolicy(request.properties.PolicyDocument, 'identity'));
        const roles = reader(request).strings('Roles') ?? [];
        for (const role of (existing.properties.Roles ?? []) as readonly string[]) {
          if (!roles.includes(role)) iam.detach(role, policy.arn);
        }
        roles.forEach((role) => iam.attach(role, policy.arn));
        return { physicalId: policy.arn, attributes: { PolicyArn: policy.arn } };
      });
    },
    delete: (_request, existing) =>
      asHandler('Iam', () => {
        const roles = (existing.properties.Roles ?? []) as readonly string[];
        roles.forEach((role) => iam.detach(role, existing.physicalId));
        iam.deletePolicy(existing.physicalId);
      }),
  };
}

function inlinePolicies(request: ResourceRequest): readonly (readonly [string, unknown])[] {
  return (reader(request).objects('Policies') ?? []).map((policy) => [
    new InputReader(policy, 'ValidationError').string('PolicyName', { min: 1, max: 128, pattern: NAME }),
    policy.PolicyDocument,
  ]);
}

function removeRole(iam: IamStore, name: string): void {
  iam.role(name)?.inline.clear();
  iam.deleteRole(name);
}

function state(role: Role): ResourceState {
  return { physicalId: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
}
