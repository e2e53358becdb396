/**
 * Deploys constructs to a local AWS as `cdk deploy --method=direct` does, without the CLI: the real template, the real
 * bundle in a process of its own, CloudFormation's own API.
 */
import { LocalAws, type LocalAwsOptions } from '../../local/local-aws';
import type { StackView } from '../../local/cloudformation/service';
import type { LoggedCall } from '../../local/types';
import { hurried } from './hurried';
import { synthesize, type Fill } from './synth';

export type Account = ReturnType<LocalAws['connect']['users']>[number];

export interface DeployOptions {
  /** Seconds that the functions of the stack may run, in place of their own. */
  readonly timeoutSeconds?: number;
  /** How many times as fast time passes in the functions. Default 20. */
  readonly pace?: number;
  /** Further parameters of CreateStack or UpdateStack. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** How an operation on a stack ended. */
export interface Outcome {
  readonly status: string;
  /** Why resources failed, as CloudFormation's events say it, oldest first. */
  readonly reasons: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The Connect operations that were called meanwhile, in order. */
  readonly calls: readonly string[];
  readonly stack: StackView;
}

/** An event that a function was invoked with. */
export interface Delivered {
  readonly functionName: string;
  readonly attempt: number;
  readonly event: Readonly<Record<string, unknown>>;
}

const IDLE_POLL_MS = 5;

export class Deployment {
  static async start(options: LocalAwsOptions = {}): Promise<Deployment> {
    return new Deployment(await LocalAws.start(options));
  }

  /** Every event that a function got, retries included, oldest first. */
  readonly delivered: Delivered[] = [];

  /** Every line that went to a log, those of groups that are deleted by now included. */
  readonly logged: string[] = [];
  private stopped = false;

  private constructor(readonly aws: LocalAws) {
    const write = aws.logs.write.bind(aws.logs);
    aws.logs.write = (group, stream, message) => {
      this.logged.push(message);
      write(group, stream, message);
    };
    aws.lambda.onInvocation(({ functionName, attempt, event }) => {
      this.delivered.push({ functionName, attempt, event: JSON.parse(event) as Delivered['event'] });
    });
  }

  /** Creates the stack of that name, or updates it, and waits for the end. */
  async deploy(name: string, fill: Fill, options: DeployOptions = {}): Promise<Outcome> {
    const { account, region } = this.aws;
    const { timeoutSeconds, pace = 20 } = options;
    const { template, assets } = synthesize(fill, {
      name,
      account,
      region,
      timeoutSeconds,
      variables: { NODE_OPTIONS: hurried(pace) },
    });
    for (const { bucket, key, body } of assets) {
      this.aws.s3
        .bucket(bucket)!
        .objects.set(key, { key, body, etag: '"asset"', modifiedAt: new Date(), headers: {} });
    }
    const action = this.aws.cloudformation.stack(name) === undefined ? 'CreateStack' : 'UpdateStack';
    return this.operate(name, () =>
      this.cloudformation(action, {
        StackName: name,
        TemplateBody: template,
        'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
        ...options.parameters,
      }),
    );
  }

  /** Deletes the stack and waits for the end. */
  async destroy(name: string): Promise<Outcome> {
    return this.operate(name, () => this.cloudformation('DeleteStack', { StackName: name }));
  }

  /** Connect's operations since a call, in order. */
  connectCalls(since = 0): readonly string[] {
    return this.aws.calls.operations({ service: 'connect', after: since });
  }

  /** The same with parameters, status and error. */
  connectLog(since = 0): readonly LoggedCall[] {
    return this.aws.calls.list({ service: 'connect', after: since });
  }

  account(username: string, instanceId?: string): Account | undefined {
    return this.aws.connect.users(instanceId).find(({ Username }) => Username === username);
  }

  /** The account that must be there. */
  mustAccount(username: string, instanceId?: string): Account {
    const account = this.account(username, instanceId);
    if (account === undefined) throw new Error(`There is no account ${username}.`);
    return account;
  }

  /** The events that functions got for this stack, oldest first. */
  events(stackName: string): readonly Delivered['event'][] {
    return this.delivered
      .map(({ event }) => event)
      .filter(({ StackId }) => String(StackId).split('/')[1] === stackName);
  }

  async cloudformation(action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const form = new URLSearchParams({ Action: action, Version: '2010-05-15', ...parameters });
    const { status, body } = await this.aws.cloudformation.handle({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.from(form.toString()),
      caller: { accessKeyId: 'LOCAL', arn: `arn:aws:iam::${this.aws.account}:user/local` },
      requestId: 'request',
    });
    if (status !== 200) throw new Error(String(body));
    return String(body);
  }

  stop(): Promise<void> {
    this.stopped = true;
    return this.aws.stop();
  }

  private async operate(name: string, start: () => Promise<unknown>): Promise<Outcome> {
    const before = this.aws.calls.next;
    const was = this.aws.cloudformation.stack(name);
    const known = was?.events.length ?? 0;
    await start();
    // A stack without resources can be gone at once, and is not found by its name any more.
    const { id } = this.aws.cloudformation.stack(name) ?? was!;
    while (this.aws.cloudformation.stack(id)!.status.endsWith('_IN_PROGRESS')) {
      if (this.stopped) throw new Error(`The local AWS was stopped while ${name} was under way.`);
      await new Promise((resolve) => setTimeout(resolve, IDLE_POLL_MS));
    }
    const stack = this.aws.cloudformation.stack(id)!;
    const failures = stack.events
      .slice(known)
      .filter(({ status, logicalId }) => status.endsWith('_FAILED') && logicalId !== stack.name);
    return {
      status: stack.status,
      reasons: failures.map(({ reason }) => reason ?? ''),
      outputs: stack.outputs,
      calls: this.connectCalls(before),
      stack,
    };
  }
}
