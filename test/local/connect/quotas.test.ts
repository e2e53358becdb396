import { OPERATIONS } from '../../../local/connect/operations';
import { DEFAULT_QUOTAS, Throttle } from '../../../local/connect/quotas';
import { bench, INSTANCE } from './harness';

describe('quotas', () => {
  it('admit a burst, then the rate, and never more than a burst after a rest', () => {
    let now = 0;
    const throttle = new Throttle({ CreateUser: { rate: 2, burst: 5 } }, () => now);
    const admitted = (calls: number) =>
      Array.from({ length: calls }, () => throttle.admits('CreateUser')).filter(Boolean).length;
    expect(admitted(10)).toBe(5);
    now += 400;
    expect(admitted(10)).toBe(0);
    now += 100;
    expect(admitted(10)).toBe(1);
    now += 1000;
    expect(admitted(10)).toBe(2);
    now += 60_000;
    expect(admitted(10)).toBe(5);
  });

  it('are per operation', () => {
    const throttle = new Throttle({ A: { rate: 1, burst: 1 }, B: { rate: 1, burst: 1 } }, () => 0);
    expect(['A', 'A', 'B', 'C', 'C'].map((name) => throttle.admits(name))).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  it('are there for every operation', () => {
    expect(Object.keys(DEFAULT_QUOTAS).sort()).toEqual(OPERATIONS.map(({ name }) => name).sort());
  });

  it('are off until they are set, and answer 429 by the name that is set', async () => {
    const { send, service, pass } = bench();
    const statuses = async (calls: number) => {
      const seen = new Set<number>();
      for (let call = 0; call < calls; call++)
        seen.add((await send('ListSecurityProfiles', INSTANCE)).status);
      return [...seen];
    };
    expect(await statuses(20)).toEqual([200]);
    service.setQuotas(DEFAULT_QUOTAS);
    expect(await statuses(6)).toEqual([200, 429]);
    expect((await send('ListSecurityProfiles', INSTANCE)).error).toBe('ThrottlingException');
    service.settings.throttledAs = 'TooManyRequestsException';
    expect((await send('ListSecurityProfiles', INSTANCE)).error).toBe('TooManyRequestsException');
    pass(500);
    expect(await statuses(1)).toEqual([200]);
    service.setQuotas(undefined);
    expect(await statuses(20)).toEqual([200]);
  });

  it('count a call that is refused for another reason', async () => {
    const { send, service } = bench();
    service.setQuotas({ ListUsers: { rate: 1, burst: 1 } });
    expect((await send('ListUsers', { InstanceId: 'none' })).status).toBe(404);
    expect((await send('ListUsers', INSTANCE)).status).toBe(429);
  });
});
