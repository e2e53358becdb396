import { bench } from './harness';

const many = (count: number, from = 0): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${from + index}`, 'v']));

describe('tags', () => {
  it('are added, changed, removed and shown', async () => {
    const { user, ok, service } = bench();
    await user({ Tags: { a: '1', b: '2' } });
    const resourceArn = service.users()[0]?.Arn ?? '';
    await ok('TagResource', { resourceArn, tags: { b: '3', c: '4' } });
    await ok('UntagResource', { resourceArn, tagKeys: ['a', 'never was there'] });
    expect(await ok('ListTagsForResource', { resourceArn })).toEqual({ tags: { b: '3', c: '4' } });
    expect(service.users()[0]?.Tags).toEqual({ b: '3', c: '4' });
    expect(service.tagsOf(resourceArn)).toEqual({ b: '3', c: '4' });
  });

  it('can be on profiles, groups and the instance', async () => {
    const { ok, service } = bench();
    const [instance] = service.instances();
    const group = service.addHierarchyGroup(instance?.id ?? '', { name: 'Team' });
    for (const one of [instance, instance?.routingProfiles[0], instance?.securityProfiles[0], group]) {
      await ok('TagResource', { resourceArn: one?.arn, tags: { a: 'b' } });
      expect(service.tagsOf(one?.arn ?? '')).toEqual({ a: 'b' });
    }
  });

  it('are 50 at most in all, counting those that are there', async () => {
    const { user, send, ok, service } = bench();
    await user({ Tags: many(49) });
    const resourceArn = service.users()[0]?.Arn ?? '';
    await ok('TagResource', { resourceArn, tags: many(2, 48) });
    const answer = await send('TagResource', { resourceArn, tags: { more: 'v' } });
    expect(answer).toMatchObject({
      error: 'InvalidRequestException',
      message: expect.stringContaining('50'),
    });
    expect(Object.keys(service.tagsOf(resourceArn) ?? {})).toHaveLength(50);
  });

  it.each([
    ['what is no ARN', 'x', 400],
    ['an ARN of another service', 'arn:aws:lex:us-east-1:123456789012:bot/x', 400],
    ['a user that is not there', 'arn:aws:connect:us-east-1:123456789012:instance/i/agent/u', 404],
  ])('of %s are refused', async (_, resourceArn, status) => {
    const { send, service } = bench();
    for (const [operation, more] of [
      ['TagResource', { tags: { a: 'b' } }],
      ['UntagResource', { tagKeys: ['a'] }],
      ['ListTagsForResource', {}],
    ] as const) {
      expect((await send(operation, { resourceArn, ...more })).status).toBe(status);
    }
    expect(service.tagsOf(resourceArn)).toBeUndefined();
  });
});
