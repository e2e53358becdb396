/** Updates of one property each. */
import {
  HierarchyGroup,
  RoutingProfile,
  SecurityProfile,
  type UserIdentityInfo,
  type UserProficiency,
} from '../../lib';
import { ADMIN_ID, AGENT_ID, MANAGER_ID, type UserOver } from '../support/users';
import { CHANNELS, PHONE } from './update-in-place.phone.rows';
import { row, type Row } from './update-in-place.row';

export const OTHER_ROUTING_PROFILE_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
export const GROUP_1 = 'aaaaaaaa-0000-4000-8000-000000000001';
export const GROUP_2 = 'aaaaaaaa-0000-4000-8000-000000000002';

const security = (...ids: string[]): UserOver => ({
  securityProfiles: ids.map((id) => SecurityProfile.fromId(id)),
});
const group = (id: string): UserOver => ({ hierarchyGroup: HierarchyGroup.fromId(id) });

const REFERENCES: readonly Row[] = [
  row(
    'routing profile changed',
    {},
    { routingProfile: RoutingProfile.fromId(OTHER_ROUTING_PROFILE_ID) },
    ['UpdateUserRoutingProfile'],
    { RoutingProfileId: OTHER_ROUTING_PROFILE_ID },
  ),
  row(
    'one security profile added',
    security(AGENT_ID),
    security(AGENT_ID, ADMIN_ID),
    ['UpdateUserSecurityProfiles'],
    { SecurityProfileIds: [AGENT_ID, ADMIN_ID] },
  ),
  row(
    'one security profile removed',
    security(AGENT_ID, ADMIN_ID),
    security(ADMIN_ID),
    ['UpdateUserSecurityProfiles'],
    { SecurityProfileIds: [ADMIN_ID] },
  ),
  row(
    'security profiles exchanged',
    security(AGENT_ID),
    security(MANAGER_ID),
    ['UpdateUserSecurityProfiles'],
    { SecurityProfileIds: [MANAGER_ID] },
  ),
  row('hierarchy group set', {}, group(GROUP_1), ['UpdateUserHierarchy'], { HierarchyGroupId: GROUP_1 }),
  row('hierarchy group changed', group(GROUP_1), group(GROUP_2), ['UpdateUserHierarchy'], {
    HierarchyGroupId: GROUP_2,
  }),
  row('hierarchy group removed', group(GROUP_1), {}, ['UpdateUserHierarchy'], {
    HierarchyGroupId: undefined,
  }),
];

const NAME = { firstName: 'Mary', lastName: 'Major' };
const NAMED = { FirstName: 'Mary', LastName: 'Major' };
const identity = (over: UserIdentityInfo): UserOver => ({ identityInfo: { ...NAME, ...over } });
/** What was taken away is looked for afterwards, since Connect does not say that it can be cleared. */
const LOOK_AGAIN = ['UpdateUserIdentityInfo', 'DescribeUser'];

const optional = (
  prop: 'email' | 'secondaryEmail' | 'mobile',
  member: string,
  one: string,
  two: string,
): readonly Row[] => [
  row(`${prop} set`, identity({}), identity({ [prop]: one }), ['UpdateUserIdentityInfo'], {
    IdentityInfo: { ...NAMED, [member]: one },
  }),
  row(`${prop} changed`, identity({ [prop]: one }), identity({ [prop]: two }), ['UpdateUserIdentityInfo'], {
    IdentityInfo: { ...NAMED, [member]: two },
  }),
  row(`${prop} removed`, identity({ [prop]: one }), identity({}), LOOK_AGAIN, { IdentityInfo: NAMED }),
];

const IDENTITY: readonly Row[] = [
  row('first name changed', {}, identity({ firstName: 'Maria' }), ['UpdateUserIdentityInfo'], {
    IdentityInfo: { FirstName: 'Maria', LastName: 'Major' },
  }),
  row('last name changed', {}, identity({ lastName: 'Minor' }), ['UpdateUserIdentityInfo'], {
    IdentityInfo: { FirstName: 'Mary', LastName: 'Minor' },
  }),
  ...optional('email', 'Email', 'mary@example.com', 'major@example.com'),
  ...optional('secondaryEmail', 'SecondaryEmail', 'mary@example.org', 'major@example.org'),
  ...optional('mobile', 'Mobile', '+15555550100', '+15555550101'),
];

const german = (level: number): UserProficiency => ({
  attributeName: 'connect:Language',
  attributeValue: 'connect:German',
  level,
});
const english = (level: number): UserProficiency => ({ ...german(level), attributeValue: 'connect:English' });
const knows = (...proficiencies: UserProficiency[]): UserOver => ({ proficiencies });
const known = (language: string, Level: number) => ({
  AttributeName: 'connect:Language',
  AttributeValue: `connect:${language}`,
  Level,
});

const PROFICIENCIES: readonly Row[] = [
  row(
    'first proficiency added',
    {},
    knows(german(2)),
    ['ListUserProficiencies', 'AssociateUserProficiencies'],
    { Proficiencies: [known('German', 2)] },
  ),
  row(
    'proficiency added',
    knows(german(2)),
    knows(german(2), english(5)),
    ['ListUserProficiencies', 'AssociateUserProficiencies'],
    { Proficiencies: [known('German', 2), known('English', 5)] },
  ),
  row(
    'level changed',
    knows(german(2), english(5)),
    knows(german(3), english(5)),
    ['ListUserProficiencies', 'UpdateUserProficiencies'],
    { Proficiencies: [known('German', 3), known('English', 5)] },
  ),
  row(
    'proficiency removed',
    knows(german(2), english(5)),
    knows(english(5)),
    ['ListUserProficiencies', 'DisassociateUserProficiencies'],
    { Proficiencies: [known('English', 5)] },
  ),
  row(
    'proficiency exchanged',
    knows(german(2)),
    knows(english(5)),
    ['ListUserProficiencies', 'DisassociateUserProficiencies', 'AssociateUserProficiencies'],
    { Proficiencies: [known('English', 5)] },
  ),
  row(
    'all proficiencies taken away',
    knows(german(2), english(5)),
    {},
    ['ListUserProficiencies', 'DisassociateUserProficiencies'],
    { Proficiencies: [] },
  ),
];

export const ROWS: readonly Row[] = [
  ...REFERENCES,
  ...IDENTITY,
  ...PHONE,
  ...CHANNELS,
  ...PROFICIENCIES,
  row('password source taken away: the password stays', {}, { password: null }, [], {}),
];
