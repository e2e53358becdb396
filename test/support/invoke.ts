/** Events sent to a deployed function directly, as CloudFormation sends them, with a response bucket of their own. */
import { randomUUID } from 'node:crypto';
import type { Deployment } from './deployment';

export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

export type Event = Readonly<Record<string, unknown>>;

export interface SendOptions {
  /** How long ago CloudFormation sent the event, in milliseconds. */
  readonly waited?: number;
}

export class Invoker {
  /** What the handler is told of the stack: CloudFormation sends events only while something is in progress. */
  stackStatus = 'UPDATE_IN_PROGRESS';
  private readonly model: Event;
  private readonly functionName: string;

  /** The events look like those that the function got for a user of this stack, which must be there. */
  constructor(
    private readonly deployment: Deployment,
    stackName: string,
  ) {
    this.model = deployment.events(stackName).at(-1)!;
    const { resources } = deployment.aws.cloudformation.stack(stackName)!;
    this.functionName = Object.values(resources).find(
      ({ type }) => type === 'AWS::Lambda::Function',
    )!.physicalId!;
    this.tellStatus(deployment.aws.cloudformation);
  }

  /** A Create of another resource of the stack: the user of the model, under this username. */
  create(username: string, properties: Event = {}): Event {
    return {
      ...this.model,
      // These an event of this type does not have.
      PhysicalResourceId: undefined,
      OldResourceProperties: undefined,
      RequestType: 'Create',
      RequestId: randomUUID(),
      LogicalResourceId: `Of${username}`,
      ResourceProperties: {
        ...(this.model['ResourceProperties'] as Event),
        Username: username,
        ...properties,
      },
    };
  }

  /** An event about what an earlier one made. */
  next(RequestType: 'Update' | 'Delete', event: Event, PhysicalResourceId: string, more: Event = {}): Event {
    return { ...event, RequestType, RequestId: randomUUID(), PhysicalResourceId, ...more };
  }

  /** Sends the event asynchronously, as CloudFormation does, and resolves with what the function answered. */
  async send(event: Event, { waited = 0 }: SendOptions = {}): Promise<Answer> {
    const key = `${randomUUID()}|${String(event['RequestId'])}`;
    const response = this.deployment.aws.responses.open(key, Date.now() - waited);
    await this.deployment.aws.lambda.invokeAsync(this.functionName, { ...event, ResponseURL: response.url });
    const body = await response.body;
    response.close();
    return JSON.parse(body.toString()) as Answer;
  }

  private tellStatus(cloudformation: Deployment['aws']['cloudformation']): void {
    const handle = cloudformation.handle.bind(cloudformation);
    cloudformation.handle = async (request) => {
      const response = await handle(request);
      if (response.call.operation !== 'DescribeStacks') return response;
      const status = `<StackStatus>${this.stackStatus}</StackStatus>`;
      return { ...response, body: String(response.body).replace(/<StackStatus>\w+<\/StackStatus>/, status) };
    };
  }
}
