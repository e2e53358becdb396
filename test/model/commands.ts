/** What can happen, one step at a time: to the stack, and around it. */
import fc from 'fast-check';
import { checkAccounts, checkAnswers, checkStack } from './check';
import { active, describe, edit, edited, isRace, obstacle, type Edit } from './edits';
import { arm, faults, mayFail, withoutStale, type Fault } from './faults';
import { Violation, type Model } from './model';
import type { Statistics } from './statistics';
import type { Users } from './template';
import type { World } from './world';

/** The function's maximumEventAge. */
const EVENT_AGE_MS = 20 * 60_000;

export interface Real {
  readonly world: World;
  readonly statistics: Statistics;
  /** What was done so far, in words. */
  readonly history: string[];
}

export type Command = fc.AsyncCommand<Model, Real>;

export abstract class Step implements Command {
  abstract check(model: Model): boolean;
  protected abstract act(model: Model, real: Real, tell: (what: string) => void): Promise<void>;
  protected abstract readonly name: string;

  async run(model: Model, real: Real): Promise<void> {
    model.step++;
    const start = real.world.events.next;
    real.statistics.count('commands', this.name);
    await this.act(model, real, (what) => real.history.push(`${this.name}: ${what}`));
    checkAnswers(real.world.events.since(start));
    checkStack(real.world.stack(), model);
    checkAccounts(real.world, model);
  }

  toString(): string {
    return this.name;
  }
}

/** The events of an operation, taken over by the model. */
function learn(model: Model, { world }: Real, start: number): void {
  const events = world.events.since(start);
  const skipped = world.stack()?.events ?? [];
  events.forEach((event, index) => model.apply(event, events.slice(0, index)));
  for (const { status, physicalId } of skipped) {
    const entry = status === 'DELETE_SKIPPED' ? model.accounts.get(physicalId ?? '') : undefined;
    if (entry?.owner !== undefined && ![...model.users.keys()].some((slot) => model.of(slot) === entry)) {
      entry.retained = true;
    }
  }
}

export class Deploy extends Step {
  protected readonly name = 'deploy';
  constructor(
    private readonly edits: readonly Edit[],
    private readonly faults: readonly Fault[],
    private readonly broken: boolean,
  ) {
    super();
  }

  /** As many of the edits as can be made together. */
  private after(model: Model): { readonly users: Users; readonly done: readonly Edit[] } {
    for (let count = this.edits.length; count > 0; count--) {
      const result = this.first(count, model);
      if (!isRace(model, result.users)) return result;
    }
    return { users: model.users, done: [] };
  }

  private first(count: number, model: Model) {
    let users = model.users;
    const done: Edit[] = [];
    for (const one of this.edits.slice(0, count)) {
      const next = edited(users, one);
      if (next === undefined || next.size === 0) continue;
      users = next;
      done.push(one);
    }
    return { users, done };
  }

  check(model: Model): boolean {
    return this.after(model).done.length > 0;
  }

  protected async act(model: Model, real: Real, tell: (what: string) => void): Promise<void> {
    const { world, statistics } = real;
    const { users, done } = this.after(model);
    const before = model.users;
    const obstacles = active(model.live, users).flatMap((slot) => {
      const why = obstacle(model, slot, users.get(slot)!);
      return why === undefined ? [] : [`U${slot}: ${why}`];
    });
    for (const { kind } of done) statistics.count('edits', kind);
    if (this.broken) {
      obstacles.push('something else in the stack fails afterwards');
      statistics.count('faults', 'rolled back at the end');
    }
    const start = world.events.next;
    tell(`${describe(before, users)}${obstacles.length > 0 ? ` (must fail: ${obstacles.join('; ')})` : ''}`);
    const armed = obstacles.length > 0 ? withoutStale(this.faults) : this.faults;
    if (armed.length > 0) tell(`with ${JSON.stringify(armed)}`);
    const disarm = arm(armed, world, statistics);
    const nothing = await world.deploy(users, this.broken ? 'after' : undefined);
    disarm();
    if (nothing !== undefined) return tell('CloudFormation says that nothing changes');
    const status = world.stack()?.status ?? 'none';
    tell(`now ${status}`);
    const succeeded = status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
    if (succeeded) {
      model.users = users;
      model.skipped.clear();
    }
    learn(model, real, start);
    statistics.count('outcomes', status);
    if (succeeded !== (obstacles.length === 0) && (succeeded || !mayFail(armed))) {
      const failures = world.stack()!.events.filter(({ status: ended }) => ended.endsWith('FAILED'));
      throw new Violation(
        `the deployment should have ${succeeded ? 'failed' : 'succeeded'}. ${failures.map(({ reason }) => reason).join(' | ')}`,
      );
    }
    await heal(model, real, users, tell);
    if (this.faults.some(({ kind }) => kind === 'again afterwards')) await deliverAgain(start, real);
  }
}

