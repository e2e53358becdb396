import type { Clock } from '../../../lambda/connect/clock';

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** Let everything that can go on without time passing go on. */
async function settle() {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Time that passes at once, as soon as everybody waits for it; chance that is always the same. */
export class FakeClock implements Clock {
  readonly sleeps: number[] = [];
  private time = 1_700_000_000_000;
  private readonly sleepers = new Set<Sleeper>();
  private advancing = false;

  constructor(private readonly chance = 0.5) {}

  now() {
    return this.time;
  }

  random() {
    return this.chance;
  }

  /** Lets time pass without anybody asleep. */
  pass(ms: number) {
    this.time += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper = {
        at: this.time + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      this.sleepers.add(sleeper);
      void this.advance();
    });
  }

  private async advance() {
    if (this.advancing) return;
    this.advancing = true;
    for (;;) {
      await settle();
      const next = [...this.sleepers].sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.sleepers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
    this.advancing = false;
  }
}
