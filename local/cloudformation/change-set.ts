import type { Plan } from './plan';
import type { StackSettings } from './stack';

export type RequiresRecreation = 'Never' | 'Conditionally' | 'Always';

export interface ChangeDetail {
  readonly attribute: 'Properties' | 'Metadata' | 'DeletionPolicy' | 'UpdateReplacePolicy';
  /** Of a property. */
  readonly name?: string;
  readonly recreation: RequiresRecreation;
  readonly evaluation: 'Static' | 'Dynamic';
  readonly source: 'DirectModification' | 'ParameterReference' | 'ResourceReference' | 'ResourceAttribute';
  readonly cause?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Change {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: 'True' | 'False' | 'Conditional';
  readonly policyAction?: 'Delete' | 'Retain' | 'ReplaceAndDelete' | 'ReplaceAndRetain';
  readonly details: readonly ChangeDetail[];
  /** The definition of the resource, resolved as far as it can be. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly kind: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly createdAt: number;
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly reason?: string;
  readonly plan: Plan;
  readonly settings: StackSettings;
  readonly changes: readonly Change[];
  readonly includesNestedStacks: boolean;
  readonly importsExisting: boolean;
}

export const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
