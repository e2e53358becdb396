/** What happens if an account exists already under the username of a user that is to be made. */
export enum ExistingUser {
  /** The deployment fails. The account is not touched. */
  FAIL = 'FAIL',
  /**
   * The account is taken over: tagged with its owner and made what the props say; its password stays. An account that
   * another stack or resource manages is never taken over. Removed from the stack, or rolled back, an adopted account
   * is released (the owner tag goes, the account stays), unless `removalPolicy: DESTROY` was given.
   */
  ADOPT = 'ADOPT',
}
