import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What the handler calls, on which kind of ARN each call is authorized.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html
 */
const ON_USERS = [
  'connect:CreateUser',
  'connect:DescribeUser',
  'connect:DeleteUser',
  'connect:UpdateUserIdentityInfo',
  'connect:UpdateUserPhoneConfig',
  'connect:UpdateUserConfig',
  'connect:UpdateUserRoutingProfile',
  'connect:UpdateUserSecurityProfiles',
  'connect:UpdateUserHierarchy',
  'connect:ListUserProficiencies',
  'connect:AssociateUserProficiencies',
  'connect:UpdateUserProficiencies',
  'connect:DisassociateUserProficiencies',
  'connect:TagResource',
  'connect:UntagResource',
];
const ON_ROUTING_PROFILES = ['connect:CreateUser', 'connect:UpdateUserRoutingProfile'];
const ON_SECURITY_PROFILES = ['connect:CreateUser', 'connect:UpdateUserSecurityProfiles'];
const ON_HIERARCHY_GROUPS = ['connect:CreateUser', 'connect:UpdateUserHierarchy'];
const ON_INSTANCE = [
  'connect:ListUserProficiencies',
  'connect:AssociateUserProficiencies',
  'connect:UpdateUserProficiencies',
  'connect:DisassociateUserProficiencies',
  'connect:ListUsers',
  'connect:ListRoutingProfiles',
  'connect:ListSecurityProfiles',
  'connect:ListUserHierarchyGroups',
];

/**
 * Allowed whether or not a user has `deleteQuickConnects` today: when the last such user leaves the stack, the policy
 * changes before CloudFormation sends the Delete that needs it.
 */
const ON_QUICK_CONNECTS = [
  'connect:ListQuickConnects',
  'connect:DescribeQuickConnect',
  'connect:DeleteQuickConnect',
];

/** The statements for the instances in use: six, however many users there are. */
export function connectStatements(instanceArns: string[]): PolicyStatement[] {
  const on = (actions: string[], below = '') =>
    new PolicyStatement({ actions, resources: instanceArns.map((arn) => `${arn}${below}`) });
  return [
    on(ON_USERS, '/agent/*'),
    on(ON_ROUTING_PROFILES, '/routing-profile/*'),
    on(ON_SECURITY_PROFILES, '/security-profile/*'),
    on(ON_HIERARCHY_GROUPS, '/agent-group/*'),
    on(ON_INSTANCE),
    on(ON_QUICK_CONNECTS, '/transfer-destination/*'),
  ];
}

/** Is the stack being rolled back? An adopted account is given back then as it was. */
export function stackStatement(stackId: string): PolicyStatement {
  return new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [stackId] });
}
