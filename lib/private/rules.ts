/**
 * The rules of `CreateUser`, as one table: pure functions over one request, the same at synth time and in the
 * handlers. A value that is a token is never judged.
 */
import type { UserProperties } from './contract';
import { ACCOUNT_RULES } from './rules/account';
import { CHANNEL_RULES } from './rules/channels';
import { IDENTITY_RULES } from './rules/identity';
import { PHONE_RULES } from './rules/phone';
import { PROFICIENCY_RULES } from './rules/proficiencies';
import { PROFILE_RULES } from './rules/profiles';
import type { IdentityManagement, Rule } from './rules/rule';
import { look } from './rules/seen';
import { PAGES } from './rules/show';
import { TAG_RULES } from './rules/tags';

export type { IdentityManagement } from './rules/rule';
export { nearest } from './rules/nearest';
export { maskShape } from './rules/show';

export interface RuleContext {
  /** How the instance manages identities. Without it, only what every type refuses is an error. */
  readonly identityManagement?: IdentityManagement;
  /** True for an unresolved CDK token (string, number, list, object). */
  isToken(value: unknown): boolean;
}

export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly level: 'error' | 'warning';
  /** API path, e.g. `PhoneConfig.DeskPhoneNumber`, `SecurityProfileIds[2]`, `Proficiencies[0].Level`. */
  readonly field: string;
  /** What was given and what is allowed, without personal data. */
  readonly message: string;
  /** The AWS page that says so. */
  readonly page: string;
}

/** Every rule but the first of all, that a value has the type of its field: {@link WRONG_TYPE}. */
export const RULES: readonly Rule[] = [
  ...ACCOUNT_RULES,
  ...IDENTITY_RULES,
  ...PROFILE_RULES,
  ...PHONE_RULES,
  ...CHANNEL_RULES,
  ...TAG_RULES,
  ...PROFICIENCY_RULES,
];

/** The id of the finding that a value is not of its field's type. No other rule judges such a value. */
export const WRONG_TYPE = 'type';

/** Everything that the rules find in a user. Never throws, whatever it is given. */
export function judge(user: UserProperties, context: RuleContext): Finding[] {
  const [seen, wrong] = look(user, (value) => context.isToken(value));
  const findings: Finding[] = wrong.map(({ field, given, allowed }) => ({
    rule: WRONG_TYPE,
    level: 'error',
    field,
    message: `Given ${given}. Allowed: ${allowed}.`,
    page: PAGES.createUser,
  }));
  if (!seen) return findings;
  for (const rule of RULES) {
    for (const { field, message } of rule.check(seen, context.identityManagement)) {
      findings.push({ rule: rule.id, level: rule.level ?? 'error', field, message, page: rule.page });
    }
  }
  return findings;
}
