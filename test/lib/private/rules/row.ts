import type { UserProperties } from '../../../../lib/private/contract';
import type { IdentityManagement } from '../../../../lib/private/rules';

/** One row of the rules' table: a change to a good user, and what the rule says to it. */
export interface Row {
  readonly rule: string;
  readonly what: string;
  readonly change: UserProperties;
  /** Nothing is found where the list is empty. */
  readonly fields: readonly string[];
  readonly type?: IdentityManagement;
  /** What the message must say. */
  readonly says?: RegExp;
}

/** Good under every type of identity management, apart from the password. */
export const GOOD: UserProperties = {
  InstanceId: 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111',
  Username: 'mary',
  IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
  RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
  SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
};

interface More {
  readonly type?: IdentityManagement;
  readonly says?: RegExp;
}
type Add = (what: string, change: UserProperties, more?: More) => void;
type AddBad = (what: string, change: UserProperties, fields: string | readonly string[], more?: More) => void;

/** The rows of one rule. */
export function rows(rule: string, list: (pass: Add, fail: AddBad) => void): Row[] {
  const made: Row[] = [];
  list(
    (what, change, more) => made.push({ rule, what, change, fields: [], ...more }),
    (what, change, fields, more) => made.push({ rule, what, change, fields: [fields].flat(), ...more }),
  );
  return made;
}

export const SAML = { type: 'SAML' } as const;
export const MANAGED = { type: 'CONNECT_MANAGED' } as const;
export const DIRECTORY = { type: 'EXISTING_DIRECTORY' } as const;
