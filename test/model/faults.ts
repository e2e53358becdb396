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

/** Calls that change something, and those that look. */
const WRITES = [
  ...['CreateUser', 'CreateUser', 'TagResource', 'UntagResource', 'DeleteUser', 'DeleteUser'],
  ...['UpdateUserIdentityInfo', 'UpdateUserPhoneConfig', 'UpdateUserConfig', 'UpdateUserRoutingProfile'],
  ...['UpdateUserSecurityProfiles', 'UpdateUserHierarchy', 'AssociateUserProficiencies'],
  ...['UpdateUserProficiencies', 'DisassociateUserProficiencies'],
] as const;
const READS = ['DescribeUser', 'ListUsers', 'ListUserProficiencies', 'ListSecurityProfiles'] as const;

export type Fault =
  | { readonly kind: 'throttled'; readonly operation: string; readonly times: number; readonly as: 0 | 1 }
  | { readonly kind: 'quotas' }
  | {
      readonly kind: '5xx before' | '5xx after' | 'lost before' | 'lost after';
      readonly operation: string;
      readonly times: number;
      readonly skip: number;
    }
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

const operation = fc.constantFrom<string>(...WRITES, ...READS);
const few = fc.integer({ min: 1, max: 2 });

const onCalls = fc.oneof(
  fc.record({
    kind: fc.constant('throttled' as const),
    operation,
    times: fc.integer({ min: 1, max: 6 }),
    as: fc.constantFrom(0 as const, 1 as const),
  }),
  fc.constant({ kind: 'quotas' as const }),
  fc.record({
    kind: fc.constantFrom('5xx before' as const, 'lost before' as const),
    operation,
    times: few,
    skip: fc.nat(1),
  }),
  fc.record({
    kind: fc.constantFrom('5xx after' as const, 'lost after' as const),
    operation: fc.constantFrom<string>(...WRITES),
    times: few,
    skip: fc.nat(1),
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
const refused = fc.record({
  kind: fc.constant('answer refused' as const),
  times: fc.integer({ min: 1, max: 3 }),
  status: fc.constantFrom(403 as const, 503 as const),
});

/** At most one of each sort, so that no more fails than the handler promises to outlast. */
export const faults: fc.Arbitrary<readonly Fault[]> = fc
  .tuple(
    ...[onCalls, lag, twice, again, killed, refused].map((sort) =>
      fc.option(sort as fc.Arbitrary<Fault>, { nil: undefined, freq: 3 }),
    ),
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
  connect.faults.take = (name) => {
    const fault = take(name) as (CallFault & { readonly kind?: string }) | undefined;
    if (fault?.kind !== undefined) happened(`${fault.kind} ${name}`);
    return fault;
  };
  const add = (fault: CallFault & { readonly kind: string }) => connect.faults.add(fault);
  for (const fault of wanted) {
    switch (fault.kind) {
      case 'throttled': {
        const answer = throttled(fault.as === 0 ? 'ThrottlingException' : 'TooManyRequestsException');
        add({ kind: fault.kind, operation: fault.operation, times: fault.times, answer });
        break;
      }
      case 'quotas':
        connect.setQuotas(DEFAULT_QUOTAS);
        happened('quotas');
        break;
      case '5xx before':
      case '5xx after':
      case 'lost before':
      case 'lost after': {
        const [what, when] = fault.kind.split(' ') as ['5xx' | 'lost', 'before' | 'after'];
        add({ ...fault, when, answer: what === 'lost' ? 'drop' : serverError() });
        break;
      }
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
    connect.faults.clear();
    connect.faults.take = take;
    connect.setQuotas(undefined);
    responses.refusePuts({ count: 0 });
    Object.assign(connect.settings, { describeLag: {}, listLag: 0 });
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
