/** What CloudFormation's calls ask of a role's policies: only those that a function may have a use for are told apart. */
import type { Access } from '../authorization/need';
import { resourceTypesOf } from '../authorization/reference';
import type { Place } from '../types';
import type { Query } from './query';

/** A stack by its name stands for any stack of that name; by its id, for itself. */
function stackArn({ partition, region, account }: Place, name: string): string {
  return name.startsWith('arn:')
    ? name
    : `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`;
}

export async function accessOf(place: Place, query: Query, parameters: unknown): Promise<Access> {
  const operation = query.text('Action') ?? '';
  const name = query.text('StackName');
  const onStacks = (await resourceTypesOf('cloudformation', operation))?.includes('stack') === true;
  const resource = onStacks && name !== undefined ? stackArn(place, name) : '*';
  return { operation, parameters, needs: [{ action: `cloudformation:${operation}`, resource, context: {} }] };
}
