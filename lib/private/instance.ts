import { CfnResource, Token } from 'aws-cdk-lib';
import type { IInstanceRef } from 'aws-cdk-lib/aws-connect';
import { ConnectInstance } from '../connect-instance';
import { idOf } from './contract';
import type { IdentityManagement } from './rules';

/**
 * What names the instance on the wire: its id where it is known, since it is shorter than the ARN; otherwise
 * whatever the reference gives, id or ARN, which the handler takes alike.
 */
export function instanceForWire(instance: IInstanceRef): string {
  const arn = instance.instanceRef.instanceArn;
  if (!Token.isUnresolved(arn)) return idOf(arn);
  return instance instanceof ConnectInstance && !Token.isUnresolved(instance.instanceId)
    ? instance.instanceId
    : arn;
}

const TYPES: readonly string[] = [
  'CONNECT_MANAGED',
  'SAML',
  'EXISTING_DIRECTORY',
] satisfies IdentityManagement[];

/** How the instance's users sign in, as far as a `ConnectInstance` or the L1 says it. */
export function identityManagementOf(instance: IInstanceRef): IdentityManagement | undefined {
  const type =
    instance instanceof ConnectInstance || isCfnInstance(instance)
      ? instance.identityManagementType
      : undefined;
  return type !== undefined && TYPES.includes(type) ? (type as IdentityManagement) : undefined;
}

/** Without importing the module of all Connect L1s, which would cost every consumer its load time. */
function isCfnInstance(
  instance: IInstanceRef,
): instance is IInstanceRef & { identityManagementType?: string } {
  return CfnResource.isCfnResource(instance) && instance.cfnResourceType === 'AWS::Connect::Instance';
}
