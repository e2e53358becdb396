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

/**
 * What CloudFormation's own ids look like, and how many bytes they have at most; of a physical id it says 1 KB. An id
 * of another form is echoed to nobody: an answer with it would be longer than CloudFormation reads, or mean nothing.
 */
const ID_FORMS = {
  StackId: { form: /^[\x21-\x7e]+$/, bytes: 512 },
  RequestId: { form: /^[\x21-\x7e]+$/, bytes: 128 },
  LogicalResourceId: { form: /^[\x21-\x7e]+$/, bytes: 255 },
  // It may hold a name: any script, but nothing invisible and no half of a character.
  PhysicalResourceId: { form: /^[^\p{C}\p{Zl}\p{Zp}]+$/u, bytes: 1_024 },
} as const;

type Raw = Readonly<Record<string, unknown>>;

/** The id, or '' if it is none. */
function id(raw: Raw, key: keyof typeof ID_FORMS): string {
  const value = Object.hasOwn(raw, key) ? text(raw[key]) : '';
  const { form, bytes } = ID_FORMS[key];
  return value.length <= bytes && Buffer.byteLength(value) <= bytes && form.test(value) ? value : '';
}

function idProblem(raw: Raw, key: keyof typeof ID_FORMS): string | undefined {
  if (id(raw, key) !== '') return undefined;
  return text(raw[key]) === '' ? `${key} is missing` : `${key} is too long or not an id`;
}

function firstProblem(raw: Raw): string | undefined {
  if (!STACK_ARN.test(id(raw, 'StackId'))) return 'StackId is not the ARN of a stack';
  const unusable = idProblem(raw, 'RequestId') ?? idProblem(raw, 'LogicalResourceId');
  if (unusable !== undefined) return unusable;
  if (!['Create', 'Update', 'Delete'].includes(text(raw.RequestType))) {
    return 'RequestType is none of Create, Update and Delete';
  }
  if (raw.RequestType !== 'Create') {
    const problem = idProblem(raw, 'PhysicalResourceId');
    if (problem !== undefined) return problem;
  }
  return isObject(raw.ResourceProperties) ? undefined : 'ResourceProperties is not an object';
}

/** Never throws. Problems are told by member, without values. */
export function parseEvent(raw: unknown): ParsedEvent {
  if (!isObject(raw)) return { problem: 'The event is not an object' };
  if (!isHttpUrl(raw.ResponseURL)) return { problem: 'ResponseURL is not a URL' };
  const addressee: Addressee = {
    ResponseURL: raw.ResponseURL,
    StackId: id(raw, 'StackId'),
    RequestId: id(raw, 'RequestId'),
    LogicalResourceId: id(raw, 'LogicalResourceId'),
    // A Create has none: one that names an account must not come back as what was made.
    PhysicalResourceId: (raw.RequestType !== 'Create' && id(raw, 'PhysicalResourceId')) || undefined,
  };
  const problem = firstProblem(raw);
  if (problem !== undefined) return { problem, addressee };
  const old = isObject(raw.OldResourceProperties) ? raw.OldResourceProperties : {};
  return { event: { ...raw, OldResourceProperties: old } as unknown as ResourceEvent };
}
