/** Lambda's asynchronous invocation: accepted first, run then, and run again where it fails. */
import type { Outcome } from './execution-environment';

/** What `AWS::Lambda::EventInvokeConfig` sets. */
export interface AsyncPolicy {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
}

export const DEFAULT_ASYNC_POLICY: AsyncPolicy = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

export interface AsyncOptions {
  readonly now: () => number;
  /** Milliseconds before the first and the second retry. AWS waits one minute, then two. */
  readonly retryDelays: readonly number[];
}

export class AsyncInvocations {
  private readonly pending = new Set<Promise<void>>();
  private readonly timers = new Map<NodeJS.Timeout, () => void>();
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
    for (const [timer, wake] of this.timers) {
      clearTimeout(timer);
      wake();
    }
    this.timers.clear();
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
      const timer: NodeJS.Timeout = setTimeout(() => {
        this.timers.delete(timer);
        resolve();
      }, ms);
      this.timers.set(timer, resolve);
    });
  }
}
