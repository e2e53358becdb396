/** Every call that reached this AWS, in memory: for tests, for people, and for CloudTrail's answers. */
import type { LoggedCall } from './types';

/** Older calls than these are forgotten: a server that runs for days must not grow for ever. */
const CALLS_KEPT = 50_000;

export interface CallFilter {
  readonly service?: string;
  readonly operation?: string;
  /** Only calls after this many: the `next` of an earlier answer. */
  readonly after?: number;
}

export class CallLog {
  private readonly calls: LoggedCall[] = [];
  private readonly listeners = new Set<(call: LoggedCall) => void>();
  private forgotten = 0;

  /** How many calls there have been, forgotten ones included: what `after` takes. */
  get next(): number {
    return this.forgotten + this.calls.length;
  }

  record(call: LoggedCall): void {
    this.calls.push(call);
    if (this.calls.length > CALLS_KEPT) {
      this.calls.shift();
      this.forgotten++;
    }
    for (const listener of this.listeners) listener(call);
  }

  /** Newest last. */
  list(filter: CallFilter = {}): readonly LoggedCall[] {
    const from = Math.max(0, (filter.after ?? 0) - this.forgotten);
    return this.calls
      .slice(from)
      .filter(
        (call) =>
          (filter.service === undefined || call.service === filter.service) &&
          (filter.operation === undefined || call.operation === filter.operation),
      );
  }

  /** The names of the operations, in order: what most assertions want. */
  operations(filter: CallFilter = {}): readonly string[] {
    return this.list(filter).map((call) => call.operation);
  }

  /** Calls back at each call, once it is answered. The result ends it. */
  subscribe(listener: (call: LoggedCall) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
