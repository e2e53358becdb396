/** Who is measured, and how each is set off. All ask the same local Connect for the same users. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCdk } from '../../local/cdk-cli';
import { DEFAULT_QUOTAS } from '../../local/connect/quotas';
import type { LocalAws } from '../../local/local-aws';
import { measure, type Measured } from './measure';

const ROOT = join(__dirname, '../..');
export const QUOTA = { rate: 2, burst: 5 };

const PEERS = [
  { kind: 'aws-custom-resource', name: 'AwsCustomResource', how: 'its handler, all events at once' },
  { kind: 'sdk-default', name: 'SDK v3, default retries', how: 'one client, all at once' },
  { kind: 'sdk-adaptive', name: 'SDK v3, adaptive', how: '10 attempts, one client, all at once' },
  { kind: 'sdk-adaptive-apart', name: 'SDK v3, adaptive', how: '10 attempts, a client each' },
] as const;

/** An instance without passwords, so that `CreateUser` is all there is to do; and the requests. */
function newCrowd(aws: LocalAws, users: number) {
  const { arn, id: InstanceId } = aws.connect.addInstance({ identityManagementType: 'SAML' });
  const { id: RoutingProfileId } = aws.connect.addRoutingProfile(InstanceId, { name: 'Bench' });
  const { id: profile } = aws.connect.addSecurityProfile(InstanceId, { name: 'Bench' });
  const requests = Array.from({ length: users }, (_, n) => ({
    InstanceId,
    Username: `agent${n}`,
    IdentityInfo: { FirstName: 'Agent', LastName: String(n) },
    PhoneConfig: { PhoneType: 'SOFT_PHONE' },
    RoutingProfileId,
    SecurityProfileIds: [profile],
  }));
  // Full buckets for everybody.
  aws.connect.setQuotas({ ...DEFAULT_QUOTAS, CreateUser: QUOTA });
  return { arn, InstanceId, requests };
}

export async function measurePeers(aws: LocalAws, users: number): Promise<Measured[]> {
  const results: Measured[] = [];
  for (const { kind, name, how } of PEERS) {
    const { requests } = newCrowd(aws, users);
    const args = ['--import', 'tsx', join(__dirname, 'peer.ts'), kind, JSON.stringify(requests)];
    const run = () =>
      new Promise<void>((resolve, reject) => {
        spawn(process.execPath, args, { cwd: ROOT, env: aws.childEnvironment(), stdio: 'ignore' })
          .once('error', reject)
          .once('close', () => resolve());
      });
    results.push(await measure(aws, { name, how, run }));
  }
  return results;
}

/** The real `cdk deploy`, the real bundle, each invocation in a process of its own, as in Lambda. */
export async function measureConnectUser(
  aws: LocalAws,
  users: number,
  concurrency: number,
): Promise<Measured> {
  const { arn, requests } = newCrowd(aws, users);
  const folder = mkdtempSync(join(tmpdir(), 'bench-quota-'));
  const file = join(folder, 'users.json');
  writeFileSync(
    file,
    JSON.stringify(Object.fromEntries(requests.map((request) => [request.Username, request]))),
  );
  const context = {
    users: file,
    instanceArn: arn,
    identityManagementType: 'SAML',
    stackOutputs: 'false',
  };
  const args = [
    'deploy',
    '--require-approval=never',
    `--output=${join(folder, 'cdk.out')}`,
    ...Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
  const run = async () => {
    const { code, output } = await runCdk({
      args,
      cwd: ROOT,
      env: { ...aws.childEnvironment(), CDK_HOME: folder },
    });
    if (code !== 0) throw new Error(output);
  };
  try {
    const how = `cdk deploy, ${concurrency} invocations at a time`;
    return await measure(aws, { name: 'ConnectUser', how, run });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
