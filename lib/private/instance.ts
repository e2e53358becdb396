import { Arn, ArnFormat, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IInstanceRef } from 'aws-cdk-lib/aws-connect';
import type { Construct } from 'constructs';
import { ConnectInstance } from '../connect-instance';
import type { RequestOptions } from '../user-document';
import { idOf } from './contract';
import { DocumentError, type UserRequest } from './documents';
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

/** The instance of a request document: its own, of which a stack makes one reference, or the one given beside it. */
export function instanceOf(scope: Construct, request: UserRequest, options: RequestOptions): IInstanceRef {
  const { instance: given, identityManagementType } = options;
  const own = request.properties.InstanceId;
  if (own === undefined) {
    if (given !== undefined) return given;
    throw new DocumentError(request.key ?? 'The request', [
      {
        where: request.where(),
        user: request.key,
        field: 'InstanceId',
        message:
          'No instance is given. Allowed: InstanceId in the document, or the instance beside it ' +
          '(`instance` of the options; `-c instanceArn=…` of the app).',
      },
    ]);
  }
  if (given !== undefined && idOf(instanceForWire(given)) === idOf(own)) return given;
  const stack = Stack.of(scope);
  const id = `Instance-${idOf(own)}`;
  const known = stack.node.tryFindChild(id) as ConnectInstance | undefined;
  if (known !== undefined) return known;
  return own.startsWith('arn:')
    ? ConnectInstance.fromInstanceArn(stack, id, own, { identityManagementType })
    : ConnectInstance.fromInstanceId(stack, id, own, { identityManagementType });
}

/** The handler calls Connect where its stack is: an instance of another Region or account is out of its reach. */
export function elsewhere(scope: Construct, instance: IInstanceRef): string[] {
  const arn = instance.instanceRef.instanceArn;
  if (Token.isUnresolved(arn)) return [];
  const { account, region } = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME);
  const stack = Stack.of(scope);
  const differs = (given: string | undefined, own: string) => !Token.isUnresolved(own) && given !== own;
  return differs(account, stack.account) || differs(region, stack.region)
    ? [
        `instance: given one of account ${account} in ${region}, allowed one of the stack's own account and Region, ` +
          `${stack.account} in ${stack.region}: the stack's function works there ` +
          '(https://docs.aws.amazon.com/connect/latest/adminguide/find-instance-arn.html).',
      ]
    : [];
}
