import { EXAMPLE_INSTANCE_ID } from '../../../local/connect/seed';
import { bench } from './harness';

describe('UpdateUserIdentityInfo', () => {
  it('replaces the identity as a whole', async () => {
    const { user, ok, describe: show } = bench();
    const key = await user({
      IdentityInfo: { FirstName: 'M', LastName: 'M', Email: 'm@example.com', Mobile: '+15555551212' },
    });
    await ok('UpdateUserIdentityInfo', {
      ...key,
      IdentityInfo: { FirstName: 'Mary', LastName: 'Major', SecondaryEmail: 'a@example.com', Email: '' },
    });
    expect((await show(key))['IdentityInfo']).toEqual({
      FirstName: 'Mary',
      LastName: 'Major',
      SecondaryEmail: 'a@example.com',
    });
  });

  it.each([
    ['without a first name', { LastName: 'M' }, 'Required parameter missing: FirstName'],
    ['with an empty last name', { FirstName: 'M', LastName: '' }, 'Required parameter missing: LastName'],
    [
      'with a wrong secondary address',
      { FirstName: 'M', LastName: 'M', SecondaryEmail: 'x' },
      'SecondaryEmail',
    ],
  ])('refuses an identity %s, and keeps the old one', async (_, IdentityInfo, message) => {
    const { user, send, describe: show } = bench();
    const key = await user();
    const answer = await send('UpdateUserIdentityInfo', { ...key, IdentityInfo });
    expect(answer.status).toBe(400);
    expect(answer.message).toContain(message);
    expect((await show(key))['IdentityInfo']).toEqual({ FirstName: 'Mary', LastName: 'Major' });
  });

  it('leaves to an existing directory what is the directory’s', async () => {
    const { service, user, send, ok, describe: show } = bench();
    const instance = service.addInstance({ identityManagementType: 'EXISTING_DIRECTORY' });
    const key = await user({
      InstanceId: instance.id,
      Password: undefined,
      RoutingProfileId: instance.routingProfiles[0]?.id,
      SecurityProfileIds: [instance.securityProfiles[0]?.id],
    });
    expect(
      await send('UpdateUserIdentityInfo', { ...key, IdentityInfo: { FirstName: 'Marie' } }),
    ).toMatchObject({
      error: 'InvalidRequestException',
      message: expect.stringContaining('FirstName is managed'),
    });
    await ok('UpdateUserIdentityInfo', { ...key, IdentityInfo: { Mobile: '+15555551212' } });
    expect((await show(key))['IdentityInfo']).toEqual({
      FirstName: 'Mary',
      LastName: 'Major',
      Mobile: '+15555551212',
    });
  });
});

