/** Asynchronous invocation: accepted, run, run again where it fails. */
import { DEFAULT_ASYNC_POLICY, AsyncInvocations } from '../../../local/lambda/async-invocations';
import type { Outcome } from '../../../local/lambda/execution-environment';
import { Clock, resource } from '../support';
import type { LambdaWorld } from './world';
import { lambdaWorld } from './world';

const ok: Outcome = { payload: 'null', durationMs: 1, maxMemoryMb: 1 };
const bad: Outcome = { ...ok, error: { errorType: 'E', errorMessage: 'm' } };

const throttleDelays = { first: 1, longest: 4 };

describe('the policy', () => {
  const attempts = async (
    outcomes: readonly (Outcome | undefined)[],
    policy = DEFAULT_ASYNC_POLICY,
    ageMs = 0,
  ) => {
    const clock = new Clock();
    const queue = new AsyncInvocations({ now: clock.now, retryDelays: [1, 1], throttleDelays });
    const seen: number[] = [];
    queue.accept({
      takeRoom: () => true,
      run: (attempt) => {
        seen.push(attempt);
        clock.pass(ageMs);
        return Promise.resolve(outcomes[attempt - 1]);
      },
      policy: () => policy,
    });
    await queue.idle();
    return seen;
  };

  test.each([
    ['success', [ok], [1]],
    ['one failure', [bad, ok], [1, 2]],
    ['nothing but failures', [bad, bad, bad, bad], [1, 2, 3]],
    ['a function that is gone', [undefined, ok], [1]],
  ])('%s', async (_what, outcomes, expected) => {
    expect(await attempts(outcomes)).toEqual(expected);
  });

  test('fewer retries', async () => {
    expect(await attempts([bad, bad, bad], { ...DEFAULT_ASYNC_POLICY, maximumRetryAttempts: 1 })).toEqual([
      1, 2,
    ]);
    expect(await attempts([bad, bad, bad], { ...DEFAULT_ASYNC_POLICY, maximumRetryAttempts: 0 })).toEqual([
      1,
    ]);
  });

  test('an event that is too old is dropped', async () => {
    const policy = { ...DEFAULT_ASYNC_POLICY, maximumEventAgeSeconds: 60 };
    expect(await attempts([bad, bad, bad], policy, 40_000)).toEqual([1, 2]);
  });

  test('without room, the waits double up to the longest', async () => {
    const waits: number[] = [];
    const timer = jest.spyOn(globalThis, 'setTimeout').mockImplementation((wake, ms) => {
      waits.push(ms ?? 0);
      setImmediate(wake);
      return {} as NodeJS.Timeout;
    });
    const queue = new AsyncInvocations({ now: Date.now, retryDelays: [], throttleDelays });
    queue.accept({
      takeRoom: () => waits.length === 5,
      run: () => Promise.resolve(ok),
      policy: () => DEFAULT_ASYNC_POLICY,
    });
    await queue.idle();
    timer.mockRestore();
    expect(waits).toEqual([1, 2, 4, 4, 4]);
  });

  test('a stop gives up what is to come', async () => {
    const queue = new AsyncInvocations({ now: Date.now, retryDelays: [60_000], throttleDelays });
    let seen = 0;
    queue.accept({
      takeRoom: () => true,
      run: () => Promise.resolve((seen++, bad)),
      policy: () => DEFAULT_ASYNC_POLICY,
    });
    await new Promise((resolve) => setImmediate(resolve));
    queue.stop();
    await queue.idle();
    expect(seen).toBe(1);
  });
});

