/** Every event that the handler got, and every answer that it gave. */
import type { LocalAws } from '../../local/local-aws';
import type { UserSpec } from './spec';
import { canonical } from './template';
import type { Time } from './time';

export interface Answer {
  readonly at: number;
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly bytes: number;
}

/** One event of CloudFormation's, however often it was delivered. */
export interface Event {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly logicalId: string;
  /** The number of the user; undefined for what is no user of the model. */
  readonly slot: number | undefined;
  readonly spec: UserSpec | undefined;
  readonly old: UserSpec | undefined;
  readonly physicalId: string | undefined;
  /** What the stack was doing. */
  readonly phase: string;
  /** When the function began with it, each time. */
  readonly begun: number[];
  /** How many of those were killed. */
  killed: number;
  /** Why the handler rejected, each time that it did. */
  readonly rejected: string[];
  readonly answers: Answer[];
  /** Delivers it again. */
  readonly again: () => Promise<void>;
}

type Raw = Readonly<Record<string, string>> & {
  readonly ResourceProperties: object;
  readonly OldResourceProperties?: object;
};

const pathOf = (url: string) => new URL(url).pathname;

export class Events {
  private readonly all: Event[] = [];
  private readonly byUrl = new Map<string, Event>();
  private readonly byRequest = new Map<string, Event>();
  private readonly specs = new Map<string, UserSpec>();
  /** How many of the next events are delivered twice at once. */
  twice = 0;

  constructor(aws: LocalAws, time: Time, phase: () => string) {
    const { lambda, responses } = aws;
    const invokeAsync = lambda.invokeAsync.bind(lambda);
    lambda.invokeAsync = async (functionArn, payload) => {
      this.note(payload as Raw, phase(), () => invokeAsync(functionArn, payload));
      await invokeAsync(functionArn, payload);
      if (this.twice === 0) return;
      this.twice--;
      await invokeAsync(functionArn, payload);
    };
    lambda.onInvocation(({ event }) => this.eventOf(event)?.begun.push(time.now()));
    const handle = responses.handle.bind(responses);
    responses.handle = (request) => {
      const response = handle(request);
      const answer = JSON.parse(request.body.toString('utf8')) as Answer;
      this.byUrl.get(request.path)?.answers.push({ ...answer, at: time.now(), bytes: request.body.length });
      return response;
    };
  }

  /** How many there have been: what `since` takes. */
  get next(): number {
    return this.all.length;
  }

  since(start: number): readonly Event[] {
    return this.all.slice(start);
  }

  /** Which user has which properties. */
  learn(properties: ReadonlyMap<string, UserSpec>): void {
    for (const [key, spec] of properties) this.specs.set(key, spec);
  }

  /** The event that an invocation is about. */
  eventOf(payload: string): Event | undefined {
    return this.byRequest.get((JSON.parse(payload) as Raw)['RequestId'] ?? '');
  }

  private note(raw: Raw, phase: string, again: () => Promise<void>): void {
    const logicalId = raw['LogicalResourceId']!;
    const slot = /^U(\d)[0-9A-F]{8}$/.exec(logicalId)?.[1];
    const specOf = (properties: object | undefined) =>
      slot === undefined || properties === undefined
        ? undefined
        : this.specs.get(canonical(Number(slot), properties));
    const event: Event = {
      type: raw['RequestType'] as Event['type'],
      logicalId,
      slot: slot === undefined ? undefined : Number(slot),
      spec: specOf(raw.ResourceProperties),
      old: specOf(raw.OldResourceProperties),
      physicalId: raw['PhysicalResourceId'],
      phase,
      begun: [],
      killed: 0,
      rejected: [],
      answers: [],
      again,
    };
    this.all.push(event);
    this.byUrl.set(pathOf(raw['ResponseURL']!), event);
    this.byRequest.set(raw['RequestId']!, event);
  }
}
