/** What the clients of the SDK have in common. */

/** A call that has no answer by then gets none. Connect answers in well under a second. */
export const CALL_TIME_LIMIT_MS = 20_000;

/**
 * One attempt a call: repeating is our own business (retry.ts), since the SDK would give up after three tries within
 * a second, take a full quota for throttling, and repeat `CreateUser` blindly.
 */
export const SDK_SETTINGS = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 5_000 },
} as const;

/** Ends a call that hangs, with a `TimeoutError`, or with the invocation. */
export async function withTimeLimit<T>(
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<T>,
  limitMs = CALL_TIME_LIMIT_MS,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    abort();
  }, limitMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await send(controller.signal);
  } catch (error) {
    if (!timedOut) throw error;
    throw Object.assign(new Error(`No answer within ${limitMs / 1000} s.`), { name: 'TimeoutError' });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