describe('with functions', () => {
  let world: LambdaWorld;
  afterEach(() => world.lambda.stop());
  const starts = () => world.logs.messages('/aws/lambda/fn').filter((line) => line.startsWith('START'));

  test('accepts at once, then runs; the log of calls shows it without its payload', async () => {
    world = lambdaWorld();
    await world.create("exports.handler = async ({ word }) => console.log('got', word);");
    await world.lambda.invokeAsync('arn:aws:lambda:us-east-1:123456789012:function:fn', { word: 'hush' });
    expect(starts()).toEqual([]);
    await world.lambda.idle();
    expect(world.logs.messages('/aws/lambda/fn').join('')).toContain('got hush');
    expect(world.calls.list()).toMatchObject([{ service: 'lambda', operation: 'Invoke', status: 202 }]);
    expect(JSON.stringify(world.calls.list())).not.toContain('hush');
  });

  test('rejects where there is no such function', async () => {
    world = lambdaWorld();
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:none';
    await expect(world.lambda.invokeAsync(arn, {})).rejects.toThrow(`Function not found: ${arn}`);
    expect(world.calls.list()).toEqual([]);
  });

  test.each([
    ['throws', "exports.handler = async () => { throw new Error('no'); };"],
    ['crashes', 'exports.handler = async () => process.exit(1);'],
    ['does not load', "throw new Error('no');"],
  ])('tries again what %s: the same request three times', async (_what, code) => {
    world = lambdaWorld();
    await world.create(code);
    const attempts: number[] = [];
    world.lambda.onInvocation(({ attempt }) => attempts.push(attempt));
    await world.lambda.invokeAsync('fn', {});
    await world.lambda.idle();
    expect(attempts).toEqual([1, 2, 3]);
    expect([starts().length, new Set(starts()).size]).toEqual([3, 1]);
  });

  test('a killed invocation is tried again, and may succeed then', async () => {
    world = lambdaWorld();
    await world.create("exports.handler = async () => console.log('done');");
    const leave = world.lambda.onInvocation((invocation) => {
      leave();
      invocation.kill();
    });
    await world.lambda.invokeAsync('fn', {});
    await world.lambda.idle();
    expect(starts()).toHaveLength(2);
    expect(world.logs.messages('/aws/lambda/fn').filter((line) => line.includes('done'))).toHaveLength(1);
  });

  test('keeps to EventInvokeConfig, until that goes', async () => {
    world = lambdaWorld();
    await world.create("exports.handler = async () => { throw new Error('no'); };");
    const TYPE = 'AWS::Lambda::EventInvokeConfig';
    const properties = { FunctionName: 'fn', Qualifier: '$LATEST', MaximumRetryAttempts: 0 };
    const provider = world.provider(TYPE);
    const made = await provider.create(resource(TYPE, properties));
    const run = async () => {
      const before = starts().length;
      await world.lambda.invokeAsync('fn', {});
      await world.lambda.idle();
      return starts().length - before;
    };
    expect(await run()).toBe(1);
    const changed = resource(TYPE, { ...properties, MaximumRetryAttempts: 1 });
    expect((await provider.update(changed, { ...made, properties })).physicalId).toBe(made.physicalId);
    expect(await run()).toBe(2);
    await provider.delete(changed, { ...made, properties });
    expect(await run()).toBe(3);
  });

  test('more events than may run at once come back, later each time, until there is room', async () => {
    world = lambdaWorld({ concurrency: 1, throttleDelays: { first: 1, longest: 20 } });
    await world.create("exports.handler = async ({ n }) => { console.log('event', n); };");
    for (const n of [1, 2, 3]) await world.lambda.invokeAsync('fn', { n });
    const refused = await world.http('POST', '/2015-03-31/functions/fn/invocations');
    expect(refused.status).toBe(429);
    expect(refused.headers).toMatchObject({ 'x-amzn-errortype': 'TooManyRequestsException' });
    await world.lambda.idle();
    const seen = world.logs
      .messages('/aws/lambda/fn')
      .join('')
      .match(/event \d/g);
    // The first found room at once; the others in whatever order.
    expect(seen?.[0]).toBe('event 1');
    expect([...(seen ?? [])].sort()).toEqual(['event 1', 'event 2', 'event 3']);
  });

  test('an event that finds no room until it is too old is dropped', async () => {
    let now = Date.now();
    world = lambdaWorld({ concurrency: 1, throttleDelays: { first: 1, longest: 1 }, now: () => now });
    await world.create('exports.handler = ({ n }) => new Promise((r) => setTimeout(r, n));');
    await world.lambda.invokeAsync('fn', { n: 150 });
    await world.lambda.invokeAsync('fn', { n: 0 });
    now += 21_601_000;
    await world.lambda.idle();
    expect(starts()).toHaveLength(1);
  });

  test('one function with reserved concurrency does not hold up another', async () => {
    world = lambdaWorld({ concurrency: 3 });
    await world.create('exports.handler = () => new Promise((r) => setTimeout(r, 80));', {
      ReservedConcurrentExecutions: 1,
    });
    await world.create('exports.handler = async () => 1;', { FunctionName: 'quick' });
    for (let n = 0; n < 3; n++) await world.lambda.invokeAsync('fn', {});
    expect((await world.invoke({}, 'quick')).payload).toBe(1);
    expect(world.lambda.running.length).toBeLessThanOrEqual(1);
    await world.lambda.idle();
    expect(starts()).toHaveLength(3);
  });
});
