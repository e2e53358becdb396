import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFile, parseRequest } from '../../../../lib/private/documents';
import { judge } from '../../../../lib/private/rules';

const root = join(__dirname, '../../../..');
const fixture = (name: string) => readFileSync(join(root, 'test/fixtures/documents', name));

const MARY = {
  InstanceId: 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111',
  Username: 'Mary',
  IdentityInfo: { FirstName: 'Mary', LastName: 'Major' },
  PhoneConfig: {
    PhoneType: 'DESK_PHONE',
    AutoAccept: true,
    AfterContactWorkTimeLimit: 60,
    DeskPhoneNumber: '+15555551212',
  },
  SecurityProfileIds: ['12345678-1111-2222-aaaa-a1b2c3d4f5g7'],
  RoutingProfileId: '87654321-9999-3434-abcd-x1y2z3a1b2c3',
};
const TAGGED = { ...MARY, Tags: { Team: 'Berlin' } };

describe('the requests that people hold already', () => {
  it.each([
    ['cli.json', "the AWS CLI's JSON skeleton, filled in"],
    ['cli.yaml', "the AWS CLI's YAML skeleton, filled in"],
    ['boto3.json', "boto3's keyword arguments"],
    ['paws.json', "paws' arguments as jsonlite writes them"],
    ['paws-unboxed.json', "paws' arguments with auto_unbox and null"],
  ])('%s: %s', (name) => {
    const [mary, ...others] = parseFile(fixture(name), name);
    expect(others).toEqual([]);
    expect(mary?.key).toBe('Mary');
    expect(mary?.properties).toEqual(TAGGED);
    expect(mary?.password).toBeUndefined();
    expect(mary?.where('Username')).toMatch(new RegExp(`^${name}:\\d+$`));
  });

  it("dart.json: the Dart client's payload, whose instance is in the URL", () => {
    const [mary] = parseFile(fixture('dart.json'), 'dart.json');
    const { InstanceId, ...withoutInstance } = TAGGED;
    expect(InstanceId).toBeDefined();
    expect(mary?.properties).toEqual(withoutInstance);
  });

  it.each(['cli.json', 'boto3.json', 'paws.json', 'paws-unboxed.json'])(
    '%s as an object in memory',
    (name) => {
      const request = parseRequest(JSON.parse(fixture(name).toString()));
      expect(request.properties).toEqual(TAGGED);
      expect(request.key).toBeUndefined();
      expect(request.where('Username')).toBe('');
    },
  );
});

describe('a skeleton that nobody filled in', () => {
  const OPTIONS = {
    PhoneConfig: {
      PhoneType: 'DESK_PHONE',
      AutoAccept: true,
      AfterContactWorkTimeLimit: 0,
      PersistentConnection: true,
    },
    PersistentConnectionConfigs: [{ Channel: 'VOICE', PersistentConnection: true }],
  };

  it.each([
    ['cli-skeleton.yaml', 'yaml-input'],
    ['cli-skeleton.json', 'input'],
  ])('%s (%s): "" says nothing, but switches, numbers and choices are values', (name) => {
    const text = fixture(name)
      .toString()
      .replace(/(Username\W+)(''|"")/, '$1"Mary"');
    const [{ properties } = { properties: {} }] = parseFile(text, name);
    expect(Object.keys(properties).sort()).toEqual([
      'AfterContactWorkConfigs',
      'AutoAcceptConfigs',
      'PersistentConnectionConfigs',
      'PhoneConfig',
      'PhoneNumberConfigs',
      'Username',
      'VoiceEnhancementConfigs',
    ]);
    if (name.endsWith('yaml')) expect(properties).toMatchObject(OPTIONS);
    expect(JSON.stringify(properties)).not.toContain('""');
  });

  it('is told that it names nobody', () => {
    expect(() => parseFile(fixture('cli-skeleton.json'), 's.json')).toThrow(/neither a key nor a Username/);
  });
});

describe('examples/users.yaml', () => {
  const requests = parseFile(readFileSync(join(root, 'examples/users.yaml')), 'users.yaml');

  it("holds Mary, as the AWS CLI's own example has her, with a generated password", () => {
    expect(requests.map(({ key, properties, password }) => ({ key, properties, password }))).toEqual([
      { key: 'Mary', properties: MARY, password: { generated: true } },
    ]);
  });

  it('breaks no rule of an instance that manages identities itself', () => {
    const user = {
      ...requests[0]?.properties,
      PasswordSecretArn: 'arn:aws:secretsmanager:us-west-2:1:secret:s',
    };
    expect(judge(user, { identityManagement: 'CONNECT_MANAGED', isToken: () => false })).toEqual([]);
  });
});
