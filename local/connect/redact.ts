/** What the log of calls may show of a request: an allow-list, so that a new member is hidden until somebody thought about it. */
import type { Shapes } from './shape';

/** Members that are shown with their value. Of all others only the name is. */
const SHOWN: ReadonlySet<string> = new Set([
  'AfterContactWorkTimeLimit',
  'AgentFirstCallbackAutoAccept',
  'AttributeName',
  'AttributeValue',
  'AutoAccept',
  'Channel',
  'ComparisonType',
  'ContactFlowId',
  'FieldName',
  'HierarchyGroupId',
  'HierarchyGroupMatchType',
  'InstanceId',
  'Level',
  'MaxResults',
  'PersistentConnection',
  'PhoneType',
  'QuickConnectId',
  'QuickConnectType',
  'QuickConnectTypes',
  'RoutingProfileId',
  'SecurityProfileIds',
  'TargetListType',
  'UserId',
  'Username',
  'VoiceEnhancementMode',
  'resourceArn',
  'tagKeys',
]);

/** Stands for a value that is not shown. */
export const GIVEN = '(given)';

/** `input` need not be valid: what does not look like its shape is not shown. Of tags, only the keys are. */
export function redact(shapes: Shapes, name: string, input: unknown, shown = false): unknown {
  const shape = shapes[name];
  switch (shape?.kind) {
    case 'structure': {
      if (typeof input !== 'object' || input === null) return GIVEN;
      return Object.fromEntries(
        Object.entries(input)
          .filter(
            ([member, value]) =>
              Object.hasOwn(shape.members, member) && value !== undefined && value !== null,
          )
          .map(([member, value]) => [
            member,
            redact(shapes, shape.members[member] ?? '', value, SHOWN.has(member)),
          ]),
      );
    }
    case 'list':
      return Array.isArray(input) ? input.map((one) => redact(shapes, shape.of, one, shown)) : GIVEN;
    case 'map':
      return typeof input === 'object' && input !== null
        ? Object.fromEntries(Object.keys(input).map((key) => [key, GIVEN]))
        : GIVEN;
    default:
      return shown && typeof input !== 'object' ? input : GIVEN;
  }
}
