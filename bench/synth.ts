/** Synthesis time and template size of `ConnectUser`, against `CfnUser` with the same settings. */
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { CfnUser } from 'aws-cdk-lib/aws-connect';
import type * as Library from '../lib';

// The library as it is published: compiled. `npm run bench` builds it.
const { ConnectInstance, ConnectUser, PhoneType, RoutingProfile, SecurityProfile } = createRequire(
  __filename,
)('../dist') as typeof Library;

const INSTANCE = 'arn:aws:connect:us-west-2:123456789012:instance/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111';
const ROUTING_PROFILE = '87654321-9999-3434-abcd-x1y2z3a1b2c3';
const SECURITY_PROFILE = '12345678-1111-2222-aaaa-a1b2c3d4f5g7';
const SIZES = [1, 200, 400];
const ROUNDS = 11;

type Fill = (stack: Stack, users: number) => void;

const connectUsers: Fill = (stack, users) => {
  const instance = ConnectInstance.fromInstanceArn(stack, 'Instance', INSTANCE);
  for (let n = 0; n < users; n++) {
    new ConnectUser(stack, `Agent${n}`, {
      instance,
      username: `agent${n}`,
      identityInfo: { firstName: 'Mary', lastName: 'Major' },
      phoneConfig: {
        phoneType: PhoneType.DESK_PHONE,
        autoAccept: true,
        afterContactWorkTimeLimit: Duration.minutes(1),
        deskPhoneNumber: '+15555551212',
      },
      routingProfile: RoutingProfile.fromId(ROUTING_PROFILE),
      securityProfiles: [SecurityProfile.fromId(SECURITY_PROFILE)],
      stackOutputs: false,
    });
  }
};

const cfnUsers: Fill = (stack, users) => {
  for (let n = 0; n < users; n++) {
    new CfnUser(stack, `Agent${n}`, {
      instanceArn: INSTANCE,
      username: `agent${n}`,
      identityInfo: { firstName: 'Mary', lastName: 'Major' },
      phoneConfig: {
        phoneType: 'DESK_PHONE',
        autoAccept: true,
        afterContactWorkTimeLimit: 60,
        deskPhoneNumber: '+15555551212',
      },
      routingProfileArn: `${INSTANCE}/routing-profile/${ROUTING_PROFILE}`,
      securityProfileArns: [`${INSTANCE}/security-profile/${SECURITY_PROFILE}`],
    });
  }
};

/** One app, from nothing to the template on disk. */
function synth(fill: Fill, users: number): { ms: number; bytes: number } {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    const start = process.hrtime.bigint();
    const app = new App({ outdir });
    const stack = new Stack(app, 'Bench', { env: { account: '123456789012', region: 'us-west-2' } });
    fill(stack, users);
    app.synth();
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    return { ms, bytes: readFileSync(join(outdir, 'Bench.template.json')).length };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export function run(): Promise<void> {
  console.log(`Synthesis, ${ROUNDS} rounds in turn, medians (same process, warm)\n`);
  console.log('users   CfnUser  ConnectUser   ratio (min–max)       bytes a user: CfnUser  ConnectUser');
  synth(cfnUsers, 50);
  synth(connectUsers, 50);
  const bytesBase = { cfn: synth(cfnUsers, 1).bytes, connect: synth(connectUsers, 1).bytes };
  for (const users of SIZES) {
    // Strictly in turn: the CDK's validation keeps the schemas of the last template's resource types, which a synthesis
    // of the same kind right afterwards would find, and a real one never does.
    const rounds = Array.from({ length: ROUNDS }, () => [synth(cfnUsers, users), synth(connectUsers, users)]);
    const ratios = rounds.map(([cfn, connect]) => connect.ms / cfn.ms);
    const perUser = (bytes: number, base: number) =>
      users === 1 ? '' : `${Math.round((bytes - base) / (users - 1))}`;
    console.log(
      [
        `${users}`.padStart(5),
        `${median(rounds.map(([cfn]) => cfn.ms)).toFixed(0)} ms`.padStart(10),
        `${median(rounds.map(([, connect]) => connect.ms)).toFixed(0)} ms`.padStart(12),
        `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`.padStart(
          18,
        ),
        perUser(rounds[0][0].bytes, bytesBase.cfn).padStart(29),
        perUser(rounds[0][1].bytes, bytesBase.connect).padStart(13),
      ].join(''),
    );
  }
  console.log(
    '\nOutputs apart (stackOutputs: false). The provider is part of ConnectUser’s time, not of its bytes a user.',
  );
  return Promise.resolve();
}
