import { bench, INSTANCE, mary, read, request } from './harness';

const SECRETS = {
  Password: 'Pass@Word1',
  IdentityInfo: {
    FirstName: 'Ferdinanda',
    LastName: 'Lastington',
    Email: 'first@example.com',
    SecondaryEmail: 'second@example.com',
    Mobile: '+15550000001',
  },
  DirectoryUserId: 'directory-1',
  PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15550000002' }],
  Tags: { owner: 'tag-value' },
};
const VALUES = [
  'Pass@Word1',
  'Ferdinanda',
  'Lastington',
  'first@',
  'second@',
  '+1555000',
  'directory-1',
  'tag-value',
];

describe('the log of calls', () => {
  it('names every member that was given, and shows the values of some', async () => {
    const { send } = bench();
    const { call } = await send('CreateUser', mary(SECRETS));
    expect(call).toEqual({
      operation: 'CreateUser',
      parameters: {
        ...INSTANCE,
        Username: 'Mary',
        Password: '(given)',
        IdentityInfo: {
          FirstName: '(given)',
          LastName: '(given)',
          Email: '(given)',
          SecondaryEmail: '(given)',
          Mobile: '(given)',
        },
        DirectoryUserId: '(given)',
        PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '(given)' }],
        SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
        RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
        Tags: { owner: '(given)' },
      },
    });
  });

  it.each([
    ['a good request', {}],
    ['a request that the model refuses', { Username: '' }],
    [
      'a request of wrong types',
      { IdentityInfo: ['Ferdinanda'], Tags: 'tag-value', Username: { a: 'Lastington' } },
    ],
    ['an unknown member', { Passwort: 'Pass@Word1' }],
    ['an unknown instance', { InstanceId: 'none' }],
  ])('of %s, and its answer, hold no secret and no personal data', async (_, more) => {
    const { service } = bench();
    const response = await service.handle(request('CreateUser', mary({ ...SECRETS, ...more })));
    const text = JSON.stringify(response) + JSON.stringify(read(response));
    for (const value of VALUES) expect(text).not.toContain(value);
    expect(response.call.operation).toBe('CreateUser');
  });

  it('tells the error of a call that failed', async () => {
    const { send } = bench();
    expect((await send('DeleteUser', { ...INSTANCE, UserId: 'none' })).call).toEqual({
      operation: 'DeleteUser',
      parameters: { ...INSTANCE, UserId: 'none' },
      error: 'ResourceNotFoundException',
    });
  });

  it.each([
    ['not JSON', '{', 'The body is not JSON'],
    ['not an object', '[]', 'The body is not a JSON object'],
    ['nothing', 'null', 'The body is not a JSON object'],
  ])('has a request whose body is %s', async (_, body, message) => {
    const { service } = bench();
    const answer = read(await service.handle({ ...request('CreateUser', mary()), body: Buffer.from(body) }));
    expect(answer).toMatchObject({ status: 400, error: 'SerializationException', message });
    expect(answer.call).toEqual({ operation: 'CreateUser', error: 'SerializationException' });
  });

  it('has a request that no operation answers', async () => {
    const { service } = bench();
    const answer = read(await service.handle({ ...request('ListUsers', INSTANCE), path: '/nobody' }));
    expect(answer).toMatchObject({ status: 404, error: 'UnknownOperationException' });
    expect(answer.call).toEqual({ operation: 'GET (unknown)', error: 'UnknownOperationException' });
    expect(() => service.call('Nothing', {})).toThrow('No such operation: Nothing');
  });
});
