import { custom, failing, Fixture, history, statuses } from './fixture';

test('the last first, and the stack answers to its id only', async () => {
  const fixture = new Fixture();
  await fixture.deploy({ Resources: { One: custom(), Two: custom({ X: { Ref: 'One' } }) } });
  const stack = await fixture.destroy();
  expect(fixture.sent.slice(2)).toEqual(['Delete Two', 'Delete One']);
  expect(history(stack).slice(-6)).toEqual([
    'Test DELETE_IN_PROGRESS (User Initiated)',
    'Two DELETE_IN_PROGRESS',
    'Two DELETE_COMPLETE',
    'One DELETE_IN_PROGRESS',
    'One DELETE_COMPLETE',
    'Test DELETE_COMPLETE',
  ]);
  expect(fixture.service.stack('Test')).toBeUndefined();
  expect(fixture.service.stacks()).toEqual([]);
  await expect(fixture.call('DescribeStacks', { StackName: 'Test' })).rejects.toThrow(
    'Stack with id Test does not exist',
  );
  expect(String((await fixture.raw('DescribeStacks', { StackName: stack.id })).body)).toContain(
    'DELETE_COMPLETE',
  );
  // Deleting what is gone is no error.
  expect((await fixture.raw('DeleteStack', { StackName: 'Test' })).status).toBe(200);
  expect((await fixture.raw('DeleteStack', { StackName: stack.id })).status).toBe(200);
});

test('a Delete that fails: DELETE_FAILED, what it needed stays, the rest goes; a second delete finishes', async () => {
  const fixture = new Fixture();
  await fixture.deploy({ Resources: { One: custom(), Two: custom({ X: { Ref: 'One' } }), Free: custom() } });
  fixture.handler = (event) => (event.LogicalResourceId === 'Two' ? failing('busy')(event) : {});
  const failed = await fixture.destroy();
  expect(failed).toMatchObject({
    status: 'DELETE_FAILED',
    reason: 'The following resource(s) failed to delete: [Two].',
    resources: {
      One: { status: 'CREATE_COMPLETE' },
      Two: { status: 'DELETE_FAILED' },
      Free: { status: 'DELETE_COMPLETE' },
    },
  });
  expect(history(failed)).toContainEqual(
    expect.stringMatching(
      /^Two DELETE_FAILED \(Received response status \[FAILED\] from custom resource\. Message returned: busy \(RequestId: /,
    ),
  );
  fixture.handler = () => ({});
  fixture.events.length = 0;
  expect((await fixture.destroy()).status).toBe('DELETE_COMPLETE');
  expect(fixture.sent).toEqual(['Delete Two', 'Delete One']);
});

test('RetainResources lets go of what cannot be deleted, once the delete has failed', async () => {
  const fixture = new Fixture();
  await fixture.deploy({ Resources: { One: custom() } });
  const retain = { StackName: 'Test', RetainResources: ['One'] };
  await expect(fixture.call('DeleteStack', retain)).rejects.toThrow(
    /RetainResources is for stacks in DELETE_FAILED/,
  );
  fixture.handler = failing('busy');
  await fixture.destroy();
  await expect(fixture.call('DeleteStack', { ...retain, RetainResources: ['Two'] })).rejects.toThrow('[Two]');
  const stack = await fixture.destroy('Test', { RetainResources: ['One'] });
  expect(stack.status).toBe('DELETE_COMPLETE');
  expect(history(stack)).toContain('One DELETE_SKIPPED');
});

test.each(['Retain', 'RetainExceptOnCreate'])(
  'DeletionPolicy %s keeps the physical resource',
  async (DeletionPolicy) => {
    const fixture = new Fixture();
    await fixture.deploy({ Resources: { Kept: custom({}, { DeletionPolicy }), Gone: custom() } });
    const stack = await fixture.destroy();
    expect(history(stack)).toContain('Kept DELETE_SKIPPED');
    expect(fixture.sent.slice(2)).toEqual(['Delete Gone']);
  },
);

test('TerminationProtection', async () => {
  const fixture = new Fixture();
  await fixture.deploy({ Resources: { One: custom() } }, { EnableTerminationProtection: true });
  await expect(fixture.call('DeleteStack', { StackName: 'Test' })).rejects.toThrow(
    'Stack [Test] cannot be deleted while TerminationProtection is enabled',
  );
  await fixture.call('UpdateTerminationProtection', {
    StackName: 'Test',
    EnableTerminationProtection: false,
  });
  expect((await fixture.destroy()).status).toBe('DELETE_COMPLETE');
});

test('a stack that is being created can be deleted: what is under way is given up', async () => {
  const fixture = new Fixture({
    handler: (event) =>
      event.LogicalResourceId === 'Slow' && event.RequestType === 'Create' ? 'SILENCE' : {},
  });
  await fixture.call('CreateStack', {
    StackName: 'Test',
    TemplateBody: JSON.stringify({ Resources: { Fast: custom(), Slow: custom() } }),
  });
  await new Promise((resolve) => setTimeout(resolve, 10));
  const stack = await fixture.destroy();
  expect(statuses(stack)).toEqual(['CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
  expect(fixture.sent.slice(2).sort()).toEqual(['Delete Fast', 'Delete Slow']);
});

test('a stack that is being updated cannot', async () => {
  const fixture = new Fixture();
  await fixture.deploy({ Resources: { One: custom() } });
  fixture.handler = () => 'SILENCE';
  await fixture.call('UpdateStack', {
    StackName: 'Test',
    TemplateBody: JSON.stringify({ Resources: { One: custom({ Size: 2 }) } }),
  });
  await expect(fixture.call('DeleteStack', { StackName: 'Test' })).rejects.toThrow(
    /cannot be deleted while in status UPDATE_IN_PROGRESS/,
  );
  await fixture.service.stop();
});

test('stop gives up everything', async () => {
  const fixture = new Fixture({ handler: () => 'SILENCE' });
  await fixture.call('CreateStack', {
    StackName: 'Test',
    TemplateBody: JSON.stringify({ Resources: { One: custom() } }),
  });
  await fixture.service.stop();
  expect(fixture.sent).toEqual(['Create One']);
});
