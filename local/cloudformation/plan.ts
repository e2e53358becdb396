import type { Place } from '../types';
import { Conditions } from './conditions';
import { validationError } from './errors';
import { refuseCycles, type Graph } from './graph';
import { NO_VALUE, type Scope } from './intrinsics';
import { isObject } from './json';
import type { ParameterValues } from './parameters';
import { referencesOf, type Reference } from './references';
import type { ResourceDefinition, Template } from './template';

export interface StackTag {
  readonly Key: string;
  readonly Value: string;
}

/** A template with its parameters, checked: what a stack is to become. */
export interface Plan {
  readonly template: Template;
  readonly parameters: ParameterValues;
  readonly tags: readonly StackTag[];
  /** The resources whose condition holds, each with the resources that it needs. */
  readonly graph: Graph;
  readonly holds: (condition: string) => boolean;
  /** Parameters and pseudo parameters; undefined if there is none of that name. */
  readonly constant: (name: string) => unknown;
}

export interface StackIdentity {
  readonly id: string;
  readonly name: string;
  readonly notificationArns: readonly string[];
}

/** Checks what CloudFormation checks before it starts anything, and works out the order of work. */
export function planOf(
  template: Template,
  parameters: ParameterValues,
  tags: readonly StackTag[],
  stack: StackIdentity,
  place: Place,
  isKnownType: (type: string) => boolean,
): Plan {
  const unknownTypes = Object.values(template.resources)
    .map(({ Type }) => Type)
    .filter((type) => !isKnownType(type));
  if (unknownTypes.length > 0) {
    throw validationError(
      `Template format error: Unrecognized resource types: [${[...new Set(unknownTypes)].join(', ')}]`,
    );
  }
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': place.account,
    'AWS::NotificationARNs': stack.notificationArns,
    'AWS::NoValue': NO_VALUE,
    'AWS::Partition': place.partition,
    'AWS::Region': place.region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const constant = (name: string): unknown => parameters.get(name)?.value ?? pseudo[name];
  const scope: Scope = {
    mappings: template.mappings,
    region: place.region,
    ref: (name) => constant(name) ?? refuseReference(name, 'Conditions'),
    getAtt: (name) => refuseReference(name, 'Conditions'),
    importValue: (name) => refuseReference(name, 'Conditions'),
    condition: (name) => conditions.holds(name),
  };
  const conditions = new Conditions(template.conditions, scope);
  const holds = (name: string): boolean => conditions.holds(name);
  for (const name of Object.keys(template.conditions)) holds(name);
  checkRules(template, conditions);
  checkNames(template, (name) => constant(name) !== undefined);
  const graph = graphOf(template, holds, (name) => constant(name) !== undefined);
  return { template, parameters, tags, graph, holds, constant };
}

function refuseReference(name: string, block: string): never {
  throw validationError(
    `Template format error: Unresolved dependencies [${name}]. Cannot reference resources in the ${block} block of the template`,
  );
}

function checkRules(template: Template, conditions: Conditions): void {
  for (const [name, rule] of Object.entries(template.rules)) {
    if (!isObject(rule)) throw validationError(`Template format error: Rule ${name} must be a map.`);
    if (rule['RuleCondition'] !== undefined && !conditions.evaluate(rule['RuleCondition'])) continue;
    for (const assertion of Array.isArray(rule['Assertions']) ? (rule['Assertions'] as unknown[]) : []) {
      if (!isObject(assertion) || conditions.evaluate(assertion['Assert'])) continue;
      throw validationError(
        `Template error: Rule ${name}: ${String(assertion['AssertDescription'] ?? 'assertion failed')}`,
      );
    }
  }
}

/** Every name, on every branch, has to exist. */
function checkNames(template: Template, isConstant: (name: string) => boolean): void {
  const check = (references: readonly Reference[], block: string): void => {
    const unresolved = references
      .filter(({ kind, name }) => kind === 'ref' && !isConstant(name) && !(name in template.resources))
      .map(({ name }) => name);
    if (unresolved.length > 0) throw unresolvedResources(unresolved, block);
    for (const { kind, name } of references) {
      if (kind === 'attribute' && !(name in template.resources)) {
        throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${name}`);
      }
      if (kind === 'mapping' && !(name in template.mappings)) {
        throw validationError(
          `Template error: Mapping named '${name}' is not present in the 'Mappings' section of template.`,
        );
      }
      if (kind === 'condition' && !(name in template.conditions)) throw unresolvedCondition(name, block);
    }
  };
  for (const definition of Object.values(template.resources)) {
    check(referencesOf(definition.Properties), 'Resources');
    check(
      dependsOn(definition).map((name): Reference => ({ kind: 'ref', name })),
      'Resources',
    );
    refuseDynamicReferences(definition);
  }
  for (const output of Object.values(template.outputs)) {
    check(referencesOf([output.Value, output.Export?.Name]), 'Outputs');
  }
  for (const { Condition } of [...Object.values(template.resources), ...Object.values(template.outputs)]) {
    if (Condition !== undefined && !(Condition in template.conditions))
      throw unresolvedCondition(Condition, 'Resources');
  }
}

/** The resources whose condition holds. What they refer to must be among them. */
function graphOf(
  template: Template,
  holds: (name: string) => boolean,
  isConstant: (name: string) => boolean,
): Graph {
  const active = Object.entries(template.resources).filter(
    ([, { Condition }]) => Condition === undefined || holds(Condition),
  );
  const ids = new Set(active.map(([id]) => id));
  const needs = (value: unknown, block: string): string[] => {
    const names = referencesOf(value, holds)
      .filter(({ kind, name }) => kind === 'attribute' || (kind === 'ref' && !isConstant(name)))
      .map(({ name }) => name);
    const absent = names.filter((name) => !ids.has(name));
    if (absent.length > 0) throw unresolvedResources(absent, block);
    return names;
  };
  const graph = new Map(
    active.map(([id, definition]) => [
      id,
      // To depend on a resource that its condition leaves out is allowed.
      [
        ...new Set([
          ...needs(definition.Properties, 'Resources'),
          ...dependsOn(definition).filter((name) => ids.has(name)),
        ]),
      ],
    ]),
  );
  for (const output of Object.values(template.outputs)) {
    if (output.Condition === undefined || holds(output.Condition))
      needs([output.Value, output.Export?.Name], 'Outputs');
  }
  refuseCycles(graph);
  return graph;
}

function refuseDynamicReferences(definition: ResourceDefinition): void {
  const found = /\{\{resolve:([a-z-]+):/.exec(JSON.stringify(definition.Properties ?? {}));
  if (found === null) return;
  throw validationError(
    `The local CloudFormation does not resolve dynamic references, found {{resolve:${found[1]}:…}}. ` +
      'Pass the ARN of the secret and read it where it is used.',
  );
}

function dependsOn({ DependsOn }: ResourceDefinition): readonly string[] {
  return DependsOn === undefined ? [] : typeof DependsOn === 'string' ? [DependsOn] : DependsOn;
}

function unresolvedResources(names: readonly string[], block: string) {
  return validationError(
    `Template format error: Unresolved resource dependencies [${[...new Set(names)].join(', ')}] in the ${block} block of the template`,
  );
}

function unresolvedCondition(name: string, block: string) {
  return validationError(
    `Template format error: Unresolved condition dependency ${name} in the ${block} block of the template`,
  );
}
