import { custom, failing, Fixture, FUNCTION_ARN, history, statuses, type CustomAnswer } from './fixture';

const one = (properties: Record<string, unknown> = {}) => ({ Resources: { One: custom(properties) } });

describe('what a custom resource is asked', () => {
  test('Create carries the documented members', async () => {
    const fixture = new Fixture();
    const stack = await fixture.deploy(one({ Greeting: 'hello' }));
    expect(fixture.events).toEqual([
      {
        RequestType: 'Create',
        ServiceToken: FUNCTION_ARN,
        ResponseURL: expect.stringMatching(/^http/),
        StackId: stack.id,
        RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        ResourceType: 'Custom::Thing',
        LogicalResourceId: 'One',
        ResourceProperties: { ServiceToken: FUNCTION_ARN, Greeting: 'hello' },
      },
    ]);
  });

  test.each([
    [true, 'true'],
    [false, 'false'],
    [0, '0'],
    [1.0, '1'],
    [2.5, '2.5'],
    ['text', 'text'],
    ['', ''],
    [
      [1, [true]],
      ['1', ['true']],
    ],
    [{ Deep: { Number: 3, List: [] } }, { Deep: { Number: '3', List: [] } }],
  ])('sends %j as %j', async (given, sent) => {
    const fixture = new Fixture();
    await fixture.deploy(one({ Value: given }));
    expect(fixture.last('Create').ResourceProperties['Value']).toEqual(sent);
  });

  test('Update carries the physical id and the old properties, Delete the last ones', async () => {
    const fixture = new Fixture();
    await fixture.deploy(one({ Size: 1 }));
    await fixture.deploy(one({ Size: 2, Extra: true }));
    await fixture.destroy();
    expect(fixture.sent).toEqual(['Create One', 'Update One', 'Delete One']);
    expect(fixture.last('Update')).toMatchObject({
      PhysicalResourceId: 'One-id',
      ResourceProperties: { Size: '2', Extra: 'true' },
      OldResourceProperties: { ServiceToken: FUNCTION_ARN, Size: '1' },
    });
    expect(fixture.last('Delete')).toMatchObject({
      PhysicalResourceId: 'One-id',
      ResourceProperties: { Size: '2', Extra: 'true' },
    });
    expect(fixture.last('Delete')).not.toHaveProperty('OldResourceProperties');
  });

  test('nothing is sent where the properties are the same', async () => {
    const fixture = new Fixture();
    await fixture.deploy({ ...one(), Outputs: { A: { Value: 'a' } } });
    const stack = await fixture.deploy({ ...one(), Outputs: { A: { Value: 'b' } } });
    expect(stack).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { A: 'b' } });
    await fixture.deploy({ Resources: { One: custom({}, { Metadata: { 'aws:cdk:path': 'moved' } }) } });
    expect(fixture.sent).toEqual(['Create One']);
  });

  test('AWS::CloudFormation::CustomResource is one, too', async () => {
    const fixture = new Fixture();
    const resource = { ...custom(), Type: 'AWS::CloudFormation::CustomResource' };
    expect(await fixture.deploy({ Resources: { One: resource } })).toMatchObject({
      status: 'CREATE_COMPLETE',
    });
    expect(fixture.events[0]!.ResourceType).toBe('AWS::CloudFormation::CustomResource');
  });
});

