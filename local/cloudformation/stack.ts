import type { ChangeSet } from './change-set';
import type { Plan, StackTag } from './plan';
import type { Policy } from './template';

export interface LiveResource {
  readonly logicalId: string;
  readonly type: string;
  status: string;
  reason?: string;
  changedAt: number;
  physicalId?: string;
  ref?: string;
  attributes: Readonly<Record<string, unknown>>;
  /** Resolved, as the resource was last asked to be. */
  properties: Readonly<Record<string, unknown>>;
  /** What went before it: it is deleted before them. */
  needs: readonly string[];
  deletionPolicy: Policy;
  updateReplacePolicy: Policy;
  metadata?: unknown;
  description?: string;
  /** Of a custom resource: the request that it answered last, as error messages name it. */
  answered?: string;
}

export interface StackEvent {
  readonly id: string;
  readonly operationId: string;
  readonly token?: string;
  readonly at: number;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  /** JSON. Secret values are already masked. */
  readonly properties?: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface StackSettings {
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string;
  readonly disableRollback: boolean;
  readonly retainExceptOnCreate: boolean;
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
}

/** What a failed update returns to, for as long as it has not. */
export interface RollbackPoint {
  readonly plan: Plan;
  /** The resources as they were before the update, copies. */
  readonly resources: ReadonlyMap<string, LiveResource>;
  readonly outputs: readonly StackOutput[];
  readonly imports: ReadonlySet<string>;
}

/** One stack: everything that is known of it. The operations change it. */
export class Stack {
  status = 'REVIEW_IN_PROGRESS';
  reason?: string;
  updatedAt?: number;
  deletedAt?: number;
  /** What the stack is, or what the operation that runs makes of it. */
  plan?: Plan;
  settings: StackSettings = {
    capabilities: [],
    notificationArns: [],
    disableRollback: false,
    retainExceptOnCreate: false,
    onFailure: 'ROLLBACK',
  };
  terminationProtection = false;
  outputs: readonly StackOutput[] = [];
  /** Names of the exports that the stack imports. */
  imports: ReadonlySet<string> = new Set();
  readonly resources = new Map<string, LiveResource>();
  /** Oldest first. */
  readonly events: StackEvent[] = [];
  readonly changeSets = new Map<string, ChangeSet>();
  rollbackPoint?: RollbackPoint;
  /** Physical resources that are replaced and wait for the end of the operation to be deleted. */
  superseded: LiveResource[] = [];
  lastOperation?: { readonly type: string; readonly id: string };
  /** Values that no description of the stack may show: NoEcho parameters and answers. */
  readonly secrets = new Set<string>();

  constructor(
    readonly id: string,
    readonly name: string,
    readonly createdAt: number,
  ) {}

  get tags(): readonly StackTag[] {
    return this.plan?.tags ?? [];
  }

  get inProgress(): boolean {
    return this.status.endsWith('_IN_PROGRESS') && this.status !== 'REVIEW_IN_PROGRESS';
  }

  get deleted(): boolean {
    return this.status === 'DELETE_COMPLETE';
  }
}
