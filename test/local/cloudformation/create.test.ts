import {
  custom,
  failing,
  FakeProvider,
  Fixture,
  FUNCTION_ARN,
  history,
  statuses,
  type CustomEvent,
} from './fixture';

/** Answers later, when the test says so. */
class Gate {
  readonly waiting = new Map<string, () => void>();
  readonly handler = (event: CustomEvent): Promise<object & Record<string, unknown>> =>
    new Promise((resolve) => this.waiting.set(event.LogicalResourceId, () => resolve({})));

  /** Resolves once the events of all these resources wait here, and a moment after, for others that should not. */
  async arrived(...ids: string[]): Promise<void> {
    while (!ids.every((id) => this.waiting.has(id))) await soon();
    await soon();
  }

  open(...ids: string[]): void {
    for (const id of ids) this.waiting.get(id)!();
  }
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

test('statuses and events of a stack that is created', async () => {
  const fixture = new Fixture();
  const stack = await fixture.deploy({ Resources: { One: custom() } });
  expect(history(stack)).toEqual([
    'Test CREATE_IN_PROGRESS (User Initiated)',
    'One CREATE_IN_PROGRESS',
    'One CREATE_IN_PROGRESS (Resource creation Initiated)',
    'One CREATE_COMPLETE',
    'Test CREATE_COMPLETE',
  ]);
  expect(stack).toMatchObject({
    status: 'CREATE_COMPLETE',
    resources: { One: { type: 'Custom::Thing', physicalId: 'One-id', status: 'CREATE_COMPLETE' } },
  });
  expect(new Set(stack.events.map(({ operationId }) => operationId)).size).toBe(1);
  expect(new Set(stack.events.map(({ id }) => id)).size).toBe(stack.events.length);
});

test('what needs another waits for it, what does not runs at the same time', async () => {
  const gate = new Gate();
  const fixture = new Fixture({ handler: gate.handler });
  const done = fixture.deploy({
    Resources: {
      ByRef: custom({ X: { Ref: 'First' } }),
      ByAttribute: custom({}, { DependsOn: 'ByRef' }),
      First: custom(),
      Free: custom(),
      BySub: custom({ X: { 'Fn::Sub': '${Free}' } }),
    },
  });
  await gate.arrived('First', 'Free');
  expect(fixture.sent).toEqual(['Create First', 'Create Free']);
  gate.open('Free');
  await gate.arrived('BySub');
  expect(fixture.sent.slice(2)).toEqual(['Create BySub']);
  gate.open('First');
  await gate.arrived('ByRef');
  expect(fixture.sent.slice(3)).toEqual(['Create ByRef']);
  gate.open('ByRef', 'BySub');
  await gate.arrived('ByAttribute');
  expect(fixture.sent.slice(4)).toEqual(['Create ByAttribute']);
  gate.open('ByAttribute');
  expect((await done).status).toBe('CREATE_COMPLETE');
  expect(fixture.last('Create', 'ByRef').ResourceProperties['X']).toBe('First-id');
});

describe('a failure', () => {
  test('everything made so far is deleted, the last first', async () => {
    const fixture = new Fixture({
      handler: (event) =>
        event.LogicalResourceId === 'Three' && event.RequestType === 'Create' ? failing('no')(event) : {},
    });
    const stack = await fixture.deploy({
      Resources: {
        One: custom(),
        Two: custom({ X: { Ref: 'One' } }),
        Three: custom({ X: { Ref: 'Two' } }),
        Four: custom({ X: { Ref: 'Three' } }),
      },
    });
    expect(fixture.sent).toEqual([
      'Create One',
      'Create Two',
      'Create Three',
      'Delete Three',
      'Delete Two',
      'Delete One',
    ]);
    expect(statuses(stack)).toEqual(['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']);
    expect(stack.reason).toBeUndefined();
    // The roll-back is an operation of its own: the CLI tells the failure from it by that.
    expect(new Set(stack.events.map(({ operationId }) => operationId)).size).toBe(2);
  });

  test('siblings under way are cancelled, and deleted by an id that was made up', async () => {
    const fixture = new Fixture({
      handler: async (event) => {
        if (event.RequestType === 'Delete') return {};
        if (event.LogicalResourceId === 'Slow') return 'SILENCE';
        await soon();
        return failing('no')(event);
      },
    });
    const stack = await fixture.deploy({
      Resources: { Bad: custom(), Slow: custom(), Later: custom({}, { DependsOn: 'Slow' }) },
    });
    expect(history(stack)).toContain('Slow CREATE_FAILED (Resource creation cancelled)');
    expect(history(stack)).toContain(
      'Test ROLLBACK_IN_PROGRESS (The following resource(s) failed to create: [Bad, Slow]. Rollback requested by user.)',
    );
    expect(fixture.last('Delete', 'Slow').PhysicalResourceId).toMatch(/^Test-Slow-[A-Z0-9]{12}$/);
    expect(fixture.sent).not.toContain('Create Later');
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  test('a Delete that fails: ROLLBACK_FAILED, and what it needed stays', async () => {
    const fixture = new Fixture({
      handler: (event) =>
        event.LogicalResourceId === 'Two' ? failing(`no ${event.RequestType}`)(event) : {},
    });
    const stack = await fixture.deploy({
      Resources: { One: custom(), Two: custom({ X: { Ref: 'One' } }), Free: custom() },
    });
    expect(stack).toMatchObject({
      status: 'ROLLBACK_FAILED',
      reason: 'The following resource(s) failed to delete: [Two].',
      resources: {
        One: { status: 'CREATE_COMPLETE' },
        Two: { status: 'DELETE_FAILED' },
        Free: { status: 'DELETE_COMPLETE' },
      },
    });
  });

  test.each([
    ['Delete', false, 'DELETE_COMPLETE'],
    ['Retain', false, 'DELETE_SKIPPED'],
    ['Retain', true, 'DELETE_COMPLETE'],
    ['RetainExceptOnCreate', false, 'DELETE_COMPLETE'],
  ])(
    'DeletionPolicy %s, with RetainExceptOnCreate of the request %s: %s',
    async (DeletionPolicy, RetainExceptOnCreate, status) => {
      const provider = new FakeProvider();
      const fixture = new Fixture({ providers: { 'AWS::Fake::Thing': provider } });
      const stack = await fixture.deploy(
        {
          Resources: {
            Kept: { Type: 'AWS::Fake::Thing', DeletionPolicy },
            Bad: { Type: 'AWS::Fake::Thing', Properties: { Fail: 'create' }, DependsOn: 'Kept' },
          },
        },
        { RetainExceptOnCreate },
      );
      expect(stack.status).toBe('ROLLBACK_COMPLETE');
      expect(stack.resources['Kept']!.status).toBe(status);
      expect(provider.calls.includes('delete Kept')).toBe(status === 'DELETE_COMPLETE');
    },
  );

  const bad = { Resources: { Good: custom(), Bad: custom({ ServiceToken: '' }, { DependsOn: 'Good' }) } };

  test.each([
    [{ DisableRollback: true }, 'CREATE_FAILED', ['Create Good']],
    [{ OnFailure: 'DO_NOTHING' }, 'CREATE_FAILED', ['Create Good']],
    [{ OnFailure: 'ROLLBACK' }, 'ROLLBACK_COMPLETE', ['Create Good', 'Delete Good']],
  ])('%j ends in %s', async (more, status, sent) => {
    const fixture = new Fixture();
    expect((await fixture.deploy(bad, more)).status).toBe(status);
    expect(fixture.sent).toEqual(sent);
  });

  test('OnFailure DELETE leaves no stack', async () => {
    const fixture = new Fixture();
    const { StackId } = await fixture.call('CreateStack', {
      StackName: 'Test',
      TemplateBody: JSON.stringify(bad),
      OnFailure: 'DELETE',
    });
    await fixture.service.idle();
    expect(fixture.service.stack('Test')).toBeUndefined();
    expect(statuses(fixture.service.stack(String(StackId))!)).toEqual([
      'CREATE_IN_PROGRESS',
      'CREATE_FAILED',
      'DELETE_IN_PROGRESS',
      'DELETE_COMPLETE',
    ]);
    expect(fixture.sent).toEqual(['Create Good', 'Delete Good']);
  });

  test('a stack that was rolled back can only be deleted', async () => {
    const fixture = new Fixture();
    const { id } = await fixture.deploy(bad);
    const good = { StackName: 'Test', TemplateBody: JSON.stringify({ Resources: { A: custom() } }) };
    const message = `Stack:${id} is in ROLLBACK_COMPLETE state and can not be updated.`;
    await expect(fixture.call('UpdateStack', good)).rejects.toThrow(message);
    await expect(fixture.call('CreateChangeSet', { ...good, ChangeSetName: 'c' })).rejects.toThrow(message);
    expect((await fixture.destroy()).status).toBe('DELETE_COMPLETE');
    // What the roll-back deleted is not deleted again.
    expect(fixture.sent).toEqual(['Create Good', 'Delete Good']);
    expect((await fixture.deploy({ Resources: { A: custom() } })).status).toBe('CREATE_COMPLETE');
  });

  test('without roll-back, the next attempt goes on from there', async () => {
    const fixture = new Fixture();
    await fixture.deploy(bad, { DisableRollback: true });
    const better = { Resources: { Good: custom(), Bad: custom({}, { DependsOn: 'Good' }) } };
    const request = { StackName: 'Test', TemplateBody: JSON.stringify(better) };
    await expect(fixture.call('UpdateStack', request)).rejects.toThrow(
      /please use the disable-rollback parameter/,
    );
    const stack = await fixture.deploy(better, { DisableRollback: true });
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(fixture.sent).toEqual(['Create Good', 'Create Bad']);
  });

  test('without roll-back, what failed half-way goes before it is made again', async () => {
    const fixture = new Fixture({ handler: failing('half done', { PhysicalResourceId: 'half' }) });
    const template = { Resources: { One: custom() } };
    await fixture.deploy(template, { DisableRollback: true });
    fixture.handler = () => ({});
    const stack = await fixture.deploy(template, { DisableRollback: true });
    expect(fixture.sent).toEqual(['Create One', 'Delete One', 'Create One']);
    expect(fixture.last('Delete').PhysicalResourceId).toBe('half');
    expect(stack).toMatchObject({ status: 'UPDATE_COMPLETE', resources: { One: { physicalId: 'One-id' } } });
  });

  test('without roll-back, RollbackStack deletes what there is', async () => {
    const fixture = new Fixture();
    await fixture.deploy(bad, { DisableRollback: true });
    await fixture.call('RollbackStack', { StackName: 'Test' });
    await fixture.service.idle();
    expect(fixture.service.stack('Test')!.status).toBe('ROLLBACK_COMPLETE');
    expect(fixture.sent).toEqual(['Create Good', 'Delete Good']);
    await expect(fixture.call('RollbackStack', { StackName: 'Test' })).rejects.toThrow(
      'can not be rolled back',
    );
  });
});

test('a resource of another type: its Ref, its attributes, its failures', async () => {
  const fixture = new Fixture({ providers: { 'AWS::Fake::Thing': new FakeProvider() } });
  const thing = (properties: object) => ({ Type: 'AWS::Fake::Thing', Properties: properties });
  const good = await fixture.deploy({
    Resources: { A: thing({ Name: 'a' }) },
    Outputs: { Ref: { Value: { Ref: 'A' } }, Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] } } },
  });
  expect(good.outputs).toEqual({ Ref: 'ref-a', Arn: 'arn:a' });
  const wrong = { Resources: { A: thing({}), B: custom({ X: { 'Fn::GetAtt': ['A', 'Nope'] } }) } };
  const bad = await fixture.deploy(wrong, { StackName: 'Bad' });
  expect(history(bad)).toContain(
    'B CREATE_FAILED (Requested attribute Nope does not exist in schema for AWS::Fake::Thing)',
  );
  expect(fixture.events).toEqual([]);
});

test('400 custom resources in one stack', async () => {
  const fixture = new Fixture();
  const ids = Array.from({ length: 400 }, (_, index) => `User${index}`);
  const template = {
    Resources: Object.fromEntries(ids.map((id) => [id, custom({ ServiceToken: FUNCTION_ARN })])),
  };
  const stack = await fixture.deploy(template);
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(fixture.sent).toHaveLength(400);
});
