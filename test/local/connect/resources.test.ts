import { ResourceFailure, type ResourceRequest } from '../../../local/cloudformation/resource-provider';
import { EXAMPLE_INSTANCE_ID } from '../../../local/connect/seed';
import { bench } from './harness';

const INSTANCE_ARN = `arn:aws:connect:us-east-1:123456789012:instance/${EXAMPLE_INSTANCE_ID}`;

type Properties = Record<string, unknown>;

const request = (resourceType: string, properties: Properties): ResourceRequest => ({
  stackId: 'stack',
  stackName: 'Stack',
  logicalId: 'Thing',
  resourceType,
  properties,
  signal: new AbortController().signal,
});

/** One resource type of one Connect. */
function resources(type: string) {
  const made = bench();
  const provider = made.service.resourceProviders().get(type);
  if (!provider) throw new Error(`No provider of ${type}`);
  return {
    ...made,
    create: (properties: Properties) => provider.create(request(type, properties)),
    update: (properties: Properties, before: Properties, physicalId: string) =>
      provider.update(request(type, properties), { physicalId, properties: before, attributes: {} }),
    remove: (properties: Properties, physicalId: string) =>
      provider.delete(request(type, properties), { physicalId, properties, attributes: {} }),
  };
}

const ROUTING = {
  InstanceArn: INSTANCE_ARN,
  Name: 'Fast',
  Description: 'For the fast',
  DefaultOutboundQueueArn: `${INSTANCE_ARN}/queue/q`,
  MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
};
const SECURITY = { InstanceArn: INSTANCE_ARN, SecurityProfileName: 'Auditor' };
const GROUP = { InstanceArn: INSTANCE_ARN, Name: 'Team' };
const USER = {
  InstanceArn: INSTANCE_ARN,
  Username: 'Mary',
  Password: 'Pass@Word1',
  IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
  RoutingProfileArn: `${INSTANCE_ARN}/routing-profile/87654321-9999-3434-abcd-x1y2z3a1b2c3`,
  SecurityProfileArns: [`${INSTANCE_ARN}/security-profile/12345678-1111-2222-aaaa-a1b2c3d4f5g7`],
};

