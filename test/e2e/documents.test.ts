/** Requests as people have them already, deployed as they are. */
import { Project, STACK } from './support/project';

jest.setTimeout(240_000);

const INSTANCE_ARN = 'arn:aws:connect:us-east-1:123456789012:instance/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
const AGENT = '12345678-1111-2222-aaaa-a1b2c3d4f5g7';
const ROUTING = '87654321-9999-3434-abcd-x1y2z3a1b2c3';

/** `aws connect create-user --generate-cli-skeleton input`, filled in: what is not needed is "" still. */
const CLI_JSON = `{
    "Username": "Mary",
    "Password": "",
    "IdentityInfo": {
        "FirstName": "Mary",
        "LastName": "Major",
        "Email": "",
        "SecondaryEmail": "mary@example.com",
        "Mobile": ""
    },
    "DirectoryUserId": "",
    "SecurityProfileIds": [
        "${AGENT}"
    ],
    "RoutingProfileId": "${ROUTING}",
    "HierarchyGroupId": "",
    "InstanceId": "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
    "AutoAcceptConfigs": [
        {
            "Channel": "VOICE",
            "AutoAccept": true,
            "AgentFirstCallbackAutoAccept": false
        },
        {
            "Channel": "CHAT",
            "AutoAccept": false
        }
    ],
    "AfterContactWorkConfigs": [
        {
            "Channel": "VOICE",
            "AfterContactWorkConfig": {
                "AfterContactWorkTimeLimit": 60
            },
            "AgentFirstCallbackAfterContactWorkConfig": {
                "AfterContactWorkTimeLimit": 0
            }
        }
    ],
    "PhoneNumberConfigs": [
        {
            "Channel": "VOICE",
            "PhoneType": "DESK_PHONE",
            "PhoneNumber": "+15555551212"
        }
    ],
    "PersistentConnectionConfigs": [
        {
            "Channel": "VOICE",
            "PersistentConnection": true
        }
    ],
    "VoiceEnhancementConfigs": [
        {
            "Channel": "VOICE",
            "VoiceEnhancementMode": "NOISE_SUPPRESSION"
        }
    ],
    "Tags": {
        "KeyName": ""
    },
    "ConnectUser": { "Password": { "Generated": true } }
}
`;

/** The same of `--generate-cli-skeleton yaml-input`, its comments left; two users as two YAML documents. */
const CLI_YAML = ['Ann', 'Bob']
  .map(
    (name) => `---
Username: '${name}'  # [REQUIRED] The user name for the account.
Password: '' # The password for the user account.
IdentityInfo: # The information about the identity of the user.
  FirstName: '${name}'  # The first name.
  LastName: 'Archer' # The last name.
  Email: '' # The email address.
PhoneConfig: # The phone settings for the user.
  PhoneType: SOFT_PHONE  # The phone type. Valid values are: SOFT_PHONE, DESK_PHONE.
  AutoAccept: true # The Auto accept setting.
  AfterContactWorkTimeLimit: 0 # The After Call Work (ACW) timeout setting, in seconds.
  DeskPhoneNumber: '' # The phone number for the user's desk phone.
DirectoryUserId: ''
SecurityProfileIds: # [REQUIRED] The identifier of the security profile for the user.
- '${AGENT}'
RoutingProfileId: '${ROUTING}' # [REQUIRED] The identifier of the routing profile for the user.
HierarchyGroupId: '' # The identifier of the hierarchy group for the user.
InstanceId: 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111' # [REQUIRED] The identifier of the instance.
AutoAcceptConfigs: [] # The list of auto-accept configuration settings for each channel.
Tags: # The tags used to organize, track, or control access for this resource.
  Team: '0123'
ConnectUser:
  Password: { Generated: true }
`,
  )
  .join('');

const projects: Project[] = [];
afterEach(async () => {
  await Promise.all(projects.splice(0).map((project) => project.stop()));
});

async function start(users: string, fileName: string): Promise<Project> {
  const project = await Project.start(users, fileName);
  projects.push(project);
  return project;
}

