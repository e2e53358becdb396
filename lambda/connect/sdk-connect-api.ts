/** {@link ConnectApi} over the AWS SDK: the only file that knows its Connect client. */
import {
  AssociateUserProficienciesCommand,
  ConnectClient,
  CreateUserCommand,
  DeleteQuickConnectCommand,
  DeleteUserCommand,
  DescribeQuickConnectCommand,
  DescribeUserCommand,
  DisassociateUserProficienciesCommand,
  ListQuickConnectsCommand,
  ListRoutingProfilesCommand,
  ListSecurityProfilesCommand,
  ListUserHierarchyGroupsCommand,
  ListUserProficienciesCommand,
  ListUsersCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserConfigCommand,
  UpdateUserHierarchyCommand,
  UpdateUserIdentityInfoCommand,
  UpdateUserPhoneConfigCommand,
  UpdateUserProficienciesCommand,
  UpdateUserRoutingProfileCommand,
  UpdateUserSecurityProfilesCommand,
} from '@aws-sdk/client-connect';
import type { ListQuickConnectsCommandInput } from '@aws-sdk/client-connect';
import type {
  ChannelConfigs,
  ConnectApi,
  CreateUserInput,
  IdentityInfo,
  InstanceKey,
  Named,
  PhoneConfig,
  Proficiency,
  User,
  UserKey,
  UserSummary,
} from './connect-api';
import { ConnectError } from './errors';
import { eachItem } from './pages';
import type { Page } from './pages';
import type { Caller, Repeat } from './retry';
import { SDK_SETTINGS, withTimeLimit } from './sdk-settings';

/** The client of a warm process: its connections are kept from one event to the next. */
export const createConnectClient = () => new ConnectClient(SDK_SETTINGS);

/**
 * Our types are read-only and their enums are strings, the SDK's are neither; the names and shapes are the same.
 * One place for that difference.
 */
const plain = <T>(input: unknown) => input as T;

/** The ids of a request, for errors: which of them does not exist? Personal data is not among them. */
function idsOf(input: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([key, value]) => /(Ids?|Arn)$/.test(key) && key !== 'DirectoryUserId' && value !== undefined)
      .map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
}

interface Summary {
  readonly Id?: string;
  readonly Name?: string;
}

export class SdkConnectApi implements ConnectApi {
  constructor(
    private readonly client: ConnectClient,
    private readonly caller: Caller,
  ) {}

  async createUser(input: CreateUserInput, before?: () => Promise<void>) {
    const command = new CreateUserCommand(plain(input));
    const { UserId, UserArn } = await this.call(
      'CreateUser',
      input,
      'unsafe',
      (options) => this.client.send(command, options),
      before,
    );
    if (UserId === undefined || UserArn === undefined) throw unreadable('CreateUser', input);
    return { UserId, UserArn };
  }

  async describeUser(key: UserKey): Promise<User> {
    const { User } = await this.call('DescribeUser', key, 'safe', (options) =>
      this.client.send(new DescribeUserCommand(key), options),
    );
    if (User?.Id === undefined || User.Arn === undefined || User.Username === undefined) {
      throw unreadable('DescribeUser', key);
    }
    return plain<User>(User);
  }

  async deleteUser(key: UserKey) {
    await this.call('DeleteUser', key, 'safe', (options) =>
      this.client.send(new DeleteUserCommand(key), options),
    );
  }

  async findUser(instance: InstanceKey, username: string) {
    const pages = eachItem(async (NextToken) => {
      const input = { InstanceId: instance.InstanceId, MaxResults: 1000, NextToken };
      const page = await this.call('ListUsers', instance, 'safe', (options) =>
        this.client.send(new ListUsersCommand(input), options),
      );
      return { items: page.UserSummaryList, next: page.NextToken };
    });
    const folded = username.toLowerCase();
    let almost: UserSummary | undefined;
    for await (const { Id, Arn, Username } of pages) {
      if (Id === undefined || Arn === undefined || Username?.toLowerCase() !== folded) continue;
      const found = { Id, Arn, Username };
      if (Username === username) return found;
      almost ??= found;
    }
    return almost;
  }

