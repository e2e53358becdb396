/** Identity and Access Management's state: roles, the policies they have, and who may assume them. */
import { randomId } from '../caller';
import type { Place } from '../types';
import { AwsError } from '../types';
import { AWS_MANAGED_POLICIES } from './managed-policies';
import type { PolicyDocument } from './policy';
import { listOf, policySize, statementsOf } from './policy';
import { isObject } from '../protocol/input';

/** All inline policies of a role together, in characters without white space. */
const INLINE_MAX = 10_240;
/** One managed policy, likewise. */
const MANAGED_MAX = 6_144;

export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  trust: PolicyDocument;
  maxSessionSeconds: number;
  readonly inline: Map<string, PolicyDocument>;
  readonly managed: Set<string>;
}

export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  document: PolicyDocument;
}

export interface NewRole {
  readonly name: string;
  readonly path?: string;
  readonly trust: PolicyDocument;
  readonly maxSessionSeconds?: number;
}

export class IamStore {
  private readonly roles = new Map<string, Role>();
  private readonly policies = new Map<string, ManagedPolicy>();

  constructor(private readonly place: Place) {}

  role(name: string): Role | undefined {
    return this.roles.get(name);
  }

  roleByArn(arn: string): Role | undefined {
    return [...this.roles.values()].find((role) => role.arn === arn);
  }

  createRole({ name, path = '/', trust, maxSessionSeconds = 3600 }: NewRole): Role {
    if (this.roles.has(name)) {
      throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
    }
    const { partition, account } = this.place;
    const role: Role = {
      name,
      path,
      arn: `arn:${partition}:iam::${account}:role${path}${name}`,
      id: `AROA${randomId(17)}`,
      trust,
      maxSessionSeconds,
      inline: new Map(),
      managed: new Set(),
    };
    this.roles.set(name, role);
    return role;
  }

  deleteRole(name: string): void {
    const role = this.roles.get(name);
    if (!role) return;
    if (role.inline.size > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
    }
    this.roles.delete(name);
  }

  putInline(roleName: string, policyName: string, document: PolicyDocument): void {
    const role = this.mustHave(roleName);
    const others = [...role.inline].filter(([name]) => name !== policyName);
    const size = others.reduce((sum, [, other]) => sum + policySize(other), policySize(document));
    if (size > INLINE_MAX) {
      throw new AwsError(
        'LimitExceeded',
        `Maximum policy size of ${INLINE_MAX} bytes exceeded for role ${roleName}`,
        409,
      );
    }
    role.inline.set(policyName, document);
  }

  deleteInline(roleName: string, policyName: string): void {
    this.roles.get(roleName)?.inline.delete(policyName);
  }

  createPolicy(name: string, path: string, document: PolicyDocument): ManagedPolicy {
    const { partition, account } = this.place;
    const arn = `arn:${partition}:iam::${account}:policy${path}${name}`;
    if (this.policies.has(arn)) {
      throw new AwsError('EntityAlreadyExists', `A policy called ${name} already exists.`, 409);
    }
    const policy = { arn, name, document };
    this.updatePolicy(policy, document);
    this.policies.set(arn, policy);
    return policy;
  }

  updatePolicy(policy: ManagedPolicy, document: PolicyDocument): void {
    if (policySize(document) > MANAGED_MAX) {
      throw new AwsError('LimitExceeded', `Cannot exceed quota for PolicySize: ${MANAGED_MAX}`, 409);
    }
    policy.document = document;
  }

  policy(arn: string): ManagedPolicy | undefined {
    return this.policies.get(arn);
  }

  deletePolicy(arn: string): void {
    if ([...this.roles.values()].some((role) => role.managed.has(arn))) {
      throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
    }
    this.policies.delete(arn);
  }

  attach(roleName: string, policyArn: string): void {
    const role = this.mustHave(roleName);
    if (!this.policies.has(policyArn) && !this.awsManaged(policyArn)) {
      throw new AwsError(
        'NoSuchEntity',
        `Policy ${policyArn} does not exist or is not attachable. Of AWS's own, the local AWS has: ${Object.keys(AWS_MANAGED_POLICIES).join(', ')}.`,
        404,
      );
    }
    role.managed.add(policyArn);
  }

  detach(roleName: string, policyArn: string): void {
    this.roles.get(roleName)?.managed.delete(policyArn);
  }

  /** Every policy that speaks about what a role may do: what an authorization decision reads. */
  policiesOf(roleName: string): readonly { readonly name: string; readonly document: PolicyDocument }[] {
    const role = this.roles.get(roleName);
    if (!role) return [];
    const inline = [...role.inline].map(([name, document]) => ({ name, document }));
    const managed = [...role.managed].flatMap((arn) => {
      const document = this.policies.get(arn)?.document ?? this.awsManaged(arn);
      return document ? [{ name: arn, document }] : [];
    });
    return [...inline, ...managed];
  }

  /** Whether a role's trust policy lets this identity, or this service (`lambda.amazonaws.com`), assume it. */
  trusts(role: Role, who: string): boolean {
    const { partition, account } = this.place;
    const names = who.includes('.amazonaws.com')
      ? { Service: [who] }
      : { AWS: [who, account, `arn:${partition}:iam::${account}:root`, '*'] };
    const matches = (principal: unknown): boolean =>
      principal === '*' ||
      (isObject(principal) &&
        Object.entries(names).some(([type, ids]) => listOf(principal[type]).some((id) => ids.includes(id))));
    const about = statementsOf(role.trust).filter(
      ({ Action, Principal }) =>
        listOf(Action).some((action) => ['sts:AssumeRole', 'sts:*', '*'].includes(action)) &&
        matches(Principal),
    );
    return about.length > 0 && about.every(({ Effect }) => Effect === 'Allow');
  }

  private awsManaged(arn: string): PolicyDocument | undefined {
    const prefix = `arn:${this.place.partition}:iam::aws:policy/`;
    return arn.startsWith(prefix) ? AWS_MANAGED_POLICIES[arn.slice(prefix.length)] : undefined;
  }

  private mustHave(name: string): Role {
    const role = this.roles.get(name);
    if (!role) throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
    return role;
  }
}