test("the AWS CLI's skeletons, JSON and YAML, filled in", async () => {
  const [json, yaml] = [await start(CLI_JSON, 'mary.json'), await start(CLI_YAML, 'team.yml')];
  const runs = await Promise.all([json.deploy(), yaml.deploy()]);

  const mary = json.user('Mary');
  expect(mary).toMatchObject({
    IdentityInfo: { FirstName: 'Mary', LastName: 'Major', SecondaryEmail: 'mary@example.com' },
    SecurityProfileIds: [AGENT],
    RoutingProfileId: ROUTING,
    AutoAcceptConfigs: expect.arrayContaining([
      { Channel: 'VOICE', AutoAccept: true, AgentFirstCallbackAutoAccept: false },
      { Channel: 'CHAT', AutoAccept: false },
    ]),
    AfterContactWorkConfigs: [
      {
        Channel: 'VOICE',
        AfterContactWorkConfig: { AfterContactWorkTimeLimit: 60 },
        AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 0 },
      },
    ],
    PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15555551212' }],
    PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
    VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
  });
  // What the skeleton left empty is not sent as an empty value.
  expect(mary.IdentityInfo).not.toHaveProperty('Email');
  expect(mary.Tags).toEqual({ 'cdk-connect-user:owner': expect.any(String) });
  expect(json.stack?.outputs).toEqual({ MaryUserId: mary.Id, MaryUserArn: mary.Arn });

  expect(Object.keys(yaml.users()).sort()).toEqual(['Ann', 'Bob']);
  for (const name of ['Ann', 'Bob']) {
    expect(yaml.user(name)).toMatchObject({
      IdentityInfo: { FirstName: name, LastName: 'Archer' },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true, AfterContactWorkTimeLimit: 0 },
      Tags: { Team: '0123' },
    });
  }
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
});

/** Keyword arguments of boto3's `create_user`, the payload of the Dart client, and R's, whose scalars are lists. */
const THREE_KINDS = JSON.stringify([
  {
    Username: 'boto',
    IdentityInfo: { FirstName: 'Bo', LastName: 'To' },
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false, AfterContactWorkTimeLimit: 15 },
    SecurityProfileIds: [AGENT],
    RoutingProfileId: ROUTING,
    ConnectUser: { Password: { Generated: true } },
  },
  {
    PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555551212' },
    RoutingProfileId: ROUTING,
    SecurityProfileIds: [AGENT],
    Username: 'dart',
    IdentityInfo: { FirstName: 'Da', LastName: 'Rt' },
    Tags: { Team: 'Berlin' },
    ConnectUser: { Password: { Generated: true }, RemovalPolicy: 'retain' },
  },
  {
    Username: ['paws'],
    IdentityInfo: { FirstName: ['Pa'], LastName: ['Ws'] },
    PhoneConfig: { PhoneType: ['SOFT_PHONE'], AfterContactWorkTimeLimit: [30] },
    SecurityProfileIds: [[AGENT]],
    RoutingProfileId: [ROUTING],
    Tags: {},
    ConnectUser: { Password: { Generated: [true] } },
  },
]);

test("boto3's, Dart's and R's requests in one list, the instance beside them; a retained user stays", async () => {
  const project = await start(THREE_KINDS, 'users.json');
  const instance = ['-c', `instanceArn=${INSTANCE_ARN}`];
  const deploy = await project.deploy(...instance);

  expect(project.users()).toMatchObject({
    boto: {
      Arn: expect.stringContaining(`${INSTANCE_ARN}/agent/`),
      IdentityInfo: { FirstName: 'Bo', LastName: 'To' },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false, AfterContactWorkTimeLimit: 15 },
    },
    dart: {
      IdentityInfo: { FirstName: 'Da', LastName: 'Rt' },
      PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555551212' },
      Tags: { Team: 'Berlin' },
    },
    paws: {
      IdentityInfo: { FirstName: 'Pa', LastName: 'Ws' },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 30 },
    },
  });
  expect(Object.keys(project.users())).toHaveLength(3);
  expect(Object.keys(project.stack?.outputs ?? {}).sort()).toEqual([
    'BotoUserArn',
    'BotoUserId',
    'DartUserArn',
    'DartUserId',
    'PawsUserArn',
    'PawsUserId',
  ]);
  expect(deploy.output).toContain(`${STACK}.DartUserId = ${project.user('dart').Id}`);
  expect(deploy.code).toBe(0);

  const before = project.user('dart');
  const destroy = await project.destroy(...instance);

  expect(project.users()).toEqual({ dart: before });
  expect(destroy.connect.filter((operation) => operation === 'DeleteUser')).toHaveLength(2);
  // Its first password is the only way to sign in: it stays, too.
  expect(project.aws.secretsManager.list().map(({ name }) => name)).toEqual([
    expect.stringContaining('dart'),
  ]);
  expect(project.stack).toBeUndefined();
  expect(destroy.code).toBe(0);
});