  async updateIdentityInfo(key: UserKey, info: IdentityInfo) {
    const input = { ...key, IdentityInfo: info };
    await this.call('UpdateUserIdentityInfo', input, 'safe', (options) =>
      this.client.send(new UpdateUserIdentityInfoCommand(input), options),
    );
  }

  async updatePhoneConfig(key: UserKey, config: PhoneConfig) {
    const input = { ...key, PhoneConfig: config };
    await this.call('UpdateUserPhoneConfig', input, 'safe', (options) =>
      this.client.send(new UpdateUserPhoneConfigCommand(plain(input)), options),
    );
  }

  async updateConfig(key: UserKey, configs: ChannelConfigs) {
    const input = { ...key, ...configs };
    await this.call('UpdateUserConfig', input, 'safe', (options) =>
      this.client.send(new UpdateUserConfigCommand(plain(input)), options),
    );
  }

  async updateRoutingProfile(key: UserKey, RoutingProfileId: string) {
    const input = { ...key, RoutingProfileId };
    await this.call('UpdateUserRoutingProfile', input, 'safe', (options) =>
      this.client.send(new UpdateUserRoutingProfileCommand(input), options),
    );
  }

  async updateSecurityProfiles(key: UserKey, ids: readonly string[]) {
    const input = { ...key, SecurityProfileIds: [...ids] };
    await this.call('UpdateUserSecurityProfiles', input, 'safe', (options) =>
      this.client.send(new UpdateUserSecurityProfilesCommand(input), options),
    );
  }

  async updateHierarchy(key: UserKey, HierarchyGroupId: string | undefined) {
    const input = { ...key, HierarchyGroupId };
    await this.call('UpdateUserHierarchy', input, 'safe', (options) =>
      this.client.send(new UpdateUserHierarchyCommand(input), options),
    );
  }

  async listProficiencies(key: UserKey) {
    const pages = eachItem(async (NextToken) => {
      const page = await this.call('ListUserProficiencies', key, 'safe', (options) =>
        this.client.send(new ListUserProficienciesCommand({ ...key, MaxResults: 100, NextToken }), options),
      );
      return { items: page.UserProficiencyList, next: page.NextToken };
    });
    const all: Proficiency[] = [];
    for await (const item of pages) all.push(plain<Proficiency>(item));
    return all;
  }

  async associateProficiencies(key: UserKey, proficiencies: readonly Proficiency[]) {
    const input = { ...key, UserProficiencies: [...proficiencies] };
    await this.call('AssociateUserProficiencies', input, 'unsafe', (options) =>
      this.client.send(new AssociateUserProficienciesCommand(input), options),
    );
  }

  async updateProficiencies(key: UserKey, proficiencies: readonly Proficiency[]) {
    const input = { ...key, UserProficiencies: [...proficiencies] };
    await this.call('UpdateUserProficiencies', input, 'unsafe', (options) =>
      this.client.send(new UpdateUserProficienciesCommand(input), options),
    );
  }

  async disassociateProficiencies(
    key: UserKey,
    proficiencies: readonly Pick<Proficiency, 'AttributeName' | 'AttributeValue'>[],
  ) {
    const input = {
      ...key,
      UserProficiencies: proficiencies.map(({ AttributeName, AttributeValue }) => ({
        AttributeName,
        AttributeValue,
      })),
    };
    await this.call('DisassociateUserProficiencies', input, 'unsafe', (options) =>
      this.client.send(new DisassociateUserProficienciesCommand(input), options),
    );
  }

  async tag(resourceArn: string, tags: Readonly<Record<string, string>>) {
    const input = { resourceArn, tags };
    await this.call('TagResource', input, 'safe', (options) =>
      this.client.send(new TagResourceCommand(input), options),
    );
  }

