import { createLog } from '../../../lambda/user/log';

const lines: string[] = [];
const write = (line: string) => void lines.push(line);
beforeEach(() => void (lines.length = 0));

test('one line of JSON, with what every line has', () => {
  createLog(write, { logicalId: 'Mary' })('info', 'call', { operation: 'CreateUser', attempt: 1 });
  expect(lines).toEqual([
    '{"level":"info","message":"call","logicalId":"Mary","operation":"CreateUser","attempt":1}\n',
  ]);
});

test('what is not on the list is left out', () => {
  const fields = { operation: 'CreateUser', Password: 'x', ResponseURL: 'y', FirstName: 'z' };
  createLog(write)('info', 'call', fields);
  expect(JSON.parse(lines[0])).toEqual({ level: 'info', message: 'call', operation: 'CreateUser' });
});

test('much is cut', () => {
  createLog(write)('warn', 'x', {
    at: 'a'.repeat(9_999),
    names: Array.from({ length: 999 }, () => 'n'.repeat(9_999)),
  });
  expect(lines[0].length).toBeLessThan(7_000);
});
