/** The `AWS::Connect::…` resources that a template of this AWS may have. */
import { GROUP_RESOURCE, ROUTING_PROFILE_RESOURCE, SECURITY_PROFILE_RESOURCE } from './resource-kinds';
import { namedResource } from './resource-named';
import { userResource } from './resource-user';
import type { ResourceProvider } from '../cloudformation/resource-provider';
import type { ConnectStore } from './store';

export interface ResourceContext {
  readonly store: ConnectStore;
  /** Runs an operation of the API. Throws the error that it answers. */
  readonly call: (operation: string, input: unknown) => object | undefined;
}

export function connectResourceProviders(context: ResourceContext): Map<string, ResourceProvider> {
  return new Map([
    ['AWS::Connect::RoutingProfile', namedResource(context.store, ROUTING_PROFILE_RESOURCE)],
    ['AWS::Connect::SecurityProfile', namedResource(context.store, SECURITY_PROFILE_RESOURCE)],
    ['AWS::Connect::UserHierarchyGroup', namedResource(context.store, GROUP_RESOURCE)],
    ['AWS::Connect::User', userResource(context)],
  ]);
}
