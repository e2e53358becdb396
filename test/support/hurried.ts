/**
 * A function whose time passes faster: its clock and its waits, so that the real bundle waits out real lags, back-offs
 * and deadlines in a test of a second. Chance is fixed too: back-offs are a tenth of their longest.
 *
 * @returns what to set `NODE_OPTIONS` to
 */
export function hurried(pace: number): string {
  const code = `
    import timers from 'node:timers/promises';
    const now = Date.now;
    const wait = timers.setTimeout;
    let start = now();
    Date.now = () => Math.round(start + (now() - start) * ${pace});
    timers.setTimeout = (ms, ...rest) => wait(ms / ${pace}, ...rest);
    Math.random = () => 0.1;
    // Each invocation begins with a message that tells its deadline, by the clock of this machine. Listening before
    // the runtime does would take its first message away.
    process.on('newListener', function ready(name) {
      if (name !== 'message') return;
      process.off('newListener', ready);
      process.on('message', () => { start = now(); });
    });
  `;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}
