/** Adoptions that are rolled back: the account is released, and everything that the adoption changed is put back. */
import { inflateRawSync } from 'node:zlib';
import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import {
  Channel,
  HierarchyGroup,
  PhoneType,
  RoutingProfile,
  UserPassword,
  VoiceEnhancementMode,
  type UserProficiency,
} from '../../lib';
import * as adoptable from '../support/adoptable';
import { DESTROY, german, lasting, startAdoptable, WANTED } from '../support/adoptable';
import type { Deployment } from '../support/deployment';
import { Invoker, type Event } from '../support/invoke';
import { addUser, secretOf, type UserOver } from '../support/users';

/** Synthesis cannot know that the instance has no such attribute. */
const UNKNOWN: UserProficiency = { attributeName: 'Juggling', attributeValue: 'Five balls', level: 1 };

let d: Deployment;
beforeAll(async () => {
  d = await startAdoptable();
});
afterAll(() => d.stop());

const stranger = (username: string, more?: object) => adoptable.stranger(d, username, more);
const deploy = (name: string, over: UserOver) => d.deploy(name, (stack) => void addUser(stack, over));
const deployWithBrokenSibling = (name: string, over: UserOver) =>
  adoptable.deployWithBrokenSibling(d, name, over);
/** Not a failure of the adoption itself, which would change nothing to put back. */
const wasAdopted = (userId: string) =>
  d.logged.some((line) => line.includes('"account adopted"') && line.includes(userId));
const adoptionKey = (stackName: string) =>
  d.aws.secretsManager.list().find(({ name }) => name === `cdk-connect-user/${stackName}/AdoptionKey`);

const PERSONAL = [
  ...[
    'Formerfirst',
    'Formerlast',
    'former@example.com',
    'former2@example.com',
    '+15555550101',
    '+15555550102',
  ],
  ...['Laterfirst', 'Laterlast', 'later@example.com', 'later2@example.com', '+15555550103', '+15555550104'],
];
const [FirstName, LastName, Email, SecondaryEmail, Mobile, PhoneNumber] = PERSONAL;
const [firstName, lastName, email, secondaryEmail, mobile, phoneNumber] = PERSONAL.slice(6);

/** An account with a value in every field that can be changed. */
const EVERYTHING = {
  IdentityInfo: { FirstName, LastName, Email, SecondaryEmail, Mobile },
  PhoneConfig: undefined,
  HierarchyGroupId: adoptable.GROUP_1,
  AutoAcceptConfigs: [
    { Channel: 'VOICE', AutoAccept: true, AgentFirstCallbackAutoAccept: true },
    { Channel: 'CHAT', AutoAccept: true },
  ],
  AfterContactWorkConfigs: [{ Channel: 'VOICE', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 30 } }],
  PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber }],
  PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
  VoiceEnhancementConfigs: [{ Channel: 'VOICE', VoiceEnhancementMode: 'NOISE_SUPPRESSION' }],
};
/** A user that wants all of them otherwise. */
const OTHERWISE: UserOver = {
  ...WANTED,
  identityInfo: { firstName, lastName, email, secondaryEmail, mobile },
  hierarchyGroup: HierarchyGroup.fromId(adoptable.GROUP_2),
  autoAcceptConfigs: [
    { channel: Channel.VOICE, autoAccept: false },
    { channel: Channel.CHAT, autoAccept: false },
  ],
  afterContactWorkConfigs: [{ channel: Channel.VOICE, afterContactWorkTimeLimit: Duration.seconds(60) }],
  phoneNumberConfigs: [{ channel: Channel.VOICE, phoneType: PhoneType.DESK_PHONE, phoneNumber }],
  persistentConnectionConfigs: [{ channel: Channel.VOICE, persistentConnection: false }],
  voiceEnhancementConfigs: [{ channel: Channel.VOICE, voiceEnhancementMode: VoiceEnhancementMode.NONE }],
  proficiencies: [german(5)],
};

/** What somebody would find who takes a record for compressed text. */
function unpacked(record: string): string[] {
  const bytes = [record, record.slice(1)].map((text) => Buffer.from(text, 'base64url'));
  return bytes.flatMap((some) => {
    try {
      return [some.toString('latin1'), inflateRawSync(some).toString()];
    } catch {
      return [some.toString('latin1')];
    }
  });
}

