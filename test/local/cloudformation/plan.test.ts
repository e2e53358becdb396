import { custom, FakeProvider, Fixture, FUNCTION_ARN } from './fixture';

const create = (template: object, more: Record<string, unknown> = {}, fixture = new Fixture()) =>
  fixture.call('CreateStack', { StackName: 'Test', TemplateBody: JSON.stringify(template), ...more });

describe('what is wrong with a template is said before anything starts', () => {
  test.each<[string, object, string]>([
    [
      'a reference to nothing',
      { Resources: { A: custom({ B: { Ref: 'None' } }) } },
      'Template format error: Unresolved resource dependencies [None] in the Resources block of the template',
    ],
    [
      'one in a Sub',
      { Resources: { A: custom({ B: { 'Fn::Sub': '${None}' } }) } },
      'Template format error: Unresolved resource dependencies [None] in the Resources block of the template',
    ],
    [
      'one on a branch that does not hold',
      {
        Conditions: { No: { 'Fn::Equals': [1, 2] } },
        Resources: { A: custom({ B: { 'Fn::If': ['No', { Ref: 'None' }, 1] } }) },
      },
      'Template format error: Unresolved resource dependencies [None] in the Resources block of the template',
    ],
    [
      'one in an output',
      { Resources: { A: custom() }, Outputs: { O: { Value: { Ref: 'None' } } } },
      'Template format error: Unresolved resource dependencies [None] in the Outputs block of the template',
    ],
    [
      'an attribute of nothing',
      { Resources: { A: custom({ B: { 'Fn::GetAtt': ['None', 'Arn'] } }) } },
      'Template error: instance of Fn::GetAtt references undefined resource None',
    ],
    [
      'an attribute of nothing in a Sub',
      { Resources: { A: custom({ B: { 'Fn::Sub': '${None.Arn}' } }) } },
      'Template error: instance of Fn::GetAtt references undefined resource None',
    ],
    [
      'a dependency on nothing',
      { Resources: { A: custom({}, { DependsOn: ['None'] }) } },
      'Template format error: Unresolved resource dependencies [None] in the Resources block of the template',
    ],
    [
      'an unknown mapping',
      { Resources: { A: custom({ B: { 'Fn::FindInMap': ['None', 'a', 'b'] } }) } },
      "Template error: Mapping named 'None' is not present in the 'Mappings' section of template.",
    ],
    [
      'an unknown condition',
      { Resources: { A: custom({}, { Condition: 'None' }) } },
      'Template format error: Unresolved condition dependency None in the Resources block of the template',
    ],
    [
      'an unknown condition in an If',
      { Resources: { A: custom({ B: { 'Fn::If': ['None', 1, 2] } }) } },
      'Template format error: Unresolved condition dependency None in the Resources block of the template',
    ],
    [
      'a reference to what a condition leaves out',
      {
        Conditions: { No: { 'Fn::Equals': [1, 2] } },
        Resources: { A: custom({}, { Condition: 'No' }), B: custom({ A: { Ref: 'A' } }) },
      },
      'Template format error: Unresolved resource dependencies [A] in the Resources block of the template',
    ],
    [
      'an unknown function',
      { Resources: { A: custom({ B: { 'Fn::Nope': 1 } }) } },
      'Template error: Encountered unsupported function: Fn::Nope',
    ],
    [
      'a cycle',
      {
        Resources: {
          A: custom({ B: { Ref: 'B' } }),
          B: custom({ C: { 'Fn::GetAtt': ['C', 'X'] } }),
          C: custom({}, { DependsOn: 'A' }),
          D: custom(),
        },
      },
      'Circular dependency between resources: [A, B, C]',
    ],
    [
      'a resource that needs itself',
      { Resources: { A: custom({ B: { Ref: 'A' } }) } },
      'Circular dependency between resources: [A]',
    ],
    [
      'unknown types',
      { Resources: { A: { Type: 'AWS::Nope::Thing' }, B: { Type: 'AWS::Nope::Other' }, C: custom() } },
      'Template format error: Unrecognized resource types: [AWS::Nope::Thing, AWS::Nope::Other]',
    ],
    [
      'a condition on a resource',
      { Conditions: { C: { 'Fn::Equals': [{ Ref: 'A' }, 1] } }, Resources: { A: custom() } },
      'Template format error: Unresolved dependencies [A]. Cannot reference resources in the Conditions block of the template',
    ],
    [
      'conditions in a circle',
      {
        Conditions: { C: { Condition: 'D' }, D: { 'Fn::Not': [{ Condition: 'C' }] } },
        Resources: { A: custom() },
      },
      'Template format error: Circular dependency between conditions: [C, D]',
    ],
    [
      'a condition that is none',
      { Conditions: { C: { Ref: 'AWS::Region' } }, Resources: { A: custom() } },
      'Template format error: Conditions can only be boolean operations on parameters and other conditions. Found: {"Ref":"AWS::Region"}',
    ],
    [
      'a dynamic reference',
      { Resources: { A: custom({ B: '{{resolve:secretsmanager:id:SecretString}}' }) } },
      'The local CloudFormation does not resolve dynamic references, found {{resolve:secretsmanager:…}}.',
    ],
  ])('%s', async (_, template, message) => {
    const fixture = new Fixture();
    const error = await create(template, {}, fixture).catch((reason: Error) => reason);
    expect(error).toMatchObject({
      name: 'ValidationError',
      status: 400,
      message: expect.stringContaining(message),
    });
    expect(fixture.service.stack('Test')).toBeUndefined();
  });
});

