/**
 * Time that passes only when nothing else can happen: no call is under way, and everybody waits. Then it jumps to the
 * next moment that somebody waits for. So hours of back-off cost nothing, and a case runs the same way each time.
 *
 * It sees the calls of this process by Node's own diagnostics. What waits for anything else (a file, say) gets a few
 * turns of the event loop.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Timers } from '../../local/timers';

/** Turns of the event loop without anything new after which nothing more can happen. */
const QUIET_TURNS = 12;
/** Without a timer there is nothing to jump to: after so many turns nobody will ever be done. */
const STUCK_TURNS = 200_000;

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly work: () => void;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Time implements Timers {
  private current: number;
  private order = 0;
  /** What is under way beside calls. */
  private held = 0;
  private readonly timers = new Set<Timer>();
  private readonly calls = new Set<ClientRequest>();
  private readonly onStart = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    this.calls.add(request);
    request.once('close', () => this.calls.delete(request));
  };

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.current = start;
    subscribe('http.client.request.start', this.onStart);
  }

  end(): void {
    unsubscribe('http.client.request.start', this.onStart);
    this.timers.clear();
  }

  readonly now = (): number => this.current;

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.current + Math.max(0, ms), order: this.order++, work };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  /** Something begins that no diagnostics tell of: time stands still until `release`. */
  hold(): void {
    this.held++;
  }

  release(): void {
    this.held--;
  }

  /** While nobody waits. */
  pass(ms: number): void {
    this.current += ms;
  }

  /** Lets time pass until this is settled. */
  async until<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const note = () => {
      settled = true;
    };
    work.then(note, note);
    for (let quiet = 0; !settled; quiet++) {
      await turn();
      if (this.calls.size > 0 || this.held > 0) quiet = 0;
      else if (quiet >= QUIET_TURNS && this.jump()) quiet = 0;
      else if (quiet > STUCK_TURNS) throw new Error('Everybody waits, and nobody for a time.');
    }
    return work;
  }

  /** To the next moment that somebody waits for. False if nobody does. */
  private jump(): boolean {
    let next: Timer | undefined;
    for (const timer of this.timers) {
      if (next === undefined || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) {
        next = timer;
      }
    }
    if (next === undefined) return false;
    this.timers.delete(next);
    this.current = Math.max(this.current, next.at);
    next.work();
    return true;
  }
}
