import { AwsError } from '../types';
import { page, PAGE_SIZE, requireUpdatable, timestamp, type Action } from './api';
import { newStack, refuseNewTypes } from './api-stacks';
import { NO_CHANGES, type Change, type ChangeDetail, type ChangeSet } from './change-set';
import { changesOf, isChange } from './changes';
import { parametersOf } from './descriptions';
import { validationError } from './errors';
import { masked } from './mask';
import type { Query } from './query';
import type { Stack } from './stack';
import { startCreate, startUpdate } from './start';
import { submittedPlan, submittedSettings } from './submission';
import type { World } from './world';

const create: Action = async (world, query) => {
  const kind = query.text('ChangeSetType') ?? 'UPDATE';
  const stackName = query.required('StackName');
  const name = query.required('ChangeSetName');
  if (kind !== 'CREATE' && kind !== 'UPDATE') {
    throw validationError(
      `The local CloudFormation makes change sets of type CREATE and UPDATE. Found: ${kind}`,
    );
  }
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  const found = world.find(stackName);
  if (kind === 'CREATE' && found !== undefined && found.status !== 'REVIEW_IN_PROGRESS') {
    throw validationError(
      `Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`,
    );
  }
  if (kind === 'UPDATE' && (found === undefined || found.deleted)) {
    throw validationError(`Stack [${stackName}] does not exist`);
  }
  // A change set says nothing of roll-back; its execution does, so a paused failure passes here.
  if (kind === 'UPDATE') requireUpdatable(found!, true);
  if (found?.changeSets.has(name)) {
    throw new AwsError('AlreadyExistsException', `ChangeSet ${name} already exists in stack ${stackName}`);
  }
  const stack = found ?? newStack(world, query);
  const plan = await submittedPlan(world, query, stack);
  if (kind === 'UPDATE') refuseNewTypes(stack, plan.template.resources);
  const changed = kind === 'CREATE' || isChange(stack, plan);
  const changeSet: ChangeSet = {
    id: world.arn('changeSet', name),
    name,
    kind,
    description: query.text('Description'),
    createdAt: world.now(),
    status: changed ? 'CREATE_COMPLETE' : 'FAILED',
    ...(changed ? {} : { reason: NO_CHANGES }),
    plan,
    settings: submittedSettings(query, stack),
    changes: changed ? changesOf(world, stack, plan) : [],
    includesNestedStacks: query.flag('IncludeNestedStacks'),
    importsExisting: query.flag('ImportExistingResources'),
  };
  world.stacks.set(stack.id, stack);
  stack.changeSets.set(name, changeSet);
  return { Id: changeSet.id, StackId: stack.id };
};

interface Found {
  readonly stack: Stack;
  readonly changeSet: ChangeSet;
}

/** By ARN, or by name and stack. */
export function findChangeSet(world: World, query: Query): Found | undefined {
  const name = query.required('ChangeSetName');
  const isArn = name.startsWith('arn:');
  const stacks =
    isArn && query.text('StackName') === undefined
      ? [...world.stacks.values()]
      : [world.find(query.required('StackName'))];
  for (const stack of stacks) {
    const changeSet = [...(stack?.changeSets.values() ?? [])].find(
      (one) => (isArn ? one.id : one.name) === name,
    );
    if (stack !== undefined && changeSet !== undefined) return { stack, changeSet };
  }
  return undefined;
}

export function requiredChangeSet(world: World, query: Query): Found {
  const found = findChangeSet(world, query);
  if (found !== undefined) return found;
  throw new AwsError(
    'ChangeSetNotFound',
    `ChangeSet [${query.required('ChangeSetName')}] does not exist`,
    404,
  );
}

const describe: Action = (world, query) => {
  const { stack, changeSet } = requiredChangeSet(world, query);
  const values = query.flag('IncludePropertyValues');
  const { items, next } = page(changeSet.changes, query.text('NextToken'), PAGE_SIZE);
  const secrets = new Set([...stack.secrets, ...secretsOf(changeSet)]);
  return {
    ...summary(stack, changeSet),
    Parameters: parametersOf(changeSet.plan),
    NotificationARNs: changeSet.settings.notificationArns,
    RollbackConfiguration: {},
    Capabilities: changeSet.settings.capabilities,
    Tags: changeSet.plan.tags,
    Changes: items.map((change) => changeMember(change, values, secrets)),
    NextToken: next,
    OnStackFailure: changeSet.settings.onFailure,
  };
};

