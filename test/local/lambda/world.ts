/** A Lambda with one role, and functions written inline. */
import { randomUUID } from 'node:crypto';
import { CallLog } from '../../../local/call-log';
import { Callers } from '../../../local/caller';
import type { ExistingResource, ResourceProvider } from '../../../local/cloudformation/resource-provider';
import { IamStore } from '../../../local/iam';
import type { LambdaOptions } from '../../../local/lambda';
import { LambdaService } from '../../../local/lambda';
import { LogStore } from '../../../local/log-store';
import { S3Store } from '../../../local/s3';
import { PLACE, request, resource } from '../support';

export const ROLE = 'arn:aws:iam::123456789012:role/Role';
export const FUNCTION = 'AWS::Lambda::Function';

export function lambdaWorld(options: Partial<LambdaOptions> = {}) {
  const iam = new IamStore(PLACE);
  const trust = (name: string, Service: string) =>
    iam.createRole({
      name,
      trust: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
      },
    });
  trust('Role', 'lambda.amazonaws.com');
  trust('Other', 'states.amazonaws.com');
  const s3 = new S3Store();
  const logs = new LogStore(PLACE, Date.now);
  const calls = new CallLog();
  const callers = new Callers(PLACE);
  const lambda = new LambdaService({
    place: PLACE,
    iam,
    s3,
    logs,
    callers,
    calls,
    now: Date.now,
    retryDelays: [1, 1],
    ...options,
  });
  const provider = (type: string) => lambda.resourceProviders().get(type) as ResourceProvider;

  const properties = (code: string, rest: Record<string, unknown> = {}) => ({
    FunctionName: 'fn',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: ROLE,
    Code: { ZipFile: code },
    ...rest,
  });
  const create = async (code: string, rest: Record<string, unknown> = {}): Promise<ExistingResource> => {
    const wanted = properties(code, rest);
    return { ...(await provider(FUNCTION).create(resource(FUNCTION, wanted))), properties: wanted };
  };
  const update = (wanted: Record<string, unknown>, existing: ExistingResource) =>
    provider(FUNCTION).update(resource(FUNCTION, wanted), existing);
  const http = (method: string, path: string, body: unknown = {}, headers: Record<string, string> = {}) => {
    const [plain, query] = path.split('?');
    return lambda.handle(
      request({
        method,
        path: plain,
        query: new URLSearchParams(query),
        headers,
        body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        requestId: randomUUID(),
      }),
    );
  };
  /** The answer of a synchronous invocation. */
  const invoke = async (event: unknown = {}, name = 'fn') => {
    const response = await http('POST', `/2015-03-31/functions/${name}/invocations`, event);
    return {
      response,
      failed: response.headers?.['x-amz-function-error'] !== undefined,
      payload: JSON.parse(String(response.body)) as unknown,
    };
  };
  return { iam, s3, logs, calls, callers, lambda, provider, properties, create, update, http, invoke };
}

export type LambdaWorld = ReturnType<typeof lambdaWorld>;
