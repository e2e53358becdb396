/** Many invocations at once against one quota, in simulated time: each has its own `Caller`, and nothing in common. */
import type { Clock } from '../../../lambda/connect/clock';
import { ConnectError } from '../../../lambda/connect/errors';
import { paceOf } from '../../../lambda/connect/pace';
import { Caller } from '../../../lambda/connect/retry';
import { Throttle } from '../../../local/connect/quotas';

const QUOTAS = { CreateUser: { rate: 2, burst: 5 } };
const ANSWER_MS = 20;
const INVOKE_MS = 50;
const TIME_LIMIT_MS = 900_000;

/** Chance that is the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Time that jumps to the next waking once everybody sleeps. */
class SimulatedTime implements Clock {
  private time = 0;
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  constructor(readonly random: () => number) {}

  now() {
    return this.time;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.sleepers.push({ at: this.time + ms, wake }));
  }

  /** Resolves when nobody sleeps any more. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.sleepers.length === 0) return;
      this.time = Math.min(...this.sleepers.map(({ at }) => at));
      const due = this.sleepers.filter(({ at }) => at <= this.time);
      this.sleepers = this.sleepers.filter(({ at }) => at > this.time);
      for (const { wake } of due) wake();
    }
  }
}

export interface Crowd {
  readonly users: number;
  /** How many invocations run at once; the others wait for their turn. */
  readonly slots: number;
  /** How many users the function was told of. */
  readonly told: number;
  readonly seed: number;
  /** How long a process takes to start: up to twice as many milliseconds. Default 500. */
  readonly startMs?: number;
}

export async function runCrowd({ users, slots, told, seed, startMs = 500 }: Crowd) {
  const clock = new SimulatedTime(randomFrom(seed));
  const quota = new Throttle(QUOTAS, () => clock.now());
  const seen = { made: 0, calls: 0, first: Infinity, last: 0 };
  const createUser = async () => {
    seen.calls++;
    seen.first = Math.min(seen.first, clock.now());
    await clock.sleep(ANSWER_MS);
    if (!quota.admits('CreateUser')) throw tooFast();
    seen.made++;
    seen.last = clock.now() - ANSWER_MS;
  };
  const invocation = async (tookMs: number) => {
    await clock.sleep(INVOKE_MS);
    const caller = new Caller({
      clock,
      deadline: clock.now() + TIME_LIMIT_MS,
      signal: new AbortController().signal,
      pace: paceOf({ users: told, sent: 0, startMs: tookMs }),
    });
    await caller.call('CreateUser', 'unsafe', createUser);
  };
  let waiting = users;
  const slot = async () => {
    const tookMs = startMs * (1 + clock.random());
    await clock.sleep(tookMs);
    while (waiting-- > 0) await invocation(tookMs);
  };
  const work = Promise.all(Array.from({ length: Math.min(slots, users) }, slot));
  await clock.run();
  await work;
  return { made: seen.made, calls: seen.calls, seconds: (seen.last - seen.first) / 1_000 };
}

const tooFast = () =>
  new ConnectError({
    operation: 'CreateUser',
    name: 'TooManyRequestsException',
    message: 'Too Many Requests',
    kind: 'throttled',
    status: 429,
  });