describe('profiles and groups', () => {
  it.each([
    ['AWS::Connect::RoutingProfile', ROUTING, 'routing-profile', 'RoutingProfileArn', 'routingProfiles'],
    ['AWS::Connect::SecurityProfile', SECURITY, 'security-profile', 'SecurityProfileArn', 'securityProfiles'],
    ['AWS::Connect::UserHierarchyGroup', GROUP, 'agent-group', 'UserHierarchyGroupArn', 'hierarchyGroups'],
  ] as const)('%s comes and goes', async (type, properties, kind, attribute, member) => {
    const { create, remove, service } = resources(type);
    const before = service.instances()[0]?.[member].length ?? 0;
    const { physicalId, attributes } = await create({ ...properties, Tags: [{ Key: 'a', Value: 'b' }] });
    expect(physicalId).toMatch(new RegExp(`^${INSTANCE_ARN}/${kind}/[0-9a-f-]{36}$`));
    expect(attributes[attribute]).toBe(physicalId);
    expect(service.tagsOf(physicalId)).toEqual({ a: 'b' });
    await expect(create(properties)).rejects.toThrow(/already exists.*HandlerErrorCode: AlreadyExists/);
    await remove(properties, physicalId);
    expect(service.instances()[0]?.[member]).toHaveLength(before);
    await expect(remove(properties, physicalId)).rejects.toThrow('HandlerErrorCode: NotFound');
  });

  it.each([
    [
      'AWS::Connect::RoutingProfile',
      ROUTING,
      ['DefaultOutboundQueueArn', 'Description', 'InstanceArn', 'MediaConcurrencies', 'Name'],
    ],
    ['AWS::Connect::SecurityProfile', SECURITY, ['InstanceArn', 'SecurityProfileName']],
    ['AWS::Connect::UserHierarchyGroup', GROUP, ['InstanceArn', 'Name']],
    ['AWS::Connect::User', USER, ['InstanceArn', 'RoutingProfileArn', 'SecurityProfileArns', 'Username']],
  ] as const)('%s refuses missing and unknown properties', async (type, properties, required) => {
    const { create } = resources(type);
    for (const name of required) {
      await expect(create({ ...properties, [name]: undefined })).rejects.toThrow(
        `required key [${name}] not found`,
      );
    }
    await expect(create({ ...properties, Colour: 'red' })).rejects.toThrow('[Colour]');
    await expect(create({ ...properties, InstanceArn: 'arn:aws:connect:x' })).rejects.toThrow(
      ResourceFailure,
    );
  });

  it('a routing profile changes in place, but not its instance', async () => {
    const { create, update, service } = resources('AWS::Connect::RoutingProfile');
    const { physicalId } = await create(ROUTING);
    const after = await update({ ...ROUTING, Name: 'Faster' }, ROUTING, physicalId);
    expect(after.physicalId).toBe(physicalId);
    expect(service.instances()[0]?.routingProfiles.map(({ name }) => name)).toContain('Faster');
    await expect(
      update({ ...ROUTING, InstanceArn: `${INSTANCE_ARN}x` }, ROUTING, physicalId),
    ).rejects.toThrow('InstanceArn cannot be updated.');
    await expect(update({ ...ROUTING, Name: 'Basic Routing Profile' }, ROUTING, physicalId)).rejects.toThrow(
      'already exists',
    );
  });

  it('a security profile of another name is another security profile', async () => {
    const { create, update } = resources('AWS::Connect::SecurityProfile');
    const { physicalId, attributes } = await create(SECURITY);
    expect(attributes).toMatchObject({ LastModifiedRegion: 'us-east-1' });
    const after = await update({ ...SECURITY, SecurityProfileName: 'Chief' }, SECURITY, physicalId);
    expect(after.physicalId).not.toBe(physicalId);
    const same = await update({ ...SECURITY, Tags: [{ Key: 'a', Value: 'b' }] }, SECURITY, physicalId);
    expect(same.physicalId).toBe(physicalId);
  });

  it('groups of one name live under different parents, five levels deep', async () => {
    const { create, remove, service } = resources('AWS::Connect::UserHierarchyGroup');
    let ParentGroupArn: string | undefined;
    for (let level = 1; level <= 5; level++) {
      const { physicalId } = await create({ ...GROUP, ...(ParentGroupArn && { ParentGroupArn }) });
      ParentGroupArn = physicalId;
    }
    expect(service.instances()[0]?.hierarchyGroups.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5]);
    await expect(create({ ...GROUP, ParentGroupArn })).rejects.toThrow('at most five levels');
    const top = service.instances()[0]?.hierarchyGroups[0];
    await expect(remove(GROUP, top?.arn ?? '')).rejects.toThrow('Hierarchy group is in use');
  });

  it.each([
    ['AWS::Connect::RoutingProfile', ROUTING, (arn: string) => ({ RoutingProfileId: arn })],
    ['AWS::Connect::SecurityProfile', SECURITY, (arn: string) => ({ SecurityProfileIds: [arn] })],
    ['AWS::Connect::UserHierarchyGroup', GROUP, (arn: string) => ({ HierarchyGroupId: arn })],
  ])('%s stays while a user has it', async (type, properties, member) => {
    const { create, remove, user } = resources(type);
    const { physicalId } = await create(properties);
    await user(member(physicalId));
    await expect(remove(properties, physicalId)).rejects.toThrow('is in use');
  });
});

