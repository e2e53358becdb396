/** Security Token Service: who am I, and temporary credentials of a role. */
import type { Callers } from './caller';
import { randomId } from './caller';
import type { IamStore } from './iam/store';
import { InputReader } from './protocol/input';
import { queryService } from './protocol/query';
import type { Caller, Place, Service } from './types';
import { AwsError } from './types';

const DEFAULT_SESSION_SECONDS = 3600;

export interface StsOptions {
  readonly place: Place;
  readonly callers: Callers;
  readonly iam: IamStore;
  readonly now: () => number;
}

export function stsService({ place, callers, iam, now }: StsOptions): Service {
  return queryService({
    name: 'sts',
    loggable: ['RoleArn', 'RoleSessionName', 'DurationSeconds'],
    operations: {
      GetCallerIdentity: (_form, { caller }) => ({
        Arn: caller.arn,
        UserId: userId(caller, iam),
        Account: place.account,
      }),
      AssumeRole: (form, { caller }) => {
        const input = new InputReader(Object.fromEntries(form), 'ValidationError');
        const roleArn = input.string('RoleArn', { min: 20, max: 2048 });
        const session = input.string('RoleSessionName', { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ });
        const seconds = input.optionalInteger('DurationSeconds', 900, 43_200) ?? DEFAULT_SESSION_SECONDS;
        const role = iam.roleByArn(roleArn);
        if (!role || !iam.trusts(role, caller.arn)) {
          throw new AwsError(
            'AccessDenied',
            `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
            403,
          );
        }
        if (seconds > role.maxSessionSeconds) {
          throw new AwsError(
            'ValidationError',
            'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
          );
        }
        const issued = callers.issue(role.name, session);
        return {
          Credentials: {
            AccessKeyId: issued.accessKeyId,
            SecretAccessKey: issued.secretAccessKey,
            SessionToken: issued.sessionToken,
            Expiration: new Date(now() + seconds * 1000).toISOString(),
          },
          AssumedRoleUser: { AssumedRoleId: `${role.id}:${session}`, Arn: issued.arn },
        };
      },
    },
  });
}

function userId(caller: Caller, iam: IamStore): string {
  const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(caller.arn) ?? [];
  if (role === undefined) return LOCAL_USER_ID;
  return `${iam.role(role)?.id ?? `AROA${randomId(17)}`}:${session}`;
}

/** As AWS's ids of users begin. One for the life of the process. */
const LOCAL_USER_ID = `AIDA${randomId(17)}`;
