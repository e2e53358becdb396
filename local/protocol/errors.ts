/** An error in the words of the protocol that a service speaks. */
import type { AwsError, AwsResponse } from '../types';
import { XML_DECLARATION, xmlElement } from './xml';

export type Protocol = 'json' | 'query' | 'rest-json' | 's3';

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  s3: 's3',
  sts: 'query',
  iam: 'query',
  cloudformation: 'query',
  sns: 'query',
  ec2: 'query',
  ssm: 'json',
  logs: 'json',
  secretsmanager: 'json',
  cloudtrail: 'json',
  kms: 'json',
  states: 'json',
  ecr: 'json',
};

const NAMESPACES: Readonly<Record<string, string>> = {
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  cloudformation: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
};

export function protocolOf(service: string): Protocol {
  return PROTOCOLS[service] ?? 'rest-json';
}

export function namespaceOf(service: string): string {
  return NAMESPACES[service] ?? `https://${service}.amazonaws.com/doc/`;
}

/** The answer of `service` to a request that failed, in its own protocol unless another is given. */
export function renderError(
  service: string,
  error: AwsError,
  requestId: string,
  call: { readonly operation: string; readonly parameters?: unknown },
  protocol: Protocol = protocolOf(service),
): AwsResponse {
  const logged = { ...call, error: `${error.code}: ${error.message}` };
  const { code, message, status } = error;
  switch (protocol) {
    case 'json':
      return {
        status,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify({ __type: code, message }),
        call: logged,
      };
    case 'query': {
      const type = status < 500 ? 'Sender' : 'Receiver';
      const document = { Error: { Type: type, Code: code, Message: message }, RequestId: requestId };
      return {
        status,
        headers: { 'content-type': 'text/xml' },
        body: xmlElement('ErrorResponse', document, namespaceOf(service)),
        call: logged,
      };
    }
    case 's3':
      return {
        status,
        headers: { 'content-type': 'application/xml' },
        body:
          XML_DECLARATION +
          xmlElement('Error', { Code: code, Message: message, RequestId: requestId, HostId: 'local' }),
        call: logged,
      };
    case 'rest-json':
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ Type: status < 500 ? 'User' : 'Server', message, Message: message }),
        call: logged,
      };
  }
}
