/** What goes wrong on purpose: for tests of whoever calls Connect. */
import { connectError } from './errors';
import type { AwsError } from '../types';

export { ConnectionReset } from '../types';

export interface Fault {
  /** The operation that fails: `CreateUser`. */
  readonly operation: string;
  /** `after`: the call takes effect, and only its answer is lost. Default `before`. */
  readonly when?: 'before' | 'after';
  /** What the caller gets: an error, or a connection that is cut. */
  readonly answer: AwsError | 'drop';
  /** How many calls fail. Default 1. */
  readonly times?: number;
  /** How many calls pass before the first one fails. Default 0. */
  readonly skip?: number;
}

/** The faults to come, in the order in which they were added; each call meets at most one of them. */
export class Faults {
  private queue: { fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.queue.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.queue = [];
  }

  /** The fault that this call meets, if any; it is used up by that. */
  take(operation: string): Fault | undefined {
    const entry = this.queue.find(({ fault }) => fault.operation === operation);
    if (!entry) return undefined;
    if (entry.skip > 0) {
      entry.skip -= 1;
      return undefined;
    }
    entry.left -= 1;
    if (entry.left <= 0) this.queue = this.queue.filter((other) => other !== entry);
    return entry.fault;
  }
}

/** Both names are in use: the model has the first, AWS's own provider for users looks for the second. */
export type ThrottlingName = 'ThrottlingException' | 'TooManyRequestsException';

export const throttled = (name: ThrottlingName = 'ThrottlingException'): AwsError =>
  connectError(name, 'Rate exceeded');

export const serverError = (): AwsError =>
  connectError('InternalServiceException', 'An internal error occurred');
