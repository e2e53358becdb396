import { LogStore } from '../../local/log-store';
import { logGroupProvider, logsService } from '../../local/logs';
import { callJson, Clock, PLACE, resource } from './support';

function world() {
  const clock = new Clock();
  const store = new LogStore(PLACE, clock.now);
  const service = logsService(store);
  const call = (operation: string, input: unknown) => callJson(service, `Logs_20140328.${operation}`, input);
  const messages = async (input: Record<string, unknown>) => {
    const { json } = await call('FilterLogEvents', { logGroupName: '/g', ...input });
    return (json.events as { message: string }[] | undefined)?.map(({ message }) => message) ?? json.__type;
  };
  return { clock, store, call, messages };
}

function filled() {
  const all = world();
  const start = all.clock.time;
  all.store.create('/g');
  all.store.write('/g', 'one', 'an ERROR here');
  all.clock.pass(1000);
  all.store.write('/g', 'two', 'all good');
  all.clock.pass(1000);
  all.store.write('/g', 'one', 'good, not ERROR');
  return { ...all, start };
}

test.each<[string, (start: number) => Record<string, unknown>, unknown]>([
  ['all', () => ({}), ['an ERROR here', 'all good', 'good, not ERROR']],
  ['of streams', () => ({ logStreamNames: ['two'] }), ['all good']],
  ['of a prefix', () => ({ logStreamNamePrefix: 'o' }), ['an ERROR here', 'good, not ERROR']],
  ['in a time', (t) => ({ startTime: t + 1, endTime: t + 1000 }), ['all good']],
  ['with a word', () => ({ filterPattern: 'ERROR' }), ['an ERROR here', 'good, not ERROR']],
  ['with two words', () => ({ filterPattern: 'good ERROR' }), ['good, not ERROR']],
  ['with a phrase', () => ({ filterPattern: '"all good"' }), ['all good']],
  ['with either', () => ({ filterPattern: '?here ?all' }), ['an ERROR here', 'all good']],
  ['without a word', () => ({ filterPattern: 'good -ERROR' }), ['all good']],
  ['by a pattern of another kind', () => ({ filterPattern: '{ $.a = 1 }' }), 'InvalidParameterException'],
  [
    'by both kinds of streams',
    () => ({ logStreamNames: ['one'], logStreamNamePrefix: 'o' }),
    'InvalidParameterException',
  ],
  ['with a broken token', () => ({ nextToken: 'x' }), 'InvalidParameterException'],
  ['of no group', () => ({ logGroupName: '/other' }), 'ResourceNotFoundException'],
])('filters events: %s', async (_what, input, expected) => {
  const { messages, start } = filled();
  expect(await messages(input(start))).toEqual(expected);
});

test('gives events in pages', async () => {
  const { call } = filled();
  const first = await call('FilterLogEvents', { logGroupName: '/g', limit: 2 });
  expect(first.json.events).toHaveLength(2);
  const rest = await call('FilterLogEvents', {
    logGroupName: '/g',
    limit: 2,
    nextToken: first.json.nextToken,
  });
  expect(rest.json).toMatchObject({ events: [{ logStreamName: 'one', message: 'good, not ERROR' }] });
  expect(rest.json.nextToken).toBeUndefined();
});

test('describes groups and streams', async () => {
  const { call, store } = filled();
  store.create('/h');
  const groups = await call('DescribeLogGroups', { logGroupNamePrefix: '/g' });
  expect(groups.json.logGroups).toMatchObject([
    { logGroupName: '/g', arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/g:*', storedBytes: 36 },
  ]);
  expect((await call('DescribeLogGroups', {})).json.logGroups).toHaveLength(2);
  const streams = await call('DescribeLogStreams', { logGroupName: '/g' });
  expect(streams.json.logStreams).toMatchObject([{ logStreamName: 'one' }, { logStreamName: 'two' }]);
});

test('forgets the oldest lines of a group', () => {
  const { store } = world();
  store.create('/g');
  for (let n = 0; n < 20_001; n++) store.write('/g', 's', String(n));
  expect(store.messages('/g')).toHaveLength(20_000);
  expect(store.messages('/g')[0]).toBe('1');
});

describe('AWS::Logs::LogGroup', () => {
  const TYPE = 'AWS::Logs::LogGroup';

  test('is made, changed in place, replaced with its name, deleted', async () => {
    const { store } = world();
    const provider = logGroupProvider(store);
    const properties = { LogGroupName: '/a', RetentionInDays: 7 };
    const made = await provider.create(resource(TYPE, properties));
    expect(made).toEqual({
      physicalId: '/a',
      attributes: { Arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/a:*' },
    });
    const existing = { ...made, properties };
    expect(await provider.update(resource(TYPE, { ...properties, RetentionInDays: 30 }), existing)).toEqual(
      made,
    );
    expect(store.group('/a')?.retentionInDays).toBe(30);
    expect((await provider.update(resource(TYPE, { LogGroupName: '/b' }), existing)).physicalId).toBe('/b');
    await provider.delete(resource(TYPE, properties), existing);
    expect(store.list().map(({ name }) => name)).toEqual(['/b']);
  });

  test.each([
    ['a retention that CloudWatch has not', { RetentionInDays: 8 }, '8 is not a valid enum value'],
    ['a bad name', { LogGroupName: 'a b' }, 'pattern'],
    ['a property it does not know', { DataProtectionPolicy: {} }, '[DataProtectionPolicy]'],
    ['a name that is taken', { LogGroupName: '/taken' }, 'AlreadyExists'],
  ])('refuses %s', async (_what, properties, message) => {
    const { store } = world();
    store.create('/taken');
    await expect(logGroupProvider(store).create(resource(TYPE, properties))).rejects.toThrow(message);
  });
});

test.each([
  ['/aws/lambda/f', ['late']],
  ['chosen', []],
])('a line for the missing group %s leaves %j', (name, expected) => {
  const { store } = world();
  store.write(name, 's', 'late');
  expect(store.messages(name)).toEqual(expected);
  expect(store.list().map((group) => group.name)).toEqual(expected.length > 0 ? [name] : []);
});
