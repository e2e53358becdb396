/** CreateStack, UpdateStack, DeleteStack and the roll-backs. */
import { AwsError } from '../types';
import { requireUpdatable, stackOf, type Action } from './api';
import { isChange } from './changes';
import { validationError } from './errors';
import type { Query } from './query';
import { Stack } from './stack';
import { startContinueRollback, startCreate, startDelete, startRollback, startUpdate } from './start';
import { submittedPlan, submittedSettings } from './submission';
import type { World } from './world';

/** A stack that is not in the world yet. */
export function newStack(world: World, query: Query): Stack {
  const name = query.required('StackName');
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  return new Stack(world.arn('stack', name), name, world.now());
}

const createStack: Action = async (world, query) => {
  const name = query.required('StackName');
  const existing = world.find(name);
  if (existing !== undefined && existing.status !== 'REVIEW_IN_PROGRESS') {
    throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
  }
  const stack = existing ?? newStack(world, query);
  const plan = await submittedPlan(world, query, stack);
  const settings = submittedSettings(query);
  stack.terminationProtection = query.flag('EnableTerminationProtection');
  world.stacks.set(stack.id, stack);
  const operation = startCreate({ world, stack, token: query.text('ClientRequestToken') }, plan, settings);
  return { StackId: stack.id, OperationId: operation };
};

const updateStack: Action = async (world, query) => {
  const stack = stackOf(world, query, 'brackets');
  const settings = submittedSettings(query, stack);
  requireUpdatable(stack, settings.disableRollback);
  const plan = await submittedPlan(world, query, stack);
  refuseNewTypes(stack, plan.template.resources);
  if (!isChange(stack, plan)) throw validationError('No updates are to be performed.');
  // Reading the template took time: another operation may have begun.
  requireUpdatable(stack, settings.disableRollback);
  const operation = startUpdate({ world, stack, token: query.text('ClientRequestToken') }, plan, settings);
  return { StackId: stack.id, OperationId: operation };
};

/** A logical id keeps its type. */
export function refuseNewTypes(
  stack: Stack,
  resources: Readonly<Record<string, { readonly Type: string }>>,
): void {
  const changed = [...stack.resources.values()].filter(
    ({ logicalId, type }) => resources[logicalId] !== undefined && resources[logicalId].Type !== type,
  );
  if (changed.length === 0) return;
  throw validationError(
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.map(({ logicalId }) => logicalId).join(', ')}]`,
  );
}

const deleteStack: Action = (world, query) => {
  const stack = world.find(query.required('StackName'));
  if (stack === undefined || stack.deleted || stack.status === 'DELETE_IN_PROGRESS') return undefined;
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (stack.inProgress && stack.status !== 'CREATE_IN_PROGRESS') {
    throw validationError(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`);
  }
  const retain = query.texts('RetainResources');
  if (retain.length > 0 && stack.status !== 'DELETE_FAILED') {
    throw validationError(
      `Invalid operation on stack [${stack.id}]. RetainResources is for stacks in DELETE_FAILED state only; this one is in ${stack.status}`,
    );
  }
  const strangers = retain.filter((id) => !stack.resources.has(id));
  if (strangers.length > 0) {
    throw validationError(
      `The specified resources to retain do not exist in the stack: [${strangers.join(', ')}]`,
    );
  }
  if (stack.plan === undefined) {
    // Nothing but change sets: there is nothing to run.
    stack.status = 'DELETE_COMPLETE';
    stack.deletedAt = world.now();
    stack.changeSets.clear();
    return undefined;
  }
  startDelete({ world, stack, token: query.text('ClientRequestToken') }, new Set(retain));
  return undefined;
};

const rollbackStack: Action = (world, query) => {
  const stack = stackOf(world, query, 'brackets');
  if (stack.status !== 'CREATE_FAILED' && stack.status !== 'UPDATE_FAILED') {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
  }
  stack.settings = {
    ...stack.settings,
    disableRollback: false,
    retainExceptOnCreate: query.flag('RetainExceptOnCreate'),
    roleArn: query.text('RoleARN') ?? stack.settings.roleArn,
  };
  const operation = startRollback({ world, stack, token: query.text('ClientRequestToken') });
  return { StackId: stack.id, OperationId: operation };
};

const continueUpdateRollback: Action = (world, query) => {
  const stack = stackOf(world, query, 'brackets');
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue rollback.`);
  }
  const failed = [...stack.resources.values()]
    .filter(({ status }) => status === 'UPDATE_FAILED')
    .map(({ logicalId }) => logicalId);
  const skip = query.flag('ForceRollback') ? failed : query.texts('ResourcesToSkip');
  const strangers = skip.filter((id) => !failed.includes(id));
  if (strangers.length > 0) {
    throw validationError(
      `ResourcesToSkip may only name resources in UPDATE_FAILED state. Found: [${strangers.join(', ')}]`,
    );
  }
  startContinueRollback({ world, stack, token: query.text('ClientRequestToken') }, new Set(skip));
  return {};
};

const updateTerminationProtection: Action = (world, query) => {
  const stack = stackOf(world, query, 'brackets');
  stack.terminationProtection = query.required('EnableTerminationProtection') === 'true';
  return { StackId: stack.id };
};

export const stackActions: Readonly<Record<string, Action>> = {
  CreateStack: createStack,
  UpdateStack: updateStack,
  DeleteStack: deleteStack,
  RollbackStack: rollbackStack,
  ContinueUpdateRollback: continueUpdateRollback,
  UpdateTerminationProtection: updateTerminationProtection,
};
