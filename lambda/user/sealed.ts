/**
 * Sealing: what only this resource's function can read, and nobody can change unseen, wherever it lies.
 *
 * AES-256-GCM under a key that HKDF derives from the stack's secret for one account, so that what was sealed for it
 * opens for no other; the resource that owns the account is authenticated along with it. The secret has some 380 bits
 * of chance, so it needs no slow derivation. The nonce is random: a key seals one record for each adoption.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'cdk-connect-user: an account before its adoption';

export interface SealKey {
  /** The value of the stack's adoption key. */
  readonly secret: string;
  readonly accountArn: string;
  /** The resource, as in the owner tag. */
  readonly owner: string;
}

const derived = ({ secret, accountArn }: SealKey) =>
  Buffer.from(hkdfSync('sha256', secret, accountArn, PURPOSE, KEY_BYTES));

/** Base64url of nonce, ciphertext and authentication tag. */
export function seal(content: Buffer, key: SealKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, derived(key), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(key.owner));
  const text = [nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(text).toString('base64url');
}

/** Undefined if it was not sealed with this key, or was changed since. */
export function open(text: string, key: SealKey): Buffer | undefined {
  const sealed = Buffer.from(text, 'base64url');
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, derived(key), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(key.owner));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
