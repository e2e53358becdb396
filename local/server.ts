/** AWS's one HTTP port on this machine: reads a request, hands it to its service, logs and sends the answer. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessDenied, type Authorizer } from './authorization/authorizer';
import type { Callers } from './caller';
import type { CallLog } from './call-log';
import { decodeBody, readBody } from './protocol/body';
import type { Protocol } from './protocol/errors';
import { renderError } from './protocol/errors';
import { route } from './router';
import type { AwsRequest, AwsResponse, Service } from './types';
import { AwsError, ConnectionReset } from './types';

/** The only address this AWS ever listens on. */
export const HOST = '127.0.0.1';

export interface ServerOptions {
  readonly services: ReadonlyMap<string, Service>;
  readonly callers: Callers;
  /** Without one, everybody may do everything. */
  readonly authorizer?: Authorizer;
  readonly calls: CallLog;
  readonly isBucket: (name: string) => boolean;
  /** What `GET /_local/health` says beside its status. */
  readonly about: () => Readonly<Record<string, unknown>>;
}

type Headers = Record<string, string | undefined>;

export class LocalServer {
  private readonly http: Server;

  constructor(private readonly options: ServerOptions) {
    this.http = createServer((request, response) => {
      void this.serve(request, response);
    });
    // Tools keep a connection for later calls; closing it under them would look like a lost answer.
    this.http.keepAliveTimeout = 60_000;
  }

  /** Resolves with the port. Rejects with `EADDRINUSE` where another program has it. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(port, HOST, () => {
        this.http.off('error', reject);
        resolve((this.http.address() as AddressInfo).port);
      });
    });
  }

  /** Closes every connection at once; calls under way get no answer. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.http.close(() => resolve());
      this.http.closeAllConnections();
    });
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    try {
      const url = incoming.url ?? '/';
      const [path, search = ''] = splitOnce(url, '?');
      const query = new URLSearchParams(search);
      const local = incoming.method === 'GET' ? this.local(path, query) : undefined;
      if (local !== undefined) {
        incoming.resume();
        send(outgoing, { status: 200, body: JSON.stringify(local) }, requestId, false);
        return;
      }
      const answer = await this.answer(incoming, path, query, requestId);
      if (answer === 'cut') {
        outgoing.destroy();
        return;
      }
      send(outgoing, answer, requestId, incoming.method === 'HEAD');
    } catch {
      // The connection is gone, and with it whoever could be told.
      outgoing.destroy();
    }
  }

  private local(path: string, query: URLSearchParams): unknown {
    if (path === '/_local/health') {
      return { status: 'ok', ...this.options.about(), calls: this.options.calls.next };
    }
    if (path !== '/_local/calls') return undefined;
    const { calls } = this.options;
    const filter = {
      service: query.get('service') ?? undefined,
      operation: query.get('operation') ?? undefined,
      after: Number(query.get('after') ?? 0) || 0,
    };
    return { calls: calls.list(filter), next: calls.next };
  }

  private async answer(
    incoming: IncomingMessage,
    path: string,
    query: URLSearchParams,
    requestId: string,
  ): Promise<AwsResponse | 'cut'> {
    const headers = lowerHeaders(incoming);
    const at = new Date().toISOString();
    let service = 'unknown';
    let caller = 'unknown';
    let request: AwsRequest | undefined;
    let response: AwsResponse;
    let cut = false;
    const raw = await readBody(incoming).catch((error: unknown) => error as Error);
    try {
      const found = route({ path, query, headers }, this.options.callers, this.options.isBucket);
      service = found.service;
      caller = found.caller.arn;
      if (!Buffer.isBuffer(raw)) throw raw;
      const implementation = this.options.services.get(service);
      if (!implementation) throw this.noSuchService(service);
      const { body, trailers } = decodeBody(raw, headers, service);
      request = {
        method: incoming.method ?? 'GET',
        path,
        query,
        headers: { ...headers, ...trailers },
        body,
        caller: found.caller,
        requestId,
      };
      await this.options.authorizer?.check(implementation, request);
      response = await implementation.handle(request);
    } catch (error) {
      cut = error instanceof ConnectionReset;
      const call =
        error instanceof ConnectionReset
          ? { ...error.call, error: error.name }
          : error instanceof AccessDenied
            ? error.call
            : { operation: guessOperation(incoming.method ?? 'GET', headers, path) };
      const protocol = this.options.services.has(service) ? undefined : guessProtocol(headers);
      response = renderError(service, asAwsError(error), requestId, call, protocol);
    }
    const { operation, parameters, error } = response.call;
    this.options.calls.record({
      at,
      service,
      operation,
      caller,
      ...(parameters === undefined ? {} : { parameters }),
      status: response.status,
      ...(error === undefined ? {} : { error }),
      requestId,
    });
    return cut ? 'cut' : response;
  }

  private noSuchService(name: string): AwsError {
    const known = [...this.options.services.keys()].sort().join(', ');
    return new AwsError(
      'UnknownService',
      `The local AWS does not have the service "${name}". It has: ${known}.`,
      501,
    );
  }
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  // A fault of ours: its text could hold what was sent, so only its kind and place are told.
  const place = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : '';
  const kind = error instanceof Error ? error.name : typeof error;
  return new AwsError('InternalFailure', `The local AWS failed on this request (${kind} ${place}).`, 500);
}

function lowerHeaders(incoming: IncomingMessage): Headers {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/** The shape of an error that no service of ours gives: the one that the client will understand. */
function guessProtocol(headers: Headers): Protocol {
  if (headers['x-amz-target'] !== undefined) return 'json';
  const form = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return form ? 'query' : 'rest-json';
}

function guessOperation(method: string, headers: Headers, path: string): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? `${method} ${path}`;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function send(
  outgoing: ServerResponse,
  answer: Pick<AwsResponse, 'status' | 'headers' | 'body'>,
  requestId: string,
  head: boolean,
): void {
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body ?? '', 'utf8');
  const bodyless = answer.status === 204 || answer.status === 304;
  outgoing.writeHead(answer.status, {
    'content-type': 'application/json',
    ...(bodyless ? {} : { 'content-length': String(body.length) }),
    ...answer.headers,
    'x-amzn-requestid': requestId,
    'x-amz-request-id': requestId,
  });
  outgoing.end(head || bodyless ? undefined : body);
}
