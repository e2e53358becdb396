import { createHash } from 'node:crypto';

/**
 * The logical ids of a user's outputs, from its construct path below the stack: `Sales/mary-major` gives
 * `SalesMaryMajorUserId` and `SalesMaryMajorUserArn`. They depend on nothing but the path, so that adding a user
 * never renames another's.
 *
 * What CloudFormation does not take in a logical id separates words; a path with letters beyond ASCII also gets a
 * short hash, since those letters are lost.
 */
export function outputNames(pathBelowStack: string): { readonly userId: string; readonly userArn: string } {
  const words = pathBelowStack.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const lost = /[^\x20-\x7e]/.test(pathBelowStack);
  const hash = createHash('sha256').update(pathBelowStack).digest('hex').slice(0, 8).toUpperCase();
  const readable = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  // A logical id has at most 255 characters; a longer path keeps its beginning and is told apart by the hash.
  const stem = lost || readable.length > 240 ? `${readable.slice(0, 240)}${hash}` : readable;
  return { userId: `${stem}UserId`, userArn: `${stem}UserArn` };
}
