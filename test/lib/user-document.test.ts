import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ConnectInstance, ConnectUser, IdentityManagementType, UserDocument } from '../../lib';
import { ENV, INSTANCE_ARN, INSTANCE_ID, errorsOf, newStack, propertiesOf, newApp } from './stack';

const REQUEST = {
  InstanceId: INSTANCE_ID,
  Username: 'Mary',
  SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
  RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
};

const folder = mkdtempSync(join(tmpdir(), 'user-document-'));
afterAll(() => rmSync(folder, { recursive: true }));

function documentsOf(text: string | Buffer, name = 'users.yaml'): UserDocument[] {
  const path = join(folder, name);
  writeFileSync(path, text);
  return UserDocument.fromFile(path);
}

/** Every member of a request, and what reaches the handler where that is not the same. */
const MEMBERS: [string, unknown, unknown?][] = [
  [
    'IdentityInfo',
    { FirstName: 'M', LastName: 'N', Email: 'a@b.co', SecondaryEmail: 'c@d.co', Mobile: '+15555551212' },
  ],
  [
    'PhoneConfig',
    {
      PhoneType: 'DESK_PHONE',
      AutoAccept: true,
      AfterContactWorkTimeLimit: 60,
      DeskPhoneNumber: '+15555551212',
      PersistentConnection: false,
    },
  ],
  ['AutoAcceptConfigs', [{ Channel: 'VOICE', AutoAccept: true, AgentFirstCallbackAutoAccept: true }]],
  [
    'AfterContactWorkConfigs',
    [
      {
        Channel: 'VOICE',
        AfterContactWorkConfig: { AfterContactWorkTimeLimit: 30 },
        AgentFirstCallbackAfterContactWorkConfig: { AfterContactWorkTimeLimit: 0 },
      },
    ],
  ],
  ['PhoneNumberConfigs', [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15555551212' }]],
  ['PersistentConnectionConfigs', [{ Channel: 'VOICE', PersistentConnection: true }]],
  ['VoiceEnhancementConfigs', [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }]],
  ['DirectoryUserId', 'S-1-5-21'],
  ['HierarchyGroupId', 'group'],
  ['HierarchyGroupId', `${INSTANCE_ARN}/agent-group/group`],
  ['RoutingProfileId', `${INSTANCE_ARN}/routing-profile/rp`],
  ['Tags', { team: 'sales' }],
];

test.each(MEMBERS)('%s of a request reaches the handler', (member, value) => {
  const stack = newStack();
  ConnectUser.fromCreateUserRequest(stack, 'Mary', { ...REQUEST, [member]: value });
  expect(propertiesOf(stack)).toMatchObject({ ...REQUEST, [member]: value });
});

describe('the extra key ConnectUser', () => {
  test('a generated password', () => {
    const stack = newStack();
    ConnectUser.fromCreateUserRequest(stack, 'Mary', {
      ...REQUEST,
      ConnectUser: { Password: { Generated: true } },
    });
    Template.fromStack(stack).resourceCountIs('AWS::SecretsManager::Secret', 1);
  });

  test.each([
    ['arn:aws:secretsmanager:us-west-2:123456789012:secret:mary-AbCdEf', 'whole'],
    ['arn:aws:secretsmanager:us-west-2:123456789012:secret:mary', 'partial'],
  ])('a password from the secret %s, whose ARN is %s', (SecretArn, kind) => {
    const stack = newStack();
    ConnectUser.fromCreateUserRequest(stack, 'Mary', {
      ...REQUEST,
      ConnectUser: { Password: { SecretArn, SecretField: 'password' } },
    });
    expect(propertiesOf(stack)).toMatchObject({
      PasswordSecretArn: SecretArn,
      PasswordSecretField: 'password',
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'secretsmanager:GetSecretValue',
            Resource: [Match.anyValue(), kind === 'whole' ? SecretArn : `${SecretArn}-??????`],
          }),
        ]),
      },
    });
  });

  test('names, proficiencies and the removal policy', () => {
    const stack = newStack();
    const { InstanceId, Username } = REQUEST;
    ConnectUser.fromCreateUserRequest(stack, 'Mary', {
      InstanceId,
      Username,
      ConnectUser: {
        RoutingProfileName: 'Basic Routing Profile',
        SecurityProfileNames: ['Agent'],
        HierarchyGroupName: 'Team 1',
        Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level: 5 }],
        RemovalPolicy: 'retain',
      },
    });
    expect(propertiesOf(stack)).toMatchObject({
      RoutingProfileName: 'Basic Routing Profile',
      SecurityProfileNames: ['Agent'],
      HierarchyGroupName: 'Team 1',
      Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level: 5 }],
    });
    Template.fromStack(stack).hasResource('Custom::ConnectUser', { DeletionPolicy: 'RetainExceptOnCreate' });
  });

  test('adoption and quick connects are said', () => {
    const stack = newStack();
    ConnectUser.fromCreateUserRequest(stack, 'Mary', {
      ...REQUEST,
      ConnectUser: { ExistingUser: 'adopt', DeleteQuickConnects: true },
    });
    expect(propertiesOf(stack)).toMatchObject({ ExistingUser: 'ADOPT', DeleteQuickConnects: true });
  });

  test('removalPolicy destroy is said', () => {
    const stack = newStack();
    ConnectUser.fromCreateUserRequest(stack, 'Mary', {
      ...REQUEST,
      ConnectUser: { RemovalPolicy: 'destroy' },
    });
    Template.fromStack(stack).hasResource('Custom::ConnectUser', { DeletionPolicy: 'Delete' });
  });
});

