import { custom, Fixture, history, members, statuses } from './fixture';

const exporting = (value: unknown, name = 'shared') => ({
  Resources: { A: custom() },
  Outputs: {
    O: { Value: value, Description: 'an output', Export: { Name: { 'Fn::Sub': `${name}-\${AWS::Region}` } } },
  },
});
const importing = { Resources: { B: custom({ X: { 'Fn::ImportValue': 'shared-eu-central-1' } }) } };

async function two(): Promise<Fixture> {
  const fixture = new Fixture();
  await fixture.deploy(exporting('one'), { StackName: 'Source' });
  await fixture.deploy(importing, { StackName: 'User' });
  return fixture;
}

test('an export is imported, and listed', async () => {
  const fixture = await two();
  expect(fixture.last('Create', 'B').ResourceProperties['X']).toBe('one');
  expect(members((await fixture.call('ListExports'))['Exports'])).toEqual([
    { ExportingStackId: fixture.service.stack('Source')!.id, Name: 'shared-eu-central-1', Value: 'one' },
  ]);
  expect((await fixture.call('ListImports', { ExportName: 'shared-eu-central-1' }))['Imports']).toEqual({
    member: ['User'],
  });
  await expect(fixture.call('ListImports', { ExportName: 'other' })).rejects.toThrow(
    "Export 'other' is not imported by any stack.",
  );
});

test('a missing export fails what imports it', async () => {
  const stack = await new Fixture().deploy(importing);
  expect(history(stack)).toContain('B CREATE_FAILED (No export named shared-eu-central-1 found.)');
});

test('an export in use can be neither changed nor removed', async () => {
  const fixture = await two();
  const changed = await fixture.deploy(exporting('two'), { StackName: 'Source' });
  expect(changed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(history(changed)).toContain(
    'Source UPDATE_ROLLBACK_IN_PROGRESS (Export shared-eu-central-1 cannot be updated as it is in use by User)',
  );
  const removed = await fixture.deploy({ Resources: { A: custom() } }, { StackName: 'Source' });
  expect(history(removed)).toContain(
    'Source UPDATE_ROLLBACK_IN_PROGRESS (Export shared-eu-central-1 cannot be deleted as it is in use by User)',
  );
  expect(removed.outputs).toEqual({ O: 'one' });
});

test('a stack whose export is in use stays as it is', async () => {
  const fixture = await two();
  const stack = await fixture.destroy('Source');
  expect(stack).toMatchObject({
    status: 'CREATE_COMPLETE',
    reason: 'Export shared-eu-central-1 cannot be deleted as it is in use by User',
  });
  expect(statuses(stack).slice(-2)).toEqual(['DELETE_IN_PROGRESS', 'CREATE_COMPLETE']);
  await fixture.destroy('User');
  expect((await fixture.destroy('Source')).status).toBe('DELETE_COMPLETE');
});

test('a name is exported once', async () => {
  const fixture = new Fixture();
  await fixture.deploy(exporting('one'), { StackName: 'Source' });
  const stack = await fixture.deploy(exporting('two'), { StackName: 'Other' });
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(history(stack)).toContain(
    'Other ROLLBACK_IN_PROGRESS (Export with name shared-eu-central-1 is already exported by stack Source. Rollback requested by user.)',
  );
});

test('an output has to be a string', async () => {
  const stack = await new Fixture().deploy(exporting(['a', 'list']));
  expect(history(stack)).toContainEqual(expect.stringContaining('Output O is malformed'));
});
