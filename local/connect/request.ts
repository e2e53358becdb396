/** Puts together what a request gives: from its path, its query string and its body. */
import { connectError } from './errors';
import { SHAPES } from './model';
import type { AwsRequest } from '../types';
import type { Operation } from './operations';

/** The input as it was sent: of the right place, not yet of the right type. */
export function readInput(
  operation: Operation,
  members: Readonly<Record<string, string>>,
  request: AwsRequest,
): Record<string, unknown> {
  const hasBody = request.method === 'POST' || request.method === 'PUT';
  return {
    ...(hasBody ? readBody(request.body) : {}),
    ...readQuery(operation, request.query),
    ...members,
  };
}

function readBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw connectError('SerializationException', 'The body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw connectError('SerializationException', 'The body is not a JSON object');
  }
  return value as Record<string, unknown>;
}

function readQuery(operation: Operation, query: URLSearchParams): Record<string, unknown> {
  const shape = SHAPES[operation.name];
  const input: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(operation.query)) {
    const values = query.getAll(key);
    if (values.length === 0) continue;
    const kind = shape?.kind === 'structure' ? SHAPES[shape.members[member] ?? '']?.kind : undefined;
    if (kind === 'list') input[member] = values;
    else if (kind === 'integer' && /^-?\d+$/.test(values[0] ?? '')) input[member] = Number(values[0]);
    else input[member] = values[0];
  }
  return input;
}
