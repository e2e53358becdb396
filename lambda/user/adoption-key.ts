/** The stack's adoption key, read from its secret. An adoption does without where it must. */
import { idOf } from '../../lib/private/contract';
import type { UserProperties } from '../../lib/private/contract';
import type { User } from '../connect/connect-api';
import { ConnectError } from '../connect/errors';
import { whenPermitted } from './permitted';
import type { SealKey } from './sealed';
import type { Work } from './work';

/** Undefined if the properties name no key (an older version's), or it cannot be read. */
export async function sealKeyFor(
  work: Work,
  user: UserProperties,
  { Id, Arn: accountArn }: User,
): Promise<SealKey | undefined> {
  const { AdoptionKeyArn: arn, InstanceId } = user;
  if (!arn) return undefined;
  try {
    // A policy that the same deployment has changed may take a moment to count.
    const secret = await whenPermitted(work, () => work.secrets.read(arn));
    return secret === '' ? undefined : { secret, accountArn, owner: work.owner };
  } catch (error) {
    if (!(error instanceof ConnectError) || error.kind === 'aborted') throw error;
    const about = { userId: Id, instanceId: InstanceId && idOf(InstanceId), error: error.name };
    work.log('warn', 'the adoption key cannot be read', about);
    return undefined;
  }
}
