import type { UserProperties } from '../../../../lib/private/contract';
import { rows } from './row';

const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `profile-${from + i}`);
const profiles = (ids: number, names: number): UserProperties => ({
  SecurityProfileIds: many(ids),
  SecurityProfileNames: many(names, 50),
});
const arn = (id: string) => `arn:aws:connect:us-west-2:123456789012:instance/i/security-profile/${id}`;

export const PROFILE_ROWS = [
  ...rows('routing-profile', (pass, fail) => {
    pass('by id', {});
    pass('by name', { RoutingProfileId: undefined, RoutingProfileName: 'Basic Routing Profile' });
    fail('none', { RoutingProfileId: undefined }, 'RoutingProfileId');
    fail('both', { RoutingProfileName: 'Basic Routing Profile' }, 'RoutingProfileName');
  }),
  ...rows('hierarchy-group', (pass, fail) => {
    pass('none', {});
    pass('by id', { HierarchyGroupId: 'g' });
    pass('by name', { HierarchyGroupName: 'Berlin' });
    fail('both', { HierarchyGroupId: 'g', HierarchyGroupName: 'Berlin' }, 'HierarchyGroupName');
  }),
  ...rows('security-profile-count', (pass, fail) => {
    pass('1 id', profiles(1, 0));
    pass('1 name', { SecurityProfileIds: undefined, SecurityProfileNames: ['Agent'] });
    pass('10 ids', profiles(10, 0));
    pass('5 ids and 5 names', profiles(5, 5));
    fail('none', { SecurityProfileIds: undefined }, 'SecurityProfileIds', { says: /^0 .*1 to 10/ });
    fail('empty lists', profiles(0, 0), 'SecurityProfileIds');
    fail('11 ids', profiles(11, 0), 'SecurityProfileIds', { says: /^11 / });
    fail('11 names', profiles(0, 11), 'SecurityProfileNames');
    fail('5 ids and 6 names', profiles(5, 6), 'SecurityProfileIds');
  }),
  ...rows('security-profile-twice', (pass, fail) => {
    pass('each once', { SecurityProfileIds: ['a', 'b'], SecurityProfileNames: ['a', 'b'] });
    fail('an id', { SecurityProfileIds: ['a', 'b', 'a'] }, 'SecurityProfileIds[2]', { says: /"a"/ });
    fail('an id and its ARN', { SecurityProfileIds: ['a', arn('a')] }, 'SecurityProfileIds[1]');
    fail('a name', { SecurityProfileNames: ['Agent', 'Agent'] }, 'SecurityProfileNames[1]');
  }),
  ...rows('not-empty', (pass, fail) => {
    pass('nothing empty', { HierarchyGroupId: 'g', DirectoryUserId: 'd', SecurityProfileNames: ['Agent'] });
    fail(
      'everything empty',
      {
        RoutingProfileId: '',
        RoutingProfileName: '',
        HierarchyGroupId: '',
        HierarchyGroupName: '',
        DirectoryUserId: '',
        PasswordSecretArn: '',
        PasswordSecretField: '',
        SecurityProfileIds: ['a', ''],
        SecurityProfileNames: [''],
      },
      [
        'RoutingProfileId',
        'RoutingProfileName',
        'HierarchyGroupId',
        'HierarchyGroupName',
        'DirectoryUserId',
        'PasswordSecretArn',
        'PasswordSecretField',
        'SecurityProfileIds[1]',
        'SecurityProfileNames[0]',
      ],
    );
  }),
];
