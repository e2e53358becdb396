import { setMaxListeners } from 'node:events';
import { messageOf, validationError } from './errors';
import { isCustom, NotAttempted } from './custom-resource';
import { resolve, type Scope } from './intrinsics';
import type { JsonObject } from './json';
import { masked } from './mask';
import type { Plan } from './plan';
import { ResourceFailure } from './resource-provider';
import type { LiveResource, Stack } from './stack';
import type { World } from './world';

export type OperationType =
  'CREATE_STACK' | 'UPDATE_STACK' | 'DELETE_STACK' | 'ROLLBACK' | 'CONTINUE_ROLLBACK';

/** One run over a stack: its events, what it resolves against, and which resources failed. */
export class Operation {
  readonly id: string;
  readonly imports = new Set<string>();
  readonly failed: Record<'create' | 'update' | 'delete', string[]> = { create: [], update: [], delete: [] };
  /** Aborted when the operation is given up, or when a sibling failed. */
  readonly workSignal: AbortSignal;
  private readonly cancellation = new AbortController();
  private readonly inFlight = new Map<LiveResource, 'create' | 'update'>();
  private readonly cancelled = new Set<LiveResource>();

  constructor(
    readonly world: World,
    readonly stack: Stack,
    readonly plan: Plan,
    type: OperationType,
    readonly signal: AbortSignal,
    readonly token?: string,
  ) {
    this.id = world.id();
    stack.lastOperation = { type, id: this.id };
    this.workSignal = AbortSignal.any([signal, this.cancellation.signal]);
    // Every resource that is being worked on listens.
    setMaxListeners(0, this.workSignal);
  }

  /** The operation is to end without a word: the stack is being deleted, or this AWS stops. */
  get abandoned(): boolean {
    return this.signal.aborted;
  }

  /** The stack enters a status. */
  enter(status: string, reason?: string): void {
    const { stack } = this;
    stack.status = status;
    stack.reason = reason;
    this.record({
      logicalId: stack.name,
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      status,
      reason,
    });
  }

  /** A resource enters a status. */
  mark(live: LiveResource, status: string, reason?: string): void {
    live.status = status;
    live.reason = reason;
    live.changedAt = this.world.now();
    this.record({
      logicalId: live.logicalId,
      physicalId: live.physicalId,
      type: live.type,
      status,
      reason,
      properties: masked(JSON.stringify(live.properties), this.stack.secrets),
    });
  }

  private record(event: {
    logicalId: string;
    physicalId?: string;
    type: string;
    status: string;
    reason?: string;
    properties?: string;
  }): void {
    const { events } = this.stack;
    // Who reads them sorts by time, and several happen in one millisecond.
    const at = Math.max(this.world.now(), (events.at(-1)?.at ?? 0) + 1);
    events.push({ ...event, id: this.world.id(), operationId: this.id, token: this.token, at });
  }

  resolve(value: unknown): unknown {
    return resolve(value, this.scope);
  }

  private get scope(): Scope {
    const { plan, stack, world } = this;
    const live = (name: string): LiveResource => {
      const resource = stack.resources.get(name);
      if (resource === undefined) throw validationError(`Unresolved resource dependencies [${name}]`);
      return resource;
    };
    return {
      mappings: plan.template.mappings,
      region: world.place.region,
      condition: plan.holds,
      ref: (name) => plan.constant(name) ?? live(name).ref ?? live(name).physicalId,
      getAtt: (name, attribute) => attributeOf(live(name), attribute, stack),
      importValue: (name) => {
        const found = world.exported(name);
        if (found === undefined) throw validationError(`No export named ${name} found.`);
        this.imports.add(name);
        return found.value;
      },
    };
  }

  /**
   * Does something with a resource. The first that fails cancels the others, as CloudFormation does, unless the
   * stack is to stay as it is after a failure.
   */
  async attempt(live: LiveResource, kind: 'create' | 'update', work: () => Promise<void>): Promise<boolean> {
    const before = live.properties;
    this.inFlight.set(live, kind);
    try {
      await work();
    } catch (error) {
      if (error instanceof NotAttempted) live.properties = before;
      if (error instanceof ResourceFailure && error.physicalId !== undefined)
        live.physicalId = error.physicalId;
      if (!this.cancelled.has(live)) this.fail(live, kind, messageOf(error));
      return false;
    } finally {
      this.inFlight.delete(live);
    }
    if (this.cancelled.has(live)) return false;
    this.mark(live, kind === 'create' ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE');
    return true;
  }

  private fail(live: LiveResource, kind: 'create' | 'update', reason: string): void {
    this.inFlight.delete(live);
    this.failed[kind].push(live.logicalId);
    const own = this.abandoned ? cancellationOf(kind) : reason;
    this.mark(live, kind === 'create' ? 'CREATE_FAILED' : 'UPDATE_FAILED', own);
    if (this.stack.settings.disableRollback) return;
    for (const [sibling, work] of this.inFlight) {
      if (this.cancelled.has(sibling)) continue;
      this.cancelled.add(sibling);
      this.failed[work].push(sibling.logicalId);
      this.mark(sibling, work === 'create' ? 'CREATE_FAILED' : 'UPDATE_FAILED', cancellationOf(work));
    }
    this.cancellation.abort();
  }

  /** Why the operation failed, or undefined if no resource did. */
  get failure(): string | undefined {
    const parts = (['create', 'update', 'delete'] as const)
      .filter((kind) => this.failed[kind].length > 0)
      .map((kind) => `The following resource(s) failed to ${kind}: [${this.failed[kind].join(', ')}]. `);
    return parts.length === 0 ? undefined : parts.join('');
  }

  request(live: LiveResource, properties: JsonObject) {
    return {
      stackId: this.stack.id,
      stackName: this.stack.name,
      logicalId: live.logicalId,
      resourceType: live.type,
      properties,
      signal: this.workSignal,
    };
  }
}

function cancellationOf(kind: 'create' | 'update'): string {
  return kind === 'create' ? 'Resource creation cancelled' : 'Resource update cancelled';
}

function attributeOf(live: LiveResource, attribute: string, stack: Stack): unknown {
  const value = live.attributes[attribute];
  if (value !== undefined && value !== null) return value;
  throw validationError(
    isCustom(live.type)
      ? `CustomResource attribute error: Vendor response doesn't contain ${attribute} attribute in object ${stack.id}|${live.logicalId}|${live.answered ?? ''}`
      : `Requested attribute ${attribute} does not exist in schema for ${live.type}`,
  );
}
