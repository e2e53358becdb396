/**
 * First and last name, e-mail addresses, mobile.
 *
 * `UpdateUserIdentityInfo` takes the whole set; a field taken away is left out of it, and so cleared where Connect
 * allows that. Connect has no documented way to clear one, so the account is looked at again afterwards, and a field
 * that Connect kept although it was taken away fails the update: better than a stack that says something else than
 * the account. Fields that the stack never gave (a directory's own, say) may stay. An empty text and no text are one.
 * Without `IdentityInfo`, now and before, the identity is left alone.
 */
import type { UserProperties } from '../../lib/private/contract';
import type { IdentityInfo, User } from '../connect/connect-api';
import { ConnectError } from '../connect/errors';
import { Problem } from '../problem';
import { describe, eventually } from './account';
import { carryOut } from './change';
import type { Change, Target } from './change';
import type { Work } from './work';

const FIELDS = ['FirstName', 'LastName', 'Email', 'SecondaryEmail', 'Mobile'] as const;
type Field = (typeof FIELDS)[number];

export interface IdentityPlan {
  readonly change: Extract<Change, { call: 'updateIdentityInfo' }>;
  /** Fields that are not as they should be. */
  readonly differing: readonly Field[];
  /** Fields that the account has and should not. */
  readonly removed: readonly Field[];
  /** Nothing that the stack ever said differs: only fields that somebody else set would go. */
  readonly strangersOnly: boolean;
}

const filled = (info: IdentityInfo | undefined, field: Field) => info?.[field] || undefined;

/** What is given, without empty texts. */
export function givenIdentity(user: UserProperties): IdentityInfo {
  const given = FIELDS.filter((field) => filled(user.IdentityInfo, field) !== undefined);
  return Object.fromEntries(given.map((field) => [field, user.IdentityInfo?.[field]]));
}

/** Undefined: nothing to do. */
export function identityPlan(
  account: User,
  desired: UserProperties,
  old: UserProperties | undefined,
): IdentityPlan | undefined {
  if (desired.IdentityInfo === undefined && old?.IdentityInfo === undefined) return undefined;
  const info = givenIdentity(desired);
  const differing = FIELDS.filter((field) => filled(account.IdentityInfo, field) !== info[field]);
  if (differing.length === 0) return undefined;
  const removed = differing.filter((field) => info[field] === undefined);
  const strangers = removed.filter((field) => filled(old?.IdentityInfo, field) === undefined);
  return {
    change: { call: 'updateIdentityInfo', info },
    differing,
    removed,
    strangersOnly: strangers.length === differing.length,
  };
}

/** How long a change may take to show. */
const SHOWS_WITHIN_MS = 5_000;

async function stillThere(work: Work, target: Target, fields: readonly Field[]): Promise<readonly Field[]> {
  let kept = fields;
  await eventually(work, SHOWS_WITHIN_MS, async () => {
    const account = await describe(work, target);
    kept = fields.filter((field) => filled(account?.IdentityInfo, field) !== undefined);
    return kept.length === 0 ? true : undefined;
  });
  return kept;
}

/** Connect keeps what was taken away. */
export class FieldsKept extends Problem {
  constructor(readonly fields: readonly string[]) {
    super(
      `Amazon Connect kept ${fields.join(', ')}, which was taken away.`,
      'Clear the field in the Connect console and deploy again, or put it back.',
    );
  }
}

/** Throws {@link FieldsKept} if Connect keeps what was taken away. */
export async function carryOutIdentity(
  work: Work,
  target: Target,
  plan: IdentityPlan,
  old: UserProperties | undefined,
): Promise<void> {
  try {
    await carryOut(work.api, target, plan.change);
  } catch (error) {
    const refused = error instanceof ConnectError && error.kind === 'refused';
    // A directory's own names and address cannot be changed here, and nobody asked for it.
    if (!refused || !plan.strangersOnly) throw error;
    work.log('warn', 'identity fields that this stack never gave stay', { names: plan.removed });
    return;
  }
  if (plan.removed.length === 0) return;
  const kept = await stillThere(work, target, plan.removed);
  const takenAway = kept.filter((field) => filled(old?.IdentityInfo, field) !== undefined);
  if (takenAway.length > 0) {
    throw new FieldsKept(takenAway.map((field) => `IdentityInfo.${field}`));
  }
  if (kept.length > 0) work.log('warn', 'identity fields that this stack never gave stay', { names: kept });
}
