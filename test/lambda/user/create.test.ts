import { OWNER_TAG } from '../../../lib/private/contract';
import type { ConnectError } from '../../../lambda/connect/errors';
import { createEvent, MARY, OWNER, SECRET_ARN, updateEvent } from '../support/events';
import { connectError, FakeConnect, INSTANCE, userArn } from '../support/fake-connect';
import { ours, run } from '../support/harness';

let fake: FakeConnect;
beforeEach(() => {
  fake = new FakeConnect('createUser', 'describeUser');
});
afterEach(() => expect(fake.unexpected).toEqual([]));

const PASSWORD = 'Pass@Word1';
const secrets = { [SECRET_ARN]: PASSWORD };

describe('a new user', () => {
  test('is made with the owner tag and answered with its ARN and attributes', async () => {
    const { answers, answer } = await run(fake, createEvent());
    expect(answers).toHaveLength(1);
    expect(answer).toEqual({
      Status: 'SUCCESS',
      StackId: expect.any(String),
      RequestId: 'request-create',
      LogicalResourceId: expect.any(String),
      PhysicalResourceId: userArn('user-1'),
      Data: { UserId: 'user-1', UserArn: userArn('user-1'), Username: 'Mary' },
    });
    expect(fake.made()).toEqual(['createUser', 'describeUser']);
    const tag = fake.accounts.get('user-1')?.Tags?.[OWNER_TAG];
    expect(tag).toMatch(new RegExp(`^${OWNER} - [0-9a-f]{8}$`));
  });

  test('gets every setting, parsed', async () => {
    await run(
      fake,
      createEvent(
        {
          ...MARY,
          RoutingProfileId: 'arn:aws:connect:us-west-2:1:instance/i/routing-profile/rp-9',
          HierarchyGroupId: 'hg-1',
          DirectoryUserId: 'd-1',
          PasswordSecretArn: SECRET_ARN,
          IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
          PhoneConfig: { PhoneType: 'DESK_PHONE', AutoAccept: 'false', DeskPhoneNumber: '+15555551212' },
          AfterContactWorkConfigs: [
            { Channel: 'CHAT', AfterContactWorkConfig: { AfterContactWorkTimeLimit: '60' } },
          ],
          Tags: { team: 'blue' },
        },
        'request-create',
      ),
      { secrets },
    );
    expect(fake.inputOf('createUser')).toEqual({
      InstanceId: INSTANCE,
      Username: 'Mary',
      Password: PASSWORD,
      RoutingProfileId: 'rp-9',
      SecurityProfileIds: ['sp-agent'],
      HierarchyGroupId: 'hg-1',
      DirectoryUserId: 'd-1',
      IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
      PhoneConfig: { PhoneType: 'DESK_PHONE', AutoAccept: false, DeskPhoneNumber: '+15555551212' },
      AfterContactWorkConfigs: [
        { Channel: 'CHAT', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 60 } },
      ],
      Tags: { team: 'blue', ...ours({ PasswordSecretArn: SECRET_ARN }) },
    });
  });

  test('gets its profiles and group by name', async () => {
    fake.allow('listRoutingProfiles', 'listSecurityProfiles', 'listHierarchyGroups');
    const named = {
      ...MARY,
      RoutingProfileId: undefined,
      SecurityProfileIds: undefined,
      RoutingProfileName: 'Basic Routing Profile',
      SecurityProfileNames: ['Agent', 'Admin'],
      HierarchyGroupName: 'Berlin',
    };
    expect((await run(fake, createEvent(named))).answer.Status).toBe('SUCCESS');
    expect(fake.inputOf('createUser')).toMatchObject({
      RoutingProfileId: 'rp-1',
      SecurityProfileIds: ['sp-agent', 'sp-admin'],
      HierarchyGroupId: 'hg-1',
    });
    expect(fake.made().filter((name) => name === 'listSecurityProfiles')).toHaveLength(1);
  });

  test('gets its proficiencies once it can be seen', async () => {
    fake.allow('associateProficiencies');
    fake.lag.describeUser = 3;
    const Proficiencies = [{ AttributeName: 'Language', AttributeValue: 'German', Level: '4' }];
    const { answer } = await run(fake, createEvent({ ...MARY, Proficiencies }));
    expect(answer.Status).toBe('SUCCESS');
    expect(fake.made()).toEqual([
      'createUser',
      ...Array<string>(4).fill('describeUser'),
      'associateProficiencies',
    ]);
    expect(fake.accounts.get('user-1')?.proficiencies).toEqual([
      { AttributeName: 'Language', AttributeValue: 'German', Level: 4 },
    ]);
  });
});

