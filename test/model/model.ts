/**
 * The reference: which accounts there should be, whose they are and what they should be, told from what the stack was
 * asked and what was answered to CloudFormation. It knows nothing of how the handler works.
 */
import type { UserCopy } from '../../local/connect/views';
import type { Event } from './events';
import { INSTANCES, type UserSpec } from './spec';
import { converged, made, observe, UNKNOWN, type State } from './state';
import type { Users } from './template';

export interface Entry {
  readonly arn: string;
  readonly username: string;
  readonly instance: number;
  /** The user that it belongs to, and in which life of the stack; undefined: a stranger's. */
  owner?: { readonly slot: number; readonly life: number };
  /** A stranger's that some other stack manages. */
  foreign?: boolean;
  /** It was a stranger's: what it was then, and in which deployment it was taken over. */
  adopted?: { readonly before: State; readonly step: number };
  /** What its password came from. */
  secret?: number;
  /** Out of the stack, and still with the stack's tag. */
  retained?: boolean;
  state: State;
  /** False after a failure half-way: anything may be there. */
  settled: boolean;
  /** A stranger's, bit for bit. */
  exact?: UserCopy;
}

/** What must not have happened. */
export class Violation extends Error {}

const ARN = /instance\/([^/]+)\/agent\//;
export const isArn = (id: string | undefined): id is string => id !== undefined && ARN.test(id);
const instanceOf = (arn: string) => INSTANCES.indexOf(ARN.exec(arn)![1] as (typeof INSTANCES)[number]);
/** Connect has no call for these: another account. */
export const isAnother = (spec: UserSpec, old: UserSpec) =>
  spec.username !== old.username || spec.instance !== old.instance;

export class Model {
  /** Of the stack: what it was last deployed with. */
  users: Users = new Map();
  readonly accounts = new Map<string, Entry>();
  /** ARNs of accounts of ours that somebody deleted or took the owner tag of. */
  readonly outside = new Set<string>();
  /** Counts the stacks that there were. */
  life = 0;
  /** Counts what was done. */
  step = 0;

  holder(username: string, instance: number): Entry | undefined {
    return [...this.accounts.values()].find(
      (entry) => entry.username === username && entry.instance === instance,
    );
  }

  /** The account of a user of the stack. */
  of(slot: number): Entry | undefined {
    return [...this.accounts.values()].find(
      (entry) => this.owns(entry, slot) && entry.retained !== true && this.isCurrent(entry, slot),
    );
  }

  strangers(): readonly Entry[] {
    return [...this.accounts.values()].filter(({ owner }) => owner === undefined);
  }

  owns({ owner }: Entry, slot: number): boolean {
    return owner?.slot === slot && owner.life === this.life;
  }

  private isCurrent({ username, instance }: Entry, slot: number): boolean {
    const spec = this.users.get(slot);
    return spec?.username === username && spec.instance === instance;
  }

  addStranger(copy: UserCopy, foreign: boolean): void {
    const entry = this.newEntry(copy.Arn, copy.Username, observe(copy));
    Object.assign(entry, { exact: copy, foreign });
  }

  /** Takes over what an event and the answer to it say, in the order of the events. */
  apply(event: Event, earlier: readonly Event[]): void {
    if (event.slot === undefined) return;
    const [answer] = event.answers;
    if (event.type === 'Delete') return this.applyDelete(event, earlier, answer?.Status === 'SUCCESS');
    const { slot, spec } = event;
    if (spec === undefined) throw new Violation(`An event has properties that no template had: ${slot}`);
    const id = answer?.PhysicalResourceId;
    if (answer?.Status === 'SUCCESS') return this.applySuccess(event, slot, spec, id);
    if (isArn(id) && id !== event.physicalId) return this.halfMade(slot, spec, id);
    this.applyFailure(event, spec);
  }

