import type { Access } from '../authorization/need';
import { AwsError, type AwsRequest, type AwsResponse, type Service } from '../types';
import { renderError } from '../protocol/errors';
import { accessOf } from './access';
import type { Action } from './api';
import { changeSetActions } from './api-change-sets';
import { readActions } from './api-read';
import { stackActions } from './api-stacks';
import { validationError } from './errors';
import type { CloudFormationOptions } from './options';
import { Query } from './query';
import type { StackEvent } from './stack';
import { World } from './world';
import { resultXml } from './xml';

const ACTIONS: ReadonlyMap<string, Action> = new Map(
  Object.entries({ ...stackActions, ...changeSetActions, ...readActions }),
);
const VERSION = '2010-05-15';

/** A stack as tests and people look at it. */
export interface StackView {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: Readonly<
    Record<string, { readonly type: string; readonly physicalId?: string; readonly status: string }>
  >;
  /** Oldest first. */
  readonly events: readonly StackEvent[];
}

/** CloudFormation, in memory: the Query API, and an engine that does to resources what the real one does. */
export class CloudFormationService implements Service {
  readonly name = 'cloudformation';
  private readonly world: World;

  constructor(private readonly options: CloudFormationOptions) {
    this.world = new World(options);
  }

  access(request: AwsRequest): Promise<Access> {
    const query = Query.of(request);
    return accessOf(this.options.place, query, loggable(query));
  }

  async handle(request: AwsRequest): Promise<AwsResponse> {
    const query = Query.of(request);
    const operation = query.text('Action') ?? '';
    const parameters = loggable(query);
    try {
      const action = ACTIONS.get(operation);
      if (action === undefined) {
        throw new AwsError('InvalidAction', `Could not find operation ${operation} for version ${VERSION}`);
      }
      if (query.text('Version') !== VERSION) {
        throw validationError(`Version must be ${VERSION}. Found: ${query.text('Version') ?? 'none'}`);
      }
      const result = await action(this.world, query);
      const body = resultXml(operation, result, request.requestId);
      return { status: 200, headers: { 'content-type': 'text/xml' }, body, call: { operation, parameters } };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return renderError(this.name, error, request.requestId, { operation, parameters });
    }
  }

  /** The stack of this name or id; a deleted one by its id only. */
  stack(nameOrId: string): StackView | undefined {
    const stack = this.world.find(nameOrId);
    if (stack === undefined) return undefined;
    return {
      id: stack.id,
      name: stack.name,
      status: stack.status,
      reason: stack.reason,
      outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
      resources: Object.fromEntries(
        [...stack.resources].map(([id, { type, physicalId, status }]) => [id, { type, physicalId, status }]),
      ),
      events: [...stack.events],
    };
  }

  /** Every stack that is not deleted. */
  stacks(): readonly StackView[] {
    return [...this.world.stacks.values()].filter(({ deleted }) => !deleted).map(({ id }) => this.stack(id)!);
  }

  /** Resolves when no operation runs. */
  idle(): Promise<void> {
    return this.world.idle();
  }

  /** Gives up everything that runs. Stacks stay as they are at that moment. */
  async stop(): Promise<void> {
    this.world.stopped.abort();
    await this.world.idle();
  }
}

/** Templates and parameters may hold personal data: the log of calls shows names and switches only. */
const LOGGED = [
  'StackName',
  'ChangeSetName',
  'ChangeSetType',
  'TemplateURL',
  'TemplateStage',
  'LogicalResourceId',
  'RoleARN',
  'DisableRollback',
  'OnFailure',
  'EnableTerminationProtection',
  'IncludePropertyValues',
  'NextToken',
] as const;

function loggable(query: Query): unknown {
  return Object.fromEntries(
    LOGGED.flatMap((name) => {
      const value = query.text(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
