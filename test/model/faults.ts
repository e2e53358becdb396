/** What goes wrong during one operation. */
import type { ClientRequest } from 'node:http';
import fc from 'fast-check';
import { DEFAULT_QUOTAS } from '../../local/connect/quotas';
import { serverError, throttled, type Fault as CallFault } from '../../local/connect/faults';
import { AwsError } from '../../local/types';
import type { Event } from './events';
import type { InProcess } from './in-process';
import type { Statistics } from './statistics';
import type { World } from './world';

/** Calls that change something. */
const WRITES: ReadonlySet<string> = new Set([
  ...['CreateUser', 'TagResource', 'UntagResource', 'DeleteUser', 'UpdateUserConfig', 'UpdateUserHierarchy'],
  ...['UpdateUserIdentityInfo', 'UpdateUserPhoneConfig', 'UpdateUserRoutingProfile'],
  ...['UpdateUserSecurityProfiles', 'AssociateUserProficiencies', 'UpdateUserProficiencies'],
  'DisassociateUserProficiencies',
]);

/** Which calls a fault strikes: those of one operation, or of the first that comes of a sort. */
const ANY_WRITE = 'any write';
const ANY_CALL = 'any call';

const strikes = (operation: string, name: string) =>
  operation === name || operation === ANY_CALL || (operation === ANY_WRITE && WRITES.has(name));

interface OnCalls {
  readonly kind: 'throttled' | '5xx before' | '5xx after' | 'lost before' | 'lost after' | 'lasting 5xx';
  readonly operation: string;
  readonly times: number;
  /** How many such calls pass before it strikes. */
  readonly skip: number;
}

export type Fault =
  | OnCalls
  | { readonly kind: 'quotas' }
  | { readonly kind: 'lag'; readonly describe: number; readonly list: number }
  | { readonly kind: 'twice at once'; readonly events: number }
  | { readonly kind: 'again afterwards' }
  | {
      readonly kind: 'killed';
      readonly call: number;
      readonly when: 'before' | 'after';
      readonly times: number;
    }
  | { readonly kind: 'answer refused'; readonly times: number; readonly status: 403 | 503 };

const few = fc.integer({ min: 1, max: 2 });
const skip = fc.nat(4);
const write = fc.constantFrom(ANY_WRITE, ANY_WRITE, 'CreateUser', 'DeleteUser', 'TagResource');
const call = fc.oneof(write, fc.constantFrom(ANY_CALL, 'DescribeUser', 'ListUsers'));

const onCalls = fc.oneof(
  fc.record({
    kind: fc.constant('throttled' as const),
    operation: call,
    times: fc.integer({ min: 1, max: 6 }),
    skip,
  }),
  fc.constant({ kind: 'quotas' as const }),
  fc.record({
    kind: fc.constantFrom('5xx before' as const, 'lost before' as const),
    operation: call,
    times: few,
    skip,
  }),
  fc.record({
    kind: fc.constantFrom('5xx after' as const, 'lost after' as const),
    operation: write,
    times: few,
    skip,
  }),
);
const lag = fc.record({
  kind: fc.constant('lag' as const),
  describe: fc.constantFrom(0, 300, 3_000, 20_000),
  list: fc.constantFrom(0, 300, 3_000),
});
const twice = fc.record({
  kind: fc.constant('twice at once' as const),
  events: fc.integer({ min: 1, max: 3 }),
});
const again = fc.constant({ kind: 'again afterwards' as const });
const killed = fc.record({
  kind: fc.constant('killed' as const),
  call: fc.integer({ min: 1, max: 6 }),
  when: fc.constantFrom('before' as const, 'after' as const),
  times: few,
});
/** More than the handler promises to outlast. Not of a Delete: there is nobody to ask again in the end. */
const lasting = fc.record({
  kind: fc.constant('lasting 5xx' as const),
  operation: fc.constantFrom('CreateUser', 'AssociateUserProficiencies', 'UpdateUserIdentityInfo'),
  times: fc.constantFrom(4, 8, 9),
  skip: fc.nat(1),
});
const refused = fc.record({
  kind: fc.constant('answer refused' as const),
  times: fc.integer({ min: 1, max: 3 }),
  status: fc.constantFrom(403 as const, 503 as const),
});

/** At most one of each sort, so that no more fails than the handler promises to outlast. */
export const faults: fc.Arbitrary<readonly Fault[]> = fc
  .tuple(
    ...[
      fc.oneof({ weight: 9, arbitrary: onCalls }, { weight: 1, arbitrary: lasting }),
      lag,
      twice,
      again,
      killed,
      refused,
    ].map((sort) => fc.option(sort as fc.Arbitrary<Fault>, { nil: undefined, freq: 3 })),
    fc.boolean(),
  )
  .map((items) => {
    const any = items.pop() as boolean;
    return any
      ? (items as (Fault | undefined)[]).flatMap((item) =>
          item === undefined ? [] : [atMostTwo(item, items)],
        )
      : [];
  });

