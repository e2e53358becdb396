/** What each of Connect's calls asks of its caller's policies, by the Service Authorization Reference. */
import { requestTags, resourceTags, type Need } from '../authorization/need';
import { resourceTypesOf } from '../authorization/reference';
import type { Place } from '../types';
import type { Tags } from './input';

type Input = Readonly<Record<string, unknown>>;

export interface AccessView {
  readonly place: Place;
  /** The tags of what has this ARN, as far as authorization knows of them yet. */
  tagsOf(arn: string): Readonly<Tags> | undefined;
}

const idOf = (idOrArn: string) => idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
const texts = (value: unknown) =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');
const tagsIn = (value: unknown): Record<string, string> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'))
    : {};

/** The ARNs of one type that an input names. */
const NAMED: Readonly<Record<string, (instance: string, input: Input, operation: string) => string[]>> = {
  instance: (instance) => [instance],
  user: (instance, { UserId }, operation) =>
    operation === 'CreateUser' ? [`${instance}/agent/*`] : below(instance, 'agent', UserId),
  'routing-profile': (instance, { RoutingProfileId }) => below(instance, 'routing-profile', RoutingProfileId),
  'security-profile': (instance, { SecurityProfileIds }) =>
    below(instance, 'security-profile', SecurityProfileIds),
  'hierarchy-group': (instance, { HierarchyGroupId }) => below(instance, 'agent-group', HierarchyGroupId),
  'quick-connect': (instance, { QuickConnectId }) => below(instance, 'transfer-destination', QuickConnectId),
  'wildcard-quick-connect': (instance) => [`${instance}/transfer-destination/*`],
};

const below = (instance: string, kind: string, ids: unknown) =>
  texts(ids).map((id) => `${instance}/${kind}/${idOf(id)}`);

/**
 * An action that the reference does not list yet (`UpdateUserConfig`) is taken to be authorized on the user alone, as
 * `UpdateUserPhoneConfig`, which it replaces.
 */
const UNLISTED = ['user'];

async function onResources(view: AccessView, operation: string, input: Input): Promise<Need[]> {
  const [instanceId] = texts(input.InstanceId);
  if (instanceId === undefined) return [];
  const { partition, region, account } = view.place;
  const id = idOf(instanceId);
  const instance = `arn:${partition}:connect:${region}:${account}:instance/${id}`;
  const types = (await resourceTypesOf('connect', operation)) ?? UNLISTED;
  const common = { 'connect:InstanceId': id, ...requestTags(tagsIn(input.Tags)) };
  return types
    .flatMap((type) => NAMED[type]?.(instance, input, operation) ?? [])
    .map((resource) => ({
      action: `connect:${operation}`,
      resource,
      context: { ...common, ...resourceTags(view.tagsOf(resource)) },
    }));
}

function onTagged(view: AccessView, operation: string, input: Input): Need[] {
  const [resource] = texts(input.resourceArn);
  if (resource === undefined) return [];
  const keys = texts(input.tagKeys);
  const context = {
    ...requestTags(tagsIn(input.tags)),
    ...(keys.length === 0 ? {} : { 'aws:TagKeys': keys }),
    ...resourceTags(view.tagsOf(resource)),
  };
  return [{ action: `connect:${operation}`, resource, context }];
}

/**
 * Reads the input as it was sent, since AWS authorizes before it looks at what it was asked. What is too malformed to
 * name a resource needs nothing: it will be refused as such.
 */
export async function needsOf(view: AccessView, operation: string, input: Input): Promise<Need[]> {
  if (operation.endsWith('agResource') || operation === 'ListTagsForResource') {
    return onTagged(view, operation, input);
  }
  const needs = await onResources(view, operation, input);
  const user = needs.find(({ resource }) => resource.endsWith('/agent/*'));
  // Whoever makes a user with tags also tags it: AWS's example policy for this grants both actions together.
  // https://docs.aws.amazon.com/connect/latest/adminguide/security_iam_id-based-policy-examples.html
  return user !== undefined && 'aws:TagKeys' in user.context
    ? [...needs, { ...user, action: 'connect:TagResource' }]
    : needs;
}
