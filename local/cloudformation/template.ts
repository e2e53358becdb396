import { parse, YAMLParseError } from 'yaml';
import { validationError } from './errors';
import { isObject, type JsonObject } from './json';
import { shortFormTags } from './yaml-tags';

export type Policy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly Metadata?: unknown;
  readonly DeletionPolicy?: Policy;
  readonly UpdateReplacePolicy?: Policy;
  readonly Description?: string;
}

export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: unknown;
  readonly NoEcho?: unknown;
  readonly Description?: string;
  readonly AllowedValues?: readonly unknown[];
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
  readonly MinLength?: unknown;
  readonly MaxLength?: unknown;
  readonly MinValue?: unknown;
  readonly MaxValue?: unknown;
}

export interface OutputDefinition {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

export interface Template {
  /** As it was submitted. */
  readonly text: string;
  readonly description?: string;
  readonly version?: string;
  readonly metadata?: unknown;
  readonly transforms: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly rules: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly resources: Readonly<Record<string, ResourceDefinition>>;
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
}

export const LIMITS = {
  bodyBytes: 51_200,
  urlBytes: 1_000_000,
  resources: 500,
  outputs: 200,
  parameters: 200,
} as const;

const SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
]);

const RESOURCE_ATTRIBUTES = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'CreationPolicy',
  'Description',
]);

const POLICIES: readonly unknown[] = ['Delete', 'Retain', 'RetainExceptOnCreate'];

/** Reads a template in JSON or YAML. Rejects what CloudFormation rejects on sight. */
export function parseTemplate(text: string): Template {
  const document = readDocument(text);
  const unknown = Object.keys(document).filter((key) => !SECTIONS.has(key));
  if (unknown.length > 0) {
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  }
  const section = (name: string): Record<string, unknown> => {
    const value = document[name] ?? {};
    if (!isObject(value)) throw validationError(`Template format error: [/${name}] must be a map.`);
    return value;
  };
  const resources = section('Resources');
  const outputs = section('Outputs');
  const parameters = section('Parameters');
  refuseNulls(resources, '/Resources');
  refuseNulls(outputs, '/Outputs');
  if (Object.keys(resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  limit('resources', resources, LIMITS.resources);
  limit('outputs', outputs, LIMITS.outputs);
  limit('parameters', parameters, LIMITS.parameters);
  for (const [id, definition] of Object.entries(resources)) checkResource(id, definition);
  for (const [id, definition] of Object.entries(outputs)) {
    if (!isObject(definition) || definition['Value'] === undefined) {
      throw validationError(`Template format error: Output ${id} must have a Value member.`);
    }
  }
  for (const [id, declaration] of Object.entries(parameters)) {
    if (!isObject(declaration) || typeof declaration['Type'] !== 'string') {
      throw validationError(
        `Template format error: Every Parameters object must contain a Type member. (${id})`,
      );
    }
  }
  return {
    text,
    description: document['Description'] as string | undefined,
    version: document['AWSTemplateFormatVersion'] as string | undefined,
    metadata: document['Metadata'],
    transforms: transformsOf(document['Transform']),
    parameters: parameters as Template['parameters'],
    rules: section('Rules'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    resources: resources as unknown as Template['resources'],
    outputs: outputs as unknown as Template['outputs'],
  };
}

function readDocument(text: string): Record<string, unknown> {
  let document: unknown;
  if (text.trimStart().startsWith('{')) {
    try {
      document = JSON.parse(text);
    } catch (error) {
      throw validationError(`Template format error: JSON not well-formed. (${(error as Error).message})`);
    }
  } else {
    try {
      document = parse(text, { customTags: shortFormTags });
    } catch (error) {
      const at = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
      throw validationError(
        `Template format error: YAML not well-formed. (line ${at?.line ?? 1}, column ${at?.col ?? 1})`,
      );
    }
  }
  if (!isObject(document)) throw validationError('Template format error: unsupported structure.');
  return document;
}

function limit(what: string, section: JsonObject, most: number): void {
  const count = Object.keys(section).length;
  if (count > most) {
    throw validationError(
      `Template format error: Number of ${what}, ${count}, is greater than maximum allowed, ${most}`,
    );
  }
}

function checkResource(id: string, definition: unknown): void {
  if (!/^[A-Za-z0-9]{1,255}$/.test(id)) {
    throw validationError(`Template format error: Resource name {${id}} is non alphanumeric.`);
  }
  if (!isObject(definition)) {
    throw validationError(`Template format error: [/Resources/${id}] resource definition is malformed`);
  }
  if (typeof definition['Type'] !== 'string') {
    throw validationError(
      `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
    );
  }
  const unknown = Object.keys(definition).find((key) => !RESOURCE_ATTRIBUTES.has(key));
  if (unknown !== undefined) throw validationError(`Invalid template resource property '${unknown}'`);
  if (definition['Properties'] !== undefined && !isObject(definition['Properties'])) {
    throw validationError(`Properties validation failed for resource ${id}: Properties must be a map`);
  }
  for (const name of ['DeletionPolicy', 'UpdateReplacePolicy']) {
    const policy = definition[name];
    if (policy === undefined || POLICIES.includes(policy)) continue;
    // Snapshot exists for a few types, none of which this AWS has.
    throw validationError(
      `Template format error: Unrecognized ${name} ${JSON.stringify(policy)} for resource '${id}'`,
    );
  }
}

function refuseNulls(value: unknown, path: string): void {
  if (value === null || value === undefined) {
    throw validationError(`Template format error: [${path}] 'null' values are not allowed in templates`);
  }
  if (typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) refuseNulls(inner, `${path}/${key}`);
}

function transformsOf(transform: unknown): readonly string[] {
  const names = transform === undefined ? [] : Array.isArray(transform) ? transform : [transform];
  for (const name of names) {
    if (name !== 'AWS::LanguageExtensions') {
      throw validationError(
        `No transform named ${JSON.stringify(name)} found. Known: AWS::LanguageExtensions.`,
      );
    }
  }
  return names as string[];
}
