/**
 * CloudFormation's contract tests for resource providers, which `AWS::Connect::User` has to pass to be published:
 * here for our handler, by their names.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/contract-tests.html
 * @see https://github.com/aws-cloudformation/cloudformation-cli/tree/master/src/rpdk/core/contract/suite/resource
 *
 * A custom resource has no read and no list handler: what those would answer, Connect's own DescribeUser and ListUsers
 * do. It has no error codes, either, so a refusal is told by its reason. As in the contract's suite, one account is
 * made for the tests of each handler, and "the input equals the output" leaves out what cannot be read: the password.
 */
import { randomUUID } from 'node:crypto';
import { OWNER_TAG } from '../../lib/private/contract';
import { Deployment } from '../support/deployment';
import { Invoker, type Answer, type Event } from '../support/invoke';
import { addUser, ADMIN_ID, AGENT_ID, INSTANCE_ID, ROUTING_PROFILE_ID } from '../support/users';

const GROUP_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const OTHER_ROUTING_PROFILE_ID = 'bbbbbbbb-0000-4000-8000-000000000001';

/** Every property that can be read back, every scalar a string: as CloudFormation hands them over. */
const INPUT = {
  IdentityInfo: {
    FirstName: 'Mary',
    LastName: 'Major',
    Email: 'mary@example.com',
    SecondaryEmail: 'mary@example.org',
    Mobile: '+15555550100',
  },
  PhoneConfig: {
    PhoneType: 'DESK_PHONE',
    DeskPhoneNumber: '+15555551212',
    AutoAccept: 'false',
    AfterContactWorkTimeLimit: '60',
    PersistentConnection: 'true',
  },
  VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
  DirectoryUserId: 'directory-42',
  HierarchyGroupId: GROUP_ID,
  RoutingProfileId: ROUTING_PROFILE_ID,
  SecurityProfileIds: [AGENT_ID, ADMIN_ID],
  Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:German', Level: '3' }],
  Tags: { team: 'blue', shift: 'night' },
};

/** Every property that can be changed, changed: one of each family also taken away. */
const UPDATED = {
  ...INPUT,
  IdentityInfo: { FirstName: 'Maria', LastName: 'Minor', Email: 'maria@example.com', Mobile: '+15555550101' },
  PhoneConfig: {
    PhoneType: 'SOFT_PHONE',
    AutoAccept: 'true',
    AfterContactWorkTimeLimit: '0',
    PersistentConnection: 'false',
  },
  VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'VOICE_ISOLATION' }],
  HierarchyGroupId: undefined,
  RoutingProfileId: OTHER_ROUTING_PROFILE_ID,
  SecurityProfileIds: [ADMIN_ID],
  Proficiencies: [{ AttributeName: 'connect:Language', AttributeValue: 'connect:English', Level: '5' }],
  Tags: { team: 'red', area: 'north' },
};

let d: Deployment;
let invoker: Invoker;
beforeAll(async () => {
  d = await Deployment.start();
  d.aws.connect.addHierarchyGroup(INSTANCE_ID, { name: 'Night shift', id: GROUP_ID });
  d.aws.connect.addRoutingProfile(INSTANCE_ID, { name: 'Other', id: OTHER_ROUTING_PROFILE_ID });
  await d.deploy('Model', (stack) => void addUser(stack, { username: 'model' }));
  invoker = new Invoker(d, 'Model');
});
afterAll(() => d.stop());

const propertiesOf = (event: Event) => event['ResourceProperties'] as Event;

/** Sends an Update of what `event` made, to other properties. */
function updateTo(event: Event, physicalId: string, properties: Event): Promise<Answer> {
  return invoker.send(
    invoker.next('Update', event, physicalId, {
      OldResourceProperties: propertiesOf(event),
      ResourceProperties: { ...propertiesOf(event), ...properties },
    }),
  );
}

const userIdOf = (physicalId: string) => physicalId.slice(physicalId.lastIndexOf('/') + 1);

/** Rejects with Connect's error if there is none. */
function read(physicalId: string): Event {
  const key = { InstanceId: INSTANCE_ID, UserId: userIdOf(physicalId) };
  const { User } = d.aws.connect.call('DescribeUser', key) as { readonly User: Event };
  const { UserProficiencyList } = d.aws.connect.call('ListUserProficiencies', key) as {
    readonly UserProficiencyList: unknown;
  };
  return { ...User, Proficiencies: UserProficiencyList };
}

function list(): readonly string[] {
  const { UserSummaryList } = d.aws.connect.call('ListUsers', { InstanceId: INSTANCE_ID }) as {
    readonly UserSummaryList: readonly { readonly Arn: string }[];
  };
  return UserSummaryList.map(({ Arn }) => Arn);
}

/** Every scalar as a string, as the input has them. */
function strings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strings);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, strings(item)]));
}

/** What was read, without what Connect and we add to it, is what was given: no more, no less. */
function inputEqualsOutput(input: Event, username: string, physicalId: string): void {
  const output = read(physicalId);
  const { [OWNER_TAG]: owner, ...Tags } = output['Tags'] as Readonly<Record<string, string>>;
  expect(owner).toMatch(new RegExp(`^Model/Of${username}/`));
  expect(strings({ ...output, Tags })).toEqual({
    ...input,
    LastModifiedTime: expect.any(String) as string,
    LastModifiedRegion: 'us-east-1',
    Username: username,
    Id: userIdOf(physicalId),
    Arn: physicalId,
  });
}

