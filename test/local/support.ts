/** What the tests of the local AWS share: a place, requests, and calls over HTTP. */
import type { ResourceRequest } from '../../local/cloudformation/resource-provider';
import type { AwsRequest, AwsResponse, Place, Service } from '../../local/types';

export const PLACE: Place = {
  region: 'us-east-1',
  account: '123456789012',
  partition: 'aws',
  endpoint: () => 'http://127.0.0.1:1',
};

export const CALLER = { accessKeyId: 'KEY', arn: 'arn:aws:iam::123456789012:user/local' };

/** A clock that stands still until it is moved. */
export class Clock {
  time = Date.UTC(2026, 0, 2, 3, 4, 5);
  readonly now = () => this.time;
  pass(ms: number): void {
    this.time += ms;
  }
}

export function request(overrides: Partial<AwsRequest> & { body?: Buffer } = {}): AwsRequest {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    caller: CALLER,
    requestId: 'request-1',
    ...overrides,
  };
}

/** Calls an operation of a JSON service, without a server. */
export async function callJson(
  service: Service,
  target: string,
  input: unknown,
): Promise<{ readonly response: AwsResponse; readonly json: Record<string, unknown> }> {
  const body = Buffer.from(JSON.stringify(input));
  const response = await service.handle(request({ headers: { 'x-amz-target': target }, body }));
  return { response, json: JSON.parse(String(response.body)) as Record<string, unknown> };
}

export function resource(
  resourceType: string,
  properties: Readonly<Record<string, unknown>>,
  logicalId = 'Thing',
): ResourceRequest {
  return {
    stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/Test/1',
    stackName: 'Test',
    logicalId,
    resourceType,
    properties,
    signal: new AbortController().signal,
  };
}

/** A header that is signed as far as the local AWS looks. */
export function authorization(service: string, accessKeyId = 'KEY', region = 'us-east-1'): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260102/${region}/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
}
