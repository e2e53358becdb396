import { bench, mary, profilesOf } from './harness';

const PARAMETER = 'InvalidParameterException';
const REQUEST = 'InvalidRequestException';
const voice = (more: object) => [{ Channel: 'VOICE', ...more }];

describe('a new user', () => {
  it.each([
    ['a username of 21 characters', { Username: 'x'.repeat(21) }, PARAMETER, 'at most 20 characters'],
    ['a username with a space', { Username: 'Mary Major' }, PARAMETER, 'may have only the characters'],
    ['a username with @ that is no e-mail address', { Username: 'mary@example' }, PARAMETER, '@ only if'],
    ['a username with two @', { Username: 'mary@a@b.com' }, PARAMETER, '@ only if'],
    ['no password', { Password: undefined }, REQUEST, 'Required parameter missing: Password'],
    ['no identity', { IdentityInfo: undefined }, REQUEST, 'Required parameter missing: FirstName'],
    ['no first name', { IdentityInfo: { LastName: 'M' } }, REQUEST, 'Required parameter missing: FirstName'],
    ['an empty last name', { IdentityInfo: { FirstName: 'M', LastName: '' } }, REQUEST, 'missing: LastName'],
    [
      'a last name of 257 characters',
      { IdentityInfo: { FirstName: 'M', LastName: 'x'.repeat(257) } },
      PARAMETER,
      'LastName is too long: at most 256',
    ],
    [
      'a name that is not NFC',
      { IdentityInfo: { FirstName: 'Rene\u0301', LastName: 'M' } },
      PARAMETER,
      'FirstName must be in Unicode Normalization Form C',
    ],
    [
      'a secondary address that is none',
      { IdentityInfo: { FirstName: 'M', LastName: 'M', SecondaryEmail: 'mary@example' } },
      PARAMETER,
      'SecondaryEmail is not an email address',
    ],
    [
      'AutoAccept twice',
      { PhoneConfig: { AutoAccept: false }, AutoAcceptConfigs: voice({ AutoAccept: true }) },
      REQUEST,
      'PhoneConfig.AutoAccept and AutoAcceptConfigs',
    ],
    [
      'after-contact work twice',
      {
        PhoneConfig: { AfterContactWorkTimeLimit: 0 },
        AfterContactWorkConfigs: voice({ AfterContactWorkConfig: {} }),
      },
      REQUEST,
      'PhoneConfig.AfterContactWorkTimeLimit and AfterContactWorkConfigs',
    ],
    [
      'the type of the phone twice',
      { PhoneConfig: { PhoneType: 'SOFT_PHONE' }, PhoneNumberConfigs: voice({ PhoneType: 'SOFT_PHONE' }) },
      REQUEST,
      'PhoneConfig.PhoneType and PhoneNumberConfigs',
    ],
    [
      'the number of the phone beside the list',
      { PhoneConfig: { DeskPhoneNumber: '+15' }, PhoneNumberConfigs: voice({ PhoneType: 'SOFT_PHONE' }) },
      REQUEST,
      'PhoneConfig.DeskPhoneNumber and PhoneNumberConfigs',
    ],
    [
      'the persistent connection twice',
      {
        PhoneConfig: { PersistentConnection: true },
        PersistentConnectionConfigs: voice({ PersistentConnection: true }),
      },
      REQUEST,
      'PhoneConfig.PersistentConnection and PersistentConnectionConfigs',
    ],
    [
      'a desk phone without a number',
      { PhoneConfig: { PhoneType: 'DESK_PHONE' } },
      REQUEST,
      'DeskPhoneNumber',
    ],
    [
      'a listed desk phone without a number',
      { PhoneNumberConfigs: voice({ PhoneType: 'DESK_PHONE' }) },
      REQUEST,
      'Required parameter missing: PhoneNumber',
    ],
    [
      'more than 24 days of after-contact work',
      { PhoneConfig: { AfterContactWorkTimeLimit: 2_000_001 } },
      PARAMETER,
      'between 0 and 2000000 seconds',
    ],
    [
      'more than 24 days, listed',
      {
        AfterContactWorkConfigs: voice({ AfterContactWorkConfig: { AfterContactWorkTimeLimit: 2_000_001 } }),
      },
      PARAMETER,
      'between 0 and 2000000 seconds',
    ],
    [
      'more than 24 days for callbacks',
      {
        AfterContactWorkConfigs: voice({
          AfterContactWorkConfig: {},
          AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 2_000_001 },
        }),
      },
      PARAMETER,
      'between 0 and 2000000 seconds',
    ],
    [
      'a channel twice',
      { AutoAcceptConfigs: [...voice({ AutoAccept: true }), ...voice({ AutoAccept: false })] },
      PARAMETER,
      'AutoAcceptConfigs has the channel VOICE twice',
    ],
    [
      'a phone for e-mail',
      { PhoneNumberConfigs: [{ Channel: 'EMAIL', PhoneType: 'SOFT_PHONE' }] },
      PARAMETER,
      'PhoneNumberConfigs supports only the channel VOICE',
    ],
    [
      'a persistent connection for chat',
      { PersistentConnectionConfigs: [{ Channel: 'CHAT', PersistentConnection: true }] },
      PARAMETER,
      'PersistentConnectionConfigs supports only the channel VOICE',
    ],
    [
      'voice enhancement for tasks',
      { VoiceEnhancementConfigs: [{ Channel: 'TASK', VoiceEnhancementMode: 'NONE' }] },
      PARAMETER,
      'VoiceEnhancementConfigs supports only the channel VOICE',
    ],
    [
      'callbacks accepted on chat',
      { AutoAcceptConfigs: [{ Channel: 'CHAT', AutoAccept: true, AgentFirstCallbackAutoAccept: false }] },
      PARAMETER,
      'AgentFirstCallbackAutoAccept applies only to VOICE',
    ],
    [
      'after-contact work of callbacks on tasks',
      {
        AfterContactWorkConfigs: [
          { Channel: 'TASK', AfterContactWorkConfig: {}, AgentFirstCallbackAfterContactWorkConfig: {} },
        ],
      },
      PARAMETER,
      'AgentFirstCallbackAfterContactWorkConfig applies only to VOICE',
    ],
    ['an unknown instance', { InstanceId: 'none' }, 'ResourceNotFoundException', 'Instance not found'],
    [
      'an unknown routing profile',
      { RoutingProfileId: 'none' },
      'ResourceNotFoundException',
      'Routing profile',
    ],
    [
      'an unknown security profile',
      { SecurityProfileIds: ['none'] },
      'ResourceNotFoundException',
      'Security',
    ],
    ['an unknown hierarchy group', { HierarchyGroupId: 'none' }, 'ResourceNotFoundException', 'Hierarchy'],
    ['an empty hierarchy group', { HierarchyGroupId: '' }, 'ResourceNotFoundException', 'Hierarchy'],
    [
      'a security profile twice',
      { SecurityProfileIds: Array<string>(2).fill('12345678-1111-2222-aaaa-a1b2c3d4f5g7') },
      PARAMETER,
      'A security profile is given twice',
    ],
    [
      'the ARN of something else',
      { RoutingProfileId: 'arn:aws:connect:us-east-1:123456789012:instance/x/queue/y' },
      PARAMETER,
      'the ARN is of something else',
    ],
  ])('refuses %s', async (_, more, error, message) => {
    const { send, service } = bench();
    const answer = await send('CreateUser', mary(more));
    expect([answer.error, answer.status]).toEqual([error, error === 'ResourceNotFoundException' ? 404 : 400]);
    expect(answer.message).toContain(message);
    expect(service.users()).toEqual([]);
  });

  it.each([
    ['an e-mail address', { Username: 'mary@example.com' }],
    ['every kind of character', { Username: 'aZ09_-.\\' }],
    [
      'the longest of both limits',
      { Username: 'x'.repeat(20), PhoneConfig: { AfterContactWorkTimeLimit: 2_000_000 } },
    ],
    ['a soft phone that has a number', { PhoneConfig: { DeskPhoneNumber: '+15555551212' } }],
    [
      'lists for what PhoneConfig leaves open',
      { PhoneConfig: { AutoAccept: true }, PhoneNumberConfigs: voice({ PhoneType: 'SOFT_PHONE' }) },
    ],
    [
      'all fields of an identity',
      {
        IdentityInfo: {
          FirstName: 'René',
          LastName: 'x'.repeat(256),
          Email: 'm@example.com',
          SecondaryEmail: 'm+2@example.co.uk',
          Mobile: '+4915112345678',
        },
      },
    ],
  ])('takes %s', async (_, more) => {
    const { user, service } = bench();
    await user(more);
    expect(service.users()).toHaveLength(1);
  });
});

