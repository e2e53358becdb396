/** What `cdk bootstrap` leaves in an account: the bucket for assets, the roles, the version. */
import type { IamStore } from './iam';
import type { S3Store } from './s3';
import type { SsmService } from './ssm';
import type { Place } from './types';

/** The qualifier of the CDK's default synthesizer. */
const QUALIFIER = 'hnb659fds';
/** The version that the template of the CLI in this project writes. */
const VERSION = '33';
const READ = ['Describe*', 'Get*', 'List*', 'ValidateTemplate'];
const DEPLOY = [
  'CreateChangeSet',
  'DeleteChangeSet',
  'ExecuteChangeSet',
  'CreateStack',
  'UpdateStack',
  'RollbackStack',
  'ContinueUpdateRollback',
  'DeleteStack',
  'UpdateTerminationProtection',
];
/** The roles, and what each may ask of CloudFormation, the only service here that asks what these may. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  deploy: [...DEPLOY, ...READ],
  'file-publishing': [],
  'image-publishing': [],
  lookup: READ,
};

export interface Bootstrapped {
  readonly place: Place;
  readonly iam: IamStore;
  readonly s3: S3Store;
  readonly ssm: SsmService;
  readonly now: () => number;
}

export function bootstrap({ place, iam, s3, ssm, now }: Bootstrapped): void {
  const { account, region, partition } = place;
  const trust = (Principal: Readonly<Record<string, string>>) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow' as const, Action: 'sts:AssumeRole', Principal }],
  });
  const name = (role: string) => `cdk-${QUALIFIER}-${role}-role-${account}-${region}`;
  const own = trust({ AWS: `arn:${partition}:iam::${account}:root` });
  for (const [role, actions] of Object.entries(ROLES)) {
    iam.createRole({ name: name(role), trust: own });
    if (actions.length === 0) continue;
    const Action = actions.map((action) => `cloudformation:${action}`);
    const Statement = [{ Effect: 'Allow' as const, Action, Resource: '*' }];
    iam.putInline(name(role), 'default', { Version: '2012-10-17', Statement });
  }
  iam.createRole({ name: name('cfn-exec'), trust: trust({ Service: 'cloudformation.amazonaws.com' }) });
  s3.create(`cdk-${QUALIFIER}-assets-${account}-${region}`, new Date(now()));
  ssm.set(`/cdk-bootstrap/${QUALIFIER}/version`, VERSION);
}
