/** The world that is tested: the real bundle, the local CloudFormation, Lambda and Connect, and all that is seen of it. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { StackView } from '../../local/cloudformation/service';
import type { UserCopy } from '../../local/connect/views';
import { LocalAws } from '../../local/local-aws';
import { INSTANCE_ID } from '../support/users';
import { Events } from './events';
import { InProcess } from './in-process';
import { GROUPS, INSTANCES, ROUTING } from './spec';
import { templateOf, type Broken, type Users } from './template';
import { Time } from './time';

export const STACK = 'Agents';
const BUNDLE = join(__dirname, '../../dist/lambda/user/index.js');
const PASSWORDS = ['Pass@Word1', 'Pass@Word2'];
/** As Lambda has it. */
const RETRY_DELAYS = [60_000, 120_000];
const THROTTLE_DELAYS = { first: 1_000, longest: 300_000 };

const BETWEEN_MS = 300_000;

let archive: Buffer | undefined;
const zippedBundle = () =>
  (archive ??= Buffer.from(zipSync({ 'index.js': readFileSync(BUNDLE) }, { level: 0 })));

export interface WorldOptions {
  /** Whether calls are held against the policies: ten times as slow. */
  readonly enforced: boolean;
  readonly random: () => number;
}

export class World {
  static async start({ enforced, random }: WorldOptions): Promise<World> {
    const time = new Time();
    const processes = new Set<InProcess>();
    const rejected: { note?: (event: string, message: string) => void } = {};
    const aws = await LocalAws.start({
      now: time.now,
      timers: time,
      authorization: enforced ? 'enforced' : 'off',
      lambdaRetryDelays: RETRY_DELAYS,
      lambdaThrottleDelays: THROTTLE_DELAYS,
      lambdaProcess: (options) =>
        new InProcess(options, time, random, processes, (event, message) => rejected.note?.(event, message)),
    });
    const world = new World(aws, time, processes);
    rejected.note = (event, message) => world.events.eventOf(event)?.rejected.push(message);
    return world;
  }

  readonly events: Events;
  private readonly secretArns: readonly string[];
  /** Of the last stack of that name, deleted or not. */
  private stackId: string | undefined;
  private readonly onCall = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    const signature = String(request.getHeader('authorization') ?? '');
    for (const process of this.processes) {
      if (!signature.includes(`=${process.accessKeyId}/`)) continue;
      process.noteCall(request);
      if (process.alive) this.onFunctionCall?.(process, request);
    }
  };
  /** Called with each call to AWS of the handler's, before it is sent. */
  onFunctionCall: ((process: InProcess, request: ClientRequest) => void) | undefined;

  private constructor(
    readonly aws: LocalAws,
    readonly time: Time,
    private readonly processes: ReadonlySet<InProcess>,
  ) {
    subscribe('http.client.request.start', this.onCall);
    const { connect, secretsManager } = aws;
    connect.addInstance({ id: INSTANCES[1], alias: 'second' });
    for (const id of INSTANCES) {
      connect.addRoutingProfile(id, ROUTING[1]);
      for (const group of GROUPS) connect.addHierarchyGroup(id, group);
    }
    this.secretArns = PASSWORDS.map((SecretString, index) => {
      const secret = secretsManager.create({ name: `password-${index}` });
      secretsManager.put(secret, { SecretString });
      return secret.arn;
    });
    // From then on until its process has the event, its role is asked for.
    aws.lambda.onInvocation(() => time.hold());
    this.events = new Events(aws, time, () => this.stack()?.status ?? '');
  }

  /** The stack as it is, or was when it was deleted. */
  stack(): StackView | undefined {
    return this.stackId === undefined ? undefined : this.aws.cloudformation.stack(this.stackId);
  }

  get exists(): boolean {
    const status = this.stack()?.status;
    return status !== undefined && status !== 'DELETE_COMPLETE';
  }

  /** Creates or updates the stack, and waits until all is over: also what Lambda still has to deliver. */
  async deploy(users: Users, broken?: Broken): Promise<'no change' | undefined> {
    const { body, properties } = templateOf(STACK, users, this.secretArns, broken);
    this.events.learn(properties);
    this.upload(body);
    const Action = this.exists ? 'UpdateStack' : 'CreateStack';
    return this.operate({ Action, TemplateBody: body, 'Capabilities.member.1': 'CAPABILITY_NAMED_IAM' });
  }

  async destroy(): Promise<void> {
    await this.operate({ Action: 'DeleteStack' });
  }

  /** @param skip logical ids of resources that nobody can put back */
  async continueRollback(skip: readonly string[]): Promise<void> {
    const skipped = skip.map((id, index): [string, string] => [`ResourcesToSkip.member.${index + 1}`, id]);
    await this.operate({ Action: 'ContinueUpdateRollback', ...Object.fromEntries(skipped) });
  }

  /** Whatever is under way comes to its end. */
  async settle(): Promise<void> {
    await this.time.until(this.aws.cloudformation.idle());
    await this.time.until(this.aws.lambda.idle());
  }

  /** Every account of every instance. */
  accounts(): readonly UserCopy[] {
    return INSTANCES.flatMap((id) => this.aws.connect.users(id));
  }

  /** What somebody does in Connect, who is not this stack. */
  call(operation: string, instance: number, input: object): object | undefined {
    return this.aws.connect.call(operation, { InstanceId: INSTANCES[instance] ?? INSTANCE_ID, ...input });
  }

  async stop(): Promise<void> {
    unsubscribe('http.client.request.start', this.onCall);
    await this.aws.stop();
    this.time.end();
  }

  private async operate(parameters: Readonly<Record<string, string>>): Promise<'no change' | undefined> {
    // Nobody deploys within the moments that Connect takes to show an account.
    this.time.pass(BETWEEN_MS);
    const form = new URLSearchParams({ StackName: STACK, Version: '2010-05-15', ...parameters });
    const { status, body } = await this.aws.cloudformation.handle({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.from(form.toString()),
      caller: { accessKeyId: 'LOCAL', arn: `arn:aws:iam::${this.aws.account}:user/local` },
      requestId: 'request',
    });
    if (String(body).includes('No updates are to be performed')) return 'no change';
    if (status !== 200) throw new Error(String(body));
    this.stackId = this.aws.cloudformation.stack(STACK)?.id ?? this.stackId;
    await this.settle();
    return undefined;
  }

  private upload(template: string): void {
    const { bucket, key } = codeOf(template);
    const objects = this.aws.s3.bucket(bucket)!.objects;
    if (objects.has(key)) return;
    objects.set(key, { key, body: zippedBundle(), etag: '"bundle"', modifiedAt: new Date(), headers: {} });
  }
}

/** Where the template says that the function's code is. */
function codeOf(template: string): { readonly bucket: string; readonly key: string } {
  const bucket = /"S3Bucket":(?:\{"Fn::Sub":)?"([^"]+)"/.exec(template)?.[1] ?? '';
  const key = /"S3Key":"([^"]+)"/.exec(template)?.[1] ?? '';
  const place = { 'AWS::AccountId': '123456789012', 'AWS::Region': 'us-east-1', 'AWS::Partition': 'aws' };
  return {
    bucket: bucket.replace(/\$\{([^}]+)\}/g, (_, name: keyof typeof place) => place[name]),
    key,
  };
}
