/** Lists in pages. A token names the last item shown, so deletions between two pages skip nothing. */
import { invalidParameter } from './errors';
import type { PageInput } from './input';

const DEFAULT_PAGE = 100;

/** `list` says which list it is: a token of one list is refused by another. Items are in ascending order. */
export function paginate<T extends { readonly order: number }>(
  items: readonly T[],
  list: string,
  { NextToken: token, MaxResults: max = DEFAULT_PAGE }: PageInput,
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const after = token === undefined ? 0 : read(token, list);
  const rest = items.filter(({ order }) => order > after);
  const page = rest.slice(0, max);
  const last = page.at(-1);
  return { page, next: last && rest.length > max ? { NextToken: write(list, last.order) } : {} };
}

const write = (list: string, order: number): string =>
  Buffer.from(JSON.stringify([list, order])).toString('base64url');

function read(token: string, list: string): number {
  try {
    const [of, order] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [unknown, unknown];
    if (of === list && typeof order === 'number') return order;
  } catch {
    // Not one of ours: the same as one of another list.
  }
  throw invalidParameter('The NextToken is not valid');
}
