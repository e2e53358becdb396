import { parseRequest } from '../../../../lib/private/documents';
import { fileProblems, lines, problems, properties } from './harness';

describe('not given', () => {
  it.each([
    ['an empty string', ''],
    ['null', null],
    ['undefined', undefined],
    ['an empty list', []],
    ['an empty map', {}],
    ['a list of an empty string', ['']],
    ['a list of null, as R writes NA', [null]],
  ])('%s, for a value of any type', (_, nothing) => {
    const names = [
      'Username',
      'SecurityProfileIds',
      'IdentityInfo',
      'AutoAcceptConfigs',
      'Tags',
      'Password',
      'ConnectUser',
    ];
    for (const name of names) expect(properties({ [name]: nothing })).toEqual({});
    const inner = {
      PhoneConfig: { AutoAccept: nothing, AfterContactWorkTimeLimit: nothing, PhoneType: nothing },
    };
    expect(properties(inner)).toEqual({});
  });

  it('takes away the containers that become empty', () => {
    const request = {
      IdentityInfo: { FirstName: '', LastName: '' },
      PhoneNumberConfigs: [{ Channel: '', PhoneNumber: '' }, {}],
      AfterContactWorkConfigs: [
        { Channel: 'VOICE', AfterContactWorkConfig: { AfterContactWorkTimeLimit: null } },
      ],
      Tags: { KeyName: '' },
      ConnectUser: { Proficiencies: [{ AttributeName: '' }], Password: { SecretArn: '' } },
    };
    expect(parseRequest(request)).toMatchObject({
      properties: { AfterContactWorkConfigs: [{ Channel: 'VOICE' }] },
    });
    expect(Object.keys(properties(request))).toEqual(['AfterContactWorkConfigs']);
  });

  it('keeps the empty value of a tag, other than that of the skeleton', () => {
    expect(properties({ Tags: { Reviewed: '', KeyName: '', None: null } })).toEqual({
      Tags: { Reviewed: '' },
    });
    expect(properties({ Tags: { KeyName: 'x' } })).toEqual({ Tags: { KeyName: 'x' } });
  });

  it('keeps false and 0', () => {
    const phone = { AutoAccept: false, AfterContactWorkTimeLimit: 0 };
    expect(properties({ PhoneConfig: phone })).toEqual({ PhoneConfig: phone });
  });
});

describe('R writes scalars as lists of one', () => {
  it.each([
    [{ Username: ['mary'] }, { Username: 'mary' }],
    [{ SecurityProfileIds: [['a'], ['b']] }, { SecurityProfileIds: ['a', 'b'] }],
    [{ PhoneConfig: { AutoAccept: [true] } }, { PhoneConfig: { AutoAccept: true } }],
    [
      { PhoneConfig: { AfterContactWorkTimeLimit: [60] } },
      { PhoneConfig: { AfterContactWorkTimeLimit: 60 } },
    ],
    [{ Tags: { Team: ['Berlin'], Empty: [''] } }, { Tags: { Team: 'Berlin', Empty: '' } }],
  ])('%j', (request, expected) => {
    expect(properties(request)).toEqual(expected);
  });

  it('but a list of two is none', () => {
    expect(problems({ Username: ['mary', 'bob'] })).toEqual({ Username: 'Given a list. Allowed: a string.' });
    expect(problems({ Username: [['mary']] })).toEqual({ Username: 'Given a list. Allowed: a string.' });
  });
});

