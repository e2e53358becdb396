import { custom, failing, Fixture, members } from './fixture';

const template = {
  Description: 'for & <tests>',
  Parameters: { P: { Type: 'String', Default: 'd', Description: 'a parameter', AllowedValues: ['d', 'e'] } },
  Resources: {
    One: custom({ Text: '<&">' }, { Metadata: { 'aws:cdk:path': 'Test/One' } }),
    Two: custom({}, { DependsOn: 'One' }),
  },
  Outputs: { O: { Value: 'a\tb & c', Description: 'an output' } },
};

async function deployed(): Promise<Fixture> {
  const fixture = new Fixture();
  await fixture.deploy(template, {
    Tags: [{ Key: 'k', Value: 'v' }],
    RoleARN: 'arn:aws:iam::111122223333:role/exec',
  });
  return fixture;
}

test('DescribeStacks', async () => {
  const fixture = await deployed();
  const { Stacks } = await fixture.call('DescribeStacks', { StackName: 'Test' });
  expect(members(Stacks)).toMatchObject([
    {
      StackName: 'Test',
      StackId: fixture.service.stack('Test')!.id,
      StackStatus: 'CREATE_COMPLETE',
      Description: 'for & <tests>',
      CreationTime: expect.stringMatching(/^2030-01-01T00:00:00\.\d{3}Z$/),
      Parameters: { member: [{ ParameterKey: 'P', ParameterValue: 'd' }] },
      Outputs: { member: [{ OutputKey: 'O', OutputValue: 'a\tb & c', Description: 'an output' }] },
      Tags: { member: [{ Key: 'k', Value: 'v' }] },
      RoleARN: 'arn:aws:iam::111122223333:role/exec',
      DisableRollback: 'false',
      EnableTerminationProtection: 'false',
    },
  ]);
  expect(members((await fixture.call('DescribeStacks'))['Stacks'])).toHaveLength(1);
});

test('ListStacks shows deleted ones, too, and filters by status', async () => {
  const fixture = await deployed();
  await fixture.destroy();
  await fixture.deploy(template);
  const list = async (more: object) =>
    members((await fixture.call('ListStacks', { ...more }))['StackSummaries']);
  expect((await list({})).map(({ StackStatus }) => StackStatus)).toEqual([
    'CREATE_COMPLETE',
    'DELETE_COMPLETE',
  ]);
  expect(await list({ StackStatusFilter: ['DELETE_COMPLETE'] })).toHaveLength(1);
});

test('DescribeStackEvents: the newest first, in pages', async () => {
  const fixture = new Fixture();
  const Resources = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`R${index}`, custom()]));
  const stack = await fixture.deploy({ Resources });
  const ids: unknown[] = [];
  let NextToken: unknown;
  do {
    const page = await fixture.call('DescribeStackEvents', { StackName: 'Test', NextToken });
    const events = members(page['StackEvents']);
    expect(events.length).toBeLessThanOrEqual(100);
    ids.push(...events.map(({ EventId }) => EventId));
    NextToken = page['NextToken'];
  } while (NextToken !== undefined);
  expect(ids).toEqual(stack.events.map(({ id }) => id).reverse());
  await expect(fixture.call('DescribeStackEvents', { StackName: 'None' })).rejects.toThrow(
    'Stack [None] does not exist',
  );
  const [newest] = members((await fixture.call('DescribeStackEvents', { StackName: 'Test' }))['StackEvents']);
  expect(newest).toMatchObject({
    LogicalResourceId: 'Test',
    PhysicalResourceId: stack.id,
    ResourceType: 'AWS::CloudFormation::Stack',
    ResourceStatus: 'CREATE_COMPLETE',
    OperationId: expect.any(String),
  });
});

test('DescribeEvents: failures only, if asked', async () => {
  const fixture = new Fixture({
    handler: (event) => (event.RequestType === 'Create' ? failing('no')(event) : {}),
  });
  await fixture.deploy({ Resources: { One: custom() } });
  const { OperationEvents } = await fixture.call('DescribeEvents', {
    StackName: 'Test',
    Filters: { FailedEvents: true },
  });
  expect(members(OperationEvents)).toMatchObject([
    { LogicalResourceId: 'One', EventType: 'PROVISIONING_ERROR' },
  ]);
  await expect(
    fixture.call('DescribeEvents', { StackName: 'Test', ChangeSetName: 'none' }),
  ).rejects.toMatchObject({
    name: 'ChangeSetNotFound',
  });
});

