/** Tags of users, profiles, groups and instances. */
import { handler, type Context, type Handler } from './context';
import { invalidParameter, invalidRequest, notFound } from './errors';
import type { Tags } from './input';
import type { ConnectStore } from './store';

const MAX_TAGS = 50;
const ARN = /^arn:[a-z-]+:connect:[a-z0-9-]+:\d{12}:instance\/[^/]+(\/[^/]+\/[^/]+)?$/;

interface Tagged {
  readonly arn: string;
  readonly tags: Tags;
}

/** Whatever has this ARN. */
export function findTagged(store: ConnectStore, arn: string): Tagged | undefined {
  for (const instance of store.all()) {
    if (instance.arn === arn) return instance;
    if (!arn.startsWith(`${instance.arn}/`)) continue;
    const id = arn.slice(arn.lastIndexOf('/') + 1);
    const { users, routingProfiles, securityProfiles, hierarchyGroups, quickConnects } = instance;
    for (const records of [users, routingProfiles, securityProfiles, hierarchyGroups, quickConnects]) {
      const record = records.get(id);
      if (record?.arn === arn) return record;
    }
  }
  return undefined;
}

function requireTagged(store: ConnectStore, arn: string): Tagged {
  if (!ARN.test(arn)) throw invalidParameter('ResourceArn is not the ARN of a Connect resource');
  const found = findTagged(store, arn);
  if (!found) throw notFound('Resource not found');
  return found;
}

interface ResourceInput {
  readonly resourceArn: string;
}

function tagResource({ store }: Context, input: ResourceInput & { readonly tags: Tags }): undefined {
  const { tags } = requireTagged(store, input.resourceArn);
  if (new Set([...Object.keys(tags), ...Object.keys(input.tags)]).size > MAX_TAGS) {
    throw invalidRequest(`A resource can have at most ${MAX_TAGS} tags`);
  }
  Object.assign(tags, input.tags);
}

function untagResource(
  { store }: Context,
  input: ResourceInput & { readonly tagKeys: readonly string[] },
): undefined {
  const { tags } = requireTagged(store, input.resourceArn);
  for (const key of input.tagKeys) delete tags[key];
}

export const TAG_HANDLERS: Readonly<Record<string, Handler>> = {
  TagResource: handler(tagResource),
  UntagResource: handler(untagResource),
  ListTagsForResource: handler(({ store }: Context, input: ResourceInput) => ({
    tags: { ...requireTagged(store, input.resourceArn).tags },
  })),
};
