import { CallLog } from '../../local/call-log';
import type { LoggedCall } from '../../local/types';

const call = (service: string, operation: string): LoggedCall => ({
  at: '2026-01-02T03:04:05.000Z',
  service,
  operation,
  caller: 'me',
  status: 200,
  requestId: `${service}-${operation}`,
});

function filled(): CallLog {
  const log = new CallLog();
  [call('s3', 'PutObject'), call('connect', 'CreateUser'), call('connect', 'DeleteUser')].forEach((c) =>
    log.record(c),
  );
  return log;
}

test.each([
  ['all', {}, ['PutObject', 'CreateUser', 'DeleteUser']],
  ['of a service', { service: 'connect' }, ['CreateUser', 'DeleteUser']],
  ['of an operation', { operation: 'CreateUser' }, ['CreateUser']],
  ['after so many', { after: 2 }, ['DeleteUser']],
  ['after all', { after: 3 }, []],
])('lists calls, newest last: %s', (_what, filter, operations) => {
  expect(filled().operations(filter)).toEqual(operations);
});

test('counts on after it forgets, so that `after` stays right', () => {
  const log = new CallLog();
  for (let n = 0; n < 50_010; n++) log.record(call('s3', String(n)));
  expect(log.next).toBe(50_010);
  expect(log.list()).toHaveLength(50_000);
  expect(log.operations({ after: 50_008 })).toEqual(['50008', '50009']);
});

test('tells listeners until they leave', () => {
  const log = new CallLog();
  const seen: string[] = [];
  const leave = log.subscribe(({ operation }) => seen.push(operation));
  log.record(call('s3', 'one'));
  leave();
  log.record(call('s3', 'two'));
  expect(seen).toEqual(['one']);
});
