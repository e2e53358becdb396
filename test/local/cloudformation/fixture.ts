import { XMLParser } from 'fast-xml-parser';
import type { ResponseBucket } from '../../../local/cloudformation/options';
import type {
  ExistingResource,
  ResourceProvider,
  ResourceRequest,
  ResourceState,
} from '../../../local/cloudformation/resource-provider';
import { CloudFormationService, type StackView } from '../../../local/cloudformation/service';
import type { AwsResponse } from '../../../local/types';

export const FUNCTION_ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:provider';

/** The event of a custom resource, as a function receives it. */
export interface CustomEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ServiceToken: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceProperties: Record<string, unknown>;
  readonly OldResourceProperties?: Record<string, unknown>;
}

/** What a function puts: members over those of a good answer, raw text, or nothing at all. */
export type CustomAnswer = Record<string, unknown> | string | 'SILENCE';
export type Handler = (event: CustomEvent) => CustomAnswer | Promise<CustomAnswer>;

export const answering: Handler = () => ({});
export const failing =
  (Reason: string, more: Record<string, unknown> = {}): Handler =>
  () => ({ Status: 'FAILED', Reason, ...more });

interface FixtureOptions {
  readonly handler?: Handler;
  readonly providers?: Readonly<Record<string, ResourceProvider>>;
  readonly objects?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A CloudFormation with one function behind its custom resources, and without HTTP. */
export class Fixture {
  readonly events: CustomEvent[] = [];
  readonly service: CloudFormationService;
  handler: Handler;
  private readonly puts = new Map<string, (body: Buffer) => void>();
  private clock = Date.UTC(2030, 0, 1);

  constructor({ handler = answering, providers = {}, objects = {}, parameters = {} }: FixtureOptions = {}) {
    this.handler = handler;
    this.service = new CloudFormationService({
      place: {
        region: 'eu-central-1',
        account: '111122223333',
        partition: 'aws',
        endpoint: () => 'http://127.0.0.1:4566',
      },
      providers: new Map(Object.entries(providers)),
      functions: { invokeAsync: (arn, payload) => this.invoke(arn, payload as CustomEvent) },
      responses: this.bucket(),
      templates: { read: (bucket, key) => Promise.resolve(objects[`${bucket}/${key}`]) },
      parameters: { read: (name) => Promise.resolve(parameters[name]) },
      now: () => (this.clock += 1),
    });
  }

  private bucket(): ResponseBucket {
    return {
      open: (key) => {
        const url = `http://127.0.0.1:4566/responses/${encodeURIComponent(key)}`;
        const body = new Promise<Buffer>((resolve) => this.puts.set(url, resolve));
        return { url, body, close: () => void this.puts.delete(url) };
      },
    };
  }

  private async invoke(arn: string, event: CustomEvent): Promise<void> {
    if (arn !== FUNCTION_ARN) throw new Error(`Function not found: ${arn}`);
    this.events.push(event);
    const work = async (): Promise<void> => {
      const answer = await this.handler(event);
      if (answer === 'SILENCE') return;
      const good = {
        Status: 'SUCCESS',
        PhysicalResourceId: event.PhysicalResourceId ?? `${event.LogicalResourceId}-id`,
        StackId: event.StackId,
        RequestId: event.RequestId,
        LogicalResourceId: event.LogicalResourceId,
      };
      const text = typeof answer === 'string' ? answer : JSON.stringify({ ...good, ...answer });
      this.puts.get(event.ResponseURL)?.(Buffer.from(text));
    };
    setImmediate(() => void work());
    return Promise.resolve();
  }

  /** Requests as `Create One` … in the order in which the function got them. */
  get sent(): string[] {
    return this.events.map((event) => `${event.RequestType} ${event.LogicalResourceId}`);
  }

  last(type: CustomEvent['RequestType'], logicalId?: string): CustomEvent {
    const found = this.events.findLast(
      (event) =>
        event.RequestType === type && (logicalId === undefined || event.LogicalResourceId === logicalId),
    );
    if (found === undefined) throw new Error(`No ${type} was sent`);
    return found;
  }