  private applySuccess(event: Event, slot: number, spec: UserSpec, id: string | undefined): void {
    if (!isArn(id)) throw new Violation(`U${slot}: SUCCESS without the ARN of an account: ${id}`);
    this.checkId(event, slot, spec, id);
    const entry = this.accounts.get(id) ?? this.newEntry(id, spec.username);
    if (entry.username !== spec.username || entry.instance !== spec.instance) {
      throw new Violation(`U${slot}: SUCCESS with the account of ${entry.username}`);
    }
    const before = entry.state;
    if (entry.owner === undefined && entry.exact !== undefined) this.adopt(entry, slot, spec);
    else if (entry.owner !== undefined && !this.owns(entry, slot)) {
      throw new Violation(`U${slot}: took the account of U${entry.owner.slot}`);
    }
    // A rename back to it is no adoption: to the handler it looks like a rollback.
    const leftBehind = entry.retained === true && event.type === 'Create';
    if (leftBehind && spec.adopt) entry.adopted = { before, step: this.step };
    if (entry.secret === undefined || (leftBehind && spec.adopt)) entry.secret = spec.secret;
    const isNew = entry.owner === undefined && entry.adopted === undefined;
    entry.owner = { slot, life: this.life };
    entry.retained = false;
    entry.settled = true;
    // What the stack had given to another account says nothing about this one.
    const old = id === event.physicalId ? event.old : undefined;
    entry.state = isNew ? made(spec) : converged(before, spec, old);
  }

  /** The physical id changes when the username or the instance does, and only then. */
  private checkId({ physicalId, old }: Event, slot: number, spec: UserSpec, id: string): void {
    if (!isArn(physicalId)) return;
    const current = this.accounts.get(physicalId) ?? old;
    if (current === undefined) return;
    const other = current.username !== spec.username || current.instance !== spec.instance;
    if (other === (id !== physicalId)) return;
    throw new Violation(
      other
        ? `U${slot}: the username or the instance changed, and the physical id did not`
        : `U${slot}: the physical id changed, and neither username nor instance did`,
    );
  }

  private adopt(entry: Entry, slot: number, spec: UserSpec): void {
    if (!spec.adopt) throw new Violation(`U${slot}: took a stranger's account, and was not asked to adopt`);
    if (entry.foreign) throw new Violation(`U${slot}: adopted an account of another stack`);
    entry.adopted = { before: entry.state, step: this.step };
    entry.exact = undefined;
  }

  /** There is an account, made or taken over, and it is not what it should be. */
  private halfMade(slot: number, spec: UserSpec, id: string): void {
    const entry = this.accounts.get(id) ?? this.newEntry(id, spec.username);
    if (entry.owner === undefined && entry.exact !== undefined) this.adopt(entry, slot, spec);
    entry.owner = { slot, life: this.life };
    entry.secret = spec.secret;
    entry.settled = false;
  }

  private applyFailure(event: Event, spec: UserSpec): void {
    const replaces = event.old === undefined || isAnother(spec, event.old);
    if (replaces) {
      // An adoption that failed and was undone: all is as before, but the time of the last change.
      const stranger = spec.adopt ? this.holder(spec.username, spec.instance) : undefined;
      if (stranger?.owner === undefined && stranger !== undefined) stranger.exact = undefined;
      return;
    }
    const entry = this.accounts.get(event.physicalId ?? '');
    if (entry === undefined) return;
    entry.settled = false;
    // Those of others may have gone before it failed.
    if (spec.proficiencies !== undefined && event.old?.proficiencies === undefined) {
      entry.state = { ...entry.state, proficiencies: UNKNOWN };
    }
  }

  private applyDelete(event: Event, earlier: readonly Event[], succeeded: boolean): void {
    // An id that CloudFormation made up stands for what the create before it made.
    const create = earlier.findLast(({ slot, type }) => slot === event.slot && type === 'Create');
    const id = isArn(event.physicalId) ? event.physicalId : create?.answers[0]?.PhysicalResourceId;
    const entry = isArn(id) ? this.accounts.get(id) : undefined;
    if (entry === undefined || !succeeded) {
      if (entry !== undefined) entry.settled = false;
      return;
    }
    if (!this.owns(entry, event.slot!)) return;
    if (entry.adopted === undefined) {
      this.accounts.delete(entry.arn);
      return;
    }
    const rollback = event.phase.includes('ROLLBACK');
    if (event.spec?.removal === 'DESTROY' && !rollback) this.accounts.delete(entry.arn);
    else this.release(entry, rollback);
  }

  private release(entry: Entry, rollback: boolean): void {
    const { adopted } = entry;
    entry.owner = undefined;
    entry.adopted = undefined;
    entry.secret = undefined;
    if (!rollback || adopted?.step !== this.step) return;
    entry.state = adopted.before;
    entry.settled = true;
  }

  private newEntry(arn: string, username: string, state?: State): Entry {
    const entry: Entry = {
      ...{ arn, username, instance: instanceOf(arn), settled: true },
      state: state ?? ({} as State),
    };
    this.accounts.set(arn, entry);
    return entry;
  }
}
