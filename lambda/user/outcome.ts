/** From an event to what is answered: dispatch, and under which physical id. */
import { LOOKUP_TYPE } from '../../lib/private/contract';
import type { UserAttributes } from '../../lib/private/contract';
import type { CreateEvent, DeleteEvent, ResourceEvent, UpdateEvent } from '../cloudformation/event';
import { ConnectError } from '../connect/errors';
import { create } from './create';
import { deleteUser } from './delete';
import { lookUp } from './lookup';
import { maybeCreatedId, notCreatedId } from './physical-id';
import { update } from './update';
import type { Settled, Work } from './work';

async function dispatch(work: Work): Promise<Settled | void> {
  // Before all else: nothing that a reference's event says may ever change or delete an account.
  if (work.event.ResourceType === LOOKUP_TYPE) return lookUp(work);
  switch (work.event.RequestType) {
    case 'Create':
      return create(work as Work<CreateEvent>);
    case 'Update':
      return update(work as Work<UpdateEvent>);
    case 'Delete':
      return deleteUser(work as Work<DeleteEvent>);
  }
}

/** Connect did not know an id, or could not make sense of it. */
const mayBeStaleId = (error: unknown) =>
  error instanceof ConnectError &&
  ['ResourceNotFoundException', 'InvalidParameterException', 'InvalidRequestException'].includes(error.name);

/**
 * Handles the event. If an id that came from a kept list of names may have been out of date, the lists are forgotten
 * and all is done once more, which every event can be.
 */
export async function settle(work: Work): Promise<Settled | void> {
  try {
    return await dispatch(work);
  } catch (error) {
    if (!work.names.usedCache || !mayBeStaleId(error)) throw error;
    work.log('info', 'names are looked up again');
    work.names.forget();
    return dispatch(work);
  }
}

export interface Outcome {
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<keyof UserAttributes, string>>;
}

export function outcomeOf(event: ResourceEvent, settled: Settled | void): Outcome {
  if (settled) {
    const { Id: UserId, Arn: UserArn, Username, physicalId = UserArn } = settled;
    return { PhysicalResourceId: physicalId, Data: { UserId, UserArn, Username } };
  }
  // Only a Delete settles without an account.
  return { PhysicalResourceId: (event as DeleteEvent).PhysicalResourceId };
}

/**
 * The id that a FAILED answer carries. CloudFormation deletes what it names: after a failed create, and after a
 * failed update if it differs from the former id. So it names an account only if this event made it.
 */
export function physicalIdAfterFailure({ event, progress }: Work): string {
  if (event.RequestType === 'Delete') return event.PhysicalResourceId;
  if (progress.account !== undefined) return progress.account;
  const { sent } = progress;
  if (sent !== undefined) return maybeCreatedId(event, sent.instanceId, sent.username);
  return event.RequestType === 'Update' ? event.PhysicalResourceId : notCreatedId(event);
}
