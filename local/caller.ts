/**
 * Who an access key belongs to.
 *
 * Signatures are read, not verified: whoever reaches the loopback port of this machine may use it, with whatever
 * credentials their tools hold. Temporary keys are checked, since no tool invents those.
 */
import { randomBytes } from 'node:crypto';
import type { Caller, Place } from './types';
import { AwsError } from './types';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What AWS's keys of temporary credentials begin with; long-lived ones begin otherwise. */
const TEMPORARY = 'ASIA';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Random characters of AWS's ids and keys. */
export function randomId(length: number): string {
  return Array.from(randomBytes(length), (byte) => BASE32[byte % 32]).join('');
}

export class Callers {
  private readonly sessions = new Map<string, { arn: string; token: string }>();

  constructor(private readonly place: Place) {}

  /** The identity behind a signature. Throws what AWS answers to a temporary key that it never gave out. */
  resolve(accessKeyId: string, sessionToken?: string): Caller {
    const session = this.sessions.get(accessKeyId);
    if (session) {
      if (session.token !== sessionToken) throw invalidToken();
      return { accessKeyId, arn: session.arn };
    }
    if (accessKeyId.startsWith(TEMPORARY)) throw invalidToken();
    const { partition, account } = this.place;
    return { accessKeyId, arn: `arn:${partition}:iam::${account}:user/local` };
  }

  /** Temporary credentials of a role's session. */
  issue(roleName: string, sessionName: string): Credentials & { readonly arn: string } {
    const { partition, account } = this.place;
    const arn = `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`;
    const accessKeyId = TEMPORARY + randomId(16);
    const sessionToken = randomBytes(96).toString('base64');
    this.sessions.set(accessKeyId, { arn, token: sessionToken });
    return { accessKeyId, secretAccessKey: randomBytes(30).toString('base64'), sessionToken, arn };
  }

  revoke(accessKeyId: string): void {
    this.sessions.delete(accessKeyId);
  }
}

function invalidToken(): AwsError {
  return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
}
