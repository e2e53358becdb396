/** A reference to a user that exists: looked up by its exact username. Reads only, whatever the event. */
import { idOf } from '../../lib/private/contract';
import { Problem } from '../problem';
import { findPatiently, KNOWN_ACCOUNT_MS } from './account';
import { identified, parseLeniently } from './properties';
import type { Settled, Work } from './work';

/** Throws a {@link Problem} if there is no such user. A Delete has nothing to do. */
export async function lookUp(work: Work): Promise<Settled | void> {
  const { event } = work;
  if (event.RequestType === 'Delete') return;
  const { InstanceId, Username } = identified(parseLeniently(event.ResourceProperties));
  const instance = { InstanceId: idOf(InstanceId) };
  const found = await findPatiently(work, instance, Username, KNOWN_ACCOUNT_MS);
  if (found?.Username !== Username) {
    const almost = found === undefined ? '' : ` One differs in letter case only (account ${found.Id}).`;
    // A username may be an e-mail address: the template has it, a log need not.
    throw new Problem(
      `The instance ${instance.InstanceId} has no user with the username that ${event.LogicalResourceId} refers to.${almost}`,
      'Correct the username (letter case counts), or create the user first.',
    );
  }
  // No ARN: CloudFormation's Delete of a reference must never look like that of an account.
  return { ...found, physicalId: `reference/${instance.InstanceId}/${found.Id}` };
}
