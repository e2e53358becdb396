/** The actions that only read. */
import { page, PAGE_SIZE, stackOf, timestamp, type Action } from './api';
import { findChangeSet, requiredChangeSet } from './api-change-sets';
import { eventMember, resourceMember, resourceSummary, stackMember, stackSummary } from './descriptions';
import { validationError } from './errors';
import type { Stack } from './stack';
import { capabilityOf, templateOf } from './submission';

const describeStacks: Action = (world, query) => {
  if (query.text('StackName') !== undefined) return { Stacks: [stackMember(stackOf(world, query))] };
  const stacks = [...world.stacks.values()].filter(({ deleted }) => !deleted);
  const { items, next } = page(stacks, query.text('NextToken'), PAGE_SIZE);
  return { Stacks: items.map(stackMember), NextToken: next };
};

const listStacks: Action = (world, query) => {
  const wanted = query.texts('StackStatusFilter');
  const stacks = [...world.stacks.values()].filter(
    ({ status }) => wanted.length === 0 || wanted.includes(status),
  );
  const { items, next } = page(stacks.reverse(), query.text('NextToken'), PAGE_SIZE);
  return { StackSummaries: items.map(stackSummary), NextToken: next };
};

const describeStackEvents: Action = (world, query) => {
  const stack = stackOf(world, query, 'brackets');
  const { items, next } = page([...stack.events].reverse(), query.text('NextToken'), PAGE_SIZE);
  return { StackEvents: items.map((event) => eventMember(stack, event)), NextToken: next };
};

/** Failures of a change set would be here; ours are found before there is a change set. */
const describeEvents: Action = (world, query) => {
  const byChangeSet = query.text('ChangeSetName') !== undefined;
  if (byChangeSet) requiredChangeSet(world, query);
  const stack = byChangeSet ? findChangeSet(world, query)!.stack : stackOf(world, query, 'brackets');
  const operation = query.text('OperationId');
  const failedOnly = query.group('Filters')['FailedEvents'] === 'true';
  const events = byChangeSet
    ? []
    : stack.events.filter(
        ({ operationId, status }) =>
          (operation === undefined || operationId === operation) &&
          (!failedOnly || status.endsWith('_FAILED')),
      );
  const { items, next } = page([...events].reverse(), query.text('NextToken'), PAGE_SIZE);
  return {
    OperationEvents: items.map((event) => ({
      EventId: event.id,
      StackId: stack.id,
      OperationId: event.operationId,
      EventType: event.status.endsWith('_FAILED') ? 'PROVISIONING_ERROR' : 'PROGRESS_EVENT',
      LogicalResourceId: event.logicalId,
      PhysicalResourceId: event.physicalId,
      ResourceType: event.type,
      Timestamp: timestamp(event.at),
      ResourceStatus: event.status,
      ResourceStatusReason: event.reason,
      ClientRequestToken: event.token,
    })),
    NextToken: next,
  };
};

const describeStackResources: Action = (world, query) => {
  const physicalId = query.text('PhysicalResourceId');
  const stack =
    physicalId === undefined
      ? stackOf(world, query)
      : [...world.stacks.values()].find(
          (one) => !one.deleted && resources(one).some((live) => live.physicalId === physicalId),
        );
  if (stack === undefined) throw validationError(`Stack for ${physicalId} does not exist`);
  const logicalId = query.text('LogicalResourceId');
  const wanted = resources(stack).filter((live) => logicalId === undefined || live.logicalId === logicalId);
  if (logicalId !== undefined && wanted.length === 0) throw noResource(logicalId, stack);
  // Of a larger stack, AWS shows the first 100 here; ListStackResources shows all.
  return { StackResources: wanted.slice(0, 100).map((live) => resourceMember(stack, live, 'Timestamp')) };
};

