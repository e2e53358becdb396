import {
  isNotCreatedId,
  maybeCreatedId,
  notCreatedId,
  parseMaybeCreated,
  parseUserArn,
} from '../../../lambda/user/physical-id';

const request = { RequestId: 'r-1', LogicalResourceId: 'Mary' };

test.each([
  ['arn:aws:connect:us-west-2:123456789012:instance/i-1/agent/u-1', { InstanceId: 'i-1', UserId: 'u-1' }],
  [
    'arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/i-1/agent/u-1',
    { InstanceId: 'i-1', UserId: 'u-1' },
  ],
  ['arn:aws:connect:us-west-2:123456789012:instance/i-1', undefined],
  ['arn:aws:connect:us-west-2:123456789012:instance/i-1/agent-group/g-1', undefined],
  ['arn:aws:connect:us-west-2:123456789012:instance/i-1/agent/u-1/more', undefined],
  ['not-created/Mary/r-1', undefined],
  ['', undefined],
])('%s', (id, parsed) => {
  expect(parseUserArn(id)).toEqual(parsed);
});

test('not created', () => {
  expect(notCreatedId(request)).toBe('not-created/Mary/r-1');
  expect(isNotCreatedId(notCreatedId(request))).toBe(true);
  const long = notCreatedId({ RequestId: 'r'.repeat(9_999), LogicalResourceId: 'l'.repeat(9_999) });
  expect(long.length).toBeLessThan(1_024);
});

test.each(['Mary', 'mary@example.com', 'corp\\mary', 'a/b'])('maybe created: %s', (username) => {
  const id = maybeCreatedId(request, 'i-1', username);
  expect(isNotCreatedId(id)).toBe(false);
  expect(parseMaybeCreated(id)).toEqual({ requestId: 'r-1', instanceId: 'i-1', username });
});

test('what Connect cannot have taken was not created', () => {
  expect(isNotCreatedId(maybeCreatedId(request, 'i-1', 'x'.repeat(101)))).toBe(true);
  expect(isNotCreatedId(maybeCreatedId(request, 'i/1', 'Mary'))).toBe(true);
  expect(parseMaybeCreated('not-created/Mary/r-1')).toBeUndefined();
});

test.each([
  'maybe-created/',
  'maybe-created/r',
  'maybe-created/r/i',
  'maybe-created/r/i/',
  'maybe-created//i/u',
  'maybe-created/r//u',
])('%s lacks something: it says nothing', (id) => {
  expect(parseMaybeCreated(id)).toBeUndefined();
});
