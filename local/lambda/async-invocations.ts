/** Lambda's asynchronous invocation: accepted first, run then, and run again where it fails. */
import { systemTimers, type Timers } from '../timers';
import type { Outcome } from './execution-environment';

/** What `AWS::Lambda::EventInvokeConfig` sets. */
export interface AsyncPolicy {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
}

export const DEFAULT_ASYNC_POLICY: AsyncPolicy = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

export interface AsyncOptions {
  readonly now: () => number;
  readonly timers?: Timers;
  /** Milliseconds before the first and the second retry. AWS waits one minute, then two. */
  readonly retryDelays: readonly number[];
  /**
   * Milliseconds between the attempts to find room for an event, when as many invocations run as may: twice as long
   * each time. AWS begins with a second and ends with five minutes.
   */
  readonly throttleDelays: { readonly first: number; readonly longest: number };
}

/** One accepted event. */
export interface Accepted {
  /** Takes room for one attempt, if there is some. */
  readonly takeRoom: () => boolean;
  /** Runs one attempt, or gives undefined where there is nothing left to run. */
  readonly run: (attempt: number) => Promise<Outcome | undefined>;
  /** Asked before each retry, since it may have changed. */
  readonly policy: () => AsyncPolicy;
}

export class AsyncInvocations {
  private readonly pending = new Set<Promise<void>>();
  /** How to give up each wait, and what then goes on at once. */
  private readonly waits = new Map<() => void, () => void>();
  private stopped = false;

  constructor(private readonly options: AsyncOptions) {}

  /** Takes an event on. */
  accept(event: Accepted): void {
    const work = this.deliver(event).finally(() => this.pending.delete(work));
    this.pending.add(work);
  }

  /** Resolves once every event that was accepted is done with. */
  async idle(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  /** Gives up the retries to come. */
  stop(): void {
    this.stopped = true;
    for (const [cancel, wake] of this.waits) {
      cancel();
      wake();
    }
    this.waits.clear();
  }

  private async deliver({ takeRoom, run, policy }: Accepted): Promise<void> {
    const acceptedAt = this.options.now();
    const tooOld = () => this.options.now() - acceptedAt > policy().maximumEventAgeSeconds * 1000;
    for (let attempt = 1; !this.stopped; attempt++) {
      if (!(await this.findRoom(takeRoom, tooOld))) return;
      const outcome = await run(attempt).catch(() => undefined);
      if (outcome?.error === undefined || attempt > policy().maximumRetryAttempts) return;
      await this.wait(this.options.retryDelays[attempt - 1] ?? 0);
      if (tooOld()) return;
    }
  }

  /**
   * Lambda has no queue that hands out room in order: each event comes back by itself, later each time. False if it
   * grew too old meanwhile.
   */
  private async findRoom(takeRoom: () => boolean, tooOld: () => boolean): Promise<boolean> {
    const { first, longest } = this.options.throttleDelays;
    for (let delay = first; !this.stopped; delay = Math.min(longest, 2 * delay)) {
      if (takeRoom()) return true;
      await this.wait(delay);
      if (tooOld()) return false;
    }
    return false;
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const { timers = systemTimers } = this.options;
      const cancel = timers.after(ms, () => {
        this.waits.delete(cancel);
        resolve();
      });
      this.waits.set(cancel, resolve);
    });
  }
}
