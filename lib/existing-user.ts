/** What happens if an account exists already under the username of a user that is to be made. */
export enum ExistingUser {
  /** The deployment fails. The account is not touched. */
  FAIL = 'FAIL',
  /**
   * The account is taken over: tagged with its owner and made what the props say; its password stays. An account that
   * another stack or resource manages is never taken over. Removed from the stack, an adopted account is released (the
   * owner tag goes, the account stays), unless `removalPolicy: DESTROY` was given. If the deployment is rolled back, it
   * is released in any case, and what the adoption changed is put back.
   *
   * The first such user of a stack brings a secret with it: the key that encrypts what adopted accounts were before,
   * names and phone numbers among it, which is kept in their tags so that a rollback can put it back.
   */
  ADOPT = 'ADOPT',
}
