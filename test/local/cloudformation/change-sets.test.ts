import { custom, Fixture, history, members, statuses, type Xml } from './fixture';

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

test('the whole way: create, describe, execute, delete', async () => {
  const fixture = new Fixture();
  const { Id, StackId } = await changeSet(fixture, one(1), {
    Description: 'first',
    IncludeNestedStacks: true,
  });
  expect(Id).toMatch(/^arn:aws:cloudformation:eu-central-1:111122223333:changeSet\/changes\//);
  expect(fixture.service.stack('Test')).toMatchObject({
    id: StackId,
    status: 'REVIEW_IN_PROGRESS',
    resources: {},
  });
  expect(fixture.events).toEqual([]);
  expect(await describing(fixture)).toMatchObject({
    ChangeSetId: Id,
    ChangeSetName: 'changes',
    StackId,
    StackName: 'Test',
    Description: 'first',
    Status: 'CREATE_COMPLETE',
    ExecutionStatus: 'AVAILABLE',
    CreationTime: '2030-01-01T00:00:00.002Z',
  });
  // By ARN, without the stack.
  expect(await fixture.call('DescribeChangeSet', { ChangeSetName: Id })).toMatchObject({ StackName: 'Test' });
  expect(members((await fixture.call('ListChangeSets', { StackName: 'Test' }))['Summaries'])).toHaveLength(1);
  await fixture.call('ExecuteChangeSet', {
    ChangeSetName: Id,
    StackName: StackId,
    ClientRequestToken: 'token-1',
  });
  expect(fixture.service.stack('Test')!.status).toBe('CREATE_IN_PROGRESS');
  await fixture.service.idle();
  const stack = fixture.service.stack('Test')!;
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(new Set(stack.events.map(({ token }) => token))).toEqual(new Set(['token-1']));
  await expect(describing(fixture)).rejects.toMatchObject({ name: 'ChangeSetNotFound', status: 404 });
});

test('a change set that is deleted is gone; deleting it again is no error', async () => {
  const fixture = new Fixture();
  await changeSet(fixture, one(1));
  await fixture.call('DeleteChangeSet', { StackName: 'Test', ChangeSetName: 'changes' });
  await expect(describing(fixture)).rejects.toMatchObject({
    name: 'ChangeSetNotFound',
    message: 'ChangeSet [changes] does not exist',
    status: 404,
  });
  await fixture.call('DeleteChangeSet', { StackName: 'Test', ChangeSetName: 'changes' });
  // What remains is a stack under review, which a delete takes away at once.
  const { id } = fixture.service.stack('Test')!;
  await fixture.call('DeleteStack', { StackName: 'Test' });
  expect(fixture.service.stack(id)!.status).toBe('DELETE_COMPLETE');
});

test('no changes: FAILED, in the words that the CLI knows', async () => {
  const fixture = new Fixture();
  await fixture.deploy(one(1));
  const { Id } = await changeSet(fixture, one(1));
  expect(await describing(fixture)).toMatchObject({
    Status: 'FAILED',
    ExecutionStatus: 'UNAVAILABLE',
    StatusReason:
      "The submitted information didn't contain changes. Submit different information to create a change set.",
    Changes: '',
  });
  await expect(
    fixture.call('ExecuteChangeSet', { StackName: 'Test', ChangeSetName: 'changes' }),
  ).rejects.toMatchObject({ name: 'InvalidChangeSetStatus', message: expect.stringContaining(String(Id)) });
});

test('outputs alone are a change, with no resource in it', async () => {
  const fixture = new Fixture();
  await fixture.deploy(one(1));
  await changeSet(fixture, { ...one(1), Outputs: { O: { Value: 'x' } } });
  expect(await describing(fixture)).toMatchObject({ Status: 'CREATE_COMPLETE', Changes: '' });
  await fixture.call('ExecuteChangeSet', { StackName: 'Test', ChangeSetName: 'changes' });
  await fixture.service.idle();
  expect(fixture.service.stack('Test')).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { O: 'x' } });
  expect(fixture.sent).toEqual(['Create One']);
});

test.each<[string, object, object, string]>([
  [
    'IMPORT',
    one(1),
    { ChangeSetType: 'IMPORT' },
    'makes change sets of type CREATE and UPDATE. Found: IMPORT',
  ],
  [
    'CREATE of what exists',
    one(2),
    { ChangeSetType: 'CREATE' },
    'Stack [Test] already exists and cannot be created again with the changeSet [changes].',
  ],
  ['UPDATE of what does not', one(2), { StackName: 'Other' }, 'Stack [Other] does not exist'],
  [
    'a name with other characters',
    one(2),
    { ChangeSetName: 'a_b' },
    "Value 'a_b' at 'changeSetName' failed to satisfy constraint",
  ],
  [
    'a broken template',
    { Resources: { One: custom({ X: { Ref: 'None' } }) } },
    {},
    'Unresolved resource dependencies [None]',
  ],
  [
    'another type',
    { Resources: { One: { ...custom(), Type: 'Custom::Other' } } },
    {},
    'Update of resource type is not permitted',
  ],
])('%s is refused', async (_, template, more, message) => {
  const fixture = new Fixture();
  await fixture.deploy(one(1));
  await expect(changeSet(fixture, template, more)).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining(message),
  });
});

test('a name is taken once', async () => {
  const fixture = new Fixture();
  await changeSet(fixture, one(1));
  await expect(changeSet(fixture, one(2), { ChangeSetType: 'CREATE' })).rejects.toMatchObject({
    name: 'AlreadyExistsException',
  });
});

test('an update by change set that fails rolls back, unless it is told not to', async () => {
  const fixture = new Fixture();
  await fixture.deploy(one(1));
  fixture.handler = (event) => (event.ResourceProperties['Size'] === '2' ? { Status: 'FAILED' } : {});
  await changeSet(fixture, one(2));
  await fixture.call('ExecuteChangeSet', { StackName: 'Test', ChangeSetName: 'changes' });
  await fixture.service.idle();
  expect(fixture.service.stack('Test')!.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  await changeSet(fixture, one(2));
  await fixture.call('ExecuteChangeSet', {
    StackName: 'Test',
    ChangeSetName: 'changes',
    DisableRollback: true,
  });
  await fixture.service.idle();
  const stack = fixture.service.stack('Test')!;
  expect(statuses(stack).slice(-2)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_FAILED']);
  expect(history(stack).at(-1)).toContain('The following resource(s) failed to update: [One].');
});

test('GetTemplate of a change set, and of a stack under review', async () => {
  const fixture = new Fixture();
  await changeSet(fixture, one(1));
  const ofChangeSet = await fixture.raw('GetTemplate', { StackName: 'Test', ChangeSetName: 'changes' });
  expect(String(ofChangeSet.body)).toContain('Custom::Thing');
  expect(await fixture.call('GetTemplate', { StackName: 'Test' })).toMatchObject({ TemplateBody: '' });
});