describe('what a custom resource answers', () => {
  test('Data is what Fn::GetAtt gives, the physical id what Ref gives', async () => {
    const fixture = new Fixture({
      handler: () => ({ PhysicalResourceId: 'thing-1', Data: { Arn: 'arn:thing', 'a.b': 7 } }),
    });
    const stack = await fixture.deploy({
      ...one(),
      Outputs: {
        Ref: { Value: { Ref: 'One' } },
        Arn: { Value: { 'Fn::GetAtt': ['One', 'Arn'] } },
        Dotted: { Value: { 'Fn::GetAtt': 'One.a.b' } },
      },
    });
    expect(stack.outputs).toEqual({ Ref: 'thing-1', Arn: 'arn:thing', Dotted: '7' });
  });

  test('an attribute that is not in the answer fails the stack', async () => {
    const fixture = new Fixture();
    const stack = await fixture.deploy({
      ...one(),
      Outputs: { A: { Value: { 'Fn::GetAtt': ['One', 'Arn'] } } },
    });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(history(stack)).toContainEqual(
      expect.stringContaining(
        `Test ROLLBACK_IN_PROGRESS (CustomResource attribute error: Vendor response doesn't contain Arn attribute in object ${stack.id}|One|${fixture.events[0]!.RequestId}`,
      ),
    );
  });

  test.each<[string, CustomAnswer, string]>([
    ['no JSON', 'oops', 'Invalid Response object: it is not valid JSON.'],
    ['no object', '[]', 'Invalid Response object: it is not a JSON object.'],
    ['no physical id', { PhysicalResourceId: undefined }, 'Invalid PhysicalResourceId'],
    ['an empty physical id', { PhysicalResourceId: '' }, 'Invalid PhysicalResourceId'],
    [
      'a physical id of 1,025 characters',
      { PhysicalResourceId: 'x'.repeat(1025) },
      'Invalid PhysicalResourceId',
    ],
    [
      'another status',
      { Status: 'FAILURE' },
      "Invalid Response object: 'FAILURE' is not a valid ResponseStatus",
    ],
    ['another stack', { StackId: 'x' }, 'Invalid Response object: StackId is not that of the request.'],
    ['another request', { RequestId: 'x' }, 'Invalid Response object: RequestId is not that of the request.'],
    [
      'another resource',
      { LogicalResourceId: 'x' },
      'Invalid Response object: LogicalResourceId is not that of the request.',
    ],
    ['Data that is no object', { Data: 'x' }, 'Invalid Response object: Data is not a JSON object.'],
    ['more than 4,096 bytes', ' '.repeat(4097), 'Response object is too long.'],
    ['more than 4,096 bytes, fewer characters', `"${'é'.repeat(2048)}"`, 'Response object is too long.'],
  ])('%s fails the resource', async (_, answer, reason) => {
    const fixture = new Fixture({ handler: ({ RequestType }) => (RequestType === 'Create' ? answer : {}) });
    const stack = await fixture.deploy(one());
    expect(history(stack)).toContain(`One CREATE_FAILED (${reason})`);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  test('4,096 bytes and a physical id of 1,024 characters are fine', async () => {
    const fixture = new Fixture({
      handler: (event) => {
        const { StackId, RequestId, LogicalResourceId } = event;
        const answer = {
          Status: 'SUCCESS',
          PhysicalResourceId: 'x'.repeat(1024),
          StackId,
          RequestId,
          LogicalResourceId,
        };
        return JSON.stringify(answer).padEnd(4096);
      },
    });
    expect(await fixture.deploy(one())).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('FAILED: its reason, and a Delete with its physical id', async () => {
    const fixture = new Fixture({
      handler: (event) =>
        event.RequestType === 'Create'
          ? { Status: 'FAILED', Reason: 'half done', PhysicalResourceId: 'half-1' }
          : {},
    });
    const stack = await fixture.deploy(one({ Size: 1 }));
    const { RequestId } = fixture.events[0]!;
    expect(history(stack)).toEqual([
      'Test CREATE_IN_PROGRESS (User Initiated)',
      'One CREATE_IN_PROGRESS',
      `One CREATE_FAILED (Received response status [FAILED] from custom resource. Message returned: half done (RequestId: ${RequestId}))`,
      'Test ROLLBACK_IN_PROGRESS (The following resource(s) failed to create: [One]. Rollback requested by user.)',
      'One DELETE_IN_PROGRESS',
      'One DELETE_COMPLETE',
      'Test ROLLBACK_COMPLETE',
    ]);
    expect(fixture.last('Delete')).toMatchObject({
      PhysicalResourceId: 'half-1',
      ResourceProperties: { Size: '1' },
    });
  });

  test('an answer that is no use: the Delete carries an id that CloudFormation made up', async () => {
    const fixture = new Fixture({ handler: ({ RequestType }) => (RequestType === 'Create' ? 'oops' : {}) });
    await fixture.deploy(one());
    expect(fixture.last('Delete').PhysicalResourceId).toMatch(/^Test-One-[A-Z0-9]{12}$/);
  });

  test('NoEcho: what shows the attributes is masked', async () => {
    const fixture = new Fixture({
      handler: ({ LogicalResourceId }) =>
        LogicalResourceId === 'One' ? { NoEcho: true, Data: { Key: 's3cret"value' } } : {},
    });
    const stack = await fixture.deploy({
      Resources: { One: custom(), Two: custom({ Key: { 'Fn::GetAtt': ['One', 'Key'] } }) },
    });
    expect(fixture.last('Create', 'Two').ResourceProperties['Key']).toBe('s3cret"value');
    expect(JSON.stringify(stack.events)).not.toContain('s3cret');
    expect(stack.events.findLast(({ logicalId }) => logicalId === 'Two')!.properties).toContain(
      '"Key":"****"',
    );
  });
});

describe('what never gets to the function', () => {
  test.each([
    [
      'a function that is not there',
      { ServiceToken: `${FUNCTION_ARN}-2` },
      `Function not found: ${FUNCTION_ARN}-2`,
    ],
    [
      'no function',
      { ServiceToken: '' },
      'Property ServiceToken must not be empty: a custom resource needs the ARN of a Lambda function.',
    ],
    ['a timeout of 0 s', { ServiceTimeout: 0 }, 'ServiceTimeout must be an integer from 1 to 3600, found 0.'],
    [
      'a timeout of 3,601 s',
      { ServiceTimeout: '3601' },
      'ServiceTimeout must be an integer from 1 to 3600, found 3601.',
    ],
    [
      'a timeout that is no number',
      { ServiceTimeout: 'soon' },
      'ServiceTimeout must be an integer from 1 to 3600, found soon.',
    ],
  ])('%s: the resource fails, and there is nothing to delete', async (_, properties, reason) => {
    const fixture = new Fixture();
    const stack = await fixture.deploy(one(properties));
    expect(history(stack)).toContain(`One CREATE_FAILED (${reason})`);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(fixture.events).toEqual([]);
  });

  test('a changed ServiceToken is refused, and the roll-back sends nothing either', async () => {
    const fixture = new Fixture();
    await fixture.deploy(one());
    const stack = await fixture.deploy(one({ ServiceToken: `${FUNCTION_ARN}-2` }));
    expect(history(stack)).toContain('One UPDATE_FAILED (Modifying service token is not allowed.)');
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(fixture.sent).toEqual(['Create One']);
  });
});

describe('ServiceTimeout', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  const steps = async (): Promise<void> => {
    for (let step = 0; step < 20; step += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  test.each([
    [{ ServiceTimeout: 60 }, 60],
    [{ ServiceTimeout: '1' }, 1],
    [{}, 3600],
  ])('%j gives up after %d s, and not before', async (properties, seconds) => {
    const fixture = new Fixture({
      handler: ({ RequestType }) => (RequestType === 'Create' ? 'SILENCE' : {}),
    });
    await fixture.call('CreateStack', { StackName: 'Test', TemplateBody: JSON.stringify(one(properties)) });
    await steps();
    await jest.advanceTimersByTimeAsync(seconds * 1000 - 1);
    expect(fixture.service.stack('Test')!.status).toBe('CREATE_IN_PROGRESS');
    await jest.advanceTimersByTimeAsync(1);
    await fixture.service.idle();
    const stack = fixture.service.stack('Test')!;
    const { RequestId } = fixture.events[0]!;
    expect(history(stack)).toContain(
      `One CREATE_FAILED (CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${RequestId}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.)`,
    );
    expect(fixture.last('Delete').PhysicalResourceId).toMatch(/^Test-One-[A-Z0-9]{12}$/);
    expect(statuses(stack).at(-1)).toBe('ROLLBACK_COMPLETE');
  });

  test('leaves no timer behind', async () => {
    const fixture = new Fixture({ handler: failing('no') });
    await fixture.deploy(one());
    expect(jest.getTimerCount()).toBe(0);
  });
});