describe('the rollback of an adoption', () => {
  it('that itself failed: everything is back, in the same invocation', async () => {
    const before = stranger('failed');
    const failed = await deploy('Failed', { ...WANTED, username: 'failed', proficiencies: [UNKNOWN] });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(failed.reasons[0]).toContain('AssociateUserProficiencies: ResourceNotFoundException');
    expect(lasting(d.mustAccount('failed'))).toEqual(lasting(before));
    // CloudFormation has nothing to delete.
    expect(failed.calls.at(-1)).toBe('UntagResource');
  });

  it.each([
    ['by default', {}],
    ['with RETAIN', { removalPolicy: RemovalPolicy.RETAIN }],
    ['with DESTROY', DESTROY],
  ])('because of a sibling, %s: released, and everything is back', async (what, policy) => {
    const username = `sibling-${what.replace(/\W+/g, '-')}`;
    const before = stranger(username);
    const failed = await deployWithBrokenSibling(`Sibling${what.replace(/\W+/g, '')}`, {
      ...WANTED,
      ...policy,
      username,
    });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(wasAdopted(before.Id)).toBe(true);
    expect(lasting(d.mustAccount(username))).toEqual(lasting(before));
  });

  it('of an update that adds the first user of the stack that adopts: policy and key come and go with it', async () => {
    const before = stranger('added');
    // No generated password: nothing else has a secret whose name begins as the key's does.
    const other = (stack: Stack) => {
      const password = UserPassword.fromSecret(secretOf(stack, 'Secret', 'Pass@Word1'));
      addUser(stack, { username: 'there-before', password }, 'Other');
      return password;
    };
    await d.deploy('Added', (stack) => void other(stack));
    expect(adoptionKey('Added')).toBeUndefined();
    const failed = await d.deploy('Added', (stack) => {
      const password = other(stack);
      const user = addUser(stack, { ...WANTED, password, username: 'added' });
      const routingProfile = RoutingProfile.fromId('no-such-profile');
      addUser(stack, { username: 'added-sibling', password, routingProfile }, 'Sibling').node.addDependency(
        user,
      );
    });
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(wasAdopted(before.Id)).toBe(true);
    expect(lasting(d.mustAccount('added'))).toEqual(lasting(before));
    expect(adoptionKey('Added')).toBeUndefined();
  });

  it('of a rename onto an account: the old account is the stack’s, the adopted one is back', async () => {
    await deploy('Rename', { username: 'from' });
    const [from, before] = [d.mustAccount('from'), stranger('onto')];
    const failed = await deployWithBrokenSibling('Rename', { ...WANTED, username: 'onto' });
    expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(d.mustAccount('from').Tags).toEqual(from.Tags);
    expect(wasAdopted(before.Id)).toBe(true);
    expect(lasting(d.mustAccount('onto'))).toEqual(lasting(before));
    await d.destroy('Rename');
    expect(d.account('from')).toBeUndefined();
    expect(d.account('onto')).toBeDefined();
  });

  it('of every kind of field: all of it is back, and nothing personal was to be read meanwhile', async () => {
    const before = stranger('everything', EVERYTHING);
    const tags: string[] = [];
    const off = d.aws.calls.subscribe(() => {
      tags.push(...Object.values(d.account('everything')?.Tags ?? {}));
    });
    const failed = await deployWithBrokenSibling('Everything', { ...OTHERWISE, username: 'everything' });
    off();
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect({ ...d.mustAccount('everything'), LastModifiedTime: 0 }).toEqual({
      ...before,
      LastModifiedTime: 0,
    });
    const put = d.logged.filter((line) => line.includes(before.Id) && line.includes('put back as it was'));
    expect(put.map((line) => (JSON.parse(line) as { names: unknown }).names)).toEqual([
      [
        ...['RoutingProfileId', 'SecurityProfileIds', 'HierarchyGroupId'],
        ...['FirstName', 'LastName', 'Email', 'SecondaryEmail', 'Mobile'].map((f) => `IdentityInfo.${f}`),
        ...['AutoAcceptConfigs', 'AfterContactWorkConfigs', 'PhoneNumberConfigs'],
        ...['PersistentConnectionConfigs', 'VoiceEnhancementConfigs', 'Proficiencies', 'Tags'],
      ],
    ]);
    const records = tags.filter((value) => value.startsWith('2'));
    expect(records.length).toBeGreaterThan(0);
    const readable = [...tags, ...records.flatMap(unpacked), ...d.logged, JSON.stringify(d.aws.calls.list())];
    for (const value of PERSONAL) expect(readable.join('\n')).not.toContain(value);
  });

  it('needs a key, which goes with the stack', async () => {
    stranger('key');
    await deploy('Key', { ...WANTED, username: 'key' });
    const { versions } = adoptionKey('Key')!;
    expect([...versions.values()].map(({ value }) => value.SecretString)).toEqual([
      expect.stringMatching(/^[A-Za-z0-9]{64}$/),
    ]);
    const destroyed = await d.destroy('Key');
    expect(destroyed.status).toBe('DELETE_COMPLETE');
    expect(adoptionKey('Key')).toBeUndefined();
  });
});

