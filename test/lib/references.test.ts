import { CfnParameter } from 'aws-cdk-lib';
import { CfnRoutingProfile, CfnSecurityProfile, CfnUserHierarchyGroup } from 'aws-cdk-lib/aws-connect';
import { HierarchyGroup, RoutingProfile, SecurityProfile } from '../../lib';
import { INSTANCE_ARN, newStack, newUser, propertiesOf } from './stack';

const KINDS = [
  { kind: RoutingProfile, segment: 'routing-profile', name: 'RoutingProfile' },
  { kind: SecurityProfile, segment: 'security-profile', name: 'SecurityProfile' },
  { kind: HierarchyGroup, segment: 'agent-group', name: 'HierarchyGroup' },
];

describe.each(KINDS)('$name', ({ kind, segment, name }) => {
  const arn = `${INSTANCE_ARN}/${segment}/x`;

  test('by id, ARN or name', () => {
    expect(kind.fromId('x')._target).toEqual({ idOrArn: 'x' });
    expect(kind.fromArn(arn)._target).toEqual({ idOrArn: arn });
    expect(kind.fromName('Läden & Co')._target).toEqual({ name: 'Läden & Co' });
  });

  test.each(['', ' ', 'arn:aws:connect:x'])('refuses "%s" as an id and as a name', (value) => {
    expect(() => kind.fromId(value)).toThrow(`${name}.fromId: given "${value}", allowed a text`);
    expect(() => kind.fromName(value)).toThrow(`${name}.fromName: given "${value}", allowed a text`);
  });

  test.each(['x', `${INSTANCE_ARN}/queue/x`, `${arn}/y`, ''])('refuses "%s" as an ARN', (value) => {
    expect(() => kind.fromArn(value)).toThrow(`${name}.fromArn: given "${value}", allowed arn:aws:connect:`);
  });

  test('tokens are never judged', () => {
    const token = new CfnParameter(newStack(), 'P').valueAsString;
    for (const make of [kind.fromId, kind.fromArn, kind.fromName]) expect(() => make(token)).not.toThrow();
  });
});

test('from L1s of the same app', () => {
  const stack = newStack();
  newUser(stack, {
    routingProfile: RoutingProfile.fromRoutingProfile(
      new CfnRoutingProfile(stack, 'Routing', {
        defaultOutboundQueueArn: `${INSTANCE_ARN}/queue/q`,
        description: 'd',
        instanceArn: INSTANCE_ARN,
        mediaConcurrencies: [{ channel: 'VOICE', concurrency: 1 }],
        name: 'n',
      }),
    ),
    securityProfiles: [
      SecurityProfile.fromSecurityProfile(
        new CfnSecurityProfile(stack, 'Security', { instanceArn: INSTANCE_ARN, securityProfileName: 'n' }),
      ),
    ],
    hierarchyGroup: HierarchyGroup.fromHierarchyGroup(
      new CfnUserHierarchyGroup(stack, 'Group', { instanceArn: INSTANCE_ARN, name: 'n' }),
    ),
  });
  expect(propertiesOf(stack)).toMatchObject({
    RoutingProfileId: { Ref: 'Routing' },
    SecurityProfileIds: [{ Ref: 'Security' }],
    HierarchyGroupId: { Ref: 'Group' },
  });
});
