/** What Connect saw of one contestant: every `CreateUser`, and whether it was let pass. */
import type { LocalAws } from '../../local/local-aws';

export interface Call {
  /** Seconds since the contestant's first call. */
  readonly at: number;
  readonly made: boolean;
}

export interface Measured {
  readonly name: string;
  /** How it was run, for the table. */
  readonly how: string;
  readonly calls: readonly Call[];
}

export const made = ({ calls }: Measured) => calls.filter((call) => call.made).length;
/** From the first call to the last account. */
export const seconds = ({ calls }: Measured) => calls.findLast((call) => call.made)?.at ?? 0;

export async function measure(
  aws: LocalAws,
  { name, how, run }: { readonly name: string; readonly how: string; run(): Promise<void> },
): Promise<Measured> {
  const seen: { readonly at: number; readonly made: boolean }[] = [];
  const end = aws.calls.subscribe(({ operation, error }) => {
    if (operation === 'CreateUser') seen.push({ at: performance.now(), made: error === undefined });
  });
  try {
    await run();
  } finally {
    end();
  }
  return { name, how, calls: seen.map((call) => ({ ...call, at: (call.at - seen[0].at) / 1_000 })) };
}
