import { DocumentError, parseFile, parseRequest } from '../../../../lib/private/documents';
import { fileProblems, lines, problems } from './harness';

describe('ConnectUser, the extra key', () => {
  it('becomes properties, where CreateUser has no member for it', () => {
    const extras = {
      Proficiencies: [{ AttributeName: 'Language', AttributeValue: 'German', Level: 3 }],
      RoutingProfileName: 'Basic Routing Profile',
      SecurityProfileNames: ['Agent'],
      HierarchyGroupName: 'Berlin',
    };
    const request = parseRequest({ Username: 'mary', ConnectUser: { ...extras, RemovalPolicy: 'retain' } });
    expect(request.properties).toEqual({ Username: 'mary', ...extras });
    expect(request.removalPolicy).toBe('retain');
  });

  it.each<[unknown, unknown]>([
    [{ Generated: true }, { generated: true }],
    [{ Generated: [true] }, { generated: true }],
    [{ SecretArn: 'arn:s' }, { secretArn: 'arn:s' }],
    [
      { SecretArn: 'arn:s', SecretField: 'password' },
      { secretArn: 'arn:s', secretField: 'password' },
    ],
    [{ SecretArn: 'arn:s', Generated: false }, { secretArn: 'arn:s' }],
    [{ Generated: false }, undefined],
    [{ SecretArn: '' }, undefined],
    [undefined, undefined],
  ])('takes the password of %j', (Password, expected) => {
    const { password, properties } = parseRequest({ ConnectUser: { Password } });
    expect(password).toEqual(expected);
    expect(properties).toEqual({});
  });

  it.each<[unknown, RegExp]>([
    [{ Generated: true, SecretArn: 'arn:s' }, /Both Generated and a secret/],
    [{ Generated: true, SecretField: 'f' }, /Both Generated and a secret/],
    [{ SecretField: 'f' }, /SecretField is given without SecretArn/],
    ['Pass@Word1', /Given a string\. Allowed: a map/],
  ])('refuses the password of %j', (Password, message) => {
    const found = problems({ ConnectUser: { Password } });
    expect(Object.keys(found)).toEqual(['ConnectUser.Password']);
    expect(found['ConnectUser.Password']).toMatch(message);
    expect(found['ConnectUser.Password']).not.toContain('Pass@');
  });

  it.each(['destroy', 'retain'])('takes the removal policy %s', (RemovalPolicy) => {
    expect(parseRequest({ ConnectUser: { RemovalPolicy } }).removalPolicy).toBe(RemovalPolicy);
  });

  it.each(['fail', 'adopt'])('takes for an existing user %s', (ExistingUser) => {
    expect(parseRequest({ ConnectUser: { ExistingUser } }).existingUser).toBe(ExistingUser);
  });

  it.each([{ AdoptionKeyArn: 'arn' }, { ConnectUser: { AdoptionKeyArn: 'arn' } }])(
    'does not take the key of an adoption: %j',
    (request) => {
      expect(Object.values(problems(request))).toEqual([expect.stringMatching(/unknown/i)]);
    },
  );

  it('refuses anything else for an existing user', () => {
    expect(problems({ ConnectUser: { ExistingUser: 'take' } })).toEqual({
      'ConnectUser.ExistingUser': 'Given "take". Allowed: fail, adopt.',
    });
  });

  it('refuses any other removal policy', () => {
    const field = 'ConnectUser.RemovalPolicy';
    expect(problems({ ConnectUser: { RemovalPolicy: 'Snapshot' } })).toEqual({
      [field]: 'Given "Snapshot". Allowed: destroy, retain.',
    });
  });
});

describe('Password', () => {
  it.each(['Pass@Word1', ['Pass@Word1'], 12345678, { Plain: 'Pass@Word1' }])(
    '%j is refused and not shown',
    (Password) => {
      const found = problems({ Username: 'mary', Password });
      expect(Object.keys(found)).toEqual(['Password']);
      expect(found['Password']).toMatch(/ConnectUser\.Password with Generated: true.*SecretArn/);
      expect(found['Password']).not.toMatch(/Pass@|1234/);
    },
  );

  it('is refused in a file, with its line, also as JSON', () => {
    const message = expect.stringMatching(
      /^users\.yaml:2 \| mary \| Password \| A password is given/,
    ) as string;
    expect(fileProblems(lines('Username: mary', 'Password: Pass@Word1'))).toEqual([message]);
    expect(fileProblems(lines('{"Username": "mary",', '"Password": "Pass@Word1"}'))).toEqual([message]);
  });
});

