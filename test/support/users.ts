/** Users for tests: short ways to the constructs, with settings that a new instance of the local AWS allows. */
import { SecretValue, type Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ConnectInstance,
  ConnectUser,
  RoutingProfile,
  SecurityProfile,
  UserPassword,
  type ConnectInstanceOptions,
  type ConnectUserProps,
  type IConnectInstance,
} from '../../lib';
import {
  EXAMPLE_INSTANCE_ID,
  EXAMPLE_ROUTING_PROFILE_ID,
  EXAMPLE_SECURITY_PROFILE_ID,
} from '../../local/connect/seed';

export const INSTANCE_ID = EXAMPLE_INSTANCE_ID;
export const ROUTING_PROFILE_ID = EXAMPLE_ROUTING_PROFILE_ID;
export const AGENT_ID = EXAMPLE_SECURITY_PROFILE_ID;
/** Other security profiles of a new instance. */
export const ADMIN_ID = '5e000001-1111-4222-aaaa-a1b2c3d4e5f1';
export const MANAGER_ID = '5e000003-1111-4222-aaaa-a1b2c3d4e5f3';

export function instance(
  stack: Stack,
  instanceId = INSTANCE_ID,
  options: ConnectInstanceOptions = {},
): IConnectInstance {
  const known = stack.node.tryFindChild(`Instance${instanceId}`) as IConnectInstance | undefined;
  return known ?? ConnectInstance.fromInstanceId(stack, `Instance${instanceId}`, instanceId, options);
}

export type UserOver = Partial<Omit<ConnectUserProps, 'password'>> & {
  readonly password?: ConnectUserProps['password'] | null;
};

/** A user, as small as it can be, and `over`; `password: null` leaves the password away. */
export function addUser(stack: Stack, over: UserOver = {}, id = 'Mary'): ConnectUser {
  const { password, ...rest } = over;
  return new ConnectUser(stack, id, {
    instance: rest.instance ?? instance(stack),
    username: 'Mary',
    identityInfo: { firstName: 'Mary', lastName: 'Major' },
    routingProfile: RoutingProfile.fromId(ROUTING_PROFILE_ID),
    securityProfiles: [SecurityProfile.fromId(AGENT_ID)],
    stackOutputs: false,
    ...rest,
    ...(password === null ? {} : { password: password ?? UserPassword.generated() }),
  });
}

/** A secret with this very value, made by the stack. */
export function secretOf(stack: Stack, id: string, value: string): Secret {
  return new Secret(stack, id, { secretStringValue: SecretValue.unsafePlainText(value) });
}
