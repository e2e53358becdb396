import type { UserProperties } from '../../../lib/private/contract';
import type { Change } from '../../../lambda/user/change';
import { referenceChanges } from '../../../lambda/user/converge-references';
import type { References } from '../../../lambda/user/references';

const account = {
  Id: 'u',
  Arn: 'arn',
  Username: 'Mary',
  RoutingProfileId: 'rp-1',
  SecurityProfileIds: ['sp-1', 'sp-2'],
};
const desired: References = { RoutingProfileId: 'rp-1', SecurityProfileIds: ['sp-1', 'sp-2'] };

test.each<[string, object, Partial<References>, UserProperties | undefined, Change[]]>([
  ['nothing differs', {}, {}, {}, []],
  ['routing profile', {}, { RoutingProfileId: 'rp-2' }, {}, [{ call: 'updateRoutingProfile', id: 'rp-2' }]],
  ['the order of security profiles is nothing', {}, { SecurityProfileIds: ['sp-2', 'sp-1'] }, {}, []],
  [
    'one added',
    {},
    { SecurityProfileIds: ['sp-1', 'sp-2', 'sp-3'] },
    {},
    [{ call: 'updateSecurityProfiles', ids: ['sp-1', 'sp-2', 'sp-3'] }],
  ],
  ['one less', {}, { SecurityProfileIds: ['sp-1'] }, {}, [{ call: 'updateSecurityProfiles', ids: ['sp-1'] }]],
  [
    'one exchanged',
    {},
    { SecurityProfileIds: ['sp-1', 'sp-3'] },
    {},
    [{ call: 'updateSecurityProfiles', ids: ['sp-1', 'sp-3'] }],
  ],
  ['a group', {}, { HierarchyGroupId: 'hg-1' }, {}, [{ call: 'updateHierarchy', id: 'hg-1' }]],
  [
    'another group',
    { HierarchyGroupId: 'hg-0' },
    { HierarchyGroupId: 'hg-1' },
    {},
    [{ call: 'updateHierarchy', id: 'hg-1' }],
  ],
  ['the same group', { HierarchyGroupId: 'hg-1' }, { HierarchyGroupId: 'hg-1' }, {}, []],
  [
    'the group taken away',
    { HierarchyGroupId: 'hg-1' },
    {},
    { HierarchyGroupId: 'hg-1' },
    [{ call: 'updateHierarchy', id: undefined }],
  ],
  [
    'the group taken away that was given by name',
    { HierarchyGroupId: 'hg-1' },
    {},
    { HierarchyGroupName: 'Berlin' },
    [{ call: 'updateHierarchy', id: undefined }],
  ],
  ['taken away, and gone already', { HierarchyGroupId: '' }, {}, { HierarchyGroupId: 'hg-1' }, []],
  ['a group that the stack never gave', { HierarchyGroupId: 'hg-1' }, {}, {}, []],
  ['the same, without a before', { HierarchyGroupId: 'hg-1' }, {}, undefined, []],
])('%s', (_, actual, wanted, old, changes) => {
  expect(referenceChanges({ ...account, ...actual }, { ...desired, ...wanted }, old)).toEqual(changes);
});
