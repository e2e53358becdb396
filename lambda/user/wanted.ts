/**
 * Whether CloudFormation still wants the account that an event asks for.
 *
 * A Create can wait long, for Connect's rate or for a process of the function. If another resource of the deployment
 * fails meanwhile, CloudFormation gives the Create up without telling it, sends a Delete, which finds nothing, and is
 * done with the user. An account that was made after that would be nobody's. So before an account is made late, the
 * stack is asked: it must still be on its way forward. An account that is made early is found by the Delete, which
 * looks for a while.
 */
import { isUnknownToCloudFormation } from '../cloudformation/stack-reader';
import { ConnectError, isError } from '../connect/errors';
import { Problem } from '../problem';
import type { Target } from './change';
import { onOurs } from './permitted';
import type { Work } from './work';

/** For so long the stack's word holds; well below the time for which a Delete looks (delete.ts). */
const HOLDS_MS = 5_000;

/** The states in which accounts are made. In all others the event is given up: rolled back, deleted, over. */
const FORWARD = /^(CREATE|UPDATE|IMPORT)_IN_PROGRESS$/;

/** Nobody waits for the account any more. */
export class GivenUp extends Problem {
  override readonly name = 'GivenUp';
}

type Asking = Pick<Work, 'event' | 'stacks' | 'clock' | 'log' | 'progress'>;

/**
 * Throws {@link GivenUp} if CloudFormation no longer wants the account. Where it does not say (a permission that an
 * administrator took away, say), the account is made: a person without one cannot work.
 */
export async function confirmWanted({ event, stacks, clock, log, progress }: Asking): Promise<void> {
  if (clock.now() - progress.wantedAt < HOLDS_MS) return;
  const asked = clock.now();
  let status: string;
  try {
    status = await stacks.status(event.StackId);
  } catch (error) {
    if (!(error instanceof ConnectError) || error.kind === 'aborted') throw error;
    if (!isUnknownToCloudFormation(error)) {
      log('warn', 'the status of the stack is unknown', { error: error.name });
      return;
    }
    status = 'DELETE_COMPLETE';
  }
  if (!FORWARD.test(status)) {
    throw new GivenUp(
      `CloudFormation has given up on this user: its stack is in ${status} by now, so it has no account made.`,
      'See what failed before this in the events of the stack.',
    );
  }
  progress.wantedAt = asked;
}

/**
 * After {@link GivenUp}: deletes an account that this event made all the same. False if it stays: the stack has it
 * (another delivery of the event was answered in time), or CloudFormation does not say.
 */
export async function withdraw(work: Work, { InstanceId, UserId, arn }: Target): Promise<boolean> {
  const { event, stacks, log } = work;
  const about = { userId: UserId, instanceId: InstanceId };
  try {
    if ((await stacks.physicalId(event.StackId, event.LogicalResourceId)) === arn) return false;
  } catch (error) {
    if (!(error instanceof ConnectError) || error.kind === 'aborted') throw error;
    log('warn', 'whether the stack has the account is unknown', { ...about, error: error.name });
    return false;
  }
  try {
    await onOurs(work).api.deleteUser({ InstanceId, UserId });
  } catch (error) {
    if (!isError(error, 'ResourceNotFoundException')) throw error;
  }
  log('warn', 'account deleted: CloudFormation gave up on it while it was made', about);
  return true;
}
