import type { Change, ChangeDetail } from './change-set';
import { isCustom } from './custom-resource';
import { resolve } from './intrinsics';
import { isObject, sameValue, type JsonObject } from './json';
import type { Plan } from './plan';
import { referencesOf } from './references';
import { requiresReplacement } from './replacement';
import { GONE } from './resource-work';
import type { LiveResource, Stack } from './stack';
import type { ResourceDefinition } from './template';
import type { World } from './world';

/** Stands for what only the execution will show. */
export const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** Whether a stack would be another with this plan. */
export function isChange(stack: Stack, plan: Plan): boolean {
  // What failed may be tried again as it is.
  if (stack.plan === undefined || stack.status.endsWith('FAILED')) return true;
  const effective = ({ template, parameters, tags }: Plan) => [
    template.resources,
    template.outputs,
    template.conditions,
    template.mappings,
    [...parameters].map(([name, { value }]) => [name, value]).sort(),
    [...tags].map(({ Key, Value }) => [Key, Value]).sort(),
  ];
  return !sameValue(effective(stack.plan), effective(plan));
}

/** What a plan would do to the resources of a stack, in the order of the template; removals last. */
export function changesOf(world: World, stack: Stack, plan: Plan): readonly Change[] {
  return new Comparison(world, stack, plan).changes();
}

class Comparison {
  private readonly decided = new Map<string, Change | undefined>();

  constructor(
    private readonly world: World,
    private readonly stack: Stack,
    private readonly plan: Plan,
  ) {}

  changes(): readonly Change[] {
    const kept = [...this.plan.graph.keys()].flatMap((id) => this.change(id) ?? []);
    const removed = [...this.stack.resources.values()]
      .filter(({ logicalId, status }) => !this.plan.graph.has(logicalId) && !GONE.has(status))
      .map((live): Change => ({
        action: 'Remove',
        logicalId: live.logicalId,
        physicalId: live.physicalId,
        type: live.type,
        policyAction: live.deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
        details: [],
        before: described(live),
      }));
    return [...kept, ...removed];
  }

  private change(logicalId: string): Change | undefined {
    if (!this.decided.has(logicalId)) this.decided.set(logicalId, this.decide(logicalId));
    return this.decided.get(logicalId);
  }

  private decide(logicalId: string): Change | undefined {
    const definition = this.plan.template.resources[logicalId]!;
    const live = this.live(logicalId);
    const properties = this.preview(definition.Properties ?? {}) as JsonObject;
    const after = context(properties, definition);
    if (live === undefined) {
      return { action: 'Add', logicalId, type: definition.Type, details: [], after };
    }
    const details = [
      ...this.propertyDetails(live, definition, properties),
      ...attributeDetails(live, definition),
    ];
    if (details.length === 0) return undefined;
    const replacement = details.some(({ recreation }) => recreation === 'Always')
      ? 'True'
      : details.some(({ recreation }) => recreation === 'Conditionally')
        ? 'Conditional'
        : 'False';
    return {
      action: 'Modify',
      logicalId,
      physicalId: live.physicalId,
      type: live.type,
      replacement,
      ...(replacement === 'True'
        ? { policyAction: live.updateReplacePolicy === 'Delete' ? 'ReplaceAndDelete' : 'ReplaceAndRetain' }
        : {}),
      details,
      before: described(live),
      after,
    };
  }

  private propertyDetails(
    live: LiveResource,
    definition: ResourceDefinition,
    next: JsonObject,
  ): ChangeDetail[] {
    const deployed = this.stack.plan?.template.resources[live.logicalId]?.Properties ?? {};
    const names = [...new Set([...Object.keys(live.properties), ...Object.keys(next)])];
    return names
      .filter((name) => !sameValue(live.properties[name], next[name]))
      .map((name) => {
        const dynamic = JSON.stringify(next[name] ?? null).includes(KNOWN_AFTER_APPLY);
        const always = requiresReplacement(live.type, name);
        return {
          attribute: 'Properties',
          name,
          recreation: always ? (dynamic ? 'Conditionally' : 'Always') : 'Never',
          evaluation: dynamic ? 'Dynamic' : 'Static',
          ...this.causeOf(deployed[name], definition.Properties?.[name]),
          before: live.properties[name],
          after: next[name],
        };
      });
  }

