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
} from '../../../lambda/connect/connect-api';
import { ConnectError } from '../../../lambda/connect/errors';
import type { FailureKind } from '../../../lambda/connect/errors';

export const INSTANCE = 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
export const INSTANCE_ARN = `arn:aws:connect:us-west-2:123456789012:instance/${INSTANCE}`;
export const userArn = (id: string, instance = INSTANCE) =>
  `arn:aws:connect:us-west-2:123456789012:instance/${instance}/agent/${id}`;

export type Operation = keyof ConnectApi;
type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type Account = Writable<User> & { instance: string; password?: string; proficiencies: Proficiency[] };

const OPERATION_NAMES: Partial<Record<Operation, string>> = {
  updateIdentityInfo: 'UpdateUserIdentityInfo',
  updatePhoneConfig: 'UpdateUserPhoneConfig',
  updateConfig: 'UpdateUserConfig',
  updateRoutingProfile: 'UpdateUserRoutingProfile',
  associateProficiencies: 'AssociateUserProficiencies',
  listProficiencies: 'ListUserProficiencies',
  findUser: 'ListUsers',
  tag: 'TagResource',
  listUserQuickConnects: 'ListQuickConnects',
  quickConnectTarget: 'DescribeQuickConnect',
};

export function connectError(operation: Operation, name: string, message = `${name} says no`) {
  const kinds: Record<string, FailureKind> = {
    ThrottlingException: 'throttled',
    InternalServiceException: 'fault',
    TimeoutError: 'fault',
  };
  return new ConnectError({
    operation: OPERATION_NAMES[operation] ?? operation[0].toUpperCase() + operation.slice(1),
    name,
    message,
    kind: kinds[name] ?? 'refused',
    requestId: 'req-1',
    about: { InstanceId: INSTANCE },
  });
}

/** What happens at a call instead of, or after, the call itself. */
export type Fault =
  { readonly before: ConnectError | 'hang' } | { readonly after: ConnectError | 'hang' } | 'pass';

/**
 * A Connect in memory. It denies by default: a call of an operation that the test did not allow fails, and
 * `unexpected` tells, so that no test passes by accident.
 */
export class FakeConnect implements ConnectApi {
  readonly accounts = new Map<string, Account>();
  readonly calls: { readonly operation: Operation; readonly input: unknown }[] = [];
  readonly unexpected: Operation[] = [];
  readonly routingProfiles: Named[] = [{ Id: 'rp-1', Name: 'Basic Routing Profile' }];
  readonly securityProfiles: Named[] = [
    { Id: 'sp-agent', Name: 'Agent' },
    { Id: 'sp-admin', Name: 'Admin' },
  ];
  readonly hierarchyGroups: Named[] = [{ Id: 'hg-1', Name: 'Berlin' }];
  /** Id of the quick connect → id or ARN of the user that it points at. */
  readonly quickConnects = new Map<string, string>();
  /** How many calls of DescribeUser, or of ListUsers, do not yet see an account that is there. */
  readonly lag: { describeUser: number; findUser: number } = { describeUser: 0, findUser: 0 };
  /** Usernames that differ in letter case only are one, or not. */
  caseInsensitive = true;
  /** Fields of IdentityInfo that an update does not clear. */
  keeps: (keyof IdentityInfo)[] = [];
  private readonly faults = new Map<Operation, Fault[]>();
  private readonly allowed: Set<Operation>;
  private next = 1;

  constructor(...allowed: Operation[]) {
    this.allowed = new Set(allowed);
  }

  allow(...operations: Operation[]) {
    for (const operation of operations) this.allowed.add(operation);
    return this;
  }

  /** What befalls the next calls of the operation, one after the other. */
  fault(operation: Operation, ...faults: Fault[]) {
    this.faults.set(operation, [...(this.faults.get(operation) ?? []), ...faults]);
  }

  seed(account: Partial<Account> & { Username: string }): Account {
    const Id = account.Id ?? `user-${this.next++}`;
    const instance = account.instance ?? INSTANCE;
    const seeded = {
      ...account,
      Id,
      instance,
      Arn: userArn(Id, instance),
      proficiencies: account.proficiencies ?? [],
    };
    this.accounts.set(Id, seeded);
    return seeded;
  }

