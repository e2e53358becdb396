import { CallLog } from '../../local/call-log';
import { cloudTrailService } from '../../local/cloudtrail';
import type { LoggedCall } from '../../local/types';
import { callJson, PLACE } from './support';

interface Event {
  readonly EventName: string;
  readonly CloudTrailEvent: string;
}

function world(calls: readonly Partial<LoggedCall>[]) {
  const log = new CallLog();
  calls.forEach((call, index) =>
    log.record({
      at: `2026-01-02T03:04:0${index}.500Z`,
      service: 'connect',
      operation: 'CreateUser',
      caller: 'arn:aws:sts::123456789012:assumed-role/Role/fn',
      status: 200,
      requestId: `id-${index}`,
      ...call,
    }),
  );
  const service = cloudTrailService(PLACE, log);
  return async (input: Record<string, unknown>) => {
    const { json } = await callJson(service, 'CloudTrail_20131101.LookupEvents', input);
    return { json, events: (json.Events ?? []) as Event[] };
  };
}

test('tells of an error as the CLI reads it', async () => {
  const lookup = world([{ status: 403, error: 'AccessDeniedException: not authorized' }]);
  const { events } = await lookup({});
  expect(events).toMatchObject([
    {
      EventId: 'id-0',
      EventName: 'CreateUser',
      EventSource: 'connect.amazonaws.com',
      Username: 'fn',
      ReadOnly: 'false',
    },
  ]);
  expect(JSON.parse(events[0].CloudTrailEvent)).toMatchObject({
    eventTime: '2026-01-02T03:04:00Z',
    errorCode: 'AccessDeniedException',
    errorMessage: 'not authorized',
    userIdentity: {
      type: 'AssumedRole',
      sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::123456789012:role/Role' } },
    },
  });
});

test('a success has no error, and a user is a user', async () => {
  const lookup = world([{ caller: 'arn:aws:iam::123456789012:user/local' }]);
  const event = JSON.parse((await lookup({})).events[0].CloudTrailEvent) as Record<string, unknown>;
  expect(event.errorCode).toBeUndefined();
  expect(event.userIdentity).toMatchObject({ type: 'IAMUser' });
});

const SOME = [
  { operation: 'CreateUser' },
  { operation: 'DescribeUser' },
  { service: 's3', operation: 'PutObject' },
  { service: 'lambda', operation: 'Invoke' },
  { service: 'ssm', operation: 'GetParameter', caller: 'arn:aws:iam::123456789012:user/local' },
];
const seconds = Date.UTC(2026, 0, 2, 3, 4) / 1000;

test.each([
  ['management events, newest first', {}, ['GetParameter', 'DescribeUser', 'CreateUser']],
  ['in a time', { StartTime: seconds + 1, EndTime: seconds + 2 }, ['DescribeUser']],
  ['in a time as text', { EndTime: '2026-01-02T03:04:01Z' }, ['CreateUser']],
  [
    'by name',
    { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateUser' }] },
    ['CreateUser'],
  ],
  [
    'by user',
    { LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'local' }] },
    ['GetParameter'],
  ],
  [
    'by source',
    { LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'ssm.amazonaws.com' }] },
    ['GetParameter'],
  ],
  [
    'by what they do',
    { LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }] },
    ['CreateUser'],
  ],
])('looks up %s', async (_what, input, names) => {
  expect((await world(SOME)(input)).events.map(({ EventName }) => EventName)).toEqual(names);
});

test('gives pages', async () => {
  const lookup = world(SOME);
  const first = await lookup({ MaxResults: 2 });
  expect(first.events).toHaveLength(2);
  expect((await lookup({ MaxResults: 2, NextToken: first.json.NextToken })).events).toMatchObject([
    { EventName: 'CreateUser' },
  ]);
});

test.each([
  [{ StartTime: 2, EndTime: 1 }, 'InvalidTimeRangeException'],
  [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
  [{ NextToken: 'x' }, 'InvalidNextTokenException'],
  [{ LookupAttributes: [{ AttributeKey: 'Other', AttributeValue: '' }] }, 'InvalidLookupAttributesException'],
])('refuses %j', async (input, code) => {
  expect((await world(SOME)(input)).json.__type).toBe(code);
});