const describeStackResource: Action = (world, query) => {
  const stack = stackOf(world, query);
  const logicalId = query.required('LogicalResourceId');
  const live = stack.resources.get(logicalId);
  if (live === undefined) throw noResource(logicalId, stack);
  return {
    StackResourceDetail: {
      ...resourceMember(stack, live, 'LastUpdatedTimestamp'),
      Metadata: live.metadata === undefined ? undefined : JSON.stringify(live.metadata),
    },
  };
};

const listStackResources: Action = (world, query) => {
  const stack = stackOf(world, query);
  const { items, next } = page(resources(stack), query.text('NextToken'), PAGE_SIZE);
  return {
    StackResourceSummaries: items.map((live) => resourceSummary(live, 'LastUpdatedTimestamp')),
    NextToken: next,
  };
};

function resources(stack: Stack) {
  return [...stack.resources.values()];
}

function noResource(logicalId: string, stack: Stack) {
  return validationError(`Resource ${logicalId} does not exist for stack ${stack.name}`);
}

const listExports: Action = (world, query) => {
  const exports = [...world.stacks.values()].flatMap((stack) =>
    stack.deleted
      ? []
      : stack.outputs.flatMap(({ exportName, value }) =>
          exportName === undefined ? [] : [{ ExportingStackId: stack.id, Name: exportName, Value: value }],
        ),
  );
  const { items, next } = page(exports, query.text('NextToken'), PAGE_SIZE);
  return { Exports: items, NextToken: next };
};

const listImports: Action = (world, query) => {
  const name = query.required('ExportName');
  const importers = world.importersOf(name);
  if (importers.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
  return { Imports: importers };
};

const getTemplate: Action = (world, query) => {
  const template =
    query.text('ChangeSetName') === undefined
      ? stackOf(world, query).plan?.template
      : requiredChangeSet(world, query).changeSet.plan.template;
  // A stack that is under review has no template yet. Without transforms, both stages are the same.
  return { TemplateBody: template?.text ?? '', StagesAvailable: ['Original', 'Processed'] };
};

const getTemplateSummary: Action = async (world, query) => {
  const template =
    query.text('StackName') === undefined
      ? await templateOf(world, query)
      : stackOf(world, query).plan?.template;
  if (template === undefined) throw validationError(`Stack ${query.text('StackName')} has no template yet`);
  const types = [...new Set(Object.values(template.resources).map(({ Type }) => Type))];
  const capability = capabilityOf(template);
  return {
    Parameters: Object.entries(template.parameters).map(([name, declaration]) => ({
      ParameterKey: name,
      DefaultValue: declaration.Default === undefined ? undefined : String(declaration.Default),
      ParameterType: declaration.Type,
      NoEcho: String(declaration.NoEcho) === 'true',
      Description: declaration.Description,
      ParameterConstraints: { AllowedValues: declaration.AllowedValues?.map(String) },
    })),
    Description: template.description,
    Capabilities: capability === undefined ? undefined : [capability],
    CapabilitiesReason:
      capability === undefined ? undefined : 'The following resource(s) require capabilities: [AWS::IAM]',
    ResourceTypes: types,
    Version: template.version,
    Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
    DeclaredTransforms: template.transforms,
  };
};

const validateTemplate: Action = async (world, query) => {
  const template = await templateOf(world, query);
  return {
    Parameters: Object.entries(template.parameters).map(([name, declaration]) => ({
      ParameterKey: name,
      DefaultValue: declaration.Default === undefined ? undefined : String(declaration.Default),
      NoEcho: String(declaration.NoEcho) === 'true',
      Description: declaration.Description,
    })),
    Description: template.description,
    DeclaredTransforms: template.transforms,
  };
};

export const readActions: Readonly<Record<string, Action>> = {
  DescribeStacks: describeStacks,
  ListStacks: listStacks,
  DescribeStackEvents: describeStackEvents,
  DescribeEvents: describeEvents,
  DescribeStackResources: describeStackResources,
  DescribeStackResource: describeStackResource,
  ListStackResources: listStackResources,
  ListExports: listExports,
  ListImports: listImports,
  GetTemplate: getTemplate,
  GetTemplateSummary: getTemplateSummary,
  ValidateTemplate: validateTemplate,
};
