/**
 * Create. The rules are judged here, and only here: an update may be a rollback to properties that today's rules
 * would refuse, and must not be stopped by them.
 */
import { judge } from '../../lib/private/rules';
import type { UserProperties } from '../../lib/private/contract';
import type { CreateEvent } from '../cloudformation/event';
import { Problem } from '../problem';
import { obtain } from './obtain';
import { identified, parseProperties } from './properties';
import type { Settled, Work } from './work';

const SHOWN = 5;

function refuseByRules(work: Work, user: UserProperties): void {
  const findings = judge(user, { isToken: () => false });
  const warnings = findings.filter(({ level }) => level === 'warning');
  if (warnings.length > 0) work.log('warn', 'rules warn', { names: warnings.map(({ rule }) => rule) });
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  const shown = errors.slice(0, SHOWN).map(({ field, message, page }) => `${field}: ${message} (${page})`);
  const more = errors.length > SHOWN ? ` And ${errors.length - SHOWN} more.` : '';
  throw new Problem(`${shown.join(' ')}${more}`, 'Nothing was created.');
}

export function logUnknown(work: Work, unknown: readonly string[]): void {
  if (unknown.length > 0) work.log('warn', 'unknown properties ignored', { names: unknown });
}

export async function create(work: Work<CreateEvent>): Promise<Settled> {
  const { user, unknown } = parseProperties(work.event.ResourceProperties);
  logUnknown(work, unknown);
  const desired = identified(user);
  refuseByRules(work, desired);
  return obtain(work, desired);
}
