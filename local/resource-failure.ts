/** What CloudFormation's resource handlers have in common: how they word a failure, and how they name things. */
import { randomBytes, randomUUID } from 'node:crypto';
import { ResourceFailure } from './cloudformation/resource-provider';
import { AwsError } from './types';

/** Runs a handler's work; an error of the service becomes the reason that CloudFormation shows. */
export async function asHandler<T>(service: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new ResourceFailure(
      `Resource handler returned message: "${error.message} (Service: ${service}, Status Code: ${error.status}, Request ID: ${randomUUID()})" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${handlerCode(error)})`,
    );
  }
}

function handlerCode(error: AwsError): string {
  if (/NotFound|NoSuch/.test(error.code)) return 'NotFound';
  if (/AlreadyExists|ResourceExists|Duplicate|ResourceConflict/.test(error.code)) return 'AlreadyExists';
  if (/LimitExceeded/.test(error.code)) return 'ServiceLimitExceeded';
  if (/AccessDenied/.test(error.code)) return 'AccessDenied';
  return error.status >= 500 ? 'ServiceInternalError' : 'InvalidRequest';
}

/** A resource's properties, checked against those that its type has. */
export interface PropertyNames {
  readonly type: string;
  /** Those that this AWS acts upon. */
  readonly known: readonly string[];
  /** Those that AWS has and this AWS leaves aside, since nothing here could tell the difference. */
  readonly ignored?: readonly string[];
  readonly required?: readonly string[];
}

/** Refuses a property that the type has not, as CloudFormation does, or that this AWS cannot honour. */
export function checkProperties(properties: Readonly<Record<string, unknown>>, names: PropertyNames): void {
  const accepted = new Set([...names.known, ...(names.ignored ?? [])]);
  const unknown = Object.keys(properties).filter((key) => !accepted.has(key));
  if (unknown.length > 0) {
    throw new ResourceFailure(
      `Properties validation failed for resource of type ${names.type}: the local AWS does not know or cannot honour ${unknown.map((key) => `[${key}]`).join(', ')}`,
    );
  }
  const missing = (names.required ?? []).filter((key) => properties[key] === undefined);
  if (missing.length > 0) {
    throw new ResourceFailure(
      `Properties validation failed for resource of type ${names.type} with message: ${missing.map((key) => `#: required key [${key}] not found`).join('\n')}`,
    );
  }
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits, as CloudFormation appends them to the names it makes up. */
export function randomSuffix(length = 12): string {
  return Array.from(randomBytes(length), (byte) => ALPHANUMERIC[byte % ALPHANUMERIC.length]).join('');
}

/** The name that CloudFormation makes up for a resource: `<stack>-<logical id>-<12 random>`, cut to fit. */
export function generatedName(stackName: string, logicalId: string, max: number): string {
  const room = max - 14;
  const forLogicalId = Math.min(logicalId.length, Math.max(room - stackName.length, Math.ceil(room / 2)));
  return `${stackName.slice(0, room - forLogicalId)}-${logicalId.slice(0, forLogicalId)}-${randomSuffix()}`;
}
