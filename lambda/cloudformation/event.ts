/** CloudFormation's event for a custom resource, checked. */

interface Common {
  /** A pre-signed URL: whoever knows it can answer. Never in a log. */
  readonly ResponseURL: string;
  readonly StackId: string;
  /** The same when the event is delivered again. */
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** `Custom::…`: one function serves more than one type. */
  readonly ResourceType?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}
export interface CreateEvent extends Common {
  readonly RequestType: 'Create';
}
export interface UpdateEvent extends Common {
  readonly RequestType: 'Update';
  readonly PhysicalResourceId: string;
  readonly OldResourceProperties: Readonly<Record<string, unknown>>;
}
export interface DeleteEvent extends Common {
  readonly RequestType: 'Delete';
  readonly PhysicalResourceId: string;
}
export type ResourceEvent = CreateEvent | UpdateEvent | DeleteEvent;

/** Where and as what an event is answered; all there is of one that is malformed. */
export interface Addressee {
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
}

export type ParsedEvent =
  | { readonly event: ResourceEvent }
  /** Without a URL there is nobody to answer. */
  | { readonly problem: string; readonly addressee?: Addressee };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function isHttpUrl(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return ['http:', 'https:'].includes(new URL(value).protocol);
}

const STACK_ARN = /^arn:[\w-]+:cloudformation:[^:]*:[^:]*:stack\/[^/\s]+\/[^/\s]+$/;

function firstProblem(raw: Readonly<Record<string, unknown>>): string | undefined {
  if (!STACK_ARN.test(text(raw.StackId))) return 'StackId is not the ARN of a stack';
  for (const key of ['RequestId', 'LogicalResourceId']) {
    if (text(raw[key]) === '') return `${key} is missing`;
  }
  if (!['Create', 'Update', 'Delete'].includes(text(raw.RequestType))) {
    return 'RequestType is none of Create, Update and Delete';
  }
  if (raw.RequestType !== 'Create' && text(raw.PhysicalResourceId) === '') {
    return 'PhysicalResourceId is missing';
  }
  return isObject(raw.ResourceProperties) ? undefined : 'ResourceProperties is not an object';
}

/** Never throws. Problems are told by member, without values. */
export function parseEvent(raw: unknown): ParsedEvent {
  if (!isObject(raw)) return { problem: 'The event is not an object' };
  if (!isHttpUrl(raw.ResponseURL)) return { problem: 'ResponseURL is not a URL' };
  const addressee: Addressee = {
    ResponseURL: raw.ResponseURL,
    StackId: text(raw.StackId),
    RequestId: text(raw.RequestId),
    LogicalResourceId: text(raw.LogicalResourceId),
    PhysicalResourceId: text(raw.PhysicalResourceId) || undefined,
  };
  const problem = firstProblem(raw);
  if (problem !== undefined) return { problem, addressee };
  const old = isObject(raw.OldResourceProperties) ? raw.OldResourceProperties : {};
  return { event: { ...raw, OldResourceProperties: old } as unknown as ResourceEvent };
}
