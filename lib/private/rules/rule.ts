import type { SeenUser } from './seen';

export type IdentityManagement = 'CONNECT_MANAGED' | 'SAML' | 'EXISTING_DIRECTORY';

export interface Problem {
  /** API path, e.g. `PhoneConfig.DeskPhoneNumber`. */
  readonly field: string;
  /** What was given and what is allowed. */
  readonly message: string;
}

/** One rule of the table. */
export interface Rule {
  readonly id: string;
  /** `error` unless said otherwise: the service refuses it. A warning is what the service may accept. */
  readonly level?: 'warning';
  /** The page of AWS that says so. */
  readonly page: string;
  /** Everything in the user that breaks the rule. */
  check(user: SeenUser, identityManagement: IdentityManagement | undefined): Iterable<Problem>;
}
