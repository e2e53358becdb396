import { custom, Fixture } from './fixture';

describe('parameters', () => {
  const using = (declaration: object) => ({
    Parameters: { P: declaration },
    Resources: { A: custom({ Value: { Ref: 'P' } }) },
  });

  test.each<[string, object, string | undefined, unknown]>([
    ['as given', { Type: 'String', Default: 'd' }, 'g', 'g'],
    ['the default', { Type: 'String', Default: 'd' }, undefined, 'd'],
    ['a number', { Type: 'Number', MinValue: 1, MaxValue: 5 }, '5', '5'],
    ['a list', { Type: 'CommaDelimitedList' }, 'a, b', ['a', 'b']],
    ['one of the allowed', { Type: 'String', AllowedValues: ['x', 'y'] }, 'y', 'y'],
    [
      'one that matches',
      { Type: 'String', AllowedPattern: '[a-z]+', MinLength: 2, MaxLength: 3 },
      'abc',
      'abc',
    ],
    ['from SSM', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' }, undefined, 'stored'],
    ['a list from SSM', { Type: 'AWS::SSM::Parameter::Value<List<String>>' }, '/list', ['1', '2']],
  ])('%s', async (_, declaration, given, expected) => {
    const fixture = new Fixture({ parameters: { '/path': 'stored', '/list': '1,2' } });
    const Parameters = given === undefined ? [] : [{ ParameterKey: 'P', ParameterValue: given }];
    await fixture.deploy(using(declaration), { Parameters });
    expect(fixture.last('Create').ResourceProperties['Value']).toEqual(expected);
  });

  test.each<[string, object, string | undefined, string]>([
    ['none', { Type: 'String' }, undefined, 'Parameters: [P] must have values'],
    [
      'not allowed',
      { Type: 'String', AllowedValues: ['x'] },
      'z',
      "Parameter 'P' must be one of AllowedValues",
    ],
    ['no match', { Type: 'String', AllowedPattern: '[a-z]' }, 'ab', "Parameter 'P' must match pattern [a-z]"],
    [
      'no match, said by its author',
      { Type: 'String', AllowedPattern: '[a-z]', ConstraintDescription: 'one letter' },
      'ab',
      'Parameter P failed to satisfy constraint: one letter',
    ],
    [
      'too short',
      { Type: 'String', MinLength: '3' },
      'ab',
      "Parameter 'P' must contain at least 3 characters",
    ],
    ['too long', { Type: 'String', MaxLength: 1 }, 'ab', "Parameter 'P' must contain at most 1 characters"],
    ['no number', { Type: 'Number' }, 'ab', "Parameter 'P' must be a number"],
    ['too small', { Type: 'Number', MinValue: 2 }, '1', "Parameter 'P' must be a number not less than 2"],
    ['too large', { Type: 'Number', MaxValue: 2 }, '3', "Parameter 'P' must be a number not greater than 2"],
    [
      'not in SSM',
      { Type: 'AWS::SSM::Parameter::Value<String>' },
      '/none',
      'Unable to fetch parameters [/none] from parameter store for this account.',
    ],
  ])('%s is refused', async (_, declaration, given, message) => {
    const Parameters = given === undefined ? [] : [{ ParameterKey: 'P', ParameterValue: given }];
    await expect(new Fixture().deploy(using(declaration), { Parameters })).rejects.toThrow(message);
  });

  test('one that the template has not', async () => {
    const Parameters = [{ ParameterKey: 'Q', ParameterValue: 'x' }];
    await expect(new Fixture().deploy({ Resources: { A: custom() } }, { Parameters })).rejects.toThrow(
      'Parameters: [Q] do not exist in the template',
    );
  });

  test('UsePreviousValue', async () => {
    const fixture = new Fixture();
    const template = using({ Type: 'String', Default: 'd' });
    await fixture.deploy(template, { Parameters: [{ ParameterKey: 'P', ParameterValue: 'first' }] });
    const Parameters = [{ ParameterKey: 'P', UsePreviousValue: true }];
    await fixture.deploy({ ...template, Outputs: { O: { Value: { Ref: 'P' } } } }, { Parameters });
    expect(fixture.service.stack('Test')!.outputs).toEqual({ O: 'first' });
    expect(fixture.sent).toEqual(['Create A']);
  });

  test('NoEcho is masked wherever the stack is described', async () => {
    const fixture = new Fixture();
    await fixture.deploy(using({ Type: 'String', NoEcho: true }), {
      Parameters: [{ ParameterKey: 'P', ParameterValue: 'hunter2' }],
    });
    expect(fixture.last('Create').ResourceProperties['Value']).toBe('hunter2');
    for (const action of ['DescribeStacks', 'DescribeStackEvents', 'DescribeStackResources']) {
      const { body } = await fixture.raw(action, { StackName: 'Test' });
      expect(String(body)).not.toContain('hunter2');
    }
    expect(String((await fixture.raw('DescribeStacks', { StackName: 'Test' })).body)).toContain(
      '<ParameterValue>****</ParameterValue>',
    );
  });
});
