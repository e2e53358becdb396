/** What runs inside a function's process, and what becomes of it. */
import { existsSync } from 'node:fs';
import type { LambdaWorld } from './world';
import { lambdaWorld } from './world';

let world: LambdaWorld;
beforeEach(() => {
  world = lambdaWorld();
});
afterEach(() => world.lambda.stop());

const lines = () => world.logs.messages('/aws/lambda/fn');

test('gives the handler its event and context, and the caller its answer', async () => {
  await world.create(
    'exports.handler = async (event, context) => ({ event, context, left: context.getRemainingTimeInMillis() });',
    { Timeout: 9, MemorySize: 256 },
  );
  const { payload, response } = await world.invoke({ a: [1, 'ü'] });
  expect(payload).toMatchObject({
    event: { a: [1, 'ü'] },
    context: {
      functionName: 'fn',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/fn',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/) as string,
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    },
  });
  const { left } = payload as { left: number };
  expect(left).toBeGreaterThan(8000);
  expect(left).toBeLessThanOrEqual(9000);
  expect(response.headers).toMatchObject({ 'x-amz-executed-version': '$LATEST' });
});

test('its environment is its own: what Lambda sets, what was configured, and where this AWS is', async () => {
  process.env.LOCAL_AWS_TEST_LEAK = 'leaked';
  await world.create('exports.handler = async () => process.env;', {
    Environment: { Variables: { MINE: 'x', COUNT: 1 } },
  });
  const environment = (await world.invoke()).payload as Record<string, string>;
  delete process.env.LOCAL_AWS_TEST_LEAK;
  const { PATH, LAMBDA_TASK_ROOT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, ...rest } =
    environment;
  expect(PATH).toBe(process.env.PATH);
  expect(existsSync(LAMBDA_TASK_ROOT)).toBe(true);
  expect(AWS_SECRET_ACCESS_KEY).not.toBe('');
  expect(world.callers.resolve(AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN).arn).toBe(
    'arn:aws:sts::123456789012:assumed-role/Role/fn',
  );
  expect(rest).toEqual({
    _HANDLER: 'index.handler',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_FUNCTION_NAME: 'fn',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: 'Text',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/fn',
    AWS_LAMBDA_LOG_STREAM_NAME: expect.stringContaining('[$LATEST]') as string,
    AWS_REGION: 'us-east-1',
    COUNT: '1',
    LANG: 'en_US.UTF-8',
    MINE: 'x',
    TZ: ':UTC',
  });
});

test('writes what it prints, between START and REPORT', async () => {
  await world.create(`
    console.log('loaded');
    exports.handler = async () => {
      console.log('two\\nlines', { a: 1 });
      console.error('bad');
      process.stdout.write('no line break');
      process.stderr.write('nor here');
    };`);
  const { response } = await world.invoke();
  const id = lines()
    .find((line) => line.startsWith('START'))
    ?.split(' ')[2];
  expect(response.status).toBe(200);
  const stamp = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z';
  expect(lines().slice(0, 4)).toEqual([
    expect.stringMatching(new RegExp(`^${stamp}\\tundefined\\tINFO\\tloaded\\n$`)),
    `START RequestId: ${id} Version: $LATEST\n`,
    expect.stringMatching(new RegExp(`^${stamp}\\t${id}\\tINFO\\ttwo\\nlines { a: 1 }\\n$`)),
    expect.stringMatching(new RegExp(`^${stamp}\\t${id}\\tERROR\\tbad\\n$`)),
  ]);
  expect(lines().slice(4, 6)).toEqual(expect.arrayContaining(['no line break\n', 'nor here\n']));
  expect(lines().slice(6)).toEqual([
    `END RequestId: ${id}\n`,
    expect.stringMatching(
      new RegExp(
        `^REPORT RequestId: ${id}\\tDuration: [\\d.]+ ms\\tBilled Duration: \\d+ ms\\tMemory Size: 128 MB\\tMax Memory Used: \\d+ MB\\tInit Duration: [\\d.]+ ms\\t\\n$`,
      ),
    ),
  ]);
});

test('writes JSON where that is configured, into the group that is configured', async () => {
  world.logs.create('/own');
  await world.create("exports.handler = async () => { console.warn('careful'); console.info({ a: 1 }); };", {
    LoggingConfig: { LogFormat: 'JSON', LogGroup: '/own' },
  });
  await world.invoke();
  const records = world.logs.messages('/own').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(records).toMatchObject([
    { type: 'platform.start' },
    { level: 'WARN', message: 'careful' },
    { level: 'INFO', message: { a: 1 } },
    { type: 'platform.report', record: { status: 'success', metrics: { memorySizeMB: 128 } } },
  ]);
});

test('a process is used again, and knows what it knew', async () => {
  await world.create('let n = 0; exports.handler = async () => [++n, process.pid];');
  const [first, second] = [await world.invoke(), await world.invoke()].map(
    ({ payload }) => payload as number[],
  );
  expect(second).toEqual([2, first[1]]);
  expect(lines().filter((line) => line.includes('Init Duration'))).toHaveLength(1);
});

