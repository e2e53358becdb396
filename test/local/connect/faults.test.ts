import { ConnectionReset, serverError, throttled } from '../../../local/connect/faults';
import { bench, mary, request } from './harness';

describe('faults', () => {
  it('keep a call from taking effect', async () => {
    const { send, service } = bench();
    service.faults.add({ operation: 'CreateUser', answer: serverError() });
    expect(await send('CreateUser', mary())).toMatchObject({
      status: 500,
      error: 'InternalServiceException',
    });
    expect(service.users()).toEqual([]);
    expect((await send('CreateUser', mary())).status).toBe(200);
  });

  it('lose the answer of a call that took effect', async () => {
    const { send, service } = bench();
    service.faults.add({ operation: 'CreateUser', when: 'after', answer: serverError() });
    expect((await send('CreateUser', mary())).status).toBe(500);
    expect(service.users()).toHaveLength(1);
    expect((await send('CreateUser', mary())).error).toBe('DuplicateResourceException');
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('cut the connection %s the call takes effect', async (when, users) => {
    const { service } = bench();
    service.faults.add({ operation: 'CreateUser', when, answer: 'drop' });
    const cut = service.handle(request('CreateUser', mary()));
    await expect(cut).rejects.toThrow(ConnectionReset);
    await expect(cut).rejects.toMatchObject({
      name: 'ConnectionReset',
      call: { operation: 'CreateUser', parameters: { Username: 'Mary' } },
    });
    expect(service.users()).toHaveLength(users);
  });

  it('hit as many calls of their operation as they say, after those they let pass', async () => {
    const { send, user, service } = bench();
    const key = await user();
    service.faults.add({ operation: 'DescribeUser', answer: throttled(), skip: 1, times: 2 });
    service.faults.add({ operation: 'DescribeUser', answer: throttled('TooManyRequestsException') });
    const seen: (string | undefined)[] = [];
    for (let call = 0; call < 5; call++) seen.push((await send('DescribeUser', key)).error);
    expect(seen).toEqual([
      undefined,
      'ThrottlingException',
      'ThrottlingException',
      'TooManyRequestsException',
      undefined,
    ]);
  });

  it('are forgotten on request', async () => {
    const { send, service } = bench();
    service.faults.add({ operation: 'CreateUser', answer: throttled(), times: 9 });
    expect(await send('CreateUser', mary())).toMatchObject({ status: 429, error: 'ThrottlingException' });
    service.faults.clear();
    expect((await send('CreateUser', mary())).status).toBe(200);
  });
});