test('conditions, and what they leave out', async () => {
  const fixture = new Fixture();
  const stack = await fixture.deploy(
    {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: {
        Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
        NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] },
        Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'NotProd' }] },
        Either: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'NotProd' }] },
      },
      Resources: {
        A: custom({}, { Condition: 'Prod' }),
        B: custom(
          { Size: { 'Fn::If': ['Prod', 10, { Ref: 'AWS::NoValue' }] } },
          { Condition: 'Either', DependsOn: 'A' },
        ),
        C: custom({}, { Condition: 'Both' }),
      },
      Outputs: {
        A: { Condition: 'Prod', Value: { Ref: 'A' } },
        B: { Condition: 'NotProd', Value: { Ref: 'B' } },
      },
    },
    { Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'dev' }] },
  );
  expect(fixture.sent).toEqual(['Create B']);
  expect(fixture.events[0]!.ResourceProperties).toEqual({ ServiceToken: FUNCTION_ARN });
  expect(stack.outputs).toEqual({ B: 'B-id' });
});

test('pseudo parameters', async () => {
  const fixture = new Fixture();
  const pseudo = ['AccountId', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'];
  const stack = await fixture.deploy({
    Resources: { A: custom() },
    Outputs: Object.fromEntries(pseudo.map((name) => [name, { Value: { Ref: `AWS::${name}` } }])),
  });
  expect(stack.outputs).toEqual({
    AccountId: '111122223333',
    Partition: 'aws',
    Region: 'eu-central-1',
    StackId: stack.id,
    StackName: 'Test',
    URLSuffix: 'amazonaws.com',
  });
  expect(stack.id).toMatch(/^arn:aws:cloudformation:eu-central-1:111122223333:stack\/Test\/[0-9a-f-]{36}$/);
});

describe("the CDK's rule on the bootstrap version", () => {
  const template = {
    Parameters: {
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
    },
    Rules: {
      CheckBootstrapVersion: {
        Assertions: [
          {
            Assert: {
              'Fn::Not': [{ 'Fn::Contains': [['1', '2', '3', '4', '5'], { Ref: 'BootstrapVersion' }] }],
            },
            AssertDescription: 'Version 6 is required.',
          },
        ],
      },
    },
    Resources: { A: custom() },
  };

  test.each([
    ['30', undefined],
    ['5', 'Template error: Rule CheckBootstrapVersion: Version 6 is required.'],
  ])('version %s', async (version, error) => {
    const call = create(template, {}, new Fixture({ parameters: { '/cdk-bootstrap/version': version } }));
    await (error === undefined ? expect(call).resolves.toBeDefined() : expect(call).rejects.toThrow(error));
  });
});

describe('capabilities', () => {
  const role = (properties: object) => ({
    Resources: { R: { Type: 'AWS::IAM::Role', Properties: properties } },
  });

  test.each([
    [{}, [], 'Requires capabilities : [CAPABILITY_IAM]'],
    [{}, ['CAPABILITY_IAM'], undefined],
    [{}, ['CAPABILITY_NAMED_IAM'], undefined],
    [{ RoleName: 'r' }, ['CAPABILITY_IAM'], 'Requires capabilities : [CAPABILITY_NAMED_IAM]'],
    [{ RoleName: 'r' }, ['CAPABILITY_NAMED_IAM'], undefined],
  ])('a role with %j and %j', async (properties, Capabilities, error) => {
    const call = create(
      role(properties),
      { Capabilities },
      new Fixture({ providers: { 'AWS::IAM::Role': new FakeProvider() } }),
    );
    if (error === undefined) await expect(call).resolves.toBeDefined();
    else
      await expect(call).rejects.toMatchObject({ name: 'InsufficientCapabilitiesException', message: error });
  });
});
