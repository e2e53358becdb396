import { PolicyStatement, type Conditions } from 'aws-cdk-lib/aws-iam';
import { BEFORE_TAG, OWNER_TAG } from './contract';

/** Actions, on what kind of resource below an instance, under which condition. */
interface Grant {
  readonly actions: readonly string[];
  /** What follows the instance's ARN. */
  readonly below: string;
  readonly conditions?: Conditions;
}

/** A tag of an account of this stack: the owner's value begins with the stack's name. */
const owner = (kind: 'ResourceTag' | 'RequestTag', stackName: string) => ({
  [`aws:${kind}/${OWNER_TAG}`]: `${stackName}/*`,
});

const USERS = '/agent/*';

/**
 * What the handler calls, and what each call is authorized on. A user's profiles and group are resources of the calls
 * that give them; the condition on the user is enough, since a call needs every one of its resources allowed.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html
 */
const grants = (stackName: string): readonly Grant[] => [
  // Anybody's account: whose it is, is what the handler finds out first. The proficiencies know no condition by tag,
  // and for UpdateUserConfig the reference does not list any key yet; a condition on a key that a call does not bring
  // would refuse it always. The handler compares the owner before it calls these.
  {
    actions: [
      'connect:DescribeUser',
      'connect:UpdateUserConfig',
      'connect:ListUserProficiencies',
      'connect:AssociateUserProficiencies',
      'connect:UpdateUserProficiencies',
      'connect:DisassociateUserProficiencies',
    ],
    below: USERS,
  },
  // This stack's accounts only. DeleteUser is below, for former instances too.
  {
    actions: [
      'connect:UpdateUserIdentityInfo',
      'connect:UpdateUserPhoneConfig',
      'connect:UpdateUserRoutingProfile',
      'connect:UpdateUserSecurityProfiles',
      'connect:UpdateUserHierarchy',
    ],
    below: USERS,
    conditions: { StringLike: owner('ResourceTag', stackName) },
  },
  // No account is made without the tag.
  {
    actions: ['connect:CreateUser'],
    below: USERS,
    conditions: { StringLike: owner('RequestTag', stackName) },
  },
  // Tagging knows no condition by the tags that are there, only by those that are given or taken. So that no account
  // can be signed over to another stack, the owner tag is given with this stack's name or not at all. It is taken when
  // an adopted account is released. CreateUser takes TagResource too.
  {
    actions: ['connect:TagResource'],
    below: USERS,
    conditions: { StringLikeIfExists: owner('RequestTag', stackName) },
  },
  { actions: ['connect:UntagResource'], below: USERS },
  {
    actions: ['connect:CreateUser', 'connect:UpdateUserRoutingProfile'],
    below: '/routing-profile/*',
  },
  {
    actions: ['connect:CreateUser', 'connect:UpdateUserSecurityProfiles'],
    below: '/security-profile/*',
  },
  { actions: ['connect:CreateUser', 'connect:UpdateUserHierarchy'], below: '/agent-group/*' },
  {
    actions: [
      'connect:ListUserProficiencies',
      'connect:AssociateUserProficiencies',
      'connect:UpdateUserProficiencies',
      'connect:DisassociateUserProficiencies',
      'connect:ListUsers',
      'connect:ListRoutingProfiles',
      'connect:ListSecurityProfiles',
      'connect:ListUserHierarchyGroups',
    ],
    below: '',
  },
  // Whether or not a user has `deleteQuickConnects` today: when the last such user leaves the stack, the policy changes
  // before CloudFormation sends the Delete that needs it.
  {
    actions: ['connect:ListQuickConnects', 'connect:DescribeQuickConnect', 'connect:DeleteQuickConnect'],
    below: '/transfer-destination/*',
  },
];

/** The statements for the instances in use: as many, however many users there are. */
export function connectStatements(
  stackName: string,
  onInstances: (below: string) => string[],
): PolicyStatement[] {
  return grants(stackName).map(
    ({ actions, below, conditions }) =>
      new PolicyStatement({ actions: [...actions], resources: onInstances(below), conditions }),
  );
}

/**
 * The accounts that this stack has in whatever instance: when a user moves to another instance, the old account is
 * deleted, or released if it was adopted, in clean-up, and by then the template does not know the old instance any
 * more. To release is to take our own tags off; no other can be taken off there.
 *
 * @param anyAccount ARN of every account of the stack's own AWS account and Region
 */
export function formerUsersStatements(anyAccount: string, stackName: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['connect:DescribeUser', 'connect:DeleteUser'],
      resources: [anyAccount],
      conditions: { StringLike: owner('ResourceTag', stackName) },
    }),
    new PolicyStatement({
      actions: ['connect:UntagResource'],
      resources: [anyAccount],
      conditions: { 'ForAllValues:StringLike': { 'aws:TagKeys': [OWNER_TAG, `${BEFORE_TAG}-*`] } },
    }),
  ];
}

/**
 * Is the stack being rolled back? An adopted account is given back then as it was, and an account that is late is not
 * made. Does the stack have a certain account?
 */
export function stackStatement(stackId: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['cloudformation:DescribeStacks', 'cloudformation:DescribeStackResource'],
    resources: [stackId],
  });
}