/** Lambda delivers an event three times: after two that came to nothing, one must come through. */
function atMostTwo(fault: Fault, all: readonly unknown[]): Fault {
  const refuses = (all as (Fault | undefined)[]).some(
    (other) => other?.kind === 'answer refused' && other.times > 2,
  );
  return fault.kind === 'killed' && refuses ? { ...fault, times: 1 } : fault;
}

/** Makes them happen from now on. The result ends it. */
export function arm(wanted: readonly Fault[], world: World, statistics: Statistics): () => void {
  const { connect, responses } = world.aws;
  const happened = (kind: string) => statistics.count('faults', kind);
  const take = connect.faults.take.bind(connect.faults);
  const wrong = wanted.filter((fault): fault is OnCalls => 'operation' in fault).map(striker);
  connect.faults.take = (name) => {
    for (const strike of wrong) {
      const fault = strike(name);
      if (fault === undefined) continue;
      happened(`${fault.kind} ${name}`);
      return fault;
    }
    return take(name);
  };
  for (const fault of wanted) {
    switch (fault.kind) {
      case 'quotas':
        connect.setQuotas(DEFAULT_QUOTAS);
        happened('quotas');
        break;
      case 'lag':
        Object.assign(connect.settings, { describeLag: { ms: fault.describe }, listLag: fault.list });
        if (fault.describe + fault.list > 0) happened('lag');
        break;
      case 'twice at once':
        world.events.twice = fault.events;
        break;
      case 'killed':
        world.onFunctionCall = killer(fault, world, () => happened(`killed ${fault.when} a call`));
        break;
      case 'answer refused': {
        const code = fault.status === 403 ? 'AccessDenied' : 'SlowDown';
        responses.refusePuts({ count: fault.times, error: new AwsError(code, 'Not now.', fault.status) });
        happened(`answer refused ${fault.times} times with ${fault.status}`);
        break;
      }
      case 'again afterwards':
        break;
    }
  }
  return () => {
    const planned = wanted.find(({ kind }) => kind === 'twice at once') as
      { readonly events: number } | undefined;
    if (planned !== undefined)
      statistics.count('faults', 'delivered twice at once', planned.events - world.events.twice);
    world.events.twice = 0;
    world.onFunctionCall = undefined;
    connect.faults.take = take;
    connect.setQuotas(undefined);
    responses.refusePuts({ count: 0 });
    Object.assign(connect.settings, { describeLag: {}, listLag: 0 });
  };
}

/** Says of each call what it meets. Once it has struck, it stays with that operation. */
function striker({ kind, operation, times, skip: first }: OnCalls) {
  let left = times;
  let passing = first;
  let of = operation;
  const answer =
    kind === 'throttled'
      ? throttled(times % 2 === 0 ? 'ThrottlingException' : 'TooManyRequestsException')
      : kind.startsWith('lost')
        ? ('drop' as const)
        : serverError();
  const when = kind.endsWith('after') ? ('after' as const) : ('before' as const);
  return (name: string): (CallFault & { readonly kind: string }) | undefined => {
    if (left === 0 || !strikes(of, name) || passing-- > 0) return undefined;
    left--;
    of = name;
    return { kind, operation: name, when, answer };
  };
}

/** Kills the process that makes the n-th call, and those that get the same event after it. */
function killer(
  { call: nth, when, times }: Extract<Fault, { kind: 'killed' }>,
  world: World,
  happened: () => void,
): (process: InProcess, request: ClientRequest) => void {
  let calls = 0;
  let kills = 0;
  let victim: Event | undefined;
  return (process, request) => {
    const event = world.events.eventOf(process.current ?? '');
    if (event === undefined || kills >= times || (victim !== undefined && victim !== event)) return;
    if (++calls < nth) return;
    calls = 0;
    kills++;
    victim = event;
    const kill = () => {
      if (!process.alive) return;
      event.killed++;
      happened();
      void process.kill();
    };
    if (when === 'before') kill();
    else request.prependOnceListener('response', kill);
  };
}

/**
 * Without what would bring an event again after CloudFormation has sent the next one about the same resource, as a
 * rollback does: nothing in an event tells which of two is the newer one.
 */
export function withoutStale(wanted: readonly Fault[]): readonly Fault[] {
  const delayed = wanted.some(({ kind }) => kind !== 'twice at once' && kind !== 'again afterwards');
  return delayed ? wanted.filter(({ kind }) => kind !== 'twice at once') : wanted;
}

/** Whether the operation may fail for it. */
export const mayFail = (wanted: readonly Fault[]) => wanted.some(({ kind }) => kind === 'lasting 5xx');