test('two invocations at once have two processes', async () => {
  await world.create('exports.handler = () => new Promise((r) => setTimeout(() => r(process.pid), 50));');
  const [a, b] = await Promise.all([world.invoke(), world.invoke()]);
  expect(a.payload).not.toBe(b.payload);
});

describe('what goes wrong', () => {
  test.each<[string, string, object, RegExp]>([
    [
      'an error that the handler throws',
      "exports.handler = async () => { throw new RangeError('too far'); };",
      { errorType: 'RangeError', errorMessage: 'too far' },
      /ERROR\tInvoke Error \t\{"errorType":"RangeError","errorMessage":"too far","stack":\[/,
    ],
    [
      'an exit',
      'exports.handler = async () => process.exit(3);',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(
          /^RequestId: .* Error: Runtime exited with error: exit status 3$/,
        ) as string,
      },
      /RequestId: .* Error: Runtime exited with error: exit status 3\nRuntime.ExitError/,
    ],
    [
      'an exit without an error',
      'exports.handler = async () => process.exit(0);',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringContaining('without providing a reason') as string,
      },
      /without providing a reason/,
    ],
    [
      'a rejection that nobody handles',
      "exports.handler = () => { Promise.reject(new Error('lost')); return new Promise(() => {}); };",
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'lost' },
      /Unhandled Promise Rejection/,
    ],
    [
      'an exception outside of the handler',
      "exports.handler = () => new Promise(() => setTimeout(() => { throw new Error('late'); }, 1));",
      { errorType: 'Runtime.UncaughtException', errorMessage: 'late' },
      /Uncaught Exception/,
    ],
    [
      'an answer that is no JSON',
      'exports.handler = async () => 1n;',
      { errorType: 'Runtime.MarshalError' },
      /MarshalError/,
    ],
    [
      'a module that is missing',
      "require('not-there'); exports.handler = async () => 1;",
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Cannot find module 'not-there'") as string,
      },
      /ImportModuleError/,
    ],
    ['code that is none', 'this is not', { errorType: 'Runtime.UserCodeSyntaxError' }, /UserCodeSyntaxError/],
    ['no handler', 'exports.other = 1;', { errorType: 'Runtime.HandlerNotFound' }, /HandlerNotFound/],
    [
      'a handler that is no function',
      'exports.handler = 1;',
      { errorType: 'Runtime.HandlerNotFound' },
      /HandlerNotFound/,
    ],
    ['an error while loading', "throw new TypeError('at load');", { errorType: 'TypeError' }, /at load/],
    ['an exit while loading', 'process.exit(4);', { errorType: 'Runtime.ExitError' }, /exit status 4/],
  ])('%s', async (_what, code, error, line) => {
    await world.create(code);
    const { failed, payload, response } = await world.invoke();
    expect([response.status, failed]).toEqual([200, true]);
    expect(payload).toMatchObject(error);
    expect(lines().join('')).toMatch(line);
    expect(lines().at(-1)).toMatch(/^REPORT/);
  });

  test('more time than it has: the process is killed, the next invocation has a new one', async () => {
    await world.create(
      'exports.handler = (e) => (e.hang ? new Promise(() => setTimeout(() => {}, 9e6)) : process.pid);',
      {
        Timeout: 1,
      },
    );
    const { payload: before } = await world.invoke();
    const { payload } = await world.invoke({ hang: true });
    expect(payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: .* Error: Task timed out after 1.00 seconds$/,
      ) as string,
    });
    expect(lines().join('')).toMatch(/Z [0-9a-f-]{36} Task timed out after 1.00 seconds\n\n/);
    expect(lines().at(-1)).toContain('Status: timeout');
    expect(() => process.kill(before as number, 0)).toThrow('ESRCH');
    expect((await world.invoke()).payload).not.toBe(before);
  });

  test('more memory than it has', async () => {
    await world.create(
      'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({ a: 1 })); };',
      {
        Timeout: 60,
      },
    );
    expect((await world.invoke()).payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('signal: aborted') as string,
    });
  });

  test('a kill from outside', async () => {
    await world.create(
      "exports.handler = () => { console.log('on it'); return new Promise(() => setTimeout(() => {}, 9e6)); };",
    );
    const invoked = world.invoke();
    while (!lines().some((line) => line.includes('on it'))) await new Promise((r) => setTimeout(r, 5));
    expect(world.lambda.running).toMatchObject([{ functionName: 'fn', attempt: 1 }]);
    world.lambda.running[0].kill();
    expect((await invoked).payload).toMatchObject({
      errorMessage: expect.stringContaining('signal: killed') as string,
    });
    expect(world.lambda.running).toEqual([]);
  });
});

describe('handlers with callbacks', () => {
  const CODE =
    'exports.handler = (event, context, done) => { event.fail ? done(new Error("no")) : done(null, "yes"); };';

  test('work up to Node.js 22', async () => {
    await world.create(CODE);
    expect((await world.invoke()).payload).toBe('yes');
    expect((await world.invoke({ fail: true })).payload).toMatchObject({ errorMessage: 'no' });
  });

  test('are gone in Node.js 24', async () => {
    await world.create(CODE, { Runtime: 'nodejs24.x' });
    expect((await world.invoke()).payload).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });
});