const missing = expect.objectContaining({ code: 'ResourceNotFoundException' }) as Error;

describe('create', () => {
  const username = 'created';
  let event: Event;
  let answer: Answer;
  beforeAll(async () => {
    event = invoker.create(username, INPUT);
    answer = await invoker.send(event);
  });

  it('contract_create_read', () => {
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
    expect(answer.Data).toEqual({
      UserArn: answer.PhysicalResourceId,
      UserId: userIdOf(answer.PhysicalResourceId),
      Username: username,
    });
    inputEqualsOutput(INPUT, username, answer.PhysicalResourceId);
  });

  it('contract_create_list', () => {
    expect(list()).toContain(answer.PhysicalResourceId);
  });

  it('contract_create_create', async () => {
    const before = d.mustAccount(username);
    const again = {
      ...invoker.create(username, { ...INPUT, Tags: { team: 'other' } }),
      LogicalResourceId: 'Again',
    };
    const refused = await invoker.send(again);
    expect(refused).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('DuplicateResourceException') as string,
    });
    // CloudFormation deletes what the refusal names: not the account that was there first.
    const rolledBack = await invoker.send(invoker.next('Delete', again, refused.PhysicalResourceId));
    expect(rolledBack.Status).toBe('SUCCESS');
    expect(d.mustAccount(username)).toEqual(before);
  });

  it('contract_create_taggable', () => {
    expect(d.mustAccount(username).Tags).toMatchObject(INPUT.Tags);
  });

  it('contract_create_delete', async () => {
    const create = invoker.create('deleted', INPUT);
    const { PhysicalResourceId } = await invoker.send(create);
    inputEqualsOutput(INPUT, 'deleted', PhysicalResourceId);
    const deleted = await invoker.send(invoker.next('Delete', create, PhysicalResourceId));
    expect(deleted).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
    // The contract wants no model in the answer to a deletion.
    expect(deleted.Data).toBeUndefined();
    expect(d.account('deleted')).toBeUndefined();
  });
});

describe('update', () => {
  const username = 'updated';
  let created: Answer;
  let updated: Answer;
  beforeAll(async () => {
    const event = invoker.create(username, INPUT);
    created = await invoker.send(event);
    updated = await updateTo(event, created.PhysicalResourceId, UPDATED);
  });

  it('contract_update_read', () => {
    expect(updated).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: created.PhysicalResourceId });
    expect(updated.Data).toEqual(created.Data);
    inputEqualsOutput(UPDATED, username, created.PhysicalResourceId);
  });

  it('contract_update_list', () => {
    expect(list()).toContain(updated.PhysicalResourceId);
  });

  it('contract_update_tag_updatable', () => {
    const { [OWNER_TAG]: owner, ...own } = d.mustAccount(username).Tags;
    // One changed, one added, one removed; and still ours.
    expect(own).toEqual({ team: 'red', area: 'north' });
    expect(owner).toMatch(/^Model\/Ofupdated\//);
  });

  it('contract_update_without_create', async () => {
    const before = list();
    const never = d.mustAccount('model').Arn.replace(/[^/]+$/, randomUUID());
    const since = d.aws.calls.next;
    const refused = await updateTo(invoker.create('never-created', INPUT), never, UPDATED);
    expect(refused).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: never,
      Reason: expect.stringContaining(`The account ${userIdOf(never)} is gone`) as string,
    });
    expect(new Set(d.connectCalls(since))).toEqual(new Set(['DescribeUser']));
    expect(list()).toEqual(before);
  });
});

describe('delete', () => {
  const username = 'gone';
  let event: Event;
  let physicalId: string;
  beforeAll(async () => {
    event = invoker.create(username, INPUT);
    ({ PhysicalResourceId: physicalId } = await invoker.send(event));
    await invoker.send(invoker.next('Delete', event, physicalId));
  });

  it('contract_delete_read', () => {
    expect(() => read(physicalId)).toThrow(missing);
  });

  it('contract_delete_list', () => {
    expect(list()).not.toContain(physicalId);
  });

  it('contract_delete_update', async () => {
    const refused = await updateTo(event, physicalId, UPDATED);
    expect(refused).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: physicalId,
      Reason: expect.stringContaining('is gone') as string,
    });
    expect(d.account(username)).toBeUndefined();
  });

  // A provider says NotFound, which CloudFormation counts as deleted. A custom resource can say that by SUCCESS only.
  it('contract_delete_delete', async () => {
    const before = list();
    const again = await invoker.send(invoker.next('Delete', event, physicalId));
    expect(again).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: physicalId });
    expect(list()).toEqual(before);
  });

  it('contract_delete_create', async () => {
    const create = invoker.create(username, INPUT);
    const created = await invoker.send(create);
    expect(created.Status).toBe('SUCCESS');
    expect(created.PhysicalResourceId).not.toBe(physicalId);
    inputEqualsOutput(INPUT, username, created.PhysicalResourceId);
    const deleted = await invoker.send(invoker.next('Delete', create, created.PhysicalResourceId));
    expect(deleted.Status).toBe('SUCCESS');
    expect(list()).not.toContain(created.PhysicalResourceId);
  });
});