  async untag(resourceArn: string, keys: readonly string[]) {
    const input = { resourceArn, tagKeys: [...keys] };
    await this.call('UntagResource', input, 'safe', (options) =>
      this.client.send(new UntagResourceCommand(input), options),
    );
  }

  async listRoutingProfiles(instance: InstanceKey) {
    return this.named('ListRoutingProfiles', instance, async (input, options) => {
      const page = await this.client.send(new ListRoutingProfilesCommand(input), options);
      return { items: page.RoutingProfileSummaryList, next: page.NextToken };
    });
  }

  async listSecurityProfiles(instance: InstanceKey) {
    return this.named('ListSecurityProfiles', instance, async (input, options) => {
      const page = await this.client.send(new ListSecurityProfilesCommand(input), options);
      return { items: page.SecurityProfileSummaryList, next: page.NextToken };
    });
  }

  async listHierarchyGroups(instance: InstanceKey) {
    return this.named('ListUserHierarchyGroups', instance, async (input, options) => {
      const page = await this.client.send(new ListUserHierarchyGroupsCommand(input), options);
      return { items: page.UserHierarchyGroupSummaryList, next: page.NextToken };
    });
  }

  async listUserQuickConnects({ InstanceId }: InstanceKey) {
    const pages = eachItem((NextToken) =>
      this.call('ListQuickConnects', { InstanceId }, 'safe', async (options) => {
        const input: ListQuickConnectsCommandInput = {
          InstanceId,
          QuickConnectTypes: ['USER'],
          MaxResults: 1000,
          NextToken,
        };
        const page = await this.client.send(new ListQuickConnectsCommand(input), options);
        return { items: page.QuickConnectSummaryList, next: page.NextToken };
      }),
    );
    const ids: string[] = [];
    for await (const { Id } of pages) if (Id !== undefined) ids.push(Id);
    return ids;
  }

  async quickConnectTarget({ InstanceId }: InstanceKey, QuickConnectId: string) {
    const input = { InstanceId, QuickConnectId };
    const { QuickConnect } = await this.call('DescribeQuickConnect', input, 'safe', (options) =>
      this.client.send(new DescribeQuickConnectCommand(input), options),
    );
    return QuickConnect?.QuickConnectConfig?.UserConfig?.UserId;
  }

  async deleteQuickConnect({ InstanceId }: InstanceKey, QuickConnectId: string) {
    const input = { InstanceId, QuickConnectId };
    await this.call('DeleteQuickConnect', input, 'safe', (options) =>
      this.client.send(new DeleteQuickConnectCommand(input), options),
    );
  }

  private async named(
    operation: string,
    { InstanceId }: InstanceKey,
    read: (
      input: { InstanceId: string; MaxResults: number; NextToken?: string },
      options: { abortSignal: AbortSignal },
    ) => Promise<Page<Summary>>,
  ): Promise<readonly Named[]> {
    const pages = eachItem((NextToken) =>
      this.call(operation, { InstanceId }, 'safe', (options) =>
        read({ InstanceId, MaxResults: 1000, NextToken }, options),
      ),
    );
    const all: Named[] = [];
    for await (const { Id, Name } of pages) {
      if (Id !== undefined && Name !== undefined) all.push({ Id, Name });
    }
    return all;
  }

  private call<T>(
    operation: string,
    input: object,
    repeat: Repeat,
    send: (options: { abortSignal: AbortSignal }) => Promise<T>,
    before?: () => Promise<void>,
  ): Promise<T> {
    return this.caller.call(
      operation,
      repeat,
      (signal) => withTimeLimit(signal, (abortSignal) => send({ abortSignal })),
      idsOf(input),
      before,
    );
  }
}

/** An answer without what it must have is no answer: the call may have taken effect. */
function unreadable(operation: string, input: object): ConnectError {
  return new ConnectError({
    operation,
    name: 'UnreadableAnswer',
    message: 'The answer lacks the id of the user.',
    kind: 'fault',
    about: idsOf(input),
  });
}