describe('the instance', () => {
  const { InstanceId, ...withoutInstance } = REQUEST;

  test('of the options, for a request without one', () => {
    const stack = newStack();
    const instance = ConnectInstance.fromInstanceArn(stack, 'I', INSTANCE_ARN);
    ConnectUser.fromCreateUserRequest(stack, 'Mary', withoutInstance, { instance });
    expect(propertiesOf(stack).InstanceId).toBe(InstanceId);
  });

  test('of the request, by id or ARN, made once however many requests name it', () => {
    const stack = newStack();
    ConnectUser.fromCreateUserRequest(stack, 'A', { ...REQUEST, Username: 'a' });
    ConnectUser.fromCreateUserRequest(stack, 'B', { ...REQUEST, Username: 'b' });
    ConnectUser.fromCreateUserRequest(stack, 'C', { ...REQUEST, Username: 'c', InstanceId: INSTANCE_ARN });
    const instances = stack.node.children.filter((child) => child instanceof ConnectInstance);
    expect(instances).toHaveLength(1);
    expect(errorsOf(stack)).toBe('');
  });

  test('of the request, by ARN', () => {
    const stack = newStack();
    ConnectUser.fromCreateUserRequest(stack, 'C', { ...REQUEST, InstanceId: INSTANCE_ARN });
    expect(propertiesOf(stack).InstanceId).toBe(INSTANCE_ID);
  });

  test('both, the same: the one of the options, with what it knows', () => {
    const stack = newStack();
    const instance = ConnectInstance.fromInstanceArn(stack, 'I', INSTANCE_ARN, {
      identityManagementType: IdentityManagementType.CONNECT_MANAGED,
    });
    ConnectUser.fromCreateUserRequest(stack, 'Mary', REQUEST, { instance });
    expect(errorsOf(stack)).toContain('FirstName');
  });

  test('both, and they differ: the request wins', () => {
    const stack = newStack();
    const instance = ConnectInstance.fromInstanceId(stack, 'I', 'another');
    ConnectUser.fromCreateUserRequest(stack, 'Mary', REQUEST, { instance });
    expect(propertiesOf(stack).InstanceId).toBe(INSTANCE_ID);
  });

  test('neither: says how to give one', () => {
    expect(() => ConnectUser.fromCreateUserRequest(newStack(), 'Mary', withoutInstance)).toThrow(
      /InstanceId.*No instance is given\. Allowed: InstanceId in the document, or the instance beside it/s,
    );
  });

  test('the type of a request’s own instance makes the rules strict', () => {
    const stack = newStack();
    ConnectUser.fromCreateUserRequest(stack, 'Mary', REQUEST, {
      identityManagementType: IdentityManagementType.CONNECT_MANAGED,
    });
    expect(errorsOf(stack)).toContain('FirstName');
  });

  test('of another Region than the stack is an error', () => {
    const stack = new Stack(newApp(), 'Stack', { env: { ...ENV, region: 'eu-central-1' } });
    ConnectUser.fromCreateUserRequest(stack, 'Mary', { ...REQUEST, InstanceId: INSTANCE_ARN });
    expect(errorsOf(stack)).toContain('given one of account 123456789012 in us-west-2');
  });
});

