import { ConnectError } from '../connect/errors';

/** CloudFormation has this one name for "no such stack" and "no such resource". */
export const isUnknownToCloudFormation = (error: unknown) =>
  error instanceof ConnectError && error.name === 'ValidationError';

/** What the handler asks about its own stack. */
export interface StackReader {
  /** `UPDATE_ROLLBACK_IN_PROGRESS` and the like. */
  status(stackId: string): Promise<string>;
  /** The physical id by which the stack knows a resource. Undefined: it has none of that name, or no id for it yet. */
  physicalId(stackId: string, logicalId: string): Promise<string | undefined>;
}