  made(): string[] {
    return this.calls.map(({ operation }) => operation);
  }

  /** The calls that change something. */
  writes(): string[] {
    return this.made().filter((name) => !/^(describe|find|list)/.test(name));
  }

  inputOf(operation: Operation): Record<string, unknown> {
    return this.calls.find((call) => call.operation === operation)?.input as Record<string, unknown>;
  }

  async createUser(input: CreateUserInput, before?: () => Promise<void>) {
    await before?.();
    return this.call('createUser', input, () => {
      const same = (a: string, b: string) =>
        this.caseInsensitive ? a.toLowerCase() === b.toLowerCase() : a === b;
      for (const account of this.accounts.values()) {
        if (account.instance === input.InstanceId && same(account.Username, input.Username)) {
          throw connectError('createUser', 'DuplicateResourceException');
        }
      }
      const { InstanceId, Password, Tags, ...rest } = input;
      const account = this.seed({ ...rest, instance: InstanceId, Tags: { ...Tags }, password: Password });
      return { UserId: account.Id, UserArn: account.Arn };
    });
  }

  describeUser(key: UserKey) {
    return this.call('describeUser', key, () => {
      if (this.lag.describeUser-- > 0) throw connectError('describeUser', 'ResourceNotFoundException');
      const user: Partial<Account> = structuredClone(this.account('describeUser', key));
      for (const hidden of ['instance', 'password', 'proficiencies'] as const) delete user[hidden];
      return user as User;
    });
  }

  deleteUser(key: UserKey) {
    return this.call('deleteUser', key, () => {
      this.account('deleteUser', key);
      this.accounts.delete(key.UserId);
    });
  }

  findUser(instance: InstanceKey, username: string) {
    return this.call('findUser', { InstanceId: instance.InstanceId, username }, () => {
      if (this.lag.findUser-- > 0) return undefined;
      const here = [...this.accounts.values()].filter((a) => a.instance === instance.InstanceId);
      const found =
        here.find((a) => a.Username === username) ??
        here.find((a) => a.Username.toLowerCase() === username.toLowerCase());
      return found && { Id: found.Id, Arn: found.Arn, Username: found.Username };
    });
  }

  updateIdentityInfo(key: UserKey, info: IdentityInfo) {
    return this.call('updateIdentityInfo', { ...key, info }, () => {
      const account = this.account('updateIdentityInfo', key);
      const kept = this.keeps.map((field) => [field, account.IdentityInfo?.[field]]);
      account.IdentityInfo = { ...Object.fromEntries(kept), ...info };
    });
  }

  updatePhoneConfig(key: UserKey, config: PhoneConfig) {
    return this.call('updatePhoneConfig', { ...key, config }, () => {
      this.account('updatePhoneConfig', key).PhoneConfig = config;
    });
  }

  updateConfig(key: UserKey, configs: ChannelConfigs) {
    return this.call('updateConfig', { ...key, configs }, () => {
      Object.assign(this.account('updateConfig', key), configs);
    });
  }

  updateRoutingProfile(key: UserKey, id: string) {
    return this.call('updateRoutingProfile', { ...key, id }, () => {
      this.account('updateRoutingProfile', key).RoutingProfileId = id;
    });
  }

  updateSecurityProfiles(key: UserKey, ids: readonly string[]) {
    return this.call('updateSecurityProfiles', { ...key, ids }, () => {
      this.account('updateSecurityProfiles', key).SecurityProfileIds = ids;
    });
  }

  updateHierarchy(key: UserKey, id: string | undefined) {
    return this.call('updateHierarchy', { ...key, id }, () => {
      this.account('updateHierarchy', key).HierarchyGroupId = id;
    });
  }

  listProficiencies(key: UserKey) {
    return this.call('listProficiencies', key, () => [
      ...this.account('listProficiencies', key).proficiencies,
    ]);
  }

