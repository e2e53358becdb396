/** What the handling of one event has at hand. */
import type { ConnectApi } from '../connect/connect-api';
import type { Clock } from '../connect/clock';
import type { Names } from '../connect/names';
import type { ResourceEvent } from '../cloudformation/event';
import type { StackReader } from '../cloudformation/stack-reader';
import type { SecretReader } from '../secrets/secret-reader';
import type { Log } from './log';
import type { Secrets } from './redact';

/** How far it got: what a FAILED answer must know, even one that is given because time ran out. */
export interface Progress {
  /** When CloudFormation is last known to have wanted what the event asks: milliseconds since the epoch. */
  wantedAt: number;
  /** ARN of the account that this event, or an earlier delivery of it, made. */
  account?: string;
  /** `CreateUser` was sent, and whether there is an account now is not known. */
  sent?: { readonly instanceId: string; readonly username: string };
}

export interface Work<E extends ResourceEvent = ResourceEvent> {
  readonly event: E;
  /** `<stack>/<logical id>/<stack uuid>`, as in the owner tag. */
  readonly owner: string;
  readonly api: ConnectApi;
  readonly secrets: SecretReader;
  readonly stacks: StackReader;
  readonly names: Names;
  readonly clock: Clock;
  /** Ends every wait when the invocation's time is up. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly progress: Progress;
  /** What must be in no answer and no log. */
  readonly personal: Secrets;
}

/** A user that is as it should be. */
export interface Settled {
  /** What CloudFormation knows it by, where that is not the ARN. */
  readonly physicalId?: string;
  readonly Id: string;
  readonly Arn: string;
  readonly Username: string;
}
