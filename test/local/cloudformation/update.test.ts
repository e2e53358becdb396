import { custom, failing, Fixture, FUNCTION_ARN, history, type CustomEvent } from './fixture';

/** A thing whose name is its physical id: another name makes another thing. */
const named = (event: CustomEvent) => ({ PhysicalResourceId: String(event.ResourceProperties['Name']) });
const named1 = (properties: object = {}) => custom({ Name: 'a', ...properties });

describe('an update that succeeds', () => {
  test('in place', async () => {
    const fixture = new Fixture();
    await fixture.deploy({ Resources: { One: custom({ Size: 1 }) } });
    const stack = await fixture.deploy({ Resources: { One: custom({ Size: 2 }) } });
    expect(history(stack).slice(5)).toEqual([
      'Test UPDATE_IN_PROGRESS (User Initiated)',
      'One UPDATE_IN_PROGRESS',
      'One UPDATE_COMPLETE',
      'Test UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Test UPDATE_COMPLETE',
    ]);
    expect(fixture.sent).toEqual(['Create One', 'Update One']);
  });

  test('another physical id: the old one is deleted in clean-up, with the old properties', async () => {
    const fixture = new Fixture({ handler: named });
    await fixture.deploy({ Resources: { One: named1() } });
    const stack = await fixture.deploy({ Resources: { One: custom({ Name: 'b' }) } });
    expect(fixture.sent).toEqual(['Create One', 'Update One', 'Delete One']);
    expect(fixture.last('Delete')).toMatchObject({
      PhysicalResourceId: 'a',
      ResourceProperties: { ServiceToken: FUNCTION_ARN, Name: 'a' },
    });
    expect(stack.resources['One']).toMatchObject({ physicalId: 'b', status: 'UPDATE_COMPLETE' });
    expect(history(stack).slice(5)).toEqual([
      'Test UPDATE_IN_PROGRESS (User Initiated)',
      'One UPDATE_IN_PROGRESS',
      'One UPDATE_IN_PROGRESS (Requested update required the provider to create a new physical resource)',
      'One UPDATE_COMPLETE',
      'Test UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'One DELETE_IN_PROGRESS',
      'One DELETE_COMPLETE',
      'Test UPDATE_COMPLETE',
    ]);
  });

  test('what refers to a replaced one is updated, too', async () => {
    const fixture = new Fixture({
      handler: (event) => (event.LogicalResourceId === 'One' ? named(event) : {}),
    });
    const template = (Name: string) => ({
      Resources: { Two: custom({ Of: { Ref: 'One' } }), One: custom({ Name }) },
    });
    await fixture.deploy(template('a'));
    await fixture.deploy(template('b'));
    expect(fixture.last('Update', 'Two').ResourceProperties['Of']).toBe('b');
    expect(fixture.sent.slice(2)).toEqual(['Update One', 'Update Two', 'Delete One']);
  });

  test('what is removed goes in clean-up, the last first, after what is added', async () => {
    const fixture = new Fixture();
    await fixture.deploy({ Resources: { One: custom(), Two: custom({ X: { Ref: 'One' } }) } });
    const stack = await fixture.deploy({ Resources: { Three: custom() } });
    expect(fixture.sent.slice(2)).toEqual(['Create Three', 'Delete Two', 'Delete One']);
    expect(Object.keys(stack.resources)).toEqual(['Three']);
  });

  test('a Delete that fails in clean-up does not fail the stack', async () => {
    const fixture = new Fixture({
      handler: (event) => (event.RequestType === 'Delete' ? failing('no')(event) : named(event)),
    });
    await fixture.deploy({ Resources: { One: named1(), Two: named1() } });
    const stack = await fixture.deploy({ Resources: { One: custom({ Name: 'b' }) } });
    expect(stack).toMatchObject({
      status: 'UPDATE_COMPLETE',
      resources: { One: { physicalId: 'b', status: 'UPDATE_COMPLETE' } },
    });
    expect(
      stack.events
        .filter(({ status }) => status === 'DELETE_FAILED')
        .map(({ logicalId }) => logicalId)
        .sort(),
    ).toEqual(['One', 'Two']);
  });

  test.each([
    ['UpdateReplacePolicy', { Resources: { One: custom({ Name: 'b' }) } }],
    ['DeletionPolicy', { Resources: { Other: custom({ Name: 'b' }) } }],
  ])('%s Retain keeps the physical resource', async (policy, next) => {
    const fixture = new Fixture({ handler: named });
    await fixture.deploy({ Resources: { One: custom({ Name: 'a' }, { [policy]: 'Retain' }) } });
    if (policy === 'UpdateReplacePolicy')
      next.Resources = { One: custom({ Name: 'b' }, { [policy]: 'Retain' }) };
    const stack = await fixture.deploy(next);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(history(stack)).toContain('One DELETE_SKIPPED');
    expect(fixture.sent.some((sent) => sent.startsWith('Delete'))).toBe(false);
  });

  test('a resource keeps its type', async () => {
    const fixture = new Fixture();
    await fixture.deploy({ Resources: { One: custom() } });
    await expect(
      fixture.deploy({ Resources: { One: { ...custom(), Type: 'Custom::Other' } } }),
    ).rejects.toThrow(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [One]',
    );
  });

  test('no difference is an error of the request', async () => {
    const fixture = new Fixture();
    await fixture.deploy({ Resources: { One: custom({ A: 1, B: 2 }) } });
    const same = { Resources: { One: custom({ B: 2, A: 1 }) }, Metadata: { Other: 'order' } };
    await expect(fixture.deploy(same)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'No updates are to be performed.',
    });
  });

  test('tags alone are a difference, and stay when a request names none', async () => {
    const fixture = new Fixture();
    const template = { Resources: { One: custom() } };
    await fixture.deploy(template);
    await fixture.deploy(template, { Tags: [{ Key: 'team', Value: 'blue' }] });
    await fixture.deploy({ Resources: { One: custom({ A: 1 }) } });
    const { body } = await fixture.raw('DescribeStacks', { StackName: 'Test' });
    expect(String(body)).toContain('<Tags><member><Key>team</Key><Value>blue</Value></member></Tags>');
  });
});
