/** AWS's JSON 1.1 protocol: one POST, the operation in `X-Amz-Target`, JSON in and out. */
import type { Need } from '../authorization/need';
import type { AwsRequest, AwsResponse, Service } from '../types';
import { AwsError } from '../types';
import { renderError } from './errors';

export type JsonInput = Readonly<Record<string, unknown>>;
export type JsonOperation = (input: JsonInput, request: AwsRequest) => unknown;

export interface JsonServiceOptions {
  readonly name: string;
  /** What precedes the operation's name in `X-Amz-Target`. */
  readonly target: string;
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** The members of a request that the log of calls may show. */
  readonly loggable: readonly string[];
  /** What an operation asks of its caller's policies. Without it, everybody may do everything. */
  readonly needs?: (operation: string, input: JsonInput) => readonly Need[];
}

/** A service of the JSON 1.1 protocol. */
export function jsonService(options: JsonServiceOptions): Service {
  const { needs } = options;
  const shown = (input: JsonInput) =>
    Object.fromEntries(options.loggable.filter((key) => key in input).map((key) => [key, input[key]]));
  return {
    name: options.name,
    ...(needs && {
      access(request: AwsRequest) {
        const operation = operationOf(request.headers['x-amz-target'] ?? '', options.target);
        if (!(operation in options.operations)) return Promise.resolve(undefined);
        const input = parseObject(request.body);
        return Promise.resolve({ operation, parameters: shown(input), needs: needs(operation, input) });
      },
    }),
    async handle(request: AwsRequest): Promise<AwsResponse> {
      const operation = operationOf(request.headers['x-amz-target'] ?? '', options.target);
      let parameters: unknown;
      try {
        const implementation = options.operations[operation];
        if (!implementation) throw unknownOperation(options, operation);
        const input = parseObject(request.body);
        parameters = shown(input);
        const output = (await implementation(input, request)) ?? {};
        return {
          status: 200,
          headers: { 'content-type': 'application/x-amz-json-1.1' },
          body: JSON.stringify(output),
          call: { operation, parameters },
        };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return renderError(options.name, error, request.requestId, {
          operation: operation || 'Unknown',
          parameters,
        });
      }
    },
  };
}

/** SDKs differ in how much of a service's long prefix they send; what they send must be its end. */
function operationOf(sent: string, prefix: string): string {
  const dot = sent.lastIndexOf('.');
  return dot > 0 && prefix.endsWith(sent.slice(0, dot)) ? sent.slice(dot + 1) : sent;
}

function unknownOperation(options: JsonServiceOptions, operation: string): AwsError {
  const known = Object.keys(options.operations).join(', ');
  return new AwsError(
    'UnknownOperationException',
    `The local AWS has no operation "${operation}" in ${options.name}. It has: ${known}.`,
  );
}

function parseObject(body: Buffer): JsonInput {
  try {
    const value: unknown = JSON.parse(body.length > 0 ? body.toString('utf8') : '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonInput;
  } catch {
    // Not JSON: answered below, like JSON that is no object.
  }
  throw new AwsError('SerializationException', 'The body of the request is not a JSON object.');
}
