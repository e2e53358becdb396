import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  Channel,
  HierarchyGroup,
  PhoneType,
  RoutingProfile,
  SecurityProfile,
  VoiceEnhancementMode,
  type ConnectUserProps,
} from '../../lib';
import { errorsOf, newStack, newUser, propertiesOf } from './stack';

/** One row a member of `CreateUser`: the prop, and what reaches the handler. */
const MEMBERS: [string, Partial<ConnectUserProps>, Record<string, unknown>][] = [
  ['Username', { username: 'Mary.Major' }, { Username: 'Mary.Major' }],
  ['RoutingProfileId', { routingProfile: RoutingProfile.fromId('rp') }, { RoutingProfileId: 'rp' }],
  [
    'SecurityProfileIds',
    { securityProfiles: [SecurityProfile.fromId('a'), SecurityProfile.fromName('b')] },
    { SecurityProfileIds: ['a'], SecurityProfileNames: ['b'] },
  ],
  ['HierarchyGroupId', { hierarchyGroup: HierarchyGroup.fromId('hg') }, { HierarchyGroupId: 'hg' }],
  [
    'HierarchyGroupName',
    { hierarchyGroup: HierarchyGroup.fromName('Team 1') },
    { HierarchyGroupName: 'Team 1' },
  ],
  ['DirectoryUserId', { directoryUserId: 'S-1-5' }, { DirectoryUserId: 'S-1-5' }],
  [
    'IdentityInfo',
    {
      identityInfo: {
        firstName: 'Zoë',
        lastName: 'Müller',
        email: 'zoe@example.com',
        secondaryEmail: 'z@example.com',
        mobile: '+4930123456',
      },
    },
    {
      IdentityInfo: {
        FirstName: 'Zoë',
        LastName: 'Müller',
        Email: 'zoe@example.com',
        SecondaryEmail: 'z@example.com',
        Mobile: '+4930123456',
      },
    },
  ],
  [
    'PhoneConfig',
    {
      phoneConfig: {
        phoneType: PhoneType.DESK_PHONE,
        autoAccept: false,
        afterContactWorkTimeLimit: Duration.minutes(1),
        deskPhoneNumber: '+15555551212',
        persistentConnection: true,
      },
    },
    {
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        AutoAccept: false,
        AfterContactWorkTimeLimit: 60,
        DeskPhoneNumber: '+15555551212',
        PersistentConnection: true,
      },
    },
  ],
  [
    'AutoAcceptConfigs',
    {
      autoAcceptConfigs: [
        { channel: Channel.VOICE, autoAccept: true, agentFirstCallbackAutoAccept: false },
        { channel: Channel.CHAT, autoAccept: false },
      ],
    },
    {
      AutoAcceptConfigs: [
        { Channel: 'VOICE', AutoAccept: true, AgentFirstCallbackAutoAccept: false },
        { Channel: 'CHAT', AutoAccept: false },
      ],
    },
  ],
  [
    'AfterContactWorkConfigs',
    {
      afterContactWorkConfigs: [
        {
          channel: Channel.VOICE,
          afterContactWorkTimeLimit: Duration.seconds(0),
          agentFirstCallbackAfterContactWorkTimeLimit: Duration.minutes(2),
        },
      ],
    },
    {
      AfterContactWorkConfigs: [
        {
          Channel: 'VOICE',
          AfterContactWorkConfig: { AfterContactWorkTimeLimit: 0 },
          AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 120 },
        },
      ],
    },
  ],
  [
    'PhoneNumberConfigs',
    {
      phoneNumberConfigs: [
        { channel: Channel.VOICE, phoneType: PhoneType.DESK_PHONE, phoneNumber: '+15555551212' },
      ],
    },
    { PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15555551212' }] },
  ],
  [
    'PersistentConnectionConfigs',
    { persistentConnectionConfigs: [{ channel: Channel.VOICE, persistentConnection: false }] },
    { PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: false }] },
  ],
  [
    'VoiceEnhancementConfigs',
    {
      voiceEnhancementConfigs: [
        { channel: Channel.VOICE, voiceEnhancementMode: VoiceEnhancementMode.VOICE_ISOLATION },
      ],
    },
    { VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'VOICE_ISOLATION' }] },
  ],
  ['Tags', { tags: { team: 'sales' } }, { Tags: { team: 'sales' } }],
  [
    'Proficiencies',
    { proficiencies: [{ attributeName: 'connect:Language', attributeValue: 'connect:English', level: 4 }] },
    {
      Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level: 4 }],
    },
  ],
];

