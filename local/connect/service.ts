/**
 * Amazon Connect's user calls, in memory, over REST-JSON.
 *
 * Eventual consistency, faults and quotas are there too, and off until `settings` or `faults` ask for them.
 */
import type { Access } from '../authorization/need';
import { AwsError } from '../types';
import { needsOf } from './access';
import { CountedTags } from './counted-tags';
import { connectError } from './errors';
import { ConnectionReset, Faults, throttled, type ThrottlingName } from './faults';
import { LIST_HANDLERS } from './lists';
import { SHAPES } from './model';
import { route, type Operation } from './operations';
import { PROFICIENCY_HANDLERS } from './proficiencies';
import { QUICK_CONNECT_HANDLERS, quickConnectView } from './quick-connects';
import { Throttle, type Quotas } from './quotas';
import { redact } from './redact';
import { readInput } from './request';
import { connectResourceProviders } from './resources';
import { SEARCH_HANDLERS } from './search';
import { EXAMPLE_CONTACT_FLOW_ID, EXAMPLE_INSTANCE_ID } from './seed';
import { ConnectStore, type GroupOptions, type InstanceOptions, type NamedOptions } from './store';
import { findTagged, TAG_HANDLERS } from './tags';
import { UPDATE_HANDLERS } from './user-updates';
import { USER_HANDLERS } from './users';
import { validate } from './validate';
import { groupView, instanceView, namedView, userCopy, type GroupView, type InstanceView } from './views';
import type { NamedView, UserCopy } from './views';
import type { ResourceProvider } from '../cloudformation/resource-provider';
import type { AwsRequest, AwsResponse, Place, Service } from '../types';
import type { Handler, Lag } from './context';
import type { Tags } from './input';
import type { InstanceRecord } from './state';

const HANDLERS: Readonly<Record<string, Handler>> = {
  ...USER_HANDLERS,
  ...UPDATE_HANDLERS,
  ...PROFICIENCY_HANDLERS,
  ...TAG_HANDLERS,
  ...LIST_HANDLERS,
  ...SEARCH_HANDLERS,
  ...QUICK_CONNECT_HANDLERS,
};

export interface ConnectOptions {
  readonly place: Place;
  /** Milliseconds since 1970; the clock of this machine unless given. */
  readonly now?: () => number;
}

/** What a test may change at any time. */
export interface ConnectSettings {
  /** How long DescribeUser answers ResourceNotFoundException for a new user. Default: not at all. */
  describeLag: Lag;
  /** Milliseconds until ListUsers and SearchUsers show a new user. Default 0. */
  listLag: number;
  /** Milliseconds until new or changed tags count when a call is authorized. Default 0. */
  tagLag: number;
  /** The name of the error for too many calls. Default `ThrottlingException`. */
  throttledAs: ThrottlingName;
}

export interface QuickConnectOptions {
  readonly name: string;
  /** Of the user that it points at. */
  readonly userId: string;
}

export class ConnectService implements Service {
  readonly name = 'connect';
  readonly faults = new Faults();
  readonly settings: ConnectSettings = {
    describeLag: {},
    listLag: 0,
    tagLag: 0,
    throttledAs: 'ThrottlingException',
  };
  private readonly store: ConnectStore;
  private readonly countedTags: CountedTags;
  private readonly now: () => number;
  private throttle: Throttle | undefined;

  constructor({ place, now = Date.now }: ConnectOptions) {
    this.now = now;
    this.store = new ConnectStore(place, now);
    this.countedTags = new CountedTags(this.store);
    this.store.addInstance({ id: EXAMPLE_INSTANCE_ID, alias: 'example' });
  }

  handle(request: AwsRequest): Promise<AwsResponse> {
    const found = route(request.method, request.path);
    if (!found) {
      const unknown = connectError('UnknownOperationException', 'No such operation');
      return Promise.resolve(failure(unknown, { operation: `${request.method} (unknown)` }));
    }
    // The answer is made in one go, so that no two calls ever see each other half done.
    return new Promise((resolve) => resolve(this.answer(found.operation, found.members, request)));
  }

  private answer(
    operation: Operation,
    members: Readonly<Record<string, string>>,
    request: AwsRequest,
  ): AwsResponse {
    let call: AwsResponse['call'] = { operation: operation.name };
    try {
      const input = readInput(operation, members, request);
      call = { ...call, parameters: redact(SHAPES, operation.name, input) };
      if (this.throttle?.admits(operation.name) === false) throw throttled(this.settings.throttledAs);
      const fault = this.faults.take(operation.name);
      if (fault?.when !== 'after') raise(fault?.answer, call);
      const output = this.call(operation.name, input);
      if (fault?.when === 'after') raise(fault.answer, call);
      return success(output, call);
    } catch (error) {
      if (error instanceof AwsError) return failure(documented(operation, error), call);
      throw error;
    }
  }

