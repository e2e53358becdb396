/** AWS's query protocol: a form in (`Action=…`), XML out. */
import type { AwsRequest, AwsResponse, Service } from '../types';
import { AwsError } from '../types';
import { namespaceOf, renderError } from './errors';
import type { XmlValue } from './xml';
import { xmlElement } from './xml';

export type QueryOperation = (
  form: URLSearchParams,
  request: AwsRequest,
) => Readonly<Record<string, XmlValue>>;

export interface QueryServiceOptions {
  readonly name: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
  /** The members of a request that the log of calls may show. */
  readonly loggable: readonly string[];
}

/** A service of the query protocol. */
export function queryService({ name, operations, loggable }: QueryServiceOptions): Service {
  return {
    name,
    handle(request: AwsRequest): Promise<AwsResponse> {
      const form = new URLSearchParams(
        request.method === 'GET' ? request.query.toString() : request.body.toString('utf8'),
      );
      const operation = form.get('Action') ?? 'Unknown';
      const shown = loggable.filter((key) => form.has(key)).map((key) => [key, form.get(key)]);
      const call = { operation, parameters: Object.fromEntries(shown) as unknown };
      try {
        const implementation = operations[operation];
        if (!implementation) throw invalidAction(name, operation, Object.keys(operations));
        const document = {
          [`${operation}Result`]: implementation(form, request),
          ResponseMetadata: { RequestId: request.requestId },
        };
        const body = xmlElement(`${operation}Response`, document, namespaceOf(name));
        return Promise.resolve({ status: 200, headers: { 'content-type': 'text/xml' }, body, call });
      } catch (error) {
        if (!(error instanceof AwsError)) return Promise.reject(error as Error);
        return Promise.resolve(renderError(name, error, request.requestId, call));
      }
    },
  };
}

function invalidAction(service: string, operation: string, known: readonly string[]): AwsError {
  return new AwsError(
    'InvalidAction',
    `Could not find operation ${operation}: the local AWS has these of ${service}: ${known.join(', ')}.`,
    400,
  );
}
