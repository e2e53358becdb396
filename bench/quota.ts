/**
 * Many users at Connect's quota of two `CreateUser` a second, in real time: who makes them all, how fast, and with how
 * many calls? `npm run bench -- quota` is 60 users, with the peers; `-- quota 400` is 400 of ours, 50 at a time.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalAws } from '../local/local-aws';
import { drawing } from './quota/chart';
import { measureConnectUser, measurePeers, QUOTA } from './quota/contestants';
import { made, seconds, type Measured } from './quota/measure';

const DRAWING = join(__dirname, 'quota.svg');
/** Lambda's own default for an account, and what a new account has. */
const MANY = 1_000;
const FEW = 10;
const SOME = 50;

/**
 * How soon an event that found no room comes back, in milliseconds. As Lambda documents it, where few run at once; at
 * once, where the question is how well many share the quota, and not how late Lambda brings them.
 */
const AS_LAMBDA = { first: 1_000, longest: 300_000 };
const AT_ONCE = { first: 10, longest: 100 };

/** With an AWS in which so many invocations run at once. */
async function within<T>(lambdaConcurrency: number, ask: (aws: LocalAws) => Promise<T>): Promise<T> {
  const lambdaThrottleDelays = lambdaConcurrency === FEW ? AS_LAMBDA : AT_ONCE;
  const aws = await LocalAws.start({ lambdaConcurrency, lambdaThrottleDelays });
  try {
    return await ask(aws);
  } finally {
    await aws.stop();
  }
}

function print(results: readonly Measured[], users: number, ideal: number): void {
  const row = (cells: readonly string[]) =>
    console.log(
      cells
        .map((cell, at) => (at < 2 ? cell.padEnd([26, 40][at]) : cell.padStart([0, 0, 13, 9, 9, 19][at])))
        .join(''),
    );
  row(['', '', 'made', 'seconds', '× ideal', 'calls per account']);
  for (const result of results) {
    const all = made(result) === users;
    row([
      result.name,
      result.how,
      `${made(result)} of ${users}`,
      seconds(result).toFixed(1),
      all ? (seconds(result) / ideal).toFixed(2) : '–',
      (result.calls.length / users).toFixed(1),
    ]);
  }
}

export async function run([given = '60']: readonly string[]): Promise<void> {
  const users = Number(given);
  if (!Number.isInteger(users) || users <= QUOTA.burst || users > 490) {
    throw new Error(
      `Users: given "${given}", allowed ${QUOTA.burst + 1} to 490 (a stack has 500 resources).`,
    );
  }
  const ideal = (users - QUOTA.burst) / QUOTA.rate;
  console.log(
    `${users} users, CreateUser at ${QUOTA.rate} calls/s with a burst of ${QUOTA.burst}: ideal ${ideal.toFixed(1)} s. ` +
      'One run, in real time.\n',
  );
  const large = users > 100;
  const results: Measured[] = large ? [] : await within(MANY, (aws) => measurePeers(aws, users));
  for (const at of large ? [SOME] : [MANY, FEW]) {
    results.push(await within(at, (aws) => measureConnectUser(aws, users, at)));
  }
  print(results, users, ideal);
  console.log(
    '\nMade and calls are what the local Connect saw: every CreateUser, refused ones included, ÷ users wanted.' +
      '\nSeconds are from the first CreateUser to the last account. AwsCustomResource is its handler only: as a stack it' +
      '\nwould roll back at its first failure.',
  );
  if (large) return;
  writeFileSync(DRAWING, drawing(results, { users, ideal, quota: QUOTA }));
  console.log('\nDrawn: bench/quota.svg');
}