describe('without the key', () => {
  const NAMES = { IdentityInfo: { FirstName: 'Mary', LastName: 'Major' } };
  const DESK = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+15555550123' };
  let invoker: Invoker;
  let keyArn: string;
  beforeAll(async () => {
    stranger('model');
    await deploy('Model', { ...WANTED, username: 'model' });
    keyArn = adoptionKey('Model')!.arn;
    invoker = new Invoker(d, 'Model');
  });

  /** Adopts the account, as a user of the stack with these properties, and takes that back. */
  async function adoptAndGoBack(username: string, properties: Event) {
    const create = invoker.create(username, properties);
    invoker.stackStatus = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId, Status } = await invoker.send(create);
    expect(Status).toBe('SUCCESS');
    const adopted = d.mustAccount(username);
    invoker.stackStatus = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect((await invoker.send(invoker.next('Delete', create, PhysicalResourceId))).Status).toBe('SUCCESS');
    return adopted;
  }
  const warnings = (userId: string) =>
    d.logged
      .filter((line) => line.includes(userId) && line.includes('"level":"WARN"') && !line.includes('"call"'))
      .map((line) => (JSON.parse(line) as { message: string }).message);

  it('because an older version named none: all but personal data is back', async () => {
    const before = stranger('older', { PhoneConfig: DESK });
    const adopted = await adoptAndGoBack('older', { AdoptionKeyArn: undefined });
    expect(adopted.Tags['cdk-connect-user:before-1']).toMatch(/^1/);
    const account = d.mustAccount('older');
    expect(account).toMatchObject({ ...NAMES, PhoneConfig: { ...DESK, AutoAccept: false } });
    expect(lasting({ ...account, IdentityInfo: before.IdentityInfo })).toEqual(lasting(before));
    expect(warnings(before.Id)).toEqual(['a later rollback will not put personal data back']);
  });

  it('because it may not be read: the same, and the log says so', async () => {
    const before = stranger('denied');
    const arn = keyArn.replace('/Model/', '/Other/');
    const adopted = await adoptAndGoBack('denied', { AdoptionKeyArn: arn });
    expect(adopted.Tags['cdk-connect-user:before-1']).toMatch(/^1/);
    const account = d.mustAccount('denied');
    expect(account).toMatchObject(NAMES);
    expect(lasting({ ...account, IdentityInfo: before.IdentityInfo })).toEqual(lasting(before));
    expect(warnings(before.Id)).toEqual([
      'the adoption key cannot be read',
      'a later rollback will not put personal data back',
      'the adoption key cannot be read',
    ]);
  });

  it('with it, by the same way: everything is back', async () => {
    const before = stranger('keyed', { PhoneConfig: DESK });
    const adopted = await adoptAndGoBack('keyed', { AdoptionKeyArn: keyArn });
    expect(adopted.Tags['cdk-connect-user:before-1']).toMatch(/^2/);
    expect(lasting(d.mustAccount('keyed'))).toEqual(lasting(before));
    expect(warnings(before.Id)).toEqual([]);
  });
});
