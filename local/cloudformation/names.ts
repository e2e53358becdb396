import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `<stack>-<logical id>-<random>`, as CloudFormation names what has no name of its own. */
export function madeUpId(stackName: string, logicalId: string): string {
  const tail = [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${stackName}-${logicalId}-${tail}`;
}