  async raw(action: string, parameters: Record<string, unknown> = {}, method = 'POST'): Promise<AwsResponse> {
    const form = new URLSearchParams({ Action: action, Version: '2010-05-15' });
    flatten(form, '', parameters);
    return this.service.handle({
      method,
      path: '/',
      query: method === 'GET' ? form : new URLSearchParams(),
      headers: {},
      body: Buffer.from(method === 'GET' ? '' : form.toString()),
      caller: { accessKeyId: 'LOCAL', arn: 'arn:aws:iam::111122223333:user/local' },
      requestId: 'request-1',
    });
  }

  /** The result of an action, or an Error named by its code. */
  async call(action: string, parameters: Record<string, unknown> = {}): Promise<Xml> {
    const { status, body } = await this.raw(action, parameters);
    const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'member' });
    const parsed = parser.parse(String(body)) as Record<string, Xml>;
    if (status === 200) return (parsed[`${action}Response`]?.[`${action}Result`] ?? {}) as Xml;
    const { Code, Message } = parsed['ErrorResponse']!['Error'] as Record<string, string>;
    throw Object.assign(new Error(Message), { name: Code, status });
  }

  /** Creates or updates the stack, and waits for the end. */
  async deploy(template: unknown, more: Record<string, unknown> = {}): Promise<StackView> {
    const StackName = (more['StackName'] as string | undefined) ?? 'Test';
    const action = this.service.stack(StackName) === undefined ? 'CreateStack' : 'UpdateStack';
    await this.call(action, { StackName, TemplateBody: JSON.stringify(template), ...more });
    await this.service.idle();
    return this.service.stack(StackName)!;
  }

  /** Deletes the stack, waits for the end, and looks at what is left of it. */
  async destroy(StackName = 'Test', more: Record<string, unknown> = {}): Promise<StackView> {
    const { id } = this.service.stack(StackName)!;
    await this.call('DeleteStack', { StackName, ...more });
    await this.service.idle();
    return this.service.stack(id)!;
  }
}

export type Xml = Record<string, unknown>;

/** The members of a list in an answer. */
export function members(list: unknown): Xml[] {
  return list === undefined || list === '' ? [] : ((list as { member: Xml[] }).member ?? []);
}

function flatten(form: URLSearchParams, prefix: string, value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => flatten(form, `${prefix}.member.${index + 1}`, item));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      flatten(form, prefix === '' ? key : `${prefix}.${key}`, inner);
  } else if (value !== undefined) {
    form.append(prefix, String(value));
  }
}

/** A custom resource of a template. */
export function custom(properties: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  return { Type: 'Custom::Thing', Properties: { ServiceToken: FUNCTION_ARN, ...properties }, ...more };
}

/** The history of a stack: `<logical id> <status>`, with the reason where there is one. */
export function history(stack: StackView): string[] {
  return stack.events.map(({ logicalId, status, reason }) =>
    reason === undefined ? `${logicalId} ${status}` : `${logicalId} ${status} (${reason})`,
  );
}

/** The statuses that the stack itself went through. */
export function statuses(stack: StackView): string[] {
  return stack.events.filter(({ logicalId }) => logicalId === stack.name).map(({ status }) => status);
}

/** A resource type that remembers what was asked of it. `Name` is its physical id, and replaces. */
export class FakeProvider implements ResourceProvider {
  readonly calls: string[] = [];

  create({ logicalId, properties }: ResourceRequest): Promise<ResourceState> {
    return this.make('create', logicalId, properties);
  }

  update({ logicalId, properties }: ResourceRequest): Promise<ResourceState> {
    return this.make('update', logicalId, properties);
  }

  delete(_: ResourceRequest, { physicalId }: ExistingResource): Promise<void> {
    this.calls.push(`delete ${physicalId}`);
    return Promise.resolve();
  }

  private make(
    verb: string,
    logicalId: string,
    properties: Readonly<Record<string, unknown>>,
  ): Promise<ResourceState> {
    const physicalId = String(properties['Name'] ?? logicalId);
    this.calls.push(`${verb} ${physicalId}`);
    if (properties['Fail'] === verb) return Promise.reject(new Error(`cannot ${verb}`));
    return Promise.resolve({
      physicalId,
      ref: `ref-${physicalId}`,
      attributes: { Arn: `arn:${physicalId}` },
    });
  }
}
