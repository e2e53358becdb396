import { withTimeLimit } from '../../../lambda/connect/sdk-settings';

const never = () => new AbortController().signal;
/** As the SDK: rejects when its signal says so. */
const hang = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(Object.assign(new Error('x'), { name: 'AbortError' })));
  });

test('an answer in time is the answer', async () => {
  expect(await withTimeLimit(never(), () => Promise.resolve(7), 20)).toBe(7);
});

test('an error in time is that error', async () => {
  await expect(withTimeLimit(never(), () => Promise.reject(new TypeError('x')), 20)).rejects.toThrow(
    TypeError,
  );
});

test('no answer in time: a TimeoutError, which is a fault', async () => {
  await expect(withTimeLimit(never(), hang, 20)).rejects.toMatchObject({
    name: 'TimeoutError',
    message: 'No answer within 0.02 s.',
  });
});

test('the end of the invocation ends it too', async () => {
  const stop = new AbortController();
  const call = withTimeLimit(stop.signal, hang);
  stop.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});
