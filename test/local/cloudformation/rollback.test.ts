import { custom, FakeProvider, failing, Fixture, history, statuses, type CustomEvent } from './fixture';

const creating = (event: CustomEvent): boolean => event.RequestType === 'Create';
/** A thing whose name is its physical id: another name makes another thing. */
const named = (event: CustomEvent) => ({ PhysicalResourceId: String(event.ResourceProperties['Name']) });
const named1 = (properties: object = {}) => custom({ Name: 'a', ...properties });

describe('an update that fails', () => {
  test('what was updated, and what failed, get an Update back; what was made new goes; nothing else was touched', async () => {
    const fixture = new Fixture();
    const before = {
      Good: custom({ Size: 1 }),
      Bad: custom({ Size: 1, X: { Ref: 'Good' } }),
      Gone: custom(),
      Same: custom(),
    };
    await fixture.deploy({ Resources: before, Outputs: { Size: { Value: '1' } } });
    fixture.handler = (event) =>
      event.LogicalResourceId === 'Bad' && event.ResourceProperties['Size'] === '2'
        ? failing('no')(event)
        : {};
    const after = {
      Good: custom({ Size: 2 }),
      New: custom(),
      Bad: custom({ Size: 2, X: { Ref: 'Good' }, Y: { Ref: 'New' } }),
      Same: custom(),
    };
    fixture.events.length = 0;
    const stack = await fixture.deploy({ Resources: after, Outputs: { Size: { Value: '2' } } });
    expect(fixture.sent).toEqual([
      'Update Good',
      'Create New',
      'Update Bad',
      'Update Good',
      'Update Bad',
      'Delete New',
    ]);
    expect(fixture.last('Update', 'Bad')).toMatchObject({
      PhysicalResourceId: 'Bad-id',
      ResourceProperties: { Size: '1', X: 'Good-id' },
      OldResourceProperties: { Size: '2', X: 'Good-id', Y: 'New-id' },
    });
    expect(fixture.last('Update', 'Good')).toMatchObject({
      ResourceProperties: { Size: '1' },
      OldResourceProperties: { Size: '2' },
    });
    expect(statuses(stack).slice(2)).toEqual([
      'UPDATE_IN_PROGRESS',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(history(stack)).toContain(
      'Test UPDATE_ROLLBACK_IN_PROGRESS (The following resource(s) failed to update: [Bad]. )',
    );
    expect(stack.outputs).toEqual({ Size: '1' });
    expect(Object.keys(stack.resources).sort()).toEqual(['Bad', 'Gone', 'Good', 'Same']);
  });

  test('an update under way when a sibling fails is cancelled, and gets its Update back', async () => {
    const fixture = new Fixture();
    await fixture.deploy({ Resources: { Slow: custom({ Size: 1 }), Bad: custom({ Size: 1 }) } });
    fixture.handler = (event) => {
      if (event.ResourceProperties['Size'] === '1') return {};
      return event.LogicalResourceId === 'Slow' ? 'SILENCE' : failing('no')(event);
    };
    const stack = await fixture.deploy({
      Resources: { Slow: custom({ Size: 2 }), Bad: custom({ Size: 2 }) },
    });
    expect(history(stack)).toContain('Slow UPDATE_FAILED (Resource update cancelled)');
    expect(fixture.last('Update', 'Slow')).toMatchObject({
      ResourceProperties: { Size: '1' },
      OldResourceProperties: { Size: '2' },
    });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('a replacement that succeeded goes in clean-up when the Update back gives the old id', async () => {
    const fixture = new Fixture({ handler: named });
    await fixture.deploy({ Resources: { One: named1() } });
    fixture.handler = (event) =>
      event.LogicalResourceId === 'Bad' && creating(event) ? failing('no')(event) : named(event);
    const stack = await fixture.deploy({
      Resources: { One: custom({ Name: 'b' }), Bad: custom({}, { DependsOn: 'One' }) },
    });
    expect(fixture.sent.filter((sent) => sent.endsWith('One'))).toEqual([
      'Create One',
      'Update One',
      'Update One',
      'Delete One',
    ]);
    expect(fixture.last('Update', 'One')).toMatchObject({
      PhysicalResourceId: 'b',
      ResourceProperties: { Name: 'a' },
      OldResourceProperties: { Name: 'b' },
    });
    expect(fixture.last('Delete', 'One')).toMatchObject({
      PhysicalResourceId: 'b',
      ResourceProperties: { Name: 'b' },
    });
    expect(stack.resources['One']!.physicalId).toBe('a');
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('the id of a FAILED answer is taken over, and deleted once the Update back gives another', async () => {
    const fixture = new Fixture({ handler: named });
    await fixture.deploy({ Resources: { One: named1() } });
    fixture.handler = (event) =>
      event.ResourceProperties['Name'] === 'b' && event.RequestType === 'Update'
        ? failing('half done', { PhysicalResourceId: 'b' })(event)
        : named(event);
    const stack = await fixture.deploy({ Resources: { One: custom({ Name: 'b' }) } });
    expect(fixture.sent).toEqual(['Create One', 'Update One', 'Update One', 'Delete One']);
    expect(fixture.last('Update')).toMatchObject({
      PhysicalResourceId: 'b',
      ResourceProperties: { Name: 'a' },
    });
    expect(fixture.last('Delete').PhysicalResourceId).toBe('b');
    expect(stack.resources['One']!.physicalId).toBe('a');
  });

  test('an Update back that keeps the new id: that is the resource now', async () => {
    const fixture = new Fixture({ handler: named });
    await fixture.deploy({ Resources: { One: named1() } });
    fixture.handler = (event) =>
      event.ResourceProperties['Name'] === 'b' ? failing('no', { PhysicalResourceId: 'b' })(event) : {};
    const stack = await fixture.deploy({ Resources: { One: custom({ Name: 'b' }) } });
    expect(stack.resources['One']!.physicalId).toBe('b');
    expect(fixture.sent).toEqual(['Create One', 'Update One', 'Update One']);
  });

  test('an Update back that fails: UPDATE_ROLLBACK_FAILED, then ContinueUpdateRollback', async () => {
    const fixture = new Fixture();
    await fixture.deploy({ Resources: { One: custom({ Size: 1 }), Two: custom({ Size: 1 }) } });
    fixture.handler = failing('no');
    const stack = await fixture.deploy({ Resources: { One: custom({ Size: 2 }), Two: custom({ Size: 1 }) } });
    expect(stack).toMatchObject({
      status: 'UPDATE_ROLLBACK_FAILED',
      reason: 'The following resource(s) failed to update: [One].',
    });
    await expect(
      fixture.call('ContinueUpdateRollback', { StackName: 'Test', ResourcesToSkip: ['Two'] }),
    ).rejects.toThrow('Found: [Two]');
    fixture.handler = () => ({});
    await fixture.call('ContinueUpdateRollback', { StackName: 'Test' });
    await fixture.service.idle();
    expect(fixture.service.stack('Test')!.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(fixture.last('Update').ResourceProperties['Size']).toBe('1');
    expect((await fixture.deploy({ Resources: { One: custom({ Size: 3 }) } })).status).toBe(
      'UPDATE_COMPLETE',
    );
  });

  test.each([{ ResourcesToSkip: ['One'] }, { ForceRollback: true }])(
    'ContinueUpdateRollback with %j leaves out what failed',
    async (more) => {
      const fixture = new Fixture();
      await fixture.deploy({ Resources: { One: custom({ Size: 1 }) } });
      fixture.handler = failing('no');
      await fixture.deploy({ Resources: { One: custom({ Size: 2 }) } });
      fixture.events.length = 0;
      await fixture.call('ContinueUpdateRollback', { StackName: 'Test', ...more });
      await fixture.service.idle();
      const stack = fixture.service.stack('Test')!;
      expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(history(stack)).toContain('One UPDATE_COMPLETE (Resource was skipped during update rollback.)');
      expect(fixture.events).toEqual([]);
    },
  );

  test('what the roll-back cannot work out fails it, by name', async () => {
    const fixture = new Fixture({
      handler: (event) => ({ Data: { Key: event.ResourceProperties['Size'] } }),
    });
    const template = (Size: number, more: object = {}) => ({
      Resources: { One: custom({ Size }), Two: custom({ Key: { 'Fn::GetAtt': ['One', 'Key'] }, ...more }) },
    });
    await fixture.deploy(template(1));
    // The Update back succeeds, without the attribute that the other resource reads.
    fixture.handler = (event) => (event.LogicalResourceId === 'Two' ? failing('no')(event) : { Data: {} });
    const stack = await fixture.deploy(template(2));
    expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(stack.events.findLast(({ logicalId }) => logicalId === 'Two')).toMatchObject({
      status: 'UPDATE_FAILED',
      reason: expect.stringContaining("Vendor response doesn't contain Key attribute"),
    });
  });

  test('without roll-back: UPDATE_FAILED, then on, or back', async () => {
    const bad = { Resources: { Good: custom({ Size: 2 }), Bad: custom({ Size: 2 }, { DependsOn: 'Good' }) } };
    const run = async (): Promise<Fixture> => {
      const fixture = new Fixture();
      await fixture.deploy({ Resources: { Good: custom({ Size: 1 }), Bad: custom({ Size: 1 }) } });
      fixture.handler = ({ LogicalResourceId }) => (LogicalResourceId === 'Bad' ? { Status: 'FAILED' } : {});
      expect((await fixture.deploy(bad, { DisableRollback: true })).status).toBe('UPDATE_FAILED');
      fixture.handler = () => ({});
      fixture.events.length = 0;
      return fixture;
    };
    const on = await run();
    expect((await on.deploy(bad, { DisableRollback: true })).status).toBe('UPDATE_COMPLETE');
    expect(on.sent).toEqual(['Update Bad']);
    const back = await run();
    await back.call('RollbackStack', { StackName: 'Test' });
    await back.service.idle();
    expect(back.service.stack('Test')!.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(back.sent.sort()).toEqual(['Update Bad', 'Update Good']);
    expect(back.last('Update', 'Good').ResourceProperties['Size']).toBe('1');
  });
});

describe('a resource of another type', () => {
  const thing = (properties: object, more: object = {}) => ({
    Type: 'AWS::Fake::Thing',
    Properties: properties,
    ...more,
  });

  test('one that was replaced comes back without a call, and the new one goes', async () => {
    const provider = new FakeProvider();
    const fixture = new Fixture({ providers: { 'AWS::Fake::Thing': provider } });
    await fixture.deploy({ Resources: { A: thing({ Name: 'a' }), B: thing({ Name: 'x' }) } });
    provider.calls.length = 0;
    const stack = await fixture.deploy({
      Resources: { A: thing({ Name: 'b' }), B: thing({ Name: 'x', Fail: 'update' }, { DependsOn: 'A' }) },
    });
    expect(provider.calls).toEqual(['update b', 'update x', 'update x', 'delete b']);
    expect(stack.resources['A']!.physicalId).toBe('a');
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});