describe('resources', () => {
  test('DescribeStackResources, by stack, by logical id, by physical id', async () => {
    const fixture = await deployed();
    const all = members(
      (await fixture.call('DescribeStackResources', { StackName: 'Test' }))['StackResources'],
    );
    expect(all).toMatchObject([
      {
        LogicalResourceId: 'One',
        PhysicalResourceId: 'One-id',
        ResourceType: 'Custom::Thing',
        ResourceStatus: 'CREATE_COMPLETE',
        StackName: 'Test',
      },
      { LogicalResourceId: 'Two' },
    ]);
    const one = { StackName: 'Test', LogicalResourceId: 'Two' };
    expect(members((await fixture.call('DescribeStackResources', one))['StackResources'])).toHaveLength(1);
    const physical = await fixture.call('DescribeStackResources', { PhysicalResourceId: 'One-id' });
    expect(members(physical['StackResources'])).toHaveLength(2);
    await expect(fixture.call('DescribeStackResources', { PhysicalResourceId: 'x' })).rejects.toThrow(
      'Stack for x does not exist',
    );
    await expect(fixture.call('DescribeStackResources', { ...one, LogicalResourceId: 'No' })).rejects.toThrow(
      'Resource No does not exist for stack Test',
    );
  });

  test('DescribeStackResource', async () => {
    const fixture = await deployed();
    const answer = await fixture.call('DescribeStackResource', {
      StackName: 'Test',
      LogicalResourceId: 'One',
    });
    expect(answer).toMatchObject({
      StackResourceDetail: { PhysicalResourceId: 'One-id', Metadata: '{"aws:cdk:path":"Test/One"}' },
    });
    await expect(
      fixture.call('DescribeStackResource', { StackName: 'Test', LogicalResourceId: 'No' }),
    ).rejects.toThrow('Resource No does not exist for stack Test');
  });

  test('ListStackResources, in pages', async () => {
    const fixture = new Fixture();
    await fixture.deploy({
      Resources: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`R${index}`, custom()])),
    });
    const first = await fixture.call('ListStackResources', { StackName: 'Test' });
    expect(members(first['StackResourceSummaries'])).toHaveLength(100);
    const second = await fixture.call('ListStackResources', {
      StackName: 'Test',
      NextToken: first['NextToken'],
    });
    expect(members(second['StackResourceSummaries'])).toMatchObject([{ LogicalResourceId: 'R100' }]);
    await expect(fixture.call('ListStackResources', { StackName: 'Test', NextToken: 'x' })).rejects.toThrow(
      'Invalid NextToken',
    );
  });
});

test('GetTemplate gives what was submitted', async () => {
  const fixture = await deployed();
  for (const TemplateStage of ['Original', 'Processed']) {
    const { TemplateBody, StagesAvailable } = await fixture.call('GetTemplate', {
      StackName: 'Test',
      TemplateStage,
    });
    expect(TemplateBody).toBe(JSON.stringify(template));
    expect(StagesAvailable).toEqual({ member: ['Original', 'Processed'] });
  }
});

test.each([{ StackName: 'Test' }, { TemplateBody: JSON.stringify(template) }])(
  'GetTemplateSummary',
  async (request) => {
    const fixture = await deployed();
    expect(await fixture.call('GetTemplateSummary', request)).toMatchObject({
      Description: 'for & <tests>',
      Parameters: {
        member: [
          {
            ParameterKey: 'P',
            DefaultValue: 'd',
            ParameterType: 'String',
            NoEcho: 'false',
            ParameterConstraints: { AllowedValues: { member: ['d', 'e'] } },
          },
        ],
      },
      ResourceTypes: { member: ['Custom::Thing'] },
    });
  },
);

test('ValidateTemplate', async () => {
  const fixture = new Fixture();
  expect(await fixture.call('ValidateTemplate', { TemplateBody: JSON.stringify(template) })).toMatchObject({
    Parameters: { member: [{ ParameterKey: 'P' }] },
  });
  await expect(fixture.call('ValidateTemplate', { TemplateBody: '{}' })).rejects.toThrow(
    'At least one Resources member',
  );
});