describe('phone settings', () => {
  const acw = (Channel: string, seconds: number) => ({
    Channel,
    AfterContactWorkConfig: { AfterContactWorkTimeLimit: seconds },
  });

  it('UpdateUserPhoneConfig returns what is left out to that of a new user', async () => {
    const { user, ok, describe: show } = bench();
    const key = await user({
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        DeskPhoneNumber: '+15555551212',
        AutoAccept: true,
        AfterContactWorkTimeLimit: 60,
        PersistentConnection: true,
      },
    });
    await ok('UpdateUserPhoneConfig', { ...key, PhoneConfig: { AfterContactWorkTimeLimit: 30 } });
    expect((await show(key))['PhoneConfig']).toEqual({
      PhoneType: 'SOFT_PHONE',
      AutoAccept: false,
      AfterContactWorkTimeLimit: 30,
      PersistentConnection: false,
    });
  });

  it('UpdateUserPhoneConfig sets one after-contact work on all channels', async () => {
    const { user, ok, describe: show } = bench();
    const key = await user({ AfterContactWorkConfigs: [acw('VOICE', 10), acw('CHAT', 20)] });
    await ok('UpdateUserPhoneConfig', { ...key, PhoneConfig: { AfterContactWorkTimeLimit: 30 } });
    expect((await show(key))['AfterContactWorkConfigs']).toEqual([acw('VOICE', 30), acw('CHAT', 30)]);
  });

  it('UpdateUserConfig changes the channels that it lists, and PhoneConfig shows those of VOICE', async () => {
    const { user, ok, describe: show } = bench();
    const key = await user({
      AutoAcceptConfigs: [
        { Channel: 'CHAT', AutoAccept: true },
        { Channel: 'VOICE', AutoAccept: true, AgentFirstCallbackAutoAccept: true },
      ],
      AfterContactWorkConfigs: [acw('TASK', 5)],
    });
    await ok('UpdateUserConfig', {
      ...key,
      AutoAcceptConfigs: [{ Channel: 'CHAT', AutoAccept: false }],
      AfterContactWorkConfigs: [acw('VOICE', 7)],
      PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15555551212' }],
      PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
      VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
    });
    expect(await show(key)).toMatchObject({
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        AutoAccept: true,
        AfterContactWorkTimeLimit: 7,
        DeskPhoneNumber: '+15555551212',
        PersistentConnection: true,
      },
      AutoAcceptConfigs: [
        { Channel: 'VOICE', AutoAccept: true, AgentFirstCallbackAutoAccept: true },
        { Channel: 'CHAT', AutoAccept: false },
      ],
      AfterContactWorkConfigs: [acw('VOICE', 7), acw('TASK', 5)],
      PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15555551212' }],
      PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
      VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
    });
  });

  it.each([
    ['UpdateUserPhoneConfig', { PhoneConfig: { PhoneType: 'DESK_PHONE' } }],
    ['UpdateUserPhoneConfig', { PhoneConfig: { AfterContactWorkTimeLimit: 2_000_001 } }],
    ['UpdateUserPhoneConfig', {}],
    ['UpdateUserConfig', { PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE' }] }],
    ['UpdateUserConfig', { AutoAcceptConfigs: [{ Channel: 'FAX', AutoAccept: true }] }],
  ])('%s refuses %j and changes nothing', async (operation, more) => {
    const { user, send, describe: show } = bench();
    const key = await user();
    const before = await show(key);
    expect((await send(operation, { ...key, ...more })).status).toBe(400);
    expect(await show(key)).toEqual(before);
  });
});

describe('what a user is assigned to', () => {
  it('changes routing profile, security profiles and hierarchy group, and leaves the hierarchy', async () => {
    const { service, user, ok, pass, describe: show } = bench();
    const routing = service.addRoutingProfile(EXAMPLE_INSTANCE_ID, { name: 'Other' });
    const security = service.addSecurityProfile(EXAMPLE_INSTANCE_ID, { name: 'Other' });
    const group = service.addHierarchyGroup(EXAMPLE_INSTANCE_ID, { name: 'Team' });
    const key = await user();
    pass(5000);
    await ok('UpdateUserRoutingProfile', { ...key, RoutingProfileId: routing.id });
    await ok('UpdateUserSecurityProfiles', { ...key, SecurityProfileIds: [security.id] });
    await ok('UpdateUserHierarchy', { ...key, HierarchyGroupId: group.id });
    expect(await show(key)).toMatchObject({
      RoutingProfileId: routing.id,
      SecurityProfileIds: [security.id],
      HierarchyGroupId: group.id,
      LastModifiedTime: Date.UTC(2026, 0, 1) / 1000 + 5,
    });
    await ok('UpdateUserHierarchy', key);
    expect(await show(key)).not.toHaveProperty('HierarchyGroupId');
  });

  it.each([
    ['UpdateUserRoutingProfile', { RoutingProfileId: 'none' }, 404],
    ['UpdateUserSecurityProfiles', { SecurityProfileIds: ['none'] }, 404],
    ['UpdateUserSecurityProfiles', { SecurityProfileIds: [] }, 400],
    ['UpdateUserHierarchy', { HierarchyGroupId: 'none' }, 404],
    ['UpdateUserHierarchy', { UserId: 'none' }, 404],
    ['UpdateUserHierarchy', { InstanceId: 'none' }, 404],
  ])('%s %j is refused', async (operation, more, status) => {
    const { user, send } = bench();
    expect((await send(operation, { ...(await user()), ...more })).status).toBe(status);
  });
});
