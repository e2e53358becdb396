import { systemClock } from '../../../lambda/connect/clock';

test('time passes', async () => {
  const start = systemClock.now();
  await systemClock.sleep(20);
  expect(systemClock.now() - start).toBeGreaterThanOrEqual(15);
});

test('a sleep can be ended', async () => {
  const stop = new AbortController();
  const asleep = systemClock.sleep(60_000, stop.signal);
  stop.abort();
  await expect(asleep).rejects.toMatchObject({ name: 'AbortError' });
});

test('chance is between 0 and 1', () => {
  const chance = systemClock.random();
  expect(chance).toBeGreaterThanOrEqual(0);
  expect(chance).toBeLessThan(1);
});
