/** The quotas of Connect's API: a bucket of tokens per operation, for the whole account and Region. */

export interface Quota {
  /** Calls a second. */
  readonly rate: number;
  /** How many calls may come at once. */
  readonly burst: number;
}

export type Quotas = Readonly<Record<string, Quota>>;

const FAST: Quota = { rate: 10, burst: 10 };
const SLOW: Quota = { rate: 2, burst: 5 };

/** What an account has unless it asked for more. */
export const DEFAULT_QUOTAS: Quotas = {
  AssociateUserProficiencies: SLOW,
  CreateQuickConnect: SLOW,
  CreateUser: SLOW,
  DeleteQuickConnect: SLOW,
  DeleteUser: SLOW,
  DescribeInstance: SLOW,
  DescribeQuickConnect: SLOW,
  DescribeUser: FAST,
  DisassociateUserProficiencies: SLOW,
  ListQuickConnects: SLOW,
  ListRoutingProfiles: FAST,
  ListSecurityProfiles: SLOW,
  ListTagsForResource: SLOW,
  ListUserHierarchyGroups: FAST,
  ListUserProficiencies: SLOW,
  ListUsers: FAST,
  SearchUsers: SLOW,
  TagResource: SLOW,
  UntagResource: SLOW,
  UpdateUserConfig: SLOW,
  UpdateUserHierarchy: SLOW,
  UpdateUserIdentityInfo: SLOW,
  UpdateUserPhoneConfig: SLOW,
  UpdateUserProficiencies: SLOW,
  UpdateUserRoutingProfile: SLOW,
  UpdateUserSecurityProfiles: SLOW,
};

/** The buckets of one account. An operation without a quota is never refused. */
export class Throttle {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly quotas: Quotas,
    private readonly now: () => number,
  ) {}

  /** Whether a call may pass; a refused one costs nothing. */
  admits(operation: string): boolean {
    const quota = this.quotas[operation];
    if (!quota) return true;
    const now = this.now();
    const bucket = this.buckets.get(operation) ?? { tokens: quota.burst, at: now };
    const tokens = Math.min(quota.burst, bucket.tokens + ((now - bucket.at) / 1000) * quota.rate);
    const admitted = tokens >= 1;
    this.buckets.set(operation, { tokens: admitted ? tokens - 1 : tokens, at: now });
    return admitted;
  }
}
