import { PACE_ALONE, paceOf } from '../../../lambda/connect/pace';
import type { Throttled } from '../../../lambda/connect/pace';
import { runCrowd } from '../support/crowd';

const START = 1_700_000_000_000;
const throttled = (over: Partial<Throttled>): Throttled => ({
  operation: 'CreateUser',
  times: 1,
  started: START,
  now: START,
  random: () => 0.5,
  ...over,
});
const nearlyOne = () => 1 - 1e-12;

describe('a moment in what is left of the time that the crowd needs', () => {
  test.each<[string, number, Partial<Throttled>, number, number]>([
    ['60 users at 2/s: 30 s', 60, {}, 2_000, 30_000],
    ['20 s later', 60, { now: START + 20_000 }, 2_000, 10_000],
    ['an API of 10/s', 60, { operation: 'DescribeUser' }, 2_000, 6_000],
    ['400 users: not far at first', 400, {}, 2_000, 30_000],
    ['further the next time', 400, { times: 2 }, 2_000, 60_000],
    ['to the end at last', 400, { times: 4 }, 2_000, 200_000],
    ['a user alone: 2 s', 1, {}, 1_000, 2_000],
    ['a secret, of which many are read at once', 400, { operation: 'GetSecretValue' }, 1_000, 2_000],
    ['when the time is over', 60, { now: START + 30_000 }, 500, 2_000],
    ['some time after it', 60, { now: START + 40_000 }, 500, 10_000],
    ['long after it', 60, { now: START + 300_000 }, 500, 20_000],
    ['for a call that began after it', 60, { started: START + 290_000, now: START + 295_000 }, 500, 5_000],
  ])('%s', (_, users, over, least, most) => {
    const pace = paceOf({ users, sent: START, startMs: 0 });
    expect(pace(throttled({ ...over, random: () => 0 }))).toBeCloseTo(least);
    expect(pace(throttled({ ...over, random: nearlyOne }))).toBeCloseTo(most, 0);
  });

  test('sooner is likelier than later', () => {
    const pace = paceOf({ users: 36, sent: START, startMs: 0 });
    expect(pace(throttled({}))).toBeLessThan(9_500);
  });

  test.each([
    ['at once', 0, 30_000],
    ['3 s later, since processes take 5 s to start', 5_000, 33_000],
  ])('the crowd begins %s', (_, startMs, most) => {
    const pace = paceOf({ users: 60, sent: START, startMs });
    expect(pace(throttled({ times: 2, random: nearlyOne }))).toBeCloseTo(most, 0);
  });

  test('without a crowd, 2 s at most, and more only if it lasts', () => {
    const most = (now: number) => PACE_ALONE(throttled({ now: START + now, random: nearlyOne }));
    expect([0, 2_000, 10_000, 60_000].map(most).map(Math.round)).toEqual([2_000, 2_000, 8_000, 20_000]);
  });
});

describe('a crowd at 2 calls/s with a burst of 5, simulated', () => {
  // Twenty crowds each: nine in ten must be within the bounds, the mean of the calls too.
  const RUNS = 20;
  test.each([
    { users: 60, slots: 1_000, told: 60, ratio: 1.1, calls: 2.5 },
    { users: 60, slots: 1_000, told: 60, ratio: 1.1, calls: 2.5, startMs: 4_000 },
    { users: 60, slots: 10, told: 60, ratio: 1.3, calls: 2.5 },
    { users: 400, slots: 50, told: 400, ratio: 1.12, calls: 3.2 },
    { users: 400, slots: 10, told: 400, ratio: 1.3, calls: 3.2 },
    { users: 400, slots: 1_000, told: 400, ratio: 1.1, calls: 5.5 },
    // Another stack of the same size deploys at the same time.
    { users: 120, slots: 1_000, told: 60, ratio: 1.25, calls: 7.5 },
    // 60 users are added to a large stack.
    { users: 60, slots: 1_000, told: 400, ratio: 4, calls: 2.5 },
  ])(
    '$users users, $slots at a time, in a stack of $told: $ratio × the ideal, $calls calls each',
    async ({ ratio, calls, ...crowd }) => {
      const { users } = crowd;
      const runs = [];
      for (let seed = 1; seed <= RUNS; seed++) runs.push(await runCrowd({ ...crowd, seed }));
      const ratios = runs.map(({ seconds }) => seconds / ((users - 5) / 2)).sort((a, b) => a - b);
      const meanCalls = runs.reduce((sum, run) => sum + run.calls, 0) / RUNS / users;
      expect(runs.map(({ made }) => made)).toEqual(Array<number>(RUNS).fill(users));
      expect(ratios[RUNS * 0.9 - 1]).toBeLessThanOrEqual(ratio);
      expect(meanCalls).toBeLessThanOrEqual(calls);
    },
  );

  test('a lone update in a large stack does not wait', async () => {
    expect(await runCrowd({ users: 1, slots: 1_000, told: 400, seed: 1 })).toEqual({
      made: 1,
      calls: 1,
      seconds: 0,
    });
  });
});