  /** Runs an operation without HTTP, quotas, faults and log. Throws the `AwsError` that it answers. */
  call(operation: string, input: unknown): object | undefined {
    const handler = HANDLERS[operation];
    if (!handler) throw connectError('UnknownOperationException', `No such operation: ${operation}`);
    const valid = validate(SHAPES, operation, input);
    const changesTags = operation === 'TagResource' || operation === 'UntagResource';
    if (changesTags) this.countedTags.begin(String(valid.resourceArn));
    const output = handler(
      { store: this.store, describeLag: this.settings.describeLag, listLag: this.settings.listLag },
      valid,
    );
    if (changesTags) this.countedTags.note(String(valid.resourceArn));
    if (operation === 'CreateUser') this.countedTags.note((output as { readonly UserArn: string }).UserArn);
    return output;
  }

  async access(request: AwsRequest): Promise<Access | undefined> {
    const found = route(request.method, request.path);
    if (!found) return undefined;
    const { name } = found.operation;
    const input = readInput(found.operation, found.members, request);
    const view = {
      place: this.store.place,
      tagsOf: (arn: string) => this.countedTags.of(arn, this.settings.tagLag),
    };
    return {
      operation: name,
      parameters: redact(SHAPES, name, input),
      needs: await needsOf(view, name, input),
    };
  }

  /** From now on calls beyond these quotas are refused; without quotas, none is. */
  setQuotas(quotas: Quotas | undefined): void {
    this.throttle = quotas && new Throttle(quotas, this.now);
  }

  addInstance(options: InstanceOptions = {}): InstanceView {
    return instanceView(this.store.addInstance(options));
  }

  addRoutingProfile(instanceId: string, options: NamedOptions): NamedView {
    return namedView(this.store.addRoutingProfile(instanceId, options));
  }

  addSecurityProfile(instanceId: string, options: NamedOptions): NamedView {
    return namedView(this.store.addSecurityProfile(instanceId, options));
  }

  addHierarchyGroup(instanceId: string, options: GroupOptions): GroupView {
    return groupView(this.store.addHierarchyGroup(instanceId, options));
  }

  addPredefinedAttribute(instanceId: string, name: string, values: readonly string[]): void {
    this.store.addPredefinedAttribute(instanceId, name, values);
  }

  /** A quick connect to a user, whom Connect need not know (any more). Answers its id. */
  addQuickConnect(instanceId: string, options: QuickConnectOptions): string {
    const { name, userId: UserId } = options;
    const config = {
      QuickConnectType: 'USER',
      UserConfig: { UserId, ContactFlowId: EXAMPLE_CONTACT_FLOW_ID },
    } as const;
    return this.store.addQuickConnect(this.instance(instanceId), { name, config }).id;
  }

  /** Copies of the quick connects of an instance, of every type. */
  quickConnects(instanceId: string = EXAMPLE_INSTANCE_ID) {
    const { region } = this.store.place;
    return [...this.instance(instanceId).quickConnects.values()].map((one) => quickConnectView(one, region));
  }

  /** Copies of the users of an instance, in the order of their creation. */
  users(instanceId: string = EXAMPLE_INSTANCE_ID): UserCopy[] {
    return [...this.instance(instanceId).users.values()].map((user) =>
      userCopy(user, this.store.place.region),
    );
  }

  private instance(id: string): InstanceRecord {
    const instance = this.store.find(id);
    if (!instance) throw new Error(`There is no instance ${id}.`);
    return instance;
  }

  instances(): InstanceView[] {
    return this.store.all().map(instanceView);
  }

  /** A copy of the tags of whatever has this ARN. */
  tagsOf(arn: string): Tags | undefined {
    const found = findTagged(this.store, arn);
    return found && { ...found.tags };
  }

  /** How CloudFormation makes the `AWS::Connect::…` resources of a template, by type. */
  resourceProviders(): Map<string, ResourceProvider> {
    return connectResourceProviders({
      store: this.store,
      call: (operation, input) => this.call(operation, input),
    });
  }
}

function raise(answer: AwsError | 'drop' | undefined, call: AwsResponse['call']): void {
  if (answer === 'drop') throw new ConnectionReset(call);
  if (answer) throw answer;
}

/** DescribeInstance documents no InvalidParameterException. */
function documented(operation: Operation, error: AwsError): AwsError {
  if (error.code !== 'InvalidParameterException' || operation.errors.includes(error.code)) return error;
  return connectError('InvalidRequestException', error.message);
}

function success(output: object | undefined, call: AwsResponse['call']): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: output ? JSON.stringify(output) : '',
    call,
  };
}

function failure(error: AwsError, call: AwsResponse['call']): AwsResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ Message: error.message }),
    call: { ...call, error: error.code },
  };
}
