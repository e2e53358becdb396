import { endedLine, reportLines, startLine } from '../../../local/lambda/log-lines';
import type { Outcome } from '../../../local/lambda/execution-environment';

const ok: Outcome = { payload: '1', durationMs: 1.234, maxMemoryMb: 60 };
const timeout: Outcome = {
  ...ok,
  ended: 'timeout',
  error: {
    errorType: 'Sandbox.Timedout',
    errorMessage: 'RequestId: id Error: Task timed out after 3.00 seconds',
  },
};
const exit: Outcome = {
  ...ok,
  ended: 'exit',
  error: { errorType: 'Runtime.ExitError', errorMessage: 'RequestId: id Error: Runtime exited' },
};
const REPORT =
  'REPORT RequestId: id\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\t';

test('START', () => {
  expect(startLine(false, 'id')).toBe('START RequestId: id Version: $LATEST\n');
  expect(JSON.parse(startLine(true, 'id'))).toMatchObject({
    type: 'platform.start',
    record: { requestId: 'id', version: '$LATEST' },
  });
});

test.each<[string, Outcome, number | undefined, string]>([
  ['a success', ok, undefined, `${REPORT}\n`],
  ['the first of a process', ok, 50, `${REPORT}Init Duration: 50.00 ms\t\n`],
  ['a timeout', timeout, undefined, `${REPORT}Status: timeout\t\n`],
  ['an exit', exit, undefined, `${REPORT}Status: error\tError Type: Runtime.ExitError\t\n`],
])('END and REPORT of %s', (_what, outcome, initMs, report) => {
  const lines = reportLines(false, { id: 'id', memoryMb: 128, outcome, initMs });
  expect(lines).toEqual(['END RequestId: id\n', report]);
});

test.each([
  [ok, 'success'],
  [timeout, 'timeout'],
  [exit, 'error'],
])('one JSON record for both', (outcome, status) => {
  const [line, ...more] = reportLines(true, { id: 'id', memoryMb: 128, outcome, initMs: 5 });
  expect(more).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({
    type: 'platform.report',
    record: { status, metrics: { durationMs: 1.234, billedDurationMs: 2, initDurationMs: 5 } },
  });
});

test('what Lambda says of a process that did not live to answer', () => {
  expect(endedLine(false, 'id', ok)).toBeUndefined();
  expect(endedLine(false, 'id', timeout)).toMatch(/^\S+Z id Task timed out after 3\.00 seconds\n\n$/);
  expect(endedLine(false, 'id', exit)).toBe('RequestId: id Error: Runtime exited\nRuntime.ExitError\n');
  expect(endedLine(true, 'id', timeout)).toBeUndefined();
});
