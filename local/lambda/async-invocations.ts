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
}

export class AsyncInvocations {
  private readonly pending = new Set<Promise<void>>();
  /** How to give up each wait, and what then goes on at once. */
  private readonly waits = new Map<() => void, () => void>();
  private stopped = false;

  constructor(private readonly options: AsyncOptions) {}

  /**
   * Takes an event on; `run` runs one attempt, or gives undefined where there is nothing left to run. `policy` is
   * asked before each retry, since it may have changed.
   */
  accept(run: (attempt: number) => Promise<Outcome | undefined>, policy: () => AsyncPolicy): void {
    const work = this.deliver(run, policy).finally(() => this.pending.delete(work));
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

  private async deliver(
    run: (attempt: number) => Promise<Outcome | undefined>,
    policy: () => AsyncPolicy,
  ): Promise<void> {
    const acceptedAt = this.options.now();
    for (let attempt = 1; !this.stopped; attempt++) {
      const outcome = await run(attempt).catch(() => undefined);
      const { maximumRetryAttempts, maximumEventAgeSeconds } = policy();
      if (outcome?.error === undefined || attempt > maximumRetryAttempts) return;
      await this.wait(this.options.retryDelays[attempt - 1] ?? 0);
      if (this.options.now() - acceptedAt > maximumEventAgeSeconds * 1000) return;
    }
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
