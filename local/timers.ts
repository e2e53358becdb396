/** Waiting, injected, so that whoever tests for hours need not wait for hours. */
export interface Timers {
  /** Calls back after so many milliseconds. The result takes it back. */
  after(ms: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
