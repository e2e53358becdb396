import { Callers } from '../../local/caller';
import { PLACE } from './support';

const callers = () => new Callers(PLACE);

test('any long-lived key is the local user', () => {
  expect(callers().resolve('whatever')).toEqual({
    accessKeyId: 'whatever',
    arn: 'arn:aws:iam::123456789012:user/local',
  });
});

test('keys that were issued are the session of their role, until revoked', () => {
  const all = callers();
  const { accessKeyId, sessionToken } = all.issue('Role', 'fn');
  expect(all.resolve(accessKeyId, sessionToken).arn).toBe('arn:aws:sts::123456789012:assumed-role/Role/fn');
  all.revoke(accessKeyId);
  expect(() => all.resolve(accessKeyId, sessionToken)).toThrow('security token');
});

test.each([
  ['without its token', undefined],
  ['with another token', 'other'],
])('refuses an issued key %s', (_what, token) => {
  const all = callers();
  const { accessKeyId } = all.issue('Role', 'fn');
  expect(() => all.resolve(accessKeyId, token)).toThrow(
    expect.objectContaining({ code: 'InvalidClientTokenId', status: 403 }),
  );
});

test('refuses a temporary key that nobody issued', () => {
  expect(() => callers().resolve('ASIAXXXXXXXXXXXXXXXX', 'token')).toThrow('security token');
});
