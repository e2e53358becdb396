import { custom, FakeProvider, Fixture, FUNCTION_ARN, members, type Xml } from './fixture';

const body = (template: object): string => JSON.stringify(template);
const one = (Size: number, more: Record<string, unknown> = {}) => ({
  Resources: { One: custom({ Size }, more) },
});

async function changeSet(fixture: Fixture, template: object, more: object = {}): Promise<Xml> {
  const kind = fixture.service.stack('Test') === undefined ? 'CREATE' : 'UPDATE';
  return fixture.call('CreateChangeSet', {
    StackName: 'Test',
    ChangeSetName: 'changes',
    ChangeSetType: kind,
    TemplateBody: body(template),
    ...more,
  });
}

const describing = (fixture: Fixture, more: object = {}) =>
  fixture.call('DescribeChangeSet', { StackName: 'Test', ChangeSetName: 'changes', ...more });

async function resourceChanges(fixture: Fixture, more: object = {}): Promise<Xml[]> {
  const { Changes } = await describing(fixture, more);
  return members(Changes).map(({ ResourceChange }) => ResourceChange as Xml);
}

describe('what a change set says of resources', () => {
  const thing = (properties: object, more: object = {}) => ({
    Type: 'AWS::Logs::LogGroup',
    Properties: properties,
    ...more,
  });
  const withThings = () => new Fixture({ providers: { 'AWS::Logs::LogGroup': new FakeProvider() } });

  test('Add, Modify and Remove', async () => {
    const fixture = new Fixture();
    await fixture.deploy({
      Resources: {
        A: custom({ Size: 1 }),
        Gone: custom(),
        Kept: custom({}, { DeletionPolicy: 'Retain' }),
        Same: custom(),
      },
    });
    await changeSet(fixture, { Resources: { A: custom({ Size: 2 }), New: custom(), Same: custom() } });
    const changes = await resourceChanges(fixture);
    expect(changes).toMatchObject([
      {
        Action: 'Modify',
        LogicalResourceId: 'A',
        PhysicalResourceId: 'A-id',
        ResourceType: 'Custom::Thing',
        Replacement: 'False',
        Scope: { member: ['Properties'] },
      },
      { Action: 'Add', LogicalResourceId: 'New' },
      { Action: 'Remove', LogicalResourceId: 'Gone', PolicyAction: 'Delete' },
      { Action: 'Remove', LogicalResourceId: 'Kept', PolicyAction: 'Retain' },
    ]);
    expect(changes[0]!['Details']).toEqual({
      member: [
        {
          Target: { Attribute: 'Properties', Name: 'Size', RequiresRecreation: 'Never' },
          Evaluation: 'Static',
          ChangeSource: 'DirectModification',
        },
      ],
    });
  });

  test('values only where they are asked for', async () => {
    const fixture = new Fixture();
    await fixture.deploy(one(1));
    await changeSet(fixture, { Resources: { One: custom({ Size: 2, Of: { Ref: 'Two' } }), Two: custom() } });
    const [change] = await resourceChanges(fixture, { IncludePropertyValues: true });
    expect(JSON.parse(String(change!['BeforeContext']))).toEqual({
      Properties: { ServiceToken: FUNCTION_ARN, Size: 1 },
    });
    expect(JSON.parse(String(change!['AfterContext']))).toEqual({
      Properties: { ServiceToken: FUNCTION_ARN, Size: 2, Of: '{{changeSet:KNOWN_AFTER_APPLY}}' },
    });
    expect(members(change!['Details']).map(({ Target }) => Target)).toEqual([
      {
        Attribute: 'Properties',
        Name: 'Size',
        RequiresRecreation: 'Never',
        Path: '/Properties/Size',
        BeforeValue: '1',
        AfterValue: '2',
        AttributeChangeType: 'Modify',
      },
      {
        Attribute: 'Properties',
        Name: 'Of',
        RequiresRecreation: 'Never',
        Path: '/Properties/Of',
        AfterValue: '{{changeSet:KNOWN_AFTER_APPLY}}',
        AttributeChangeType: 'Add',
      },
    ]);
    const [plain] = await resourceChanges(fixture);
    expect(plain).not.toHaveProperty('BeforeContext');
  });

  test.each([
    ['Delete', 'ReplaceAndDelete'],
    ['Retain', 'ReplaceAndRetain'],
  ])('a replacement under UpdateReplacePolicy %s: %s', async (UpdateReplacePolicy, PolicyAction) => {
    const fixture = withThings();
    await fixture.deploy({ Resources: { A: thing({ LogGroupName: 'a' }, { UpdateReplacePolicy }) } });
    await changeSet(fixture, { Resources: { A: thing({ LogGroupName: 'b' }, { UpdateReplacePolicy }) } });
    expect(await resourceChanges(fixture)).toMatchObject([
      { Action: 'Modify', Replacement: 'True', PolicyAction },
    ]);
  });

  test.each<[string, object, object, object]>([
    [
      'what refers to a replaced one',
      { LogGroupName: 'b' },
      { X: { Ref: 'A' } },
      { Evaluation: 'Dynamic', ChangeSource: 'ResourceReference', CausingEntity: 'A' },
    ],
    [
      'what reads an attribute of it',
      { LogGroupName: 'b' },
      { X: { 'Fn::GetAtt': ['A', 'Arn'] } },
      { Evaluation: 'Dynamic', ChangeSource: 'ResourceAttribute', CausingEntity: 'A.Arn' },
    ],
  ])('%s may change, too', async (_, properties, reference, detail) => {
    const fixture = withThings();
    await fixture.deploy({
      Resources: { A: thing({ LogGroupName: 'a' }), B: custom(reference as Record<string, unknown>) },
    });
    await changeSet(fixture, {
      Resources: { A: thing(properties), B: custom(reference as Record<string, unknown>) },
    });
    const changes = await resourceChanges(fixture);
    expect(changes.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['A', 'B']);
    expect(members(changes[1]!['Details'])).toMatchObject([detail]);
  });

  test('what refers to one that changes in place does not', async () => {
    const fixture = withThings();
    const template = (RetentionInDays: number) => ({
      Resources: { A: thing({ RetentionInDays }), B: custom({ X: { Ref: 'A' } }) },
    });
    await fixture.deploy(template(1));
    await changeSet(fixture, template(2));
    expect((await resourceChanges(fixture)).map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['A']);
  });

  test('a parameter is named as the cause', async () => {
    const fixture = new Fixture();
    const template = {
      Parameters: { P: { Type: 'String' } },
      Resources: { One: custom({ Size: { Ref: 'P' } }) },
    };
    await fixture.deploy(template, { Parameters: [{ ParameterKey: 'P', ParameterValue: '1' }] });
    await changeSet(fixture, template, { Parameters: [{ ParameterKey: 'P', ParameterValue: '2' }] });
    expect(members((await resourceChanges(fixture))[0]!['Details'])).toMatchObject([
      { ChangeSource: 'ParameterReference', CausingEntity: 'P', Evaluation: 'Static' },
    ]);
  });

  test.each([
    ['Metadata', { Metadata: { a: 1 } }],
    ['DeletionPolicy', { DeletionPolicy: 'Retain' }],
    ['UpdateReplacePolicy', { UpdateReplacePolicy: 'Retain' }],
  ])('%s alone', async (scope, more) => {
    const fixture = new Fixture();
    await fixture.deploy(one(1));
    await changeSet(fixture, one(1, more));
    expect(await resourceChanges(fixture)).toMatchObject([
      { Action: 'Modify', Replacement: 'False', Scope: { member: [scope] } },
    ]);
  });

  test('a secret parameter shows in none of it', async () => {
    const fixture = new Fixture();
    const template = {
      Parameters: { P: { Type: 'String', NoEcho: true } },
      Resources: { One: custom({ Size: { Ref: 'P' } }) },
    };
    await fixture.deploy(template, { Parameters: [{ ParameterKey: 'P', ParameterValue: 'hunter1' }] });
    await changeSet(fixture, template, { Parameters: [{ ParameterKey: 'P', ParameterValue: 'hunter2' }] });
    const answer = await fixture.raw('DescribeChangeSet', {
      StackName: 'Test',
      ChangeSetName: 'changes',
      IncludePropertyValues: true,
    });
    expect(String(answer.body)).not.toMatch(/hunter/);
  });

  test('more than 100 changes come in pages', async () => {
    const fixture = new Fixture();
    await changeSet(fixture, {
      Resources: Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`R${index}`, custom()])),
    });
    const first = await describing(fixture);
    expect(members(first['Changes'])).toHaveLength(100);
    const second = await describing(fixture, { NextToken: first['NextToken'] });
    expect(members(second['Changes'])).toHaveLength(50);
    expect(second).not.toHaveProperty('NextToken');
  });
});