describe('refused before there is an account', () => {
  const notCreated = 'not-created/Mary5A1B2C3D/request-create';

  test.each([
    ['a value of the wrong type', { PhoneConfig: { AutoAccept: 'yes' } }, 'PhoneConfig.AutoAccept'],
    ['no username', { Username: undefined }, 'Username is missing'],
    ['a rule broken', { Username: 'a b' }, 'Username'],
    ['a desk phone without a number', { PhoneConfig: { PhoneType: 'DESK_PHONE' } }, 'DeskPhoneNumber'],
    ['no such secret', { PasswordSecretArn: SECRET_ARN }, 'The secret, or its current value, does not exist'],
  ])('%s', async (_, change, reason) => {
    const ran = await run(fake, createEvent({ ...MARY, ...change }));
    expect(ran.answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: notCreated });
    expect(ran.reason).toContain(reason);
    expect(fake.calls).toEqual([]);
  });

  test.each([
    ['no routing profile', { ...MARY, RoutingProfileId: undefined }],
    ['no security profile', { ...MARY, SecurityProfileIds: [] }],
    ['two ways to say the routing profile', { ...MARY, RoutingProfileName: 'Basic Routing Profile' }],
    ['two ways to say the group', { ...MARY, HierarchyGroupId: 'hg-1', HierarchyGroupName: 'Berlin' }],
  ])('%s', async (_, properties) => {
    const { answer } = await run(fake, createEvent(properties));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: notCreated });
    expect(fake.calls).toEqual([]);
  });

  test('a password that does not meet the pattern, without showing it', async () => {
    const { reason, logText } = await run(fake, createEvent({ ...MARY, PasswordSecretArn: SECRET_ARN }), {
      secrets: { [SECRET_ARN]: 'hunter2-secret' },
    });
    expect(reason).toContain('8 to 64 characters');
    expect(reason + logText).not.toContain('hunter2');
    expect(fake.calls).toEqual([]);
  });

  test.each([
    ['InvalidRequestException', 'how it manages identities'],
    ['InvalidParameterException', 'Correct the property that the message names'],
    ['LimitExceededException', 'Users per instance'],
    ['ResourceNotFoundException', `InstanceId ${INSTANCE}`],
    ['ThrottlingException', 'was throttled'],
    ['AccessDeniedException', 'may not call connect:CreateUser'],
  ])('%s by CreateUser: FAILED with what to do', async (name, todo) => {
    fake.fault('createUser', { before: connectError('createUser', name, 'the message') });
    const { answer, reason } = await run(fake, createEvent());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: notCreated });
    expect(reason).toContain(`CreateUser: ${name}: the message`);
    expect(reason).toContain('req-1');
    expect(reason).toContain(todo);
    expect(fake.writes()).toEqual(['createUser']);
  });

  test('InternalServiceException every time: looked for each time, then FAILED as perhaps made', async () => {
    fake.allow('findUser');
    const before = connectError('createUser', 'InternalServiceException');
    fake.fault('createUser', ...Array<{ before: ConnectError }>(8).fill({ before }));
    const { answer, reason } = await run(fake, createEvent(), { stackStatus: 'CREATE_IN_PROGRESS' });
    expect(answer.PhysicalResourceId).toBe(`maybe-created/request-create/${INSTANCE}/Mary`);
    expect(reason).toContain('No usable answer from connect');
    expect(fake.made().filter((name) => name === 'createUser')).toHaveLength(8);
    expect(fake.made().filter((name) => name === 'findUser')).toHaveLength(7);
  });
});

describe('fails after CreateUser: FAILED with the ARN, so that Delete removes the account', () => {
  test('proficiencies refused', async () => {
    fake.allow('associateProficiencies', 'listProficiencies');
    fake.fault('associateProficiencies', {
      before: connectError('associateProficiencies', 'InvalidParameterException', 'no such attribute'),
    });
    const Proficiencies = [{ AttributeName: 'Lingo', AttributeValue: 'German', Level: '4' }];
    const { answer, reason } = await run(fake, createEvent({ ...MARY, Proficiencies }));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-1') });
    expect(answer.Data).toBeUndefined();
    expect(reason).toContain('AssociateUserProficiencies: InvalidParameterException: no such attribute');
  });

  test('the account never shows', async () => {
    fake.lag.describeUser = 10_000;
    const { answer, reason, ms } = await run(fake, createEvent());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-1') });
    expect(reason).toContain('does not show it after 60 s');
    expect(ms).toBeLessThan(70_000);
  });

  test('DescribeUser is denied', async () => {
    fake.fault('describeUser', { before: connectError('describeUser', 'AccessDeniedException') });
    const { answer } = await run(fake, createEvent());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: userArn('user-1') });
  });
});

test('unknown properties are ignored, their names logged', async () => {
  const { answer, log } = await run(fake, createEvent({ ...MARY, FromTheFuture: { x: 'y' } }));
  expect(answer.Status).toBe('SUCCESS');
  expect(log).toContainEqual(
    expect.objectContaining({ message: 'unknown properties ignored', names: ['FromTheFuture'] }),
  );
});

test('what the rules only warn of is logged and goes on', async () => {
  const limit = { AfterContactWorkTimeLimit: '6000' };
  const AfterContactWorkConfigs = [{ Channel: 'CHAT', AfterContactWorkConfig: limit }];
  const { answer, log } = await run(fake, createEvent({ ...MARY, AfterContactWorkConfigs }));
  expect(answer.Status).toBe('SUCCESS');
  expect(log).toContainEqual(
    expect.objectContaining({ message: 'rules warn', names: ['after-contact-work-chat'] }),
  );
});

test('many rules broken: the first five are told, the rest counted', async () => {
  const Tags = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`aws:${i}`, 'x']));
  const { reason } = await run(fake, createEvent({ ...MARY, Tags }));
  expect(reason).toContain('And 3 more.');
  expect(fake.calls).toEqual([]);
});

test('empty texts are not given (in an update that creates: the rules are not asked)', async () => {
  const IdentityInfo = { FirstName: 'Mary', LastName: 'Major', SecondaryEmail: '' };
  const properties = { ...MARY, HierarchyGroupId: '', DirectoryUserId: '', IdentityInfo };
  await run(fake, updateEvent('not-created/Mary/request-create', properties));
  expect(fake.inputOf('createUser')).toMatchObject({
    HierarchyGroupId: undefined,
    DirectoryUserId: undefined,
    IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
  });
  expect(fake.inputOf('createUser').IdentityInfo).not.toHaveProperty('SecondaryEmail');
});