  /** Why a property differs: it was written differently, or what it refers to is different. */
  private causeOf(before: unknown, after: unknown): Pick<ChangeDetail, 'source' | 'cause'> {
    if (!sameValue(before, after)) return { source: 'DirectModification' };
    for (const { kind, name, attribute } of referencesOf(after, this.plan.holds)) {
      if (kind === 'ref' && this.plan.parameters.has(name)) {
        const old = this.stack.plan?.parameters.get(name)?.value;
        if (!sameValue(old, this.plan.parameters.get(name)?.value))
          return { source: 'ParameterReference', cause: name };
      } else if (kind === 'attribute' && this.change(name) !== undefined) {
        return { source: 'ResourceAttribute', cause: `${name}.${attribute}` };
      } else if (kind === 'ref' && this.plan.graph.has(name) && this.change(name) !== undefined) {
        return { source: 'ResourceReference', cause: name };
      }
    }
    return { source: 'DirectModification' };
  }

  private live(logicalId: string): LiveResource | undefined {
    const live = this.stack.resources.get(logicalId);
    return live === undefined || GONE.has(live.status) ? undefined : live;
  }

  private preview(value: unknown): unknown {
    const { plan, world } = this;
    return resolve(value, {
      mappings: plan.template.mappings,
      region: world.place.region,
      condition: plan.holds,
      ref: (name) => plan.constant(name) ?? this.known(name, (live) => live.ref ?? live.physicalId),
      getAtt: (name, attribute) => this.known(name, (live) => live.attributes[attribute]),
      importValue: (name) => world.exported(name)?.value ?? KNOWN_AFTER_APPLY,
    });
  }

  private known(logicalId: string, read: (live: LiveResource) => unknown): unknown {
    const live = this.live(logicalId);
    const change = this.change(logicalId);
    // A custom resource may answer an Update with other attributes, and with another id.
    const settled = change === undefined || (change.replacement === 'False' && !isCustom(change.type));
    return (live !== undefined && settled ? read(live) : undefined) ?? KNOWN_AFTER_APPLY;
  }
}

function attributeDetails(live: LiveResource, definition: ResourceDefinition): ChangeDetail[] {
  const pairs = [
    ['Metadata', live.metadata, definition.Metadata],
    ['DeletionPolicy', live.deletionPolicy, definition.DeletionPolicy ?? 'Delete'],
    ['UpdateReplacePolicy', live.updateReplacePolicy, definition.UpdateReplacePolicy ?? 'Delete'],
  ] as const;
  return pairs
    .filter(([, before, after]) => !sameValue(before, after))
    .map(([attribute, before, after]) => ({
      attribute,
      recreation: 'Never',
      evaluation: 'Static',
      source: 'DirectModification',
      before,
      after,
    }));
}

function described(live: LiveResource): unknown {
  return {
    Properties: live.properties,
    ...(isObject(live.metadata) ? { Metadata: live.metadata } : {}),
    ...(live.deletionPolicy === 'Delete' ? {} : { DeletionPolicy: live.deletionPolicy }),
    ...(live.updateReplacePolicy === 'Delete' ? {} : { UpdateReplacePolicy: live.updateReplacePolicy }),
  };
}

function context(properties: JsonObject, definition: ResourceDefinition): unknown {
  const { Metadata, DeletionPolicy, UpdateReplacePolicy } = definition;
  return {
    Properties: properties,
    ...(Metadata === undefined ? {} : { Metadata }),
    ...(DeletionPolicy === undefined ? {} : { DeletionPolicy }),
    ...(UpdateReplacePolicy === undefined ? {} : { UpdateReplacePolicy }),
  };
}