describe('AWS::Connect::User', () => {
  const english = { AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level: 3 };
  const french = { ...english, AttributeValue: 'connect:French' };

  it('makes, changes and removes a user, reading strings as its schema says', async () => {
    const { create, update, remove, service } = resources('AWS::Connect::User');
    const before = {
      ...USER,
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: 'true', AfterContactWorkTimeLimit: '60' },
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
      UserProficiencies: [english, { ...french, Level: '1' }],
    };
    const { physicalId, attributes } = await create(before);
    const [made] = service.users();
    expect(physicalId).toBe(made?.Arn);
    expect(attributes).toEqual({ UserArn: physicalId });
    expect(made).toMatchObject({
      PhoneConfig: { AutoAccept: true, AfterContactWorkTimeLimit: 60 },
      Tags: { a: '1', b: '2' },
      Proficiencies: [english, { ...french, Level: 1 }],
    });

    const group = service.addHierarchyGroup(EXAMPLE_INSTANCE_ID, { name: 'Team' });
    const routing = service.addRoutingProfile(EXAMPLE_INSTANCE_ID, { name: 'Other' });
    const security = service.addSecurityProfile(EXAMPLE_INSTANCE_ID, { name: 'Other' });
    const after = {
      ...USER,
      IdentityInfo: { FirstName: 'Marie', LastName: 'Major' },
      AutoAcceptConfigs: [{ Channel: 'CHAT', AutoAccept: 'true' }],
      HierarchyGroupArn: group.arn,
      RoutingProfileArn: routing.arn,
      SecurityProfileArns: [security.arn],
      Tags: [{ Key: 'b', Value: '3' }],
      UserProficiencies: [{ ...french, Level: 4 }],
    };
    expect((await update(after, before, physicalId)).physicalId).toBe(physicalId);
    expect(service.users()[0]).toMatchObject({
      IdentityInfo: { FirstName: 'Marie', LastName: 'Major' },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false, AfterContactWorkTimeLimit: 0 },
      AutoAcceptConfigs: [{ Channel: 'CHAT', AutoAccept: true }],
      HierarchyGroupId: group.id,
      RoutingProfileId: routing.id,
      SecurityProfileIds: [security.id],
      Tags: { b: '3' },
      Proficiencies: [{ ...french, Level: 4 }],
    });
    await update({ ...after, HierarchyGroupArn: undefined }, after, physicalId);
    expect(service.users()[0]).not.toHaveProperty('HierarchyGroupId');

    await remove(after, physicalId);
    expect(service.users()).toEqual([]);
    await remove(after, physicalId);
  });

  it.each([
    ['InstanceArn', `${INSTANCE_ARN}x`],
    ['Username', 'Other'],
    ['Password', 'Other@Word1'],
    ['DirectoryUserId', 'other'],
  ])('refuses to change %s', async (name, value) => {
    const { create, update } = resources('AWS::Connect::User');
    const { physicalId } = await create(USER);
    await expect(update({ ...USER, [name]: value }, USER, physicalId)).rejects.toThrow(
      `${name} cannot be updated.`,
    );
  });

  it('names the user that exists although its proficiencies failed', async () => {
    const { create, service } = resources('AWS::Connect::User');
    const failed = create({ ...USER, UserProficiencies: [{ ...english, AttributeValue: 'Klingon' }] });
    await expect(failed).rejects.toBeInstanceOf(ResourceFailure);
    await expect(failed).rejects.toMatchObject({ physicalId: service.users()[0]?.Arn });
  });

  it.each([
    ['what the API refuses', { Password: 'weak' }, 'HandlerErrorCode: InvalidRequest'],
    ['a username that is there', { Username: 'Taken' }, 'HandlerErrorCode: AlreadyExists'],
    ['an unknown member', { PhoneConfig: { Fax: true } }, 'extraneous key [Fax] is not permitted'],
    ['tags that are no list', { Tags: { a: 'b' } }, 'Tags must be a list'],
    ['a tag of AWS', { Tags: [{ Key: 'aws:x', Value: 'y' }] }, 'HandlerErrorCode: InvalidRequest'],
  ])('refuses %s, without the password', async (_, more, message) => {
    const { create, user } = resources('AWS::Connect::User');
    await user({ Username: 'Taken' });
    const failed = create({ ...USER, ...more });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ message: expect.not.stringContaining('Pass@Word1') });
  });
});
