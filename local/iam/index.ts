/** Identity and Access Management. */
import type { ResourceProvider } from '../cloudformation/resource-provider';
import { managedPolicyProvider, policyProvider, roleProvider } from './resources';
import type { IamStore } from './store';

export { IamStore } from './store';
export type { ManagedPolicy, Role } from './store';
export type { PolicyDocument, Statement } from './policy';

export function iamProviders(iam: IamStore): Map<string, ResourceProvider> {
  return new Map([
    ['AWS::IAM::Role', roleProvider(iam)],
    ['AWS::IAM::Policy', policyProvider(iam)],
    ['AWS::IAM::ManagedPolicy', managedPolicyProvider(iam)],
  ]);
}
