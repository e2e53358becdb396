import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { OWNER_TAG } from './contract';

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

/** The statements for the instances in use: five, however many users there are. */
export function connectStatements(instanceArns: string[]): PolicyStatement[] {
  const on = (actions: string[], below = '') =>
    new PolicyStatement({ actions, resources: instanceArns.map((arn) => `${arn}${below}`) });
  return [
    on(ON_USERS, '/agent/*'),
    on(ON_ROUTING_PROFILES, '/routing-profile/*'),
    on(ON_SECURITY_PROFILES, '/security-profile/*'),
    on(ON_HIERARCHY_GROUPS, '/agent-group/*'),
    on(ON_INSTANCE),
  ];
}

/**
 * The accounts that this stack made in whatever instance: when a user moves to another instance, the old account is
 * deleted in clean-up, and by then the template does not know the old instance any more.
 *
 * @param anyAccount ARN of every account of the stack's own AWS account and Region
 */
export function formerUsersStatement(anyAccount: string, stackName: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['connect:DescribeUser', 'connect:DeleteUser'],
    resources: [anyAccount],
    conditions: { StringLike: { [`aws:ResourceTag/${OWNER_TAG}`]: `${stackName}/*` } },
  });
}
