/** API members that a prop has another name for. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^InstanceId$/, 'instance'],
  [/^PasswordSecret(Arn|Field)$/, 'password'],
  [/^RoutingProfile(Id|Name)$/, 'routingProfile'],
  [/^SecurityProfile(Ids|Names)(\[\d+\])?$/, 'securityProfiles'],
  [/^HierarchyGroup(Id|Name)$/, 'hierarchyGroup'],
  [/^(AfterContactWorkConfigs\[\d+\])\.AfterContactWorkConfig\./, '$1.'],
  [/^(AfterContactWorkConfigs\[\d+\])\.AgentFirstCallbackAfterContactWorkConfig\./, '$1.AgentFirstCallback'],
];

/** The path of a prop from that of the API member it stands for: `PhoneConfig.AutoAccept` is `phoneConfig.autoAccept`. */
export function propsPath(field: string): string {
  const renamed = NAMES.reduce((path, [pattern, name]) => path.replace(pattern, name), field);
  return renamed.startsWith('Tags.')
    ? renamed.replace('Tags', 'tags')
    : renamed.replace(/(^|\.)([A-Z])/g, (_, before: string, letter: string) => before + letter.toLowerCase());
}
