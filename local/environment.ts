/** The environment of a program that is to use this AWS and nothing else. */
import { devNull } from 'node:os';

export interface Where {
  readonly url: string;
  readonly region: string;
  readonly account: string;
}

/** What a child process such as `cdk` or `aws` needs, beside what every program needs. */
export function localEnvironment({ url, region, account }: Where): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // The CDK remembers on disk which account an access key is of: each account and Region has a key of its own.
    AWS_ACCESS_KEY_ID: `LOCAL${account}${region.replace(/\W/g, '').toUpperCase()}`,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    // The person's own profiles must never be used by accident.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    CDK_DEFAULT_ACCOUNT: account,
    CDK_DEFAULT_REGION: region,
    // The CDK's own calls to the world outside: notices, telemetry, newer versions.
    CDK_NOTICES: 'false',
    CDK_DISABLE_CLI_TELEMETRY: '1',
    CDK_DISABLE_VERSION_CHECK: '1',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  };
}

/**
 * A whole environment for a child process: that of `base`, with whatever points at another AWS taken out (a
 * profile, a role, a session token), and this AWS put in.
 */
export function childEnvironment(
  where: Where,
  base: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const kept = Object.entries(base).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('AWS_'),
  );
  return { ...Object.fromEntries(kept), ...localEnvironment(where) };
}
