import { createLog } from '../../../lambda/user/log';

const MARKED = 'Marked-value';

const lines: string[] = [];
const write = (line: string) => void lines.push(line);
const environment = { ...process.env };
beforeEach(() => void (lines.length = 0));
afterEach(() => void (process.env = { ...environment }));

/** What is written whatever happens elsewhere: on a stream, by the console. */
function everywhere(): jest.SpyInstance[] {
  const console_ = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((method) =>
    jest.spyOn(console, method).mockImplementation(),
  );
  const streams = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockReturnValue(true),
  );
  return [...console_, ...streams];
}

test('one line of JSON, with what every line has', () => {
  createLog(write, { logicalId: 'Mary' })('info', 'call', { operation: 'CreateUser', attempt: 1 });
  expect(lines).toEqual([expect.stringMatching(/^\{[^\n]*\}\n$/)]);
  const { timestamp, ...rest } = JSON.parse(lines[0]) as Record<string, unknown>;
  expect(rest).toEqual({
    level: 'INFO',
    message: 'call',
    logicalId: 'Mary',
    operation: 'CreateUser',
    attempt: 1,
  });
  expect(Math.abs(Date.parse(String(timestamp)) - Date.now())).toBeLessThan(5_000);
  expect(String(timestamp)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('lines of every level go the same way, at once and in order', () => {
  const others = everywhere();
  const log = createLog(write);
  for (const level of ['info', 'warn', 'error'] as const) log(level, 'call');
  const used = others.filter(({ mock }) => mock.calls.length > 0);
  jest.restoreAllMocks();
  expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual([
    'INFO',
    'WARN',
    'ERROR',
  ]);
  expect(used).toEqual([]);
});

test('what is not on the list is left out', () => {
  const fields = { operation: 'CreateUser', Password: 'x', ResponseURL: 'y', FirstName: 'z' };
  createLog(write)('info', 'call', fields);
  expect(JSON.parse(lines[0])).toEqual({
    level: 'INFO',
    message: 'call',
    operation: 'CreateUser',
    timestamp: expect.any(String) as string,
  });
});

const hostile: readonly (readonly [string, unknown])[] = [
  ['an error in place of fields', new Error(MARKED, { cause: new Error(MARKED) })],
  ['a text in place of fields', MARKED],
  ['an error under a name of the list', { error: new Error(MARKED) }],
  ['an object under a name of the list', { error: { message: MARKED }, names: [{ a: MARKED }, [MARKED]] }],
  ['a value that gives itself to JSON', { userId: { toJSON: () => MARKED } }],
  [
    'keys of the prototype',
    JSON.parse(`{"__proto__":{"userId":"${MARKED}"},"constructor":"${MARKED}","toString":"${MARKED}"}`),
  ],
  ["Powertools' own keys", { service: MARKED, timestamp: MARKED, sampling_rate: MARKED, level: MARKED }],
];
test.each(hostile)('%s: nothing of it is written', (_, fields) => {
  createLog(write)('info', 'call', fields as object);
  expect(lines.at(-1)).toContain('"message":"call"');
  expect(lines.join('')).not.toContain(MARKED);
});

const settings: readonly Readonly<Record<string, string>>[] = [
  { POWERTOOLS_LOGGER_LOG_EVENT: 'true' },
  { POWERTOOLS_LOGGER_LOG_EVENT: 'surely' },
  { POWERTOOLS_LOGGER_SAMPLE_RATE: '1' },
  { POWERTOOLS_LOGGER_SAMPLE_RATE: 'often' },
  { POWERTOOLS_DEV: 'true' },
  { POWERTOOLS_DEV: 'surely' },
  {
    POWERTOOLS_SERVICE_NAME: MARKED,
    ENVIRONMENT: MARKED,
    AWS_REGION: MARKED,
    _X_AMZN_TRACE_ID: `Root=${MARKED}`,
  },
  { LOG_LEVEL: 'DEBUG', POWERTOOLS_LOG_LEVEL: 'TRACE', AWS_LAMBDA_LOG_LEVEL: 'TRACE' },
  { AWS_LAMBDA_LOG_LEVEL: 'INFO' },
  { TZ: MARKED },
];
test.each(settings)('%o changes nothing of a line', (variables) => {
  createLog(write, { logicalId: 'Mary' })('warn', 'call', { error: 'Some' });
  Object.assign(process.env, variables);
  const others = everywhere();
  createLog(write, { logicalId: 'Mary' })('warn', 'call', { error: 'Some' });
  const used = others.filter(({ mock }) => mock.calls.length > 0);
  jest.restoreAllMocks();
  expect(used).toEqual([]);
  const [before, after] = lines.map((line) => line.replace(/"timestamp":"[^"]*"/, ''));
  expect(lines).toHaveLength(2);
  expect(after).toBe(before);
});

test.each([
  ['LOG_LEVEL', 'ERROR'],
  ['AWS_LAMBDA_LOG_LEVEL', 'ERROR'],
  ['AWS_LAMBDA_LOG_LEVEL', 'FATAL'],
])('%s=%s makes it quieter, without a word about it', (name, value) => {
  process.env[name] = value;
  const log = createLog(write);
  log('info', 'call');
  log('warn', 'call');
  log('error', 'failed');
  expect(lines.length).toBe(value === 'ERROR' ? 1 : 0);
});

test('much is cut', () => {
  createLog(write)('warn', 'x', {
    at: 'a'.repeat(9_999),
    names: Array.from({ length: 999 }, () => 'n'.repeat(9_999)),
  });
  expect(lines[0].length).toBeLessThan(7_000);
});
