/** What every operation works with. */
import type { ConnectStore } from './store';

/** How long a new user stays unseen. Both may be given: the user is seen when both are over. */
export interface Lag {
  /** The first calls of DescribeUser for it. */
  readonly calls?: number;
  /** Milliseconds since its creation. */
  readonly ms?: number;
}

export interface Context {
  readonly store: ConnectStore;
  /** DescribeUser answers ResourceNotFoundException for so long. */
  readonly describeLag: Lag;
  /** Milliseconds until ListUsers and SearchUsers show a new user. */
  readonly listLag: number;
}

/** What the validator has passed is of the type that the model gives it. */
export type Handler = (context: Context, input: Record<string, unknown>) => object | undefined;

export function handler<I>(work: (context: Context, input: I) => object | undefined): Handler {
  return (context, input) => work(context, input as I);
}

/** Without the members that are undefined, as JSON would have it. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** Timestamps travel as seconds since 1970. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;
