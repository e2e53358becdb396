/** Lists are read page by page. */

export interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly next: string | undefined;
}

/** The items of all pages. A token that comes back unchanged would never end, and ends the list. */
export async function* eachItem<T>(
  read: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  let token: string | undefined;
  for (;;) {
    const { items, next } = await read(token);
    yield* items ?? [];
    if (next === undefined || next === '' || next === token) return;
    token = next;
  }
}
