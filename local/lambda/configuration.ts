/** A function's settings, as strict as Lambda is about them. */
import type { IamStore } from '../iam';
import { InputReader } from '../protocol/input';
import { checkProperties, generatedName } from '../resource-failure';
import type { Place } from '../types';
import { AwsError } from '../types';

type Properties = Readonly<Record<string, unknown>>;

const INVALID = 'InvalidParameterValueException';
/** The runtimes that can run here: those of Node.js that Lambda still makes functions with. */
export const RUNTIMES: readonly string[] = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];
/** All variables together, in bytes. */
const ENVIRONMENT_MAX = 4096;
const RESERVED =
  /^(AWS_(REGION|DEFAULT_REGION|ACCESS_KEY_ID|ACCESS_KEY|SECRET_ACCESS_KEY|SESSION_TOKEN|EXECUTION_ENV|LAMBDA_(FUNCTION_\w+|LOG_\w+|RUNTIME_API|INITIALIZATION_TYPE))|_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

const KNOWN = [
  'FunctionName',
  'Handler',
  'Runtime',
  'Role',
  'Code',
  'Timeout',
  'MemorySize',
  'Environment',
  'Architectures',
  'Description',
  'LoggingConfig',
  'PackageType',
  'ReservedConcurrentExecutions',
  'EphemeralStorage',
  'Tags',
];
/** Settings whose effect nothing here could see. */
const IGNORED = ['TracingConfig', 'RuntimeManagementConfig', 'RecursiveLoop'];

export interface FunctionConfig {
  readonly name: string;
  readonly arn: string;
  readonly handler: string;
  readonly runtime: string;
  readonly role: string;
  readonly roleName: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly architecture: string;
  readonly description: string;
  readonly logGroup: string;
  readonly logFormat: string;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface FunctionRequest {
  readonly properties: Properties;
  readonly stackName: string;
  readonly logicalId: string;
  readonly resourceType: string;
}

/** The settings of a function. `name` is its name where it has one already. Throws Lambda's errors. */
export function functionConfig(
  request: FunctionRequest,
  place: Place,
  iam: IamStore,
  existingName?: string,
): FunctionConfig {
  const { properties } = request;
  checkProperties(properties, {
    type: request.resourceType,
    known: KNOWN,
    ignored: IGNORED,
    required: ['Code', 'Role'],
  });
  const read = new InputReader(properties, INVALID);
  if (read.optionalString('PackageType', { values: ['Zip', 'Image'] }) === 'Image') {
    throw new AwsError(INVALID, 'The local AWS runs functions of PackageType Zip only.');
  }
  const name =
    existingName ??
    read.optionalString('FunctionName', { min: 1, max: 64, pattern: /^[a-zA-Z0-9_-]+$/ }) ??
    generatedName(request.stackName, request.logicalId, 64);
  const logging = new InputReader(read.object('LoggingConfig') ?? {}, INVALID);
  const ephemeral = new InputReader(read.object('EphemeralStorage') ?? {}, INVALID);
  ephemeral.optionalInteger('Size', 512, 10_240);
  const { role, roleName } = roleOf(read.string('Role'), iam);
  return {
    name,
    arn: `arn:${place.partition}:lambda:${place.region}:${place.account}:function:${name}`,
    handler: read.string('Handler', { min: 1, max: 128, pattern: /^[^\s]+$/ }),
    runtime: runtimeOf(read.string('Runtime')),
    role,
    roleName,
    timeoutSeconds: read.optionalInteger('Timeout', 1, 900) ?? 3,
    memoryMb: read.optionalInteger('MemorySize', 128, 10_240) ?? 128,
    variables: variablesOf(read.object('Environment')),
    architecture: architectureOf(read.strings('Architectures')),
    description: read.optionalString('Description', { max: 256 }) ?? '',
    logGroup:
      logging.optionalString('LogGroup', { min: 1, max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ }) ??
      `/aws/lambda/${name}`,
    logFormat: logging.optionalString('LogFormat', { values: ['JSON', 'Text'] }) ?? 'Text',
    reservedConcurrency: read.optionalInteger('ReservedConcurrentExecutions', 0),
    tags: Object.fromEntries((read.objects('Tags') ?? []).map(({ Key, Value }) => [Key, Value])) as Record<
      string,
      string
    >,
  };
}

function runtimeOf(runtime: string): string {
  if (RUNTIMES.includes(runtime)) return runtime;
  const old = Number(/^nodejs(\d+)/.exec(runtime)?.[1]) < 20 || runtime === 'nodejs';
  throw new AwsError(
    INVALID,
    old
      ? `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`
      : `Value ${runtime} at 'runtime' failed to satisfy constraint: the local AWS runs ${RUNTIMES.join(', ')}.`,
  );
}

function architectureOf(architectures: readonly string[] | undefined): string {
  const [architecture = 'x86_64', ...more] = architectures ?? [];
  if (more.length > 0 || !['x86_64', 'arm64'].includes(architecture)) {
    throw new AwsError(
      INVALID,
      `Value [${(architectures ?? []).join(', ')}] at 'architectures' failed to satisfy constraint: Member must be one of [x86_64, arm64], and only one.`,
    );
  }
  return architecture;
}

function roleOf(role: string, iam: IamStore): { readonly role: string; readonly roleName: string } {
  if (!/^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/.test(role)) {
    throw new AwsError(
      INVALID,
      `Value '${role}' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+`,
    );
  }
  const found = iam.roleByArn(role);
  if (!found || !iam.trusts(found, 'lambda.amazonaws.com')) {
    throw new AwsError(INVALID, 'The role defined for the function cannot be assumed by Lambda.');
  }
  return { role, roleName: found.name };
}

function variablesOf(environment: Properties | undefined): Readonly<Record<string, string>> {
  const variables = new InputReader(environment ?? {}, INVALID).object('Variables') ?? {};
  const entries = Object.entries(variables).map(([name, value]) => {
    if (!/^[a-zA-Z]\w+$/.test(name)) {
      throw new AwsError(
        INVALID,
        `Value at 'environment.variables' failed to satisfy constraint: key ${name} must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+`,
      );
    }
    // CloudFormation's type is a map of strings; it turns numbers and booleans into them.
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new AwsError(INVALID, `The environment variable ${name} must be a string.`);
    }
    return [name, String(value)] as const;
  });
  const reserved = entries.map(([name]) => name).filter((name) => RESERVED.test(name));
  if (reserved.length > 0) {
    throw new AwsError(
      INVALID,
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(entries)));
  if (bytes > ENVIRONMENT_MAX) {
    throw new AwsError(
      INVALID,
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${bytes} bytes`,
    );
  }
  return Object.fromEntries(entries);
}
