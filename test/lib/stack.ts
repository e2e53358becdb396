import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  ConnectInstance,
  ConnectUser,
  RoutingProfile,
  SecurityProfile,
  type ConnectUserProps,
} from '../../lib';

export const INSTANCE_ID = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
export const INSTANCE_ARN = `arn:aws:connect:us-west-2:123456789012:instance/${INSTANCE_ID}`;
export const ENV = { account: '123456789012', region: 'us-west-2' };

/** Assemblies go there, not into the machine's own temp folder, which nobody would clean. */
const assemblies = mkdtempSync(join(tmpdir(), 'cdk-connect-user-lib-'));
afterAll(() => rmSync(assemblies, { recursive: true, force: true }));

/** Without the CDK's own validation of the template, which takes seconds; the end-to-end tests have it. */
export const newApp = () =>
  new App({ outdir: mkdtempSync(join(assemblies, 'app-')), builtinCloudFormationValidation: false });
export const newStack = (props: StackProps = {}) => new Stack(newApp(), 'Stack', { env: ENV, ...props });

/** The least that a user needs; `over` adds to it. */
export function userProps(stack: Stack, over: Partial<ConnectUserProps> = {}): ConnectUserProps {
  const instance =
    (stack.node.tryFindChild('Instance') as ConnectInstance | undefined) ??
    ConnectInstance.fromInstanceArn(stack, 'Instance', INSTANCE_ARN);
  return {
    instance,
    username: 'Mary',
    routingProfile: RoutingProfile.fromName('Basic Routing Profile'),
    securityProfiles: [SecurityProfile.fromName('Agent')],
    ...over,
  };
}

export function newUser(stack: Stack, over: Partial<ConnectUserProps> = {}, id = 'Mary'): ConnectUser {
  return new ConnectUser(stack, id, userProps(stack, over));
}

/** The properties of the stack's only user, as they stand in the template. */
export function propertiesOf(stack: Stack): Record<string, unknown> {
  const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::ConnectUser'));
  return resource.Properties as Record<string, unknown>;
}

/** What synthesis says is wrong. */
export function errorsOf(stack: Stack): string {
  try {
    Template.fromStack(stack);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
