/** Reading the properties of a resource. */
import { findInstance } from './lookup';
import { AwsError } from '../types';
import { validate } from './validate';
import { SHAPES } from './model';
import type { Tags } from './input';
import type { InstanceRecord } from './state';
import type { ConnectStore } from './store';

export type Properties = Readonly<Record<string, unknown>>;

/** What CloudFormation's handlers answer for properties that its schema lets pass and they do not. */
export const invalidProperty = (message: string): AwsError => new AwsError('InvalidRequest', message);

/** A template's tags are a list of keys and values, the API's a map. */
export function tagsOf(properties: Properties): Tags {
  const tags = properties['Tags'];
  if (tags === undefined) return {};
  if (!Array.isArray(tags)) throw invalidProperty('Tags must be a list of Key and Value');
  const map = Object.fromEntries(
    tags.map((tag: { readonly Key?: unknown; readonly Value?: unknown }) => [
      String(tag.Key),
      String(tag.Value),
    ]),
  );
  if (tags.length === 0) return {};
  return validate(
    { ...SHAPES, Tags: { kind: 'structure', members: { Tags: 'TagMap' }, required: [] } },
    'Tags',
    {
      Tags: map,
    },
  )['Tags'] as Tags;
}

export function instanceOf(store: ConnectStore, properties: Properties): InstanceRecord {
  const arn = stringOf(properties, 'InstanceArn');
  if (!arn.startsWith('arn:')) throw invalidProperty('InstanceArn must be an ARN');
  return findInstance(store, arn);
}

export function stringOf(properties: Properties, name: string): string {
  const value = properties[name];
  if (typeof value !== 'string') throw invalidProperty(`${name} must be a string`);
  return value;
}

/** CloudFormation turns the strings of a template into what a property's schema says: "60" into 60. */
export function coerce(shapeName: string, value: unknown): unknown {
  const shape = SHAPES[shapeName];
  switch (shape?.kind) {
    case 'structure':
      return typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([member, given]) => {
              const name = shape.members[member];
              if (!name) throw invalidProperty(`${shapeName}: extraneous key [${member}] is not permitted`);
              return [member, coerce(name, given)];
            }),
          )
        : value;
    case 'list':
      return Array.isArray(value) ? value.map((one) => coerce(shape.of, one)) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'integer':
    case 'float':
      return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
        ? Number(value)
        : value;
    default:
      return value;
  }
}
