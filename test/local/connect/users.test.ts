import { EXAMPLE_INSTANCE_ID } from '../../../local/connect/seed';
import { bench, INSTANCE, mary, profilesOf } from './harness';

describe('CreateUser', () => {
  it('makes the account of the example of the AWS CLI', async () => {
    const { ok, describe: show, service } = bench();
    const answer = await ok(
      'CreateUser',
      mary({
        PhoneConfig: {
          PhoneType: 'DESK_PHONE',
          AutoAccept: true,
          AfterContactWorkTimeLimit: 60,
          DeskPhoneNumber: '+15555551212',
        },
      }),
    );
    expect(answer['UserId']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(answer['UserArn']).toBe(
      `arn:aws:connect:us-east-1:123456789012:instance/${EXAMPLE_INSTANCE_ID}/agent/${String(answer['UserId'])}`,
    );
    expect(await show({ ...INSTANCE, UserId: answer['UserId'] })).toEqual({
      Id: answer['UserId'],
      Arn: answer['UserArn'],
      Username: 'Mary',
      IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        AutoAccept: true,
        AfterContactWorkTimeLimit: 60,
        DeskPhoneNumber: '+15555551212',
        PersistentConnection: false,
      },
      SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
      RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
      Tags: {},
      LastModifiedTime: Date.UTC(2026, 0, 1) / 1000,
      LastModifiedRegion: 'us-east-1',
    });
    expect(service.users()).toHaveLength(1);
  });

  it('gives a user without phone settings those of a new user', async () => {
    const { user, describe: show } = bench();
    const shown = await show(await user());
    expect(shown['PhoneConfig']).toEqual({
      PhoneType: 'SOFT_PHONE',
      AutoAccept: false,
      AfterContactWorkTimeLimit: 0,
      PersistentConnection: false,
    });
    expect(Object.keys(shown).filter((key) => key.endsWith('Configs'))).toEqual([]);
  });

  it('keeps the password nowhere', async () => {
    const { send, service } = bench();
    const answer = await send('CreateUser', mary({ Password: 'Sup3rSecret!' }));
    const refused = await send('CreateUser', mary({ Username: 'Other', Password: 'Sup3rSecret! no' }));
    expect(refused.error).toBe('InvalidParameterException');
    expect(JSON.stringify([answer, refused, service])).toContain('Mary');
    // The state of the service holds maps, which JSON leaves out: look into them.
    const all = (value: unknown, seen = new Set<unknown>()): string => {
      if (typeof value !== 'object' || value === null) return String(value);
      if (seen.has(value)) return '';
      seen.add(value);
      const parts = value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
      return parts.map((part) => all(part, seen)).join('\n');
    };
    expect(all(service)).toContain('Mary');
    expect(all([service, answer, refused])).not.toContain('Sup3rSecret');
  });

  it('refuses a username that the instance has, and only there', async () => {
    const { send, user, service } = bench();
    await user();
    expect(await send('CreateUser', mary())).toMatchObject({
      status: 409,
      error: 'DuplicateResourceException',
    });
    const other = service.addInstance();
    await user({ InstanceId: other.id, ...profilesOf(other) });
  });

  it('refuses the user beyond the quota, with the status of throttling', async () => {
    const { send, user, service } = bench();
    const small = service.addInstance({ userLimit: 1 });
    const there = { InstanceId: small.id, ...profilesOf(small) };
    await user(there);
    expect(await send('CreateUser', mary({ ...there, Username: 'Second' }))).toMatchObject({
      status: 429,
      error: 'LimitExceededException',
    });
  });

  it('has room for 500 users in an instance, unless told otherwise', async () => {
    const { send, service } = bench();
    for (let index = 0; index < 500; index++) service.call('CreateUser', mary({ Username: `user${index}` }));
    expect((await send('CreateUser', mary())).error).toBe('LimitExceededException');
  });

  it('takes ARNs where it takes ids', async () => {
    const { service, ok } = bench();
    const [instance] = service.instances();
    const group = service.addHierarchyGroup(EXAMPLE_INSTANCE_ID, { name: 'Team' });
    const { UserArn } = await ok(
      'CreateUser',
      mary({
        InstanceId: instance?.arn,
        RoutingProfileId: instance?.routingProfiles[0]?.arn,
        SecurityProfileIds: [instance?.securityProfiles[1]?.arn],
        HierarchyGroupId: group.arn,
      }),
    );
    const { User } = await ok('DescribeUser', { InstanceId: instance?.arn, UserId: UserArn });
    expect(User).toMatchObject({
      RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
      SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
      HierarchyGroupId: group.id,
    });
  });
});

describe('DescribeUser and DeleteUser', () => {
  it('know nothing of a user that is gone', async () => {
    const { user, ok, send, service } = bench();
    const key = await user();
    await ok('DeleteUser', key);
    expect(service.users()).toEqual([]);
    expect(await send('DescribeUser', key)).toMatchObject({
      status: 404,
      error: 'ResourceNotFoundException',
    });
    expect(await send('DeleteUser', key)).toMatchObject({ status: 404, error: 'ResourceNotFoundException' });
  });

  it('show a new user late, if asked to', async () => {
    const { user, send, service, pass } = bench();
    service.settings.describeLag = { calls: 2 };
    const key = await user();
    const statuses: number[] = [];
    for (let call = 0; call < 3; call++) statuses.push((await send('DescribeUser', key)).status);
    expect(statuses).toEqual([404, 404, 200]);

    service.settings.describeLag = { ms: 100 };
    const later = await user({ Username: 'Later' });
    pass(99);
    expect((await send('DescribeUser', later)).status).toBe(404);
    pass(1);
    expect((await send('DescribeUser', later)).status).toBe(200);
  });

  it('hands out copies', async () => {
    const { user, service } = bench();
    await user({ Tags: { a: 'b' } });
    (service.users()[0]?.Tags as Record<string, string>)['a'] = 'changed';
    expect(service.users()[0]?.Tags).toEqual({ a: 'b' });
  });
});