/** The last event about each resource comes once more, after all is done, as Lambda may have it. */
async function deliverAgain(start: number, { world, statistics }: Real): Promise<void> {
  const last = new Map(world.events.since(start).map((event) => [event.logicalId, event]));
  for (const event of last.values()) {
    const recent = world.time.now() - (event.begun.at(-1) ?? 0) < EVENT_AGE_MS;
    if (event.slot === undefined || event.answers[0]?.Status !== 'SUCCESS' || !recent) continue;
    // Whoever deletes the stack takes the function with it.
    if (world.stack()?.status === 'DELETE_COMPLETE') continue;
    statistics.count('faults', `${event.type} delivered again afterwards`);
    await event.again();
    await world.settle();
  }
}

/** A stack that stands half-way is brought to where it can be used again. */
async function heal(model: Model, real: Real, wanted: Users, tell: (what: string) => void): Promise<void> {
  const { world } = real;
  const start = world.events.next;
  const status = world.stack()?.status ?? '';
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED' || status === 'DELETE_FAILED') {
    await world.destroy();
    model.users = new Map();
    model.skipped.clear();
    learn(model, real, start);
    model.life++;
    const { status: now } = world.stack()!;
    if (now !== 'DELETE_COMPLETE') throw new Violation(`the stack could not be deleted: ${now}`);
    tell('deleted');
    return;
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    const failed = Object.entries(world.stack()!.resources)
      .filter(([, resource]) => resource.status === 'UPDATE_FAILED')
      .map(([id]) => ({ id, slot: Number(/^U(\d)/.exec(id)?.[1]) }))
      // Whose account is there can be put back now.
      .filter(({ slot }) => model.of(slot) === undefined);
    await world.continueRollback(failed.map(({ id }) => id));
    learn(model, real, start);
    for (const { slot } of failed) model.skipped.set(slot, wanted.get(slot)!);
    const { status: now } = world.stack()!;
    if (now !== 'UPDATE_ROLLBACK_COMPLETE') throw new Violation(`the rollback cannot be continued: ${now}`);
    tell(`rollback continued: ${world.stack()!.status}`);
  }
}

export class Destroy extends Step {
  protected readonly name = 'destroy';
  constructor(private readonly faults: readonly Fault[]) {
    super();
  }

  check(model: Model): boolean {
    return model.users.size > 0;
  }

  protected async act(model: Model, real: Real, tell: (what: string) => void): Promise<void> {
    const { world } = real;
    const start = world.events.next;
    if (this.faults.length > 0) tell(`with ${JSON.stringify(this.faults)}`);
    const disarm = arm(this.faults, world, real.statistics);
    await world.destroy();
    disarm();
    model.users = new Map();
    model.skipped.clear();
    learn(model, real, start);
    model.life++;
    const { status } = world.stack()!;
    if (status !== 'DELETE_COMPLETE') throw new Violation(`the stack could not be deleted: ${status}`);
    tell(status);
  }
}

const deploy = fc
  .tuple(
    fc.array(edit, { minLength: 1, maxLength: 3 }),
    faults,
    fc.constantFrom(...Array<boolean>(7).fill(false), true),
  )
  .map(([edits, wanted, broken]) => new Deploy(edits, wanted, broken));

/** Deployments are what most steps are. */
export const onStack: readonly fc.Arbitrary<Command>[] = [
  ...Array<typeof deploy>(8).fill(deploy),
  faults.map((wanted) => new Destroy(wanted)),
];
