/** The summaries of what is in an instance, and the instance itself. */
import { handler, seconds, type Context, type Handler } from './context';
import { findInstance } from './lookup';
import { paginate } from './pages';
import { visibleUsers } from './users';
import type { InstanceInput, PageInput } from './input';
import type { InstanceRecord } from './state';

interface Listed {
  readonly id: string;
  readonly arn: string;
  readonly order: number;
  readonly modified: number;
  readonly label: Readonly<Record<string, string>>;
}

function summaries(list: string, read: (instance: InstanceRecord, context: Context) => Listed[]): Handler {
  return handler((context: Context, input: InstanceInput & PageInput) => {
    const instance = findInstance(context.store, input.InstanceId);
    const { page, next } = paginate(read(instance, context), `${list} ${instance.id}`, input);
    return {
      [list]: page.map(({ id, arn, label, modified }) => ({
        Id: id,
        Arn: arn,
        ...label,
        LastModifiedTime: seconds(modified),
        LastModifiedRegion: context.store.place.region,
      })),
      ...next,
    };
  });
}

const named = (
  pick: (instance: InstanceRecord) => ReadonlyMap<string, Omit<Listed, 'label'> & { name: string }>,
) => {
  return (instance: InstanceRecord): Listed[] =>
    [...pick(instance).values()].map((record) => ({ ...record, label: { Name: record.name } }));
};

function describeInstance({ store }: Context, input: InstanceInput): object {
  const instance = findInstance(store, input.InstanceId);
  const { partition, account } = store.place;
  const role = 'role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_local';
  return {
    Instance: {
      Id: instance.id,
      Arn: instance.arn,
      IdentityManagementType: instance.identityManagementType,
      InstanceAlias: instance.alias,
      CreatedTime: seconds(instance.created),
      ServiceRole: `arn:${partition}:iam::${account}:${role}`,
      InstanceStatus: 'ACTIVE',
      InboundCallsEnabled: true,
      OutboundCallsEnabled: true,
      InstanceAccessUrl: `https://${instance.alias}.my.connect.aws`,
      Tags: { ...instance.tags },
    },
  };
}

export const LIST_HANDLERS: Readonly<Record<string, Handler>> = {
  DescribeInstance: handler(describeInstance),
  ListRoutingProfiles: summaries(
    'RoutingProfileSummaryList',
    named((instance) => instance.routingProfiles),
  ),
  ListSecurityProfiles: summaries(
    'SecurityProfileSummaryList',
    named((instance) => instance.securityProfiles),
  ),
  ListUserHierarchyGroups: summaries(
    'UserHierarchyGroupSummaryList',
    named((instance) => instance.hierarchyGroups),
  ),
  ListUsers: summaries('UserSummaryList', (instance, context) =>
    visibleUsers(context, instance).map((user) => ({ ...user, label: { Username: user.username } })),
  ),
};
