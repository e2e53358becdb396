import { Duration, Tags } from 'aws-cdk-lib';
import {
  Channel,
  HierarchyGroup,
  PhoneType,
  RoutingProfile,
  SecurityProfile,
  UserPassword,
  VoiceEnhancementMode,
} from '../../lib';
import { OWNER_TAG } from '../../lib/private/contract';
import { Deployment, type Account } from '../support/deployment';
import { addUser, ADMIN_ID, AGENT_ID, INSTANCE_ID, ROUTING_PROFILE_ID, secretOf } from '../support/users';

const GROUP_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

let d: Deployment;
beforeAll(async () => {
  d = await Deployment.start();
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'Night shift', id: GROUP_ID });
});
afterAll(() => d.stop());

/** What the request said of the account: all but what Connect adds to it. */
function requested(account: Account) {
  const { Tags: tags = {}, ...all } = account;
  const { [OWNER_TAG]: owner, ...own } = tags;
  return { owner, account: { ...all, Tags: own } };
}

const shared = (account: Account) => ({
  Id: account.Id,
  Arn: account.Arn,
  LastModifiedTime: account.LastModifiedTime,
  LastModifiedRegion: 'us-east-1',
});

it('makes an account of every member of CreateUser, with phone settings for all channels', async () => {
  const created = await d.deploy('Every', (stack) => {
    const user = addUser(stack, {
      username: 'mary.major',
      identityInfo: {
        firstName: 'Mary',
        lastName: 'Major',
        email: 'mary.major@example.com',
        secondaryEmail: 'mary@example.org',
        mobile: '+15555550100',
      },
      phoneConfig: {
        phoneType: PhoneType.DESK_PHONE,
        deskPhoneNumber: '+15555551212',
        autoAccept: true,
        afterContactWorkTimeLimit: Duration.minutes(1),
        persistentConnection: true,
      },
      voiceEnhancementConfigs: [
        { channel: Channel.VOICE, voiceEnhancementMode: VoiceEnhancementMode.NOISE_SUPPRESSION },
      ],
      directoryUserId: 'directory-42',
      hierarchyGroup: HierarchyGroup.fromId(GROUP_ID),
      routingProfile: RoutingProfile.fromId(ROUTING_PROFILE_ID),
      securityProfiles: [SecurityProfile.fromId(AGENT_ID), SecurityProfile.fromId(ADMIN_ID)],
      tags: { team: 'blue' },
      proficiencies: [
        { attributeName: 'connect:Language', attributeValue: 'connect:German', level: 3 },
        { attributeName: 'connect:Language', attributeValue: 'connect:English', level: 5 },
      ],
      stackOutputs: true,
    });
    Tags.of(user).add('cost-centre', '42');
  });
  expect(created.status).toBe('CREATE_COMPLETE');
  expect(created.calls).toEqual(['CreateUser', 'DescribeUser', 'AssociateUserProficiencies']);
  const { owner, account } = requested(d.mustAccount('mary.major'));
  expect(account).toEqual({
    ...shared(account),
    Username: 'mary.major',
    IdentityInfo: {
      FirstName: 'Mary',
      LastName: 'Major',
      Email: 'mary.major@example.com',
      SecondaryEmail: 'mary@example.org',
      Mobile: '+15555550100',
    },
    PhoneConfig: {
      PhoneType: 'DESK_PHONE',
      DeskPhoneNumber: '+15555551212',
      AutoAccept: true,
      AfterContactWorkTimeLimit: 60,
      PersistentConnection: true,
    },
    VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
    DirectoryUserId: 'directory-42',
    HierarchyGroupId: GROUP_ID,
    RoutingProfileId: ROUTING_PROFILE_ID,
    SecurityProfileIds: [AGENT_ID, ADMIN_ID],
    Tags: { team: 'blue', 'cost-centre': '42' },
    Proficiencies: [
      { AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: 3 },
      { AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level: 5 },
    ],
  });
  const [logicalId] = Object.entries(created.stack.resources).find(
    ([, { type }]) => type === 'Custom::ConnectUser',
  )!;
  expect(owner).toMatch(new RegExp(`^Every/${logicalId}/${created.stack.id.split('/')[2]} `));
  expect(created.outputs).toEqual({ MaryUserId: account.Id, MaryUserArn: account.Arn });
  // A generated secret was read, and what it holds is a password that Connect took.
  expect(d.connectLog().find(({ operation }) => operation === 'CreateUser')).toMatchObject({
    status: 200,
    parameters: { Password: '(given)' },
  });
});

