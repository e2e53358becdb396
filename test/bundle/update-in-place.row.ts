/** An update of one property: what is given before and after, the calls that it takes, and what the account shows. */
import type { Account } from '../support/deployment';
import type { UserOver } from '../support/users';

export interface Row {
  readonly what: string;
  readonly before: UserOver;
  readonly after: UserOver;
  /** All of Connect's operations, in order. */
  readonly calls: readonly string[];
  /** The members that differ from before. */
  readonly account: Partial<Account>;
}

export const row = (
  what: string,
  before: UserOver,
  after: UserOver,
  calls: readonly string[],
  account: Partial<Account>,
): Row => ({ what, before, after, calls: ['DescribeUser', ...calls], account });
