/** Lambda's HTTP API: invoke a function, look at one. */
import type { LogStore } from '../log-store';
import { renderError } from '../protocol/errors';
import type { AwsRequest, AwsResponse } from '../types';
import { AwsError } from '../types';
import type { Functions, StoredFunction } from './functions';

/** How much of the log an invocation may ask for, in bytes. */
const TAIL_MAX = 4096;

type Answer = Omit<AwsResponse, 'call'>;

export class LambdaApi {
  constructor(
    private readonly functions: Functions,
    private readonly logs: LogStore,
  ) {}

  async handle(request: AwsRequest): Promise<AwsResponse> {
    const [, encoded, rest = ''] = /^\/2015-03-31\/functions\/([^/]+)(?:\/(.+))?$/.exec(request.path) ?? [];
    const name = decodeURIComponent(encoded ?? '');
    const operation = operationOf(request.method, encoded, rest);
    const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    const parameters = { FunctionName: name, ...(operation === 'Invoke' ? { InvocationType: type } : {}) };
    const call = { operation, parameters };
    try {
      checkQualifier(request.query.get('Qualifier'));
      return { ...(await this.answer(operation, name, type, request)), call };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return renderError('lambda', error, request.requestId, call);
    }
  }

  private async answer(operation: string, name: string, type: string, request: AwsRequest): Promise<Answer> {
    switch (operation) {
      case 'Invoke':
        return this.invoke(name, type, request);
      case 'GetFunctionConfiguration':
        return ok(configurationOf(this.functions.mustFind(name)));
      case 'GetFunction': {
        const stored = this.functions.mustFind(name);
        return ok({
          Configuration: configurationOf(stored),
          Code: { RepositoryType: 'S3' },
          Tags: stored.deployed.config.tags,
        });
      }
      default:
        throw new AwsError(
          'UnknownOperationException',
          `The local AWS does not have Lambda's ${request.method} ${request.path}. It has: Invoke, GetFunction, GetFunctionConfiguration.`,
          501,
        );
    }
  }

  private async invoke(name: string, type: string, request: AwsRequest): Promise<Answer> {
    switch (type) {
      case 'DryRun':
        this.functions.mustFind(name);
        return { status: 204 };
      case 'Event':
        this.functions.invokeLater(name, request.body, request.requestId);
        return { status: 202 };
      case 'RequestResponse': {
        const outcome = await this.functions.invoke(name, request.body, request.requestId);
        const tail = request.headers['x-amz-log-type'] === 'Tail';
        return {
          status: 200,
          headers: {
            'content-type': 'application/json',
            'x-amz-executed-version': '$LATEST',
            ...(outcome.error ? { 'x-amz-function-error': 'Unhandled' } : {}),
            ...(tail ? { 'x-amz-log-result': this.tail(name, request.requestId) } : {}),
          },
          body: outcome.payload,
        };
      }
      default:
        throw new AwsError(
          'InvalidParameterValueException',
          `Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`,
        );
    }
  }

  /** What the invocation printed: the lines from its START on. */
  private tail(name: string, requestId: string): string {
    const lines = this.logs.messages(this.functions.mustFind(name).deployed.config.logGroup);
    const start = lines.findLastIndex(
      (line) => line.includes(requestId) && /^START |platform\.start/.test(line),
    );
    const text = Buffer.from(lines.slice(Math.max(0, start)).join(''));
    return text.subarray(-TAIL_MAX).toString('base64');
  }
}

function operationOf(method: string, name: string | undefined, rest: string): string {
  if (name === undefined) return `${method} functions`;
  if (method === 'POST' && rest === 'invocations') return 'Invoke';
  if (method === 'GET' && rest === 'configuration') return 'GetFunctionConfiguration';
  return method === 'GET' && rest === '' ? 'GetFunction' : `${method} ${rest || 'function'}`;
}

function checkQualifier(qualifier: string | null): void {
  if (qualifier === null || qualifier === '$LATEST') return;
  throw new AwsError(
    'ResourceNotFoundException',
    `Function version or alias not found: ${qualifier}. The local AWS has $LATEST only.`,
    404,
  );
}

function configurationOf({ deployed, modifiedAt }: StoredFunction): unknown {
  const { config, code } = deployed;
  return {
    FunctionName: config.name,
    FunctionArn: config.arn,
    Runtime: config.runtime,
    Role: config.role,
    Handler: config.handler,
    CodeSize: code.size,
    CodeSha256: code.sha256,
    Description: config.description,
    Timeout: config.timeoutSeconds,
    MemorySize: config.memoryMb,
    LastModified: modifiedAt.toISOString().replace('Z', '+0000'),
    Version: '$LATEST',
    Environment: { Variables: config.variables },
    TracingConfig: { Mode: 'PassThrough' },
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [config.architecture],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: config.logFormat, LogGroup: config.logGroup },
  };
}

function ok(value: unknown): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