test.each(MEMBERS)('%s reaches the handler', (_, props, expected) => {
  const stack = newStack();
  newUser(stack, props);
  expect(propertiesOf(stack)).toMatchObject(expected);
});

test('what is not given, or given empty, is not in the template', () => {
  const stack = newStack();
  newUser(stack, { identityInfo: {}, phoneConfig: {}, autoAcceptConfigs: [], tags: {}, proficiencies: [] });
  expect(Object.keys(propertiesOf(stack)).sort()).toEqual([
    'InstanceId',
    'RoutingProfileName',
    'SecurityProfileNames',
    'ServiceTimeout',
    'ServiceToken',
    'Username',
  ]);
});

describe('the life in CloudFormation', () => {
  test.each([
    [RemovalPolicy.DESTROY, 'Delete', 'Delete'],
    [RemovalPolicy.RETAIN, 'RetainExceptOnCreate', 'Retain'],
    [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, 'RetainExceptOnCreate', 'Retain'],
  ])('removalPolicy %s', (removalPolicy, DeletionPolicy, UpdateReplacePolicy) => {
    const stack = newStack();
    newUser(stack, { removalPolicy });
    Template.fromStack(stack).hasResource('Custom::ConnectUser', { DeletionPolicy, UpdateReplacePolicy });
  });

  test('no removalPolicy: what CloudFormation does by itself, which is Delete', () => {
    const stack = newStack();
    newUser(stack);
    Template.fromStack(stack).hasResource('Custom::ConnectUser', {
      DeletionPolicy: Match.absent(),
      UpdateReplacePolicy: Match.absent(),
    });
  });

  test('removalPolicy SNAPSHOT is refused', () => {
    expect(() => newUser(newStack(), { removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(
      '[Stack/Mary] removalPolicy: given "snapshot", allowed RemovalPolicy.DESTROY and RemovalPolicy.RETAIN',
    );
  });

  test('the user depends on the policy of the role, so that its Delete still has its permissions', () => {
    const stack = newStack();
    newUser(stack);
    const template = Template.fromStack(stack);
    const [policy] = Object.keys(template.findResources('AWS::IAM::Policy'));
    template.hasResource('Custom::ConnectUser', { DependsOn: [policy] });
  });

  test('a lost answer fails in minutes: ServiceTimeout', () => {
    const stack = newStack();
    newUser(stack);
    expect(propertiesOf(stack).ServiceTimeout).toBe(1200);
  });
});

describe('attributes and outputs', () => {
  test('userId, userArn and username are attributes', () => {
    const stack = newStack();
    const user = newUser(stack);
    const id = expect.stringMatching(/^Mary/);
    expect(stack.resolve([user.userId, user.userArn, user.username, user.userRef])).toEqual([
      { 'Fn::GetAtt': [id, 'UserId'] },
      { Ref: id },
      { 'Fn::GetAtt': [id, 'Username'] },
      { userArn: { Ref: id } },
    ]);
  });

  test('two outputs a user, named after its path', () => {
    const stack = newStack();
    newUser(stack);
    expect(Object.keys(Template.fromStack(stack).findOutputs('*'))).toEqual(['MaryUserId', 'MaryUserArn']);
  });

  test('stackOutputs: false', () => {
    const stack = newStack();
    newUser(stack, { stackOutputs: false });
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
  });

  test.each([
    [100, ''],
    [101, 'The stack has 202 outputs, CloudFormation allows 200'],
  ])('%d users with outputs', (count, error) => {
    const stack = newStack();
    for (let n = 0; n < count; n++) newUser(stack, { username: `u${n}` }, `U${n}`);
    if (error === '') expect(errorsOf(stack)).toBe('');
    else expect(errorsOf(stack)).toContain(error);
  });

  test('two paths that give one output name are an error that says so', () => {
    const stack = newStack();
    newUser(stack, { username: 'a' }, 'mary-major');
    newUser(stack, { username: 'b' }, 'mary.major');
    expect(errorsOf(stack)).toContain('MaryMajorUserId');
  });
});

describe('tags', () => {
  test('Tags.of adds to the prop', () => {
    const stack = newStack();
    newUser(stack, { tags: { team: 'sales' } });
    Tags.of(stack).add('cost-center', '42');
    expect(propertiesOf(stack).Tags).toEqual({ team: 'sales', 'cost-center': '42' });
  });

  test('tags by aspect are judged too', () => {
    const stack = newStack();
    newUser(stack);
    Tags.of(stack).add('aws:forbidden', 'x');
    expect(errorsOf(stack)).toMatch(/\[Stack\/Mary\] tags.*aws:/);
  });
});
