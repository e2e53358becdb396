/** Quick connects that point at an account: Connect keeps them when the account is deleted. */
import type { UserKey } from '../connect/connect-api';
import { isError } from '../connect/errors';
import { idOf } from '../../lib/private/contract';
import type { Work } from './work';

/** Undefined where the call says that there is no such thing (any more). */
async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isError(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

/** Only those of type `USER` can. No list tells whom they point at, so each is described. */
export async function deleteQuickConnectsOf(work: Work, { InstanceId, UserId }: UserKey): Promise<void> {
  const { api, log } = work;
  const instance = { InstanceId };
  for (const id of (await ifThere(api.listUserQuickConnects(instance))) ?? []) {
    const target = await ifThere(api.quickConnectTarget(instance, id));
    if (target === undefined || idOf(target) !== UserId) continue;
    await ifThere(api.deleteQuickConnect(instance, id));
    log('info', 'quick connect deleted', { userId: UserId, instanceId: InstanceId, quickConnectId: id });
  }
}