function secretsOf(changeSet: ChangeSet): string[] {
  return [...changeSet.plan.parameters.values()].flatMap(({ secret, value }) =>
    secret ? [value].flat() : [],
  );
}

function changeMember(change: Change, values: boolean, secrets: ReadonlySet<string>): unknown {
  const json = (value: unknown): string | undefined =>
    values && value !== undefined ? masked(JSON.stringify(value), secrets) : undefined;
  return {
    Type: 'Resource',
    ResourceChange: {
      PolicyAction: change.policyAction,
      Action: change.action,
      LogicalResourceId: change.logicalId,
      PhysicalResourceId: change.physicalId,
      ResourceType: change.type,
      Replacement: change.replacement,
      Scope: [...new Set(change.details.map(({ attribute }) => attribute))],
      Details: change.details.map((detail) => detailMember(detail, values, secrets)),
      BeforeContext: json(change.before),
      AfterContext: json(change.after),
    },
  };
}

function detailMember(detail: ChangeDetail, values: boolean, secrets: ReadonlySet<string>): unknown {
  const { attribute, name, before, after } = detail;
  const text = (value: unknown): string | undefined =>
    !values || value === undefined
      ? undefined
      : masked(typeof value === 'string' ? value : JSON.stringify(value), secrets);
  return {
    Target: {
      Attribute: attribute,
      Name: name,
      RequiresRecreation: detail.recreation,
      ...(values ? { Path: `/${[attribute, name].filter(Boolean).join('/')}` } : {}),
      BeforeValue: text(before),
      AfterValue: text(after),
      ...(values
        ? { AttributeChangeType: before === undefined ? 'Add' : after === undefined ? 'Remove' : 'Modify' }
        : {}),
    },
    Evaluation: detail.evaluation,
    ChangeSource: detail.source,
    CausingEntity: detail.cause,
  };
}

function summary(stack: Stack, changeSet: ChangeSet) {
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    Description: changeSet.description,
    CreationTime: timestamp(changeSet.createdAt),
    ExecutionStatus: changeSet.status === 'FAILED' ? 'UNAVAILABLE' : 'AVAILABLE',
    Status: changeSet.status,
    StatusReason: changeSet.reason,
    IncludeNestedStacks: changeSet.includesNestedStacks,
    ImportExistingResources: changeSet.importsExisting,
  };
}

const list: Action = (world, query) => {
  const stack = world.find(query.required('StackName'));
  if (stack === undefined) throw validationError(`Stack [${query.required('StackName')}] does not exist`);
  const { items, next } = page([...stack.changeSets.values()], query.text('NextToken'), PAGE_SIZE);
  return { Summaries: items.map((changeSet) => summary(stack, changeSet)), NextToken: next };
};

const remove: Action = (world, query) => {
  const found = findChangeSet(world, query);
  // To delete what is not there is no error.
  found?.stack.changeSets.delete(found.changeSet.name);
  return {};
};

const execute: Action = (world, query) => {
  const { stack, changeSet } = requiredChangeSet(world, query);
  if (changeSet.status === 'FAILED') {
    throw new AwsError(
      'InvalidChangeSetStatus',
      `ChangeSet [${changeSet.id}] cannot be executed in its current status of [FAILED]`,
    );
  }
  const settings = {
    ...changeSet.settings,
    disableRollback: query.flag('DisableRollback'),
    retainExceptOnCreate: query.flag('RetainExceptOnCreate'),
  };
  const start = { world, stack, token: query.text('ClientRequestToken') };
  if (changeSet.kind === 'CREATE') {
    startCreate(start, changeSet.plan, settings);
  } else {
    requireUpdatable(stack, settings.disableRollback);
    startUpdate(start, changeSet.plan, settings);
  }
  return {};
};

export const changeSetActions: Readonly<Record<string, Action>> = {
  CreateChangeSet: create,
  DescribeChangeSet: describe,
  ListChangeSets: list,
  DeleteChangeSet: remove,
  ExecuteChangeSet: execute,
};