describe('wrong types', () => {
  it.each<[string, unknown, string, string | RegExp]>([
    ['a map for a string', { Username: { a: 1 } }, 'Username', 'Given a map. Allowed: a string.'],
    [
      'a string for a list',
      { SecurityProfileIds: 'a' },
      'SecurityProfileIds',
      'Given a string. Allowed: a list.',
    ],
    ['a list for a struct', { PhoneConfig: ['a'] }, 'PhoneConfig', 'Given a list. Allowed: a map.'],
    ['a string for a struct', { IdentityInfo: 'Mary' }, 'IdentityInfo', 'Given a string. Allowed: a map.'],
    ['a list for tags', { Tags: [{ Key: 'a' }] }, 'Tags', 'Given a list. Allowed: a map of strings.'],
    [
      'a number for a list item',
      { SecurityProfileIds: ['a', 7] },
      'SecurityProfileIds[1]',
      /number 7, without quotes/,
    ],
    ['a number for a tag', { Tags: { Floor: 3 } }, 'Tags.Floor', /number 3, without quotes.*in quotes, "3"/],
    [
      'a boolean for a string',
      { RoutingProfileId: true },
      'RoutingProfileId',
      /boolean true, without quotes/,
    ],
    [
      'a text for a number',
      { PhoneConfig: { AfterContactWorkTimeLimit: '60' } },
      'PhoneConfig.AfterContactWorkTimeLimit',
      /text "60"\. Allowed: a number, without quotes/,
    ],
    [
      'a word for a number',
      { PhoneConfig: { AfterContactWorkTimeLimit: 'long' } },
      'PhoneConfig.AfterContactWorkTimeLimit',
      'Given a string. Allowed: a number.',
    ],
    [
      'no number for a number',
      { PhoneConfig: { AfterContactWorkTimeLimit: NaN } },
      'PhoneConfig.AfterContactWorkTimeLimit',
      /Allowed: a number/,
    ],
    [
      'a text for a boolean',
      { PhoneConfig: { AutoAccept: 'true' } },
      'PhoneConfig.AutoAccept',
      'Given the text "true". Allowed: true or false, without quotes.',
    ],
    [
      'a word for a boolean',
      { PhoneConfig: { AutoAccept: 'maybe' } },
      'PhoneConfig.AutoAccept',
      'Given a string. Allowed: true or false.',
    ],
    [
      'a number for a boolean',
      { PhoneConfig: { AutoAccept: 1 } },
      'PhoneConfig.AutoAccept',
      'Given a number. Allowed: true or false.',
    ],
    ['a date', { Username: new Date(0) }, 'Username', /Given something that JSON has no word for/],
    ['a function', { Tags: () => 1 }, 'Tags', /Given something that JSON has no word for/],
  ])('%s', (_, request, field, message) => {
    const found = problems(request);
    expect(Object.keys(found)).toEqual([field]);
    expect(found[field]).toMatch(
      message instanceof RegExp ? message : new RegExp(`^${message.replace(/[.]/g, '\\.')}$`),
    );
  });

  it('of a personal value are told without it', () => {
    const request = {
      IdentityInfo: { Mobile: 15555551212, FirstName: 4711 },
      PhoneConfig: { DeskPhoneNumber: 15555551212 },
      DirectoryUserId: 4711,
      ConnectUser: { Password: { SecretArn: 4711, Generated: '4711' } },
    };
    const found = problems(request);
    expect(Object.keys(found)).toHaveLength(6);
    expect(JSON.stringify(found)).not.toMatch(/4711|5555/);
    expect(found['PhoneConfig.DeskPhoneNumber']).toBe(
      'Given a number, without quotes. Allowed: a string: put it in quotes.',
    );
  });

  it('of YAML are told as YAML was written', () => {
    const text = lines(
      'Username: 007',
      'RoutingProfileId: 0x1F',
      'HierarchyGroupId: True',
      'PhoneConfig:',
      '  AutoAccept: yes',
      '  PersistentConnection: off',
      '  DeskPhoneNumber: +15555551212',
      '  AfterContactWorkTimeLimit: .inf',
      'Tags: { A: 1.0 }',
    );
    expect(fileProblems(text)).toEqual([
      'users.yaml:1 | - | Username | Given the number 007, without quotes. Allowed: a string: put it in quotes, "007".',
      'users.yaml:2 | - | RoutingProfileId | Given the number 0x1F, without quotes. Allowed: a string: put it in quotes, "0x1F".',
      'users.yaml:3 | - | HierarchyGroupId | Given the boolean True, without quotes. Allowed: a string: put it in quotes, "True".',
      'users.yaml:5 | - | PhoneConfig.AutoAccept | Given the text "yes" (YAML 1.2 takes yes, no, on and off for texts). Allowed: true or false, without quotes.',
      'users.yaml:6 | - | PhoneConfig.PersistentConnection | Given the text "off" (YAML 1.2 takes yes, no, on and off for texts). Allowed: true or false, without quotes.',
      'users.yaml:7 | - | PhoneConfig.DeskPhoneNumber | Given a number, without quotes. Allowed: a string: put it in quotes.',
      'users.yaml:8 | - | PhoneConfig.AfterContactWorkTimeLimit | Given a number. Allowed: a number.',
      'users.yaml:9 | - | Tags.A | Given the number 1.0, without quotes. Allowed: a string: put it in quotes, "1.0".',
    ]);
  });
});

describe('unknown keys', () => {
  it.each<[unknown, string, string | RegExp]>([
    [{ userName: 'x' }, 'userName', 'Did you mean Username?'],
    [{ 'identity-info': {} }, 'identity-info', 'Did you mean IdentityInfo?'],
    [{ SecurityProfileId: 'a' }, 'SecurityProfileId', 'Did you mean SecurityProfileIds?'],
    [{ PhoneConfig: { PhoneNumber: '1' } }, 'PhoneConfig.PhoneNumber', 'Did you mean DeskPhoneNumber?'],
    [{ PhoneConfig: { autoAccept: true } }, 'PhoneConfig.autoAccept', 'Did you mean AutoAccept?'],
    [{ FirstName: 'Mary' }, 'FirstName', 'It belongs under IdentityInfo.'],
    [{ AfterContactWorkTimeLimit: 1 }, 'AfterContactWorkTimeLimit', 'It belongs under PhoneConfig.'],
    [{ RoutingProfileName: 'Basic' }, 'RoutingProfileName', 'It belongs under ConnectUser.'],
    [{ SecretArn: 'arn' }, 'SecretArn', 'It belongs under ConnectUser.Password.'],
    [{ ConnectUser: { Username: 'x' } }, 'ConnectUser.Username', 'It belongs at the top of the request.'],
    [{ AutoAcceptConfigs: [{ Chanel: 'x' }] }, 'AutoAcceptConfigs[0].Chanel', 'Did you mean Channel?'],
    [{ Department: 'x' }, 'Department', /Allowed: InstanceId, Username, .*ConnectUser\./],
    [
      { IdentityInfo: { Department: 'x' } },
      'IdentityInfo.Department',
      /Allowed: FirstName, LastName, Email, /,
    ],
    [JSON.parse('{"__proto__": {"Username": "x"}}'), '__proto__', /Unknown key "__proto__"/],
    [{ constructor: 'x', toString: 'y' }, 'constructor', /Unknown key "constructor"/],
  ])('%j', (request, field, hint) => {
    const message = problems(request)[field] ?? '';
    expect(message).toMatch(/^Unknown key "/);
    if (hint instanceof RegExp) expect(message).toMatch(hint);
    else expect(message.endsWith(hint)).toBe(true);
  });

  it('never show what stands behind them', () => {
    expect(JSON.stringify(problems({ password: 'Pass@Word1', Passwort: 'Pass@Word1' }))).not.toContain(
      'Pass@',
    );
  });
});