it('makes an account with all five per-channel lists, and a password from a field of a secret', async () => {
  const created = await d.deploy('Channels', (stack) => {
    addUser(stack, {
      username: 'channels',
      password: UserPassword.fromSecret(
        secretOf(stack, 'Secret', JSON.stringify({ user: 'channels', first: 'Pass@Word1' })),
        'first',
      ),
      autoAcceptConfigs: [
        { channel: Channel.VOICE, autoAccept: true, agentFirstCallbackAutoAccept: true },
        { channel: Channel.EMAIL, autoAccept: true },
      ],
      afterContactWorkConfigs: [
        {
          channel: Channel.VOICE,
          afterContactWorkTimeLimit: Duration.seconds(30),
          agentFirstCallbackAfterContactWorkTimeLimit: Duration.seconds(15),
        },
        { channel: Channel.CHAT, afterContactWorkTimeLimit: Duration.seconds(45) },
      ],
      phoneNumberConfigs: [
        { channel: Channel.VOICE, phoneType: PhoneType.DESK_PHONE, phoneNumber: '+15555551213' },
      ],
      persistentConnectionConfigs: [{ channel: Channel.VOICE, persistentConnection: true }],
      voiceEnhancementConfigs: [
        { channel: Channel.VOICE, voiceEnhancementMode: VoiceEnhancementMode.VOICE_ISOLATION },
      ],
    });
  });
  expect(created.status).toBe('CREATE_COMPLETE');
  expect(created.calls).toEqual(['CreateUser', 'DescribeUser']);
  expect(d.mustAccount('channels')).toMatchObject({
    AutoAcceptConfigs: [
      { Channel: 'VOICE', AutoAccept: true, AgentFirstCallbackAutoAccept: true },
      { Channel: 'EMAIL', AutoAccept: true },
    ],
    AfterContactWorkConfigs: [
      {
        Channel: 'VOICE',
        AfterContactWorkConfig: { AfterContactWorkTimeLimit: 30 },
        AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 15 },
      },
      { Channel: 'CHAT', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 45 } },
    ],
    PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15555551213' }],
    PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
    VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'VOICE_ISOLATION' }],
  });
});

it('makes an account with no more than Connect demands, and deletes it with the stack', async () => {
  await d.deploy('Least', (stack) => void addUser(stack, { username: 'least' }));
  const { account, owner } = requested(d.mustAccount('least'));
  expect(owner).toBeDefined();
  expect(account).toEqual({
    ...shared(account),
    Username: 'least',
    IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
    PhoneConfig: {
      PhoneType: 'SOFT_PHONE',
      AutoAccept: false,
      AfterContactWorkTimeLimit: 0,
      PersistentConnection: false,
    },
    RoutingProfileId: ROUTING_PROFILE_ID,
    SecurityProfileIds: [AGENT_ID],
    Tags: {},
    Proficiencies: [],
  });
  const destroyed = await d.destroy('Least');
  expect(destroyed.status).toBe('DELETE_COMPLETE');
  expect(destroyed.calls).toEqual(['DescribeUser', 'DeleteUser']);
  expect(d.account('least')).toBeUndefined();
});

describe('"false" as CloudFormation sends it', () => {
  const phone = (autoAccept: boolean) => ({ phoneConfig: { autoAccept, persistentConnection: autoAccept } });
  const list = (autoAccept: boolean) => ({
    autoAcceptConfigs: [{ channel: Channel.VOICE, autoAccept, agentFirstCallbackAutoAccept: autoAccept }],
    persistentConnectionConfigs: [{ channel: Channel.VOICE, persistentConnection: autoAccept }],
  });

  it.each([
    ['for all channels', phone],
    ['by channel', list],
  ])('is not true: %s', async (_, settings) => {
    const stackName = settings === phone ? 'FalsePhone' : 'FalseList';
    const deploy = (on: boolean) =>
      d.deploy(stackName, (stack) => void addUser(stack, { username: stackName, ...settings(on) }));
    const shows = (on: boolean) =>
      expect(d.mustAccount(stackName).PhoneConfig).toMatchObject({
        AutoAccept: on,
        PersistentConnection: on,
      });
    await deploy(false);
    expect(JSON.stringify(d.events(stackName).at(-1))).toContain('"AutoAccept":"false"');
    shows(false);
    await deploy(true);
    shows(true);
    await deploy(false);
    shows(false);
  });
});
