import { outputNames } from '../../../lib/private/output-names';

test.each([
  ['Mary', 'Mary'],
  ['mary', 'Mary'],
  ['Users/Mary', 'UsersMary'],
  ['Sales/mary-major', 'SalesMaryMajor'],
  ['mary.major_2', 'MaryMajor2'],
  ['Zoë', expect.stringMatching(/^Zo[0-9A-F]{8}$/)],
  ['佐藤', expect.stringMatching(/^[0-9A-F]{8}$/)],
  ['x'.repeat(300), expect.stringMatching(/^Xx{239}[0-9A-F]{8}$/)],
])('%s', (path, stem) => {
  const { userId, userArn } = outputNames(path);
  expect(userId.slice(0, -'UserId'.length)).toEqual(stem);
  expect(userArn.slice(0, -'UserArn'.length)).toEqual(stem);
  expect(userArn.length).toBeLessThanOrEqual(255);
});

test('names that lose letters are still told apart', () => {
  expect(outputNames('Zoë').userId).not.toBe(outputNames('Zoé').userId);
});
