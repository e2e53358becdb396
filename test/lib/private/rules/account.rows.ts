import { DIRECTORY, MANAGED, rows, SAML } from './row';

const a = (count: number) => 'a'.repeat(count);
const arn = (id: string) => `arn:aws:connect:us-west-2:123456789012:instance/${id}`;
const secret = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:mary-AbCdEf';

export const ACCOUNT_ROWS = [
  ...rows('instance-id', (pass, fail) => {
    pass('1 character', { InstanceId: 'a' });
    pass('100 characters', { InstanceId: a(100) });
    pass('an ARN, of which the id counts', { InstanceId: arn(a(100)) });
    fail('none', { InstanceId: undefined }, 'InstanceId');
    fail('empty', { InstanceId: '' }, 'InstanceId');
    fail('101 characters', { InstanceId: a(101) }, 'InstanceId', { says: /101 characters.*1 to 100/ });
    fail('an ARN with an id of 101', { InstanceId: arn(a(101)) }, 'InstanceId');
    fail('an ARN without an id', { InstanceId: arn('') }, 'InstanceId');
  }),
  ...rows('username-required', (pass, fail) => {
    pass('given', { Username: 'mary' });
    fail('none', { Username: undefined }, 'Username');
  }),
  ...rows('username-length', (pass, fail) => {
    pass('1', { Username: 'm' });
    pass('20 under CONNECT_MANAGED', { Username: a(20) }, MANAGED);
    pass('20 under EXISTING_DIRECTORY', { Username: a(20) }, DIRECTORY);
    pass('64 under SAML', { Username: a(64) }, SAML);
    pass('21 where the type is unknown', { Username: a(21) });
    pass('64 where the type is unknown', { Username: a(64) });
    fail('empty', { Username: '' }, 'Username');
    fail('21 under CONNECT_MANAGED', { Username: a(21) }, 'Username', {
      ...MANAGED,
      says: /a{21}" \(21 characters\).*1 to 20/,
    });
    fail('21 under EXISTING_DIRECTORY', { Username: a(21) }, 'Username', DIRECTORY);
    fail('65 under SAML', { Username: a(65) }, 'Username', SAML);
    fail('65 where the type is unknown', { Username: a(65) }, 'Username', { says: /1 to 64.*SAML.*1 to 20/ });
  }),
  ...rows('username-characters', (pass, fail) => {
    pass('all that is allowed', { Username: 'aZ09_-.\\mary@example.com' });
    fail('a space', { Username: 'mary major' }, 'Username', { says: /U\+0020 at character 5/ });
    fail('a letter with an accent', { Username: 'renée' }, 'Username', { says: /U\+00E9 at character 4/ });
    fail('an emoji', { Username: 'm🙂' }, 'Username', { says: /U\+1F642 at character 2/ });
    fail('a line end after a good name', { Username: 'mary\n' }, 'Username', { says: /U\+000A/ });
    fail('+ in an address', { Username: 'mary+1@example.com' }, 'Username');
  }),
  ...rows('username-email-form', (pass, fail) => {
    pass('no @', { Username: 'testuser' });
    pass('an address', { Username: 'testuser@example.com' });
    pass('an address with subdomains', { Username: 'test.user@a.b-c.example.org' });
    fail('no top-level domain', { Username: 'testuser@example' }, 'Username', { says: /"xxxxxxxx@xxxxxxx"/ });
    fail('@ alone', { Username: '@' }, 'Username');
    fail('nothing before @', { Username: '@example.com' }, 'Username');
    fail('nothing behind @', { Username: 'mary@' }, 'Username');
    fail('two @', { Username: 'mary@major@example.com' }, 'Username');
    fail('an empty label', { Username: 'mary@example..com' }, 'Username');
    fail('a domain that ends in a dot', { Username: 'mary@example.com.' }, 'Username');
  }),
  ...rows('password-required', (pass, fail) => {
    pass('a secret under CONNECT_MANAGED', { PasswordSecretArn: secret }, MANAGED);
    pass('none under SAML', {}, SAML);
    pass('none under EXISTING_DIRECTORY', {}, DIRECTORY);
    pass('none where the type is unknown', {});
    fail('none under CONNECT_MANAGED', {}, 'PasswordSecretArn', MANAGED);
  }),
  ...rows('password-not-allowed', (pass, fail) => {
    pass('a secret under CONNECT_MANAGED', { PasswordSecretArn: secret }, MANAGED);
    pass('a secret where the type is unknown', { PasswordSecretArn: secret });
    pass('none under SAML', {}, SAML);
    fail('a secret under SAML', { PasswordSecretArn: secret }, 'PasswordSecretArn', SAML);
    fail('a secret under EXISTING_DIRECTORY', { PasswordSecretArn: secret }, 'PasswordSecretArn', DIRECTORY);
  }),
  ...rows('password-field-without-secret', (pass, fail) => {
    pass('both', { PasswordSecretArn: secret, PasswordSecretField: 'password' });
    pass('the secret alone', { PasswordSecretArn: secret });
    fail('the field alone', { PasswordSecretField: 'password' }, 'PasswordSecretField');
  }),
  ...rows('directory-user-id-saml', (pass, fail) => {
    pass('under EXISTING_DIRECTORY', { DirectoryUserId: 'S-1-5-21' }, DIRECTORY);
    pass('where the type is unknown', { DirectoryUserId: 'S-1-5-21' });
    fail('under SAML', { DirectoryUserId: 'S-1-5-21' }, 'DirectoryUserId', SAML);
  }),
];
