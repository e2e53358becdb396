import { nearest } from '../../../../lib/private/rules/nearest';

const KNOWN = ['Username', 'IdentityInfo', 'SecurityProfileIds', 'Tags', 'InstanceId'];

describe('nearest', () => {
  it.each([
    ['Username', 'Username'],
    ['username', 'Username'],
    ['USER_NAME', 'Username'],
    ['user-name', 'Username'],
    ['Usernmae', 'Username'],
    ['Identity', 'IdentityInfo'],
    ['Profile', 'SecurityProfileIds'],
    ['User', undefined],
    ['IdentityInfos', 'IdentityInfo'],
    ['security-profile-id', 'SecurityProfileIds'],
    ['Tag', 'Tags'],
    ['Team', undefined],
    ['x', undefined],
    ['', undefined],
    ['Department', undefined],
  ])('of %j is %j', (name, expected) => {
    expect(nearest(name, KNOWN)).toBe(expected);
  });
});
