import { propsPath } from '../../../lib/private/props-path';

test.each([
  ['Username', 'username'],
  ['InstanceId', 'instance'],
  ['PhoneConfig.DeskPhoneNumber', 'phoneConfig.deskPhoneNumber'],
  ['SecurityProfileIds[2]', 'securityProfiles'],
  ['SecurityProfileNames', 'securityProfiles'],
  ['RoutingProfileName', 'routingProfile'],
  ['HierarchyGroupId', 'hierarchyGroup'],
  ['PasswordSecretArn', 'password'],
  ['Proficiencies[0].Level', 'proficiencies[0].level'],
  ['Tags', 'tags'],
  ['Tags.Cost.Center', 'tags.Cost.Center'],
  [
    'AfterContactWorkConfigs[1].AfterContactWorkConfig.AfterContactWorkTimeLimit',
    'afterContactWorkConfigs[1].afterContactWorkTimeLimit',
  ],
  [
    'AfterContactWorkConfigs[1].AgentFirstCallbackAfterContactWorkConfig.AfterContactWorkTimeLimit',
    'afterContactWorkConfigs[1].agentFirstCallbackAfterContactWorkTimeLimit',
  ],
])('%s is %s', (field, path) => {
  expect(propsPath(field)).toBe(path);
});
