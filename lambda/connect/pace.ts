/**
 * When to try again after "too fast".
 *
 * A deployment sends its users' events all at once, each to an invocation that knows nothing of the others, and
 * Connect lets two calls a second pass. Ordinary exponential backoff either comes back too early (calls that are
 * refused) or too late (seconds in which nobody calls). But the size of the crowd is known, and so is the time that
 * it needs: users ÷ rate. So each picks a moment in what is left of that time.
 *
 * - Sooner is likelier than later (what is uniform is a root of the wait, see EARLINESS): whether all of the crowd is under
 *   way or, where the account's concurrent executions are few, only some of it, enough are back soon, and enough stay
 *   away.
 * - At most 30 seconds away at first, twice that after each time more: the crowd may be smaller than the stack.
 * - Once that time is over, the crowd was larger, or others call, too: a short while, longer the longer it lasts.
 */

/** A call was throttled. */
export interface Throttled {
  readonly operation: string;
  /** How often the call was throttled by now: 1 for the first time. */
  readonly times: number;
  /** When the call was first tried, and now: milliseconds since the epoch. */
  readonly started: number;
  readonly now: number;
  /** From 0 up to, not including, 1. */
  random(): number;
}

/** How long to wait before the next attempt, in milliseconds. */
export type Pace = (throttled: Throttled) => number;

export interface Crowd {
  /** How many users may be under way at once: those of the stack. */
  readonly users: number;
  /** When the events were sent: milliseconds since the epoch. */
  readonly sent: number;
  /** How long this one's process took to start, in milliseconds. */
  readonly startMs: number;
}

/** Calls a second, where it is not {@link CONNECT_RATE}: the default quotas, per API, account and Region. */
const RATES: Readonly<Record<string, number>> = {
  DescribeUser: 10,
  ListUsers: 10,
  ListRoutingProfiles: 10,
  ListUserHierarchyGroups: 10,
  GetSecretValue: 1_000,
  // Not documented; a stack's own users are not to wait long for it.
  DescribeStacks: 10,
  DescribeStackResource: 10,
};
const CONNECT_RATE = 2;

const SHORTEST_MS = 2_000;
const FIRST_AT_MOST_MS = 30_000;
const OVERTIME_AT_MOST_MS = 20_000;

/** Processes that start together do not start equally fast: the first called after about that part of the time. */
const FIRST_STARTED = 0.6;

/**
 * 1: every moment is as likely. Lower: sooner ones are likelier, which takes more calls where all are under way at
 * once, and leaves less of the quota unused where few are.
 */
const EARLINESS = 0.5;

/** The pace of one user in a crowd that has its calls to an operation at the same time. */
export function paceOf({ users, sent, startMs }: Crowd): Pace {
  const since = sent + FIRST_STARTED * startMs;
  return ({ operation, times, started, now, random }) => {
    const perCall = 1_000 / (RATES[operation] ?? CONNECT_RATE);
    const end = since + Math.max(SHORTEST_MS, users * perCall);
    const left = end - now;
    if (left < SHORTEST_MS) {
      const over = now - Math.max(end, started);
      const most = Math.min(OVERTIME_AT_MOST_MS, Math.max(SHORTEST_MS, over));
      // Sooner than the quota lets one call pass, the next one fails as well.
      return perCall + random() * (most - perCall);
    }
    const longest = Math.min(left, FIRST_AT_MOST_MS * 2 ** (times - 1));
    const shortest = Math.min(SHORTEST_MS, longest / 2);
    const [low, high] = [shortest ** EARLINESS, longest ** EARLINESS];
    return (low + random() * (high - low)) ** (1 / EARLINESS);
  };
}

/** Of somebody who knows of no crowd. */
export const PACE_ALONE: Pace = (throttled) =>
  paceOf({ users: 1, sent: throttled.started, startMs: 0 })(throttled);