describe('a new user, by identity management', () => {
  it.each([
    ['SAML', {}, { Username: 'x'.repeat(64) }, undefined],
    ['SAML', {}, { Username: 'x'.repeat(65) }, 'Username is too long: at most 64'],
    ['SAML', {}, { Password: 'Pass@Word1' }, 'Password is not allowed'],
    ['SAML', {}, { DirectoryUserId: 'd' }, 'DirectoryUserId is not allowed'],
    ['SAML', {}, { IdentityInfo: { FirstName: 'M' } }, 'Required parameter missing: LastName'],
    ['SAML', {}, { IdentityInfo: { FirstName: 'M', LastName: 'x'.repeat(300) } }, undefined],
    [
      'SAML',
      {},
      { IdentityInfo: { FirstName: 'M', LastName: 'M', Email: 'a@b.com' } },
      'Email is not allowed',
    ],
    [
      'SAML',
      { samlEmail: 'accept' },
      { IdentityInfo: { FirstName: 'M', LastName: 'M', Email: 'a@b.com' } },
      undefined,
    ],
    ['EXISTING_DIRECTORY', {}, { IdentityInfo: undefined }, undefined],
    ['EXISTING_DIRECTORY', {}, { Password: 'Pass@Word1' }, 'Password is not allowed'],
    ['EXISTING_DIRECTORY', {}, { Username: 'x'.repeat(21) }, 'Username is too long: at most 20'],
    ['EXISTING_DIRECTORY', { directoryAccessible: false }, {}, 'Required parameter missing: DirectoryUserId'],
    ['EXISTING_DIRECTORY', { directoryAccessible: false }, { DirectoryUserId: 'd' }, undefined],
  ] as const)('%s %j: %j', async (identityManagementType, options, more, refusal) => {
    const { service, send } = bench();
    const instance = service.addInstance({ identityManagementType, ...options });
    const answer = await send(
      'CreateUser',
      mary({ InstanceId: instance.id, ...profilesOf(instance), Password: undefined, ...more }),
    );
    expect(answer.status).toBe(refusal ? 400 : 200);
    expect(answer.message).toContain(refusal ?? '');
  });
});
