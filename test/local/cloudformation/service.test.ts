import { custom, failing, Fixture, FUNCTION_ARN } from './fixture';

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

describe('the Query protocol', () => {
  test('an answer: namespace, result, request id', async () => {
    const { status, headers, body } = await new Fixture().raw('ListStacks');
    expect(status).toBe(200);
    expect(headers).toEqual({ 'content-type': 'text/xml' });
    expect(body).toBe(
      '<ListStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><ListStacksResult><StackSummaries></StackSummaries></ListStacksResult><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></ListStacksResponse>',
    );
  });

  test('an error', async () => {
    const { status, body, call } = await new Fixture().raw('DescribeStacks', { StackName: 'None' });
    expect(status).toBe(400);
    expect(body).toBe(
      '<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id None does not exist</Message></Error><RequestId>request-1</RequestId></ErrorResponse>',
    );
    expect(call).toMatchObject({ operation: 'DescribeStacks', parameters: { StackName: 'None' } });
    expect(call.error).toContain('ValidationError');
  });

  test('GET', async () => {
    const fixture = await deployed();
    const { body } = await fixture.raw('DescribeStacks', { StackName: 'Test' }, 'GET');
    expect(String(body)).toContain('<StackName>Test</StackName>');
  });

  test.each([
    ['NoSuchAction', 'InvalidAction', /NoSuchAction/],
    ['toString', 'InvalidAction', /toString/],
  ])('the action %s is refused by name', async (action, name, message) => {
    await expect(new Fixture().call(action)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  test('another version is refused', async () => {
    await expect(new Fixture().call('ListStacks', { Version: '2011-01-01' })).rejects.toThrow(
      'Version must be 2010-05-15',
    );
  });

  test('a missing member is refused by name', async () => {
    await expect(new Fixture().call('CreateStack')).rejects.toThrow(
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  });

  test('names from outside do not reach what objects inherit', async () => {
    const fixture = new Fixture();
    await fixture.raw('ListStacks', { '__proto__.polluted': '1', 'constructor.prototype.polluted': '1' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('what XML cannot carry is replaced', async () => {
    const fixture = new Fixture({ handler: failing('a\u0000b\u001bc') });
    await fixture.deploy({ Resources: { One: custom() } });
    const { body } = await fixture.raw('DescribeStackEvents', { StackName: 'Test' });
    expect(String(body)).toContain('Message returned: a\ufffdb\ufffdc');
  });

  test('templates and parameter values are not in the log of calls', async () => {
    const fixture = new Fixture();
    const { call } = await fixture.raw('CreateStack', {
      StackName: 'Test',
      TemplateBody: JSON.stringify(template),
      Parameters: [{ ParameterKey: 'P', ParameterValue: 'e' }],
    });
    expect(call).toEqual({ operation: 'CreateStack', parameters: { StackName: 'Test' } });
  });
});

describe('requests that cannot be', () => {
  const good = JSON.stringify({ Resources: { One: custom({ ServiceToken: FUNCTION_ARN }) } });

  test.each<[object, string, string]>([
    [
      { StackName: '1st', TemplateBody: good },
      'ValidationError',
      "Value '1st' at 'stackName' failed to satisfy constraint",
    ],
    [{ StackName: 'New' }, 'ValidationError', 'Either Template URL or Template Body must be specified.'],
    [
      { StackName: 'New', TemplateBody: good, TemplateURL: 'http://127.0.0.1/a/b' },
      'ValidationError',
      'Either Template URL or Template Body',
    ],
    [{ StackName: 'New', TemplateURL: 'nowhere' }, 'ValidationError', 'TemplateURL must be a supported URL'],
    [
      { StackName: 'New', UsePreviousTemplate: true },
      'ValidationError',
      'There is no previous template to use.',
    ],
    [
      { StackName: 'New', TemplateBody: good, OnFailure: 'DELETE', DisableRollback: true },
      'ValidationError',
      'You can specify either DisableRollback or OnFailure',
    ],
    [{ StackName: 'New', TemplateBody: good, OnFailure: 'PANIC' }, 'ValidationError', 'Found: PANIC'],
    [
      { StackName: 'New', TemplateBody: good, TimeoutInMinutes: 5 },
      'ValidationError',
      'has no TimeoutInMinutes',
    ],
    [{ StackName: 'Test', TemplateBody: good }, 'AlreadyExistsException', 'Stack [Test] already exists'],
  ])('%j', async (request, name, message) => {
    const fixture = await deployed();
    await expect(fixture.call('CreateStack', { ...request })).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });
});

test('UsePreviousTemplate', async () => {
  const fixture = await deployed();
  await fixture.call('UpdateStack', {
    StackName: 'Test',
    UsePreviousTemplate: true,
    Parameters: [{ ParameterKey: 'P', ParameterValue: 'e' }],
  });
  await fixture.service.idle();
  expect(fixture.service.stack('Test')!.status).toBe('UPDATE_COMPLETE');
});
