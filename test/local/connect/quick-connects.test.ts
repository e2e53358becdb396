import { bench, INSTANCE } from './harness';

const toUser = (UserId: string) => ({
  QuickConnectType: 'USER',
  UserConfig: { UserId, ContactFlowId: 'flow-1' },
});
const toPhone = { QuickConnectType: 'PHONE_NUMBER', PhoneConfig: { PhoneNumber: '+15555550123' } };

async function withTwo() {
  const b = bench();
  const { UserId } = await b.user();
  const create = (Name: string, QuickConnectConfig: object) =>
    b.ok('CreateQuickConnect', { ...INSTANCE, Name, QuickConnectConfig });
  const mary = await create('Mary', toUser(UserId));
  await create('Phone', toPhone);
  return { ...b, UserId, id: String(mary['QuickConnectId']), arn: String(mary['QuickConnectARN']) };
}

describe('quick connects', () => {
  it('are shown as they were made', async () => {
    const { ok, id, arn, UserId } = await withTwo();
    expect(arn).toContain(`/transfer-destination/${id}`);
    const shown = await ok('DescribeQuickConnect', { ...INSTANCE, QuickConnectId: id });
    expect(shown['QuickConnect']).toMatchObject({
      QuickConnectARN: arn,
      QuickConnectId: id,
      Name: 'Mary',
      QuickConnectConfig: toUser(UserId),
    });
  });

  it.each([
    [['USER'], ['Mary']],
    [['PHONE_NUMBER', 'QUEUE'], ['Phone']],
    [[], ['Mary', 'Phone']],
  ])('are listed by type: %j', async (QuickConnectTypes, names) => {
    const { ok } = await withTwo();
    const page = await ok('ListQuickConnects', { ...INSTANCE, QuickConnectTypes });
    const list = page['QuickConnectSummaryList'] as readonly { readonly Name: string }[];
    expect(list.map(({ Name }) => Name)).toEqual(names);
  });

  it('are listed in pages', async () => {
    const { ok } = await withTwo();
    const first = await ok('ListQuickConnects', { ...INSTANCE, MaxResults: 1 });
    const second = await ok('ListQuickConnects', {
      ...INSTANCE,
      MaxResults: 1,
      NextToken: first['NextToken'],
    });
    expect(first['QuickConnectSummaryList']).toMatchObject([{ Name: 'Mary', QuickConnectType: 'USER' }]);
    expect(second['QuickConnectSummaryList']).toMatchObject([{ Name: 'Phone' }]);
    expect(second).not.toHaveProperty('NextToken');
  });

  it('stay when their user goes, and go when they are deleted', async () => {
    const { ok, send, id, UserId, service } = await withTwo();
    await ok('DeleteUser', { ...INSTANCE, UserId });
    expect(service.quickConnects().map(({ Name }) => Name)).toEqual(['Mary', 'Phone']);
    await ok('DeleteQuickConnect', { ...INSTANCE, QuickConnectId: id });
    expect(service.quickConnects().map(({ Name }) => Name)).toEqual(['Phone']);
    for (const operation of ['DescribeQuickConnect', 'DeleteQuickConnect']) {
      const answer = await send(operation, { ...INSTANCE, QuickConnectId: id });
      expect(answer.error).toBe('ResourceNotFoundException');
    }
  });

  it.each([
    ['a name twice', { Name: 'Phone', QuickConnectConfig: toPhone }, 'DuplicateResourceException'],
    ['no config', { Name: 'x', QuickConnectConfig: { QuickConnectType: 'USER' } }, 'InvalidRequestException'],
    ['nobody', { Name: 'x', QuickConnectConfig: toUser('nobody') }, 'ResourceNotFoundException'],
    [
      'an unknown type',
      { Name: 'x', QuickConnectConfig: { QuickConnectType: 'AGENT' } },
      'InvalidParameterException',
    ],
  ])('refused: %s', async (_, input, error) => {
    const { send } = await withTwo();
    expect((await send('CreateQuickConnect', { ...INSTANCE, ...input })).error).toBe(error);
  });

  it('are seeded without a call', () => {
    const { service } = bench();
    const id = service.addQuickConnect(INSTANCE.InstanceId, { name: 'Gone', userId: 'gone' });
    expect(service.quickConnects()).toMatchObject([
      { QuickConnectId: id, QuickConnectConfig: { UserConfig: { UserId: 'gone' } } },
    ]);
  });
});