describe('tokens of the CDK', () => {
  const token = { resolve: () => 'later', creationStack: [] };

  it('are left as they are, whatever they stand for', () => {
    const request = {
      Username: token,
      InstanceId: '${Token[TOKEN.1]}',
      PhoneConfig: { AfterContactWorkTimeLimit: -1.8881545897087503e289, AutoAccept: token },
      SecurityProfileIds: ['#{Token[TOKEN.2]}'],
      IdentityInfo: token,
      Tags: { Team: token },
      AutoAcceptConfigs: token,
    };
    expect(parseRequest(request).properties).toEqual(request);
    expect(parseRequest({ Tags: token, SecurityProfileIds: [token] }).properties).toEqual({
      Tags: token,
      SecurityProfileIds: [token],
    });
  });
});

describe('odd objects', () => {
  it.each([
    [null, 'nothing'],
    [undefined, 'nothing'],
    ['mary', 'a string'],
    [[{ Username: 'mary' }], 'a list'],
    [new Map([['Username', 'mary']]), 'something that JSON has no word for'],
    [() => 1, 'something that JSON has no word for'],
  ])('%p is no request', (request, given) => {
    expect(problems(request)).toEqual({ '': `Given ${given}. Allowed: a map of CreateUser's members.` });
  });

  it('that hold themselves are read once', () => {
    const request: Record<string, unknown> = { Username: 'mary' };
    request['IdentityInfo'] = request;
    request['SecurityProfileIds'] = [request];
    const found = problems(request);
    expect(found['IdentityInfo.Username']).toMatch(/Unknown key/);
    expect(found['SecurityProfileIds[0]']).toMatch(/Given a map/);
  });

  it('without a prototype, or with a key __proto__, do no harm', () => {
    const bare = Object.assign(Object.create(null) as object, { Username: 'mary' });
    expect(parseRequest(bare).properties).toEqual({ Username: 'mary' });
    const { Tags } = parseRequest(JSON.parse('{"Tags": {"__proto__": "polluted"}}')).properties;
    expect(Object.entries(Tags ?? {})).toEqual([['__proto__', 'polluted']]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('DocumentError', () => {
  it('says everything at once, the source first', () => {
    const parse = () => parseRequest({ Username: 7, userName: 'x' }, (field) => `app.ts#${field}`);
    expect(parse).toThrow(DocumentError);
    expect(parse).toThrow(
      [
        'The CreateUser request: 2 problems',
        'app.ts#Username: Username: Given the number 7, without quotes. Allowed: a string: put it in quotes, "7".',
        'app.ts#userName: userName: Unknown key "userName". Did you mean Username?',
      ].join('\n'),
    );
  });

  it('names the user, but not by an e-mail address', () => {
    expect(() => parseRequest({ Username: 'mary@example.com', Bad: 1 })).toThrow(
      /^.*a problem\nxxxx@xxxxxxx\.xxx, Bad: /,
    );
    expect(() => parseRequest({ Username: 'mary', Bad: 1 })).toThrow(/\nmary, Bad: /);
  });
});

describe('where', () => {
  const text = lines(
    '# a comment',
    'Mary:',
    '  Username: mary',
    '  PhoneConfig:',
    '    PhoneType: DESK_PHONE',
    '  SecurityProfileIds:',
    '    - ""',
    '    - a',
    '    - b',
    '  Tags:',
    '    a.b: c',
    '  ConnectUser:',
    '    RoutingProfileName: Basic',
    '    Password: { SecretArn: "arn:s" }',
    '    Proficiencies:',
    '      - AttributeName: Language',
    '        Level: 3',
  );

  it.each([
    [undefined, 2],
    ['Username', 3],
    ['PhoneConfig.PhoneType', 5],
    ['PhoneConfig.DeskPhoneNumber', 4],
    ['SecurityProfileIds', 6],
    ['SecurityProfileIds[0]', 8],
    ['SecurityProfileIds[1]', 9],
    ['SecurityProfileIds[7]', 6],
    ['Tags.a.b', 11],
    ['Tags.other', 10],
    ['RoutingProfileName', 13],
    ['ConnectUser.RoutingProfileName', 13],
    ['PasswordSecretArn', 14],
    ['PasswordSecretField', 14],
    ['Proficiencies[0].Level', 17],
    ['Proficiencies[0].AttributeValue', 16],
    ['HierarchyGroupId', 2],
  ])('%s is in line %i', (field, line) => {
    expect(parseFile(text, 'users.yaml')[0]?.where(field)).toBe(`users.yaml:${line}`);
  });

  it('is known of JSON, too', () => {
    const json = lines('{', '  "7": { "Username": "bob" },', '  "Mary": {', '    "Username": "mary" } }');
    const requests = parseFile(json, 'u.json');
    expect(requests.map(({ where }) => [where(), where('Username')])).toEqual([
      ['u.json:2', 'u.json:2'],
      ['u.json:3', 'u.json:4'],
    ]);
  });
});