  associateProficiencies(key: UserKey, items: readonly Proficiency[]) {
    return this.call('associateProficiencies', { ...key, items }, () => {
      const account = this.account('associateProficiencies', key);
      const has = (item: Proficiency) =>
        account.proficiencies.some(
          (p) => p.AttributeName === item.AttributeName && p.AttributeValue === item.AttributeValue,
        );
      if (items.some(has)) throw connectError('associateProficiencies', 'InvalidRequestException');
      account.proficiencies.push(...items);
    });
  }

  updateProficiencies(key: UserKey, items: readonly Proficiency[]) {
    return this.call('updateProficiencies', { ...key, items }, () => {
      const account = this.account('updateProficiencies', key);
      account.proficiencies = account.proficiencies.map(
        (p) =>
          items.find((i) => i.AttributeName === p.AttributeName && i.AttributeValue === p.AttributeValue) ??
          p,
      );
    });
  }

  disassociateProficiencies(
    key: UserKey,
    items: readonly Pick<Proficiency, 'AttributeName' | 'AttributeValue'>[],
  ) {
    return this.call('disassociateProficiencies', { ...key, items }, () => {
      const account = this.account('disassociateProficiencies', key);
      account.proficiencies = account.proficiencies.filter(
        (p) =>
          !items.some((i) => i.AttributeName === p.AttributeName && i.AttributeValue === p.AttributeValue),
      );
    });
  }

  tag(arn: string, tags: Readonly<Record<string, string>>) {
    return this.call('tag', { arn, tags }, () => {
      const account = this.byArn(arn);
      account.Tags = { ...account.Tags, ...tags };
    });
  }

  untag(arn: string, keys: readonly string[]) {
    return this.call('untag', { arn, keys }, () => {
      const account = this.byArn(arn);
      account.Tags = Object.fromEntries(
        Object.entries(account.Tags ?? {}).filter(([k]) => !keys.includes(k)),
      );
    });
  }

  listRoutingProfiles(instance: InstanceKey) {
    return this.call('listRoutingProfiles', instance, () => [...this.routingProfiles]);
  }

  listSecurityProfiles(instance: InstanceKey) {
    return this.call('listSecurityProfiles', instance, () => [...this.securityProfiles]);
  }

  listHierarchyGroups(instance: InstanceKey) {
    return this.call('listHierarchyGroups', instance, () => [...this.hierarchyGroups]);
  }

  listUserQuickConnects(instance: InstanceKey) {
    return this.call('listUserQuickConnects', instance, () => [...this.quickConnects.keys()]);
  }

  quickConnectTarget(instance: InstanceKey, id: string) {
    return this.call('quickConnectTarget', { ...instance, id }, () => this.quickConnect(id));
  }

  deleteQuickConnect(instance: InstanceKey, id: string) {
    return this.call('deleteQuickConnect', { ...instance, id }, () => {
      this.quickConnect(id);
      this.quickConnects.delete(id);
    });
  }

  private quickConnect(id: string): string {
    const target = this.quickConnects.get(id);
    if (target === undefined) throw connectError('quickConnectTarget', 'ResourceNotFoundException');
    return target;
  }

  private byArn(arn: string): Account {
    const account = [...this.accounts.values()].find(({ Arn }) => Arn === arn);
    if (account === undefined) throw connectError('tag', 'ResourceNotFoundException');
    return account;
  }

  private account(operation: Operation, { InstanceId, UserId }: UserKey): Account {
    const account = this.accounts.get(UserId);
    if (account?.instance !== InstanceId) throw connectError(operation, 'ResourceNotFoundException');
    return account;
  }

  private async call<T>(operation: Operation, input: object, act: () => T): Promise<T> {
    this.calls.push({ operation, input: structuredClone(input) });
    if (!this.allowed.has(operation)) {
      this.unexpected.push(operation);
      throw new Error(`The test did not expect ${operation}.`);
    }
    const fault = this.faults.get(operation)?.shift();
    if (typeof fault === 'object' && 'before' in fault) await strike(fault.before);
    const result = act();
    if (typeof fault === 'object' && 'after' in fault) await strike(fault.after);
    return result;
  }
}

function strike(fault: ConnectError | 'hang'): Promise<never> {
  return fault === 'hang' ? new Promise<never>(() => undefined) : Promise.reject(fault);
}
