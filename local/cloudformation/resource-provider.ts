/** How the local CloudFormation makes, changes and removes resources of one type. */

export interface ResourceRequest {
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** Resolved: no intrinsic is left. Types as in the template (a custom resource's provider stringifies). */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Aborted when the operation is given up. */
  readonly signal: AbortSignal;
}

export interface ExistingResource {
  readonly physicalId: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ResourceState {
  readonly physicalId: string;
  /** What `Ref` gives; the physical id unless said otherwise. */
  readonly ref?: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Thrown by a provider when the resource exists although the operation failed: roll-back then deletes it. */
export class ResourceFailure extends Error {
  constructor(
    reason: string,
    readonly physicalId?: string,
  ) {
    super(reason);
    this.name = 'ResourceFailure';
  }
}

export interface ResourceProvider {
  create(request: ResourceRequest): Promise<ResourceState>;
  /** A physical id other than the existing one is a replacement: the old one is deleted in clean-up. */
  update(request: ResourceRequest, existing: ExistingResource): Promise<ResourceState>;
  delete(request: ResourceRequest, existing: ExistingResource): Promise<void>;
}

/** The providers that this AWS has, by resource type. A type that is not here fails its stack, by name. */
export type ResourceProviders = ReadonlyMap<string, ResourceProvider>;
