import { randomUUID } from 'node:crypto';
import type { Place } from '../types';
import type { CloudFormationOptions } from './options';
import { CustomResourceProvider, isCustom } from './custom-resource';
import { validationError } from './errors';
import type { ResourceProvider } from './resource-provider';
import type { Stack } from './stack';

/** Every stack of this AWS, and what the operations on them share. */
export class World {
  /** By id, deleted ones included: AWS lists those for 90 days. */
  readonly stacks = new Map<string, Stack>();
  readonly place: Place;
  readonly stopped = new AbortController();
  private readonly custom: CustomResourceProvider;
  private readonly running = new Map<
    Stack,
    { readonly abort: AbortController; readonly done: Promise<void> }
  >();

  constructor(readonly options: CloudFormationOptions) {
    this.place = options.place;
    this.custom = new CustomResourceProvider(options, () => this.id());
  }

  now(): number {
    return this.options.now?.() ?? Date.now();
  }

  id(): string {
    return randomUUID();
  }

  isKnownType(type: string): boolean {
    return isCustom(type) || this.options.providers.has(type);
  }

  provider(type: string): ResourceProvider {
    const provider = isCustom(type) ? this.custom : this.options.providers.get(type);
    if (provider === undefined) throw validationError(`Unrecognized resource types: [${type}]`);
    return provider;
  }

  arn(kind: 'stack' | 'changeSet', name: string): string {
    const { partition, region, account } = this.place;
    return `arn:${partition}:cloudformation:${region}:${account}:${kind}/${name}/${this.id()}`;
  }

  /** By name or id. A deleted stack answers to its id only. */
  find(nameOrId: string): Stack | undefined {
    const byId = this.stacks.get(nameOrId);
    if (byId !== undefined) return byId;
    return [...this.stacks.values()].find((stack) => stack.name === nameOrId && !stack.deleted);
  }

  exported(name: string): { readonly value: string; readonly stack: Stack } | undefined {
    for (const stack of this.stacks.values()) {
      const output = stack.deleted ? undefined : stack.outputs.find(({ exportName }) => exportName === name);
      if (output !== undefined) return { value: output.value, stack };
    }
    return undefined;
  }

  importersOf(exportName: string): string[] {
    return [...this.stacks.values()]
      .filter((stack) => !stack.deleted && stack.imports.has(exportName))
      .map(({ name }) => name);
  }

  /** Starts an operation on a stack. It is over when `idle` resolves. */
  run(stack: Stack, operation: (given: AbortSignal) => Promise<void>): void {
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, this.stopped.signal]);
    const done = operation(signal).finally(() => {
      if (this.running.get(stack)?.abort === abort) this.running.delete(stack);
    });
    this.running.set(stack, { abort, done });
  }

  /** Gives up what runs on a stack, and resolves when it has wound up. */
  async abandon(stack: Stack): Promise<void> {
    const operation = this.running.get(stack);
    operation?.abort.abort();
    await operation?.done;
  }

  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all([...this.running.values()].map(({ done }) => done));
  }
}
