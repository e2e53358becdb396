/** What the handler asks about its own stack. */
export interface StackReader {
  /** `UPDATE_ROLLBACK_IN_PROGRESS` and the like. */
  status(stackId: string): Promise<string>;
}
