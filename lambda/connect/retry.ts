/**
 * The one place through which every call goes: repeats what can be repeated until the invocation's deadline,
 * notes each attempt, and never starts a call once the invocation is over.
 *
 * - Throttled: repeated until the deadline, each time at the moment that pace.ts says; nothing happened on the
 *   service's side.
 * - Fault: repeated a bounded number of times, where repeating is safe. `CreateUser` has no client token, so its
 *   caller looks for the account first.
 * - Refused: never. `LimitExceededException` is one of these, although it shares HTTP 429 with throttling.
 */
import type { Clock } from './clock';
import { toConnectError } from './errors';
import type { ConnectError } from './errors';
import { PACE_ALONE } from './pace';
import type { Pace } from './pace';

/** `safe`: a second call does no harm. `unsafe`: only a call that surely did nothing is repeated. */
export type Repeat = 'safe' | 'unsafe';

/** How long to wait before the next attempt, in milliseconds; the first repeat has `attempt` 1. */
export type Backoff = (attempt: number, random: () => number) => number;

/** A wait anywhere between nothing and a doubling limit: a crowd that starts together does not stay together. */
export function fullJitter(baseMs: number, capMs: number): Backoff {
  return (attempt, random) => random() * Math.min(capMs, baseMs * 2 ** (attempt - 1));
}

export const AFTER_FAULT = fullJitter(500, 10_000);
/** A fault that lasts longer than about half a minute is better reported than waited out. */
export const FAULT_ATTEMPTS = 8;

/** One attempt, for the log. */
export interface CallRecord {
  readonly operation: string;
  readonly attempt: number;
  readonly ms: number;
  readonly error?: string;
  readonly status?: number;
  readonly requestId?: string;
}

export interface CallerOptions {
  readonly clock: Clock;
  /** No attempt starts after this moment. */
  readonly deadline: number;
  /** Ends the call under way and every wait. */
  readonly signal: AbortSignal;
  readonly onCall?: (record: CallRecord) => void;
  /** Default: that of a call without a crowd. */
  readonly pace?: Pace;
  readonly afterFault?: Backoff;
}

/** What came of a call until now. */
interface SoFar {
  readonly attempt: number;
  readonly throttled: number;
  readonly started: number;
}

export class Caller {
  /** What is being called, or was called last: told when time runs out. */
  last?: { readonly operation: string; readonly attempt: number; readonly error?: string };

  constructor(private readonly options: CallerOptions) {}

  get signal(): AbortSignal {
    return this.options.signal;
  }

  /**
   * Rejects with a `ConnectError` that knows how often it was tried. `before` runs ahead of each attempt: what it
   * rejects with ends the call.
   */
  async call<T>(
    operation: string,
    repeat: Repeat,
    send: (signal: AbortSignal) => Promise<T>,
    about: Readonly<Record<string, string>> = {},
    before?: () => Promise<void>,
  ): Promise<T> {
    const { clock, signal, onCall } = this.options;
    const started = clock.now();
    let lastError: string | undefined;
    let throttled = 0;
    for (let attempt = 1; ; attempt++) {
      if (before !== undefined) await before();
      signal.throwIfAborted();
      this.last = { operation, attempt, error: lastError };
      const sent = clock.now();
      try {
        const result = await send(signal);
        onCall?.({ operation, attempt, ms: clock.now() - sent });
        return result;
      } catch (thrown) {
        const error = toConnectError(operation, thrown, about, signal.aborted);
        error.attempts = attempt;
        error.elapsedMs = clock.now() - started;
        const { name, status, requestId } = error;
        onCall?.({ operation, attempt, ms: clock.now() - sent, error: name, status, requestId });
        lastError = name;
        this.last = { operation, attempt, error: lastError };
        if (error.kind === 'throttled') throttled++;
        const wait = this.waitBefore(error, repeat, { attempt, throttled, started });
        if (wait === undefined) throw error;
        await clock.sleep(wait, signal);
      }
    }
  }

  /** Undefined: not to be repeated. */
  private waitBefore(error: ConnectError, repeat: Repeat, so: SoFar): number | undefined {
    const { clock, deadline, pace = PACE_ALONE, afterFault = AFTER_FAULT } = this.options;
    const { operation, kind } = error;
    const { attempt, throttled: times, started } = so;
    const now = clock.now();
    const left = deadline - now;
    if (left <= 0) return undefined;
    const random = () => clock.random();
    if (kind === 'throttled') return Math.min(left, pace({ operation, times, started, now, random }));
    if (kind === 'fault' && repeat === 'safe' && attempt < FAULT_ATTEMPTS) {
      return Math.min(left, afterFault(attempt, random));
    }
    return undefined;
  }
}