describe('files', () => {
  const YAML = `Mary:\n  ${Object.entries(REQUEST)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n  ')}\n`;

  test('the key, not the username, names the construct', () => {
    const [document] = documentsOf(YAML.replace('Username: "Mary"', 'Username: "Mary.Major"'));
    const stack = newStack();
    const user = ConnectUser.fromDocument(stack, document.key, document);
    expect(user.node.id).toBe('Mary');
    expect(propertiesOf(stack).Username).toBe('Mary.Major');
  });

  test('without outputs, where asked so', () => {
    const stack = newStack();
    const [document] = documentsOf(YAML);
    ConnectUser.fromDocument(stack, document.key, document, { stackOutputs: false });
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
  });

  test('what breaks a rule is said with file, line, user and field', () => {
    const stack = newStack();
    const [document] = documentsOf(YAML.replace('"Mary"', '"Mary Major"'));
    ConnectUser.fromDocument(stack, document.key, document);
    expect(errorsOf(stack)).toMatch(/\[Stack\/Mary\] users\.yaml:3 Username: Given "Mary Major"/);
  });

  test('what is missing is said where the document stands', () => {
    const stack = newStack();
    const [document] = documentsOf(`Mary:\n  InstanceId: ${INSTANCE_ID}\n  Username: Mary\n`);
    ConnectUser.fromDocument(stack, document.key, document);
    expect(errorsOf(stack)).toMatch(/\[Stack\/Mary\] users\.yaml:\d SecurityProfileIds: /);
    expect(errorsOf(stack)).toMatch(/\[Stack\/Mary\] users\.yaml:\d RoutingProfileId: /);
  });

  test('a warning has its line, too', () => {
    const stack = newStack();
    const [document] = documentsOf(
      `${YAML}  IdentityInfo: { FirstName: M, LastName: N, Email: m@example.com }\n`,
    );
    ConnectUser.fromDocument(stack, document.key, document, {
      identityManagementType: IdentityManagementType.SAML,
    });
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp('users\\.yaml:\\d+ IdentityInfo\\.Email'),
    );
  });

  test('a file that is not UTF-8 is refused', () => {
    expect(() => documentsOf(Buffer.from(YAML.replace('Mary"', 'M\xe4ry"'), 'latin1'))).toThrow(/UTF-8/);
  });

  test('a request without a key is known by its username', () => {
    expect(documentsOf(JSON.stringify(REQUEST), 'mary.json').map(({ key }) => key)).toEqual(['Mary']);
  });
});

test('the stack of the example, as it is on every machine', () => {
  const stack = new Stack(newApp(), 'ConnectUsers', { env: ENV });
  for (const document of UserDocument.fromFile(join(__dirname, '../../examples/users.yaml'))) {
    ConnectUser.fromDocument(stack, document.key, document);
  }
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
});
