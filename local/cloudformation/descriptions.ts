/** Stacks, resources and events as the API shows them. */
import { timestamp } from './api';
import { masked } from './mask';
import type { Plan } from './plan';
import type { LiveResource, Stack, StackEvent } from './stack';

const MASK = '****';
const NOT_CHECKED = { StackDriftStatus: 'NOT_CHECKED' };
const RESOURCE_NOT_CHECKED = { StackResourceDriftStatus: 'NOT_CHECKED' };

export function parametersOf(plan: Plan | undefined): unknown[] {
  return [...(plan?.parameters ?? [])].map(([name, { given, resolved, secret }]) => ({
    ParameterKey: name,
    ParameterValue: secret ? MASK : given,
    ResolvedValue: resolved === undefined ? undefined : secret ? MASK : resolved,
  }));
}

export function stackMember(stack: Stack): unknown {
  const { settings } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: stack.plan?.template.description,
    Parameters: parametersOf(stack.plan),
    CreationTime: timestamp(stack.createdAt),
    DeletionTime: timestamp(stack.deletedAt),
    LastUpdatedTime: timestamp(stack.updatedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: settings.disableRollback,
    NotificationARNs: settings.notificationArns,
    Capabilities: settings.capabilities,
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    RoleARN: settings.roleArn,
    Tags: stack.tags,
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: NOT_CHECKED,
    RetainExceptOnCreate: settings.retainExceptOnCreate,
    LastOperations: lastOperations(stack),
  };
}

export function stackSummary(stack: Stack): unknown {
  return {
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: stack.plan?.template.description,
    CreationTime: timestamp(stack.createdAt),
    LastUpdatedTime: timestamp(stack.updatedAt),
    DeletionTime: timestamp(stack.deletedAt),
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DriftInformation: NOT_CHECKED,
    LastOperations: lastOperations(stack),
  };
}

function lastOperations({ lastOperation }: Stack): unknown {
  return lastOperation === undefined
    ? undefined
    : [{ OperationType: lastOperation.type, OperationId: lastOperation.id }];
}

/** A resource. `time` is what the action at hand calls the time of its last change. */
export function resourceMember(stack: Stack, live: LiveResource, time: 'Timestamp' | 'LastUpdatedTimestamp') {
  return {
    StackName: stack.name,
    StackId: stack.id,
    ...resourceSummary(live, time),
    Description: live.description,
  };
}

export function resourceSummary(live: LiveResource, time: 'Timestamp' | 'LastUpdatedTimestamp') {
  return {
    LogicalResourceId: live.logicalId,
    PhysicalResourceId: live.physicalId,
    ResourceType: live.type,
    [time]: timestamp(live.changedAt),
    ResourceStatus: live.status,
    ResourceStatusReason: live.reason,
    DriftInformation: RESOURCE_NOT_CHECKED,
  };
}

export function eventMember(stack: Stack, event: StackEvent): unknown {
  return {
    StackId: stack.id,
    EventId: event.id,
    StackName: stack.name,
    OperationId: event.operationId,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId ?? '',
    ResourceType: event.type,
    Timestamp: timestamp(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason === undefined ? undefined : masked(event.reason, stack.secrets),
    ResourceProperties: event.properties,
    ClientRequestToken: event.token,
  };
}
