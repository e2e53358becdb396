/** The functions of this AWS: found by name or ARN, invoked at once or later. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../types';
import type { AsyncPolicy, AsyncInvocations } from './async-invocations';
import { DEFAULT_ASYNC_POLICY } from './async-invocations';
import type { Outcome } from './execution-environment';
import type { DeployedFunction, Pool } from './pool';

/** Longest payloads, in bytes. */
const SYNC_MAX = 6 * 1024 * 1024;
const ASYNC_MAX = 1024 * 1024;

export interface StoredFunction {
  deployed: DeployedFunction;
  readonly name: string;
  modifiedAt: Date;
  asyncPolicy?: AsyncPolicy;
  readonly permissions: Map<string, unknown>;
}

export class Functions {
  private readonly byName = new Map<string, StoredFunction>();

  constructor(
    private readonly pool: Pool,
    private readonly async: AsyncInvocations,
    private readonly now: () => number,
  ) {}

  find(nameOrArn: string): StoredFunction | undefined {
    return this.byName.get(nameOf(nameOrArn));
  }

  mustFind(nameOrArn: string): StoredFunction {
    const found = this.find(nameOrArn);
    if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, 404);
    return found;
  }

  add(deployed: DeployedFunction): StoredFunction {
    const { name } = deployed.config;
    if (this.byName.has(name)) {
      throw new AwsError('ResourceConflictException', `Function already exist: ${name}`, 409);
    }
    const stored = { deployed, name, modifiedAt: new Date(this.now()), permissions: new Map() };
    this.byName.set(name, stored);
    this.pool.adopt(deployed);
    return stored;
  }

  /** The processes of the old code finish what they do; new events go to the new one. */
  replace(stored: StoredFunction, deployed: DeployedFunction): void {
    this.pool.retire(stored.deployed);
    stored.deployed = deployed;
    stored.modifiedAt = new Date(this.now());
    this.pool.adopt(deployed);
  }

  remove(stored: StoredFunction): void {
    this.byName.delete(stored.name);
    this.pool.retire(stored.deployed);
  }

  /** Runs an event and gives its outcome. Throws `TooManyRequestsException` where there is no room. */
  async invoke(nameOrArn: string, event: Buffer | string, requestId: string): Promise<Outcome> {
    const { deployed } = this.mustFind(nameOrArn);
    const text = payloadOf(event, SYNC_MAX);
    if (!this.pool.takeRoom(deployed.config)) {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    }
    return this.pool.run(deployed, { requestId, event: text, attempt: 1 });
  }

  /** Takes an event on, to be run as soon as there is room. */
  invokeLater(nameOrArn: string, event: Buffer | string, requestId: string = randomUUID()): void {
    const stored = this.mustFind(nameOrArn);
    const text = payloadOf(event, ASYNC_MAX);
    this.async.accept({
      takeRoom: () => this.pool.takeRoom(stored.deployed.config),
      run: (attempt) => this.pool.run(stored.deployed, { requestId, event: text, attempt }),
      policy: () => stored.asyncPolicy ?? DEFAULT_ASYNC_POLICY,
    });
  }
}

/** `name`, `<account>:function:name`, or an ARN, each perhaps with `:$LATEST`. Other versions there are none. */
export function nameOf(nameOrArn: string): string {
  return nameOrArn.replace(/^.*:function:/, '').replace(/:\$LATEST$/, '');
}

function payloadOf(event: Buffer | string, max: number): string {
  const text = event.length === 0 ? '{}' : event.toString('utf8');
  const bytes = Buffer.byteLength(text);
  if (bytes > max) {
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${max} bytes for the InvokeFunction operation; given: ${bytes}`,
      413,
    );
  }
  try {
    JSON.parse(text);
  } catch {
    throw new AwsError(
      'InvalidRequestContentException',
      'Could not parse request body into json: the payload is not JSON.',
    );
  }
  return text;
}
