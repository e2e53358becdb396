import type { CloudFormationOptions, OpenResponse } from './options';
import { messageOf } from './errors';
import { systemTimers, type Timers } from '../timers';
import { isObject, sameValue } from './json';
import { madeUpId } from './names';
import {
  ResourceFailure,
  type ExistingResource,
  type ResourceProvider,
  type ResourceRequest,
  type ResourceState,
} from './resource-provider';

/** The largest answer that CloudFormation reads. */
export const MAX_RESPONSE_BYTES = 4096;
const MAX_PHYSICAL_ID = 1024;
const DEFAULT_TIMEOUT_SECONDS = 3600;

export function isCustom(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}

export interface CustomResourceState extends ResourceState {
  /** The attributes are secret: what shows them is masked. */
  readonly noEcho: boolean;
  readonly requestId: string;
}

type Request =
  | { readonly RequestType: 'Create' }
  | {
      readonly RequestType: 'Update';
      readonly PhysicalResourceId: string;
      readonly OldResourceProperties: unknown;
    }
  | { readonly RequestType: 'Delete'; readonly PhysicalResourceId: string };

/** The function was never asked: the resource is as it was, and there is nothing to undo. */
export class NotAttempted extends ResourceFailure {}

/** `Custom::*` and `AWS::CloudFormation::CustomResource`: an event to a Lambda function, an answer by PUT. */
export class CustomResourceProvider implements ResourceProvider {
  constructor(
    private readonly options: Pick<CloudFormationOptions, 'functions' | 'responses' | 'timers'>,
    private readonly newId: () => string,
  ) {}

  async create(request: ResourceRequest): Promise<CustomResourceState> {
    // CloudFormation needs an id to delete by even where no usable answer came.
    const placeholder = madeUpId(request.stackName, request.logicalId);
    return this.ask(request, { RequestType: 'Create' }, placeholder);
  }

  async update(request: ResourceRequest, existing: ExistingResource): Promise<CustomResourceState> {
    if (!sameValue(request.properties['ServiceToken'], existing.properties['ServiceToken'])) {
      throw new NotAttempted('Modifying service token is not allowed.', existing.physicalId);
    }
    return this.ask(
      request,
      {
        RequestType: 'Update',
        PhysicalResourceId: existing.physicalId,
        OldResourceProperties: stringified(existing.properties),
      },
      existing.physicalId,
    );
  }

  async delete(request: ResourceRequest, existing: ExistingResource): Promise<void> {
    await this.ask(
      request,
      { RequestType: 'Delete', PhysicalResourceId: existing.physicalId },
      existing.physicalId,
    );
  }

  private async ask(
    request: ResourceRequest,
    kind: Request,
    fallbackId: string,
  ): Promise<CustomResourceState> {
    const requestId = this.newId();
    const { ServiceToken, ServiceTimeout } = request.properties;
    const fail = (reason: string, physicalId = fallbackId): never => {
      throw new ResourceFailure(reason, physicalId);
    };
    if (typeof ServiceToken !== 'string' || ServiceToken === '') {
      throw new NotAttempted(
        'Property ServiceToken must not be empty: a custom resource needs the ARN of a Lambda function.',
      );
    }
    const seconds = ServiceTimeout === undefined ? DEFAULT_TIMEOUT_SECONDS : Number(ServiceTimeout);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600) {
      throw new NotAttempted(
        `ServiceTimeout must be an integer from 1 to 3600, found ${String(ServiceTimeout)}.`,
      );
    }
    if (request.signal.aborted) throw new NotAttempted('Resource operation cancelled');
    const response = this.options.responses.open(`${request.stackId}|${request.logicalId}|${requestId}`);
    try {
      const invoked = this.options.functions.invokeAsync(ServiceToken, {
        RequestType: kind.RequestType,
        ServiceToken,
        ResponseURL: response.url,
        StackId: request.stackId,
        RequestId: requestId,
        LogicalResourceId: request.logicalId,
        ...('PhysicalResourceId' in kind ? { PhysicalResourceId: kind.PhysicalResourceId } : {}),
        ResourceType: request.resourceType,
        ResourceProperties: stringified(request.properties),
        ...('OldResourceProperties' in kind ? { OldResourceProperties: kind.OldResourceProperties } : {}),
      });
      await invoked.catch((error: unknown) => {
        throw new NotAttempted(messageOf(error));
      });
      const body = await answered(response, seconds, request.signal, this.options.timers);
      if (body === 'cancelled') return fail('Resource operation cancelled');
      if (body === 'late') {
        return fail(
          `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. ` +
            'If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.',
        );
      }
      return read(body, { request, requestId, fallbackId });
    } finally {
      response.close();
    }
  }
}

async function answered(
  response: OpenResponse,
  seconds: number,
  signal: AbortSignal,
  timers: Timers = systemTimers,
): Promise<Buffer | 'late' | 'cancelled'> {
  let stop: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  try {
    return await Promise.race([
      response.body,
      new Promise<'late'>((resolve) => {
        stop = timers.after(seconds * 1000, () => resolve('late'));
      }),
      new Promise<'cancelled'>((resolve) => {
        cancel = () => resolve('cancelled');
        if (signal.aborted) cancel();
        signal.addEventListener('abort', cancel, { once: true });
      }),
    ]);
  } finally {
    stop?.();
    if (cancel !== undefined) signal.removeEventListener('abort', cancel);
  }
}

interface Expected {
  readonly request: ResourceRequest;
  readonly requestId: string;
  readonly fallbackId: string;
}

/** Reads an answer as CloudFormation does: whatever is wrong with it fails the resource. */
function read(body: Buffer, { request, requestId, fallbackId }: Expected): CustomResourceState {
  const invalid = (reason: string, physicalId = fallbackId): never => {
    throw new ResourceFailure(reason, physicalId);
  };
  if (body.length > MAX_RESPONSE_BYTES) invalid('Response object is too long.');
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch {
    return invalid('Invalid Response object: it is not valid JSON.');
  }
  if (!isObject(answer)) return invalid('Invalid Response object: it is not a JSON object.');
  for (const [field, expected] of [
    ['StackId', request.stackId],
    ['RequestId', requestId],
    ['LogicalResourceId', request.logicalId],
  ] as const) {
    if (answer[field] !== expected) invalid(`Invalid Response object: ${field} is not that of the request.`);
  }
  const { Status, PhysicalResourceId, Reason, Data, NoEcho } = answer;
  if (Status !== 'SUCCESS' && Status !== 'FAILED') {
    invalid(`Invalid Response object: '${String(Status)}' is not a valid ResponseStatus`);
  }
  if (
    typeof PhysicalResourceId !== 'string' ||
    PhysicalResourceId === '' ||
    PhysicalResourceId.length > MAX_PHYSICAL_ID
  ) {
    return invalid('Invalid PhysicalResourceId');
  }
  if (Status === 'FAILED') {
    invalid(
      `Received response status [FAILED] from custom resource. Message returned: ${String(Reason ?? '')} (RequestId: ${requestId})`,
      PhysicalResourceId,
    );
  }
  if (Data !== undefined && Data !== null && !isObject(Data)) {
    invalid('Invalid Response object: Data is not a JSON object.', PhysicalResourceId);
  }
  return {
    physicalId: PhysicalResourceId,
    attributes: isObject(Data) ? Data : {},
    noEcho: String(NoEcho) === 'true',
    requestId,
  };
}

/** Every scalar as the string that a custom resource sees; nulls are left out. */
export function stringified(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isThere).map(stringified);
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => isThere(inner))
        .map(([key, inner]) => [key, stringified(inner)]),
    );
  }
  return String(value);
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}
