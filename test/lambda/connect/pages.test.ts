import { eachItem } from '../../../lambda/connect/pages';
import type { Page } from '../../../lambda/connect/pages';

async function readAll(pages: Record<string, Page<number>>) {
  const asked: (string | undefined)[] = [];
  const all: number[] = [];
  const read = (token: string | undefined) => {
    asked.push(token);
    return Promise.resolve(pages[token ?? 'first']);
  };
  for await (const item of eachItem(read)) all.push(item);
  return { all, asked };
}

test.each<[string, Record<string, Page<number>>, number[], (string | undefined)[]]>([
  ['one page', { first: { items: [1, 2], next: undefined } }, [1, 2], [undefined]],
  [
    'three pages, one of them empty',
    { first: { items: [1], next: 'a' }, a: { items: [], next: 'b' }, b: { items: [2], next: undefined } },
    [1, 2],
    [undefined, 'a', 'b'],
  ],
  ['nothing', { first: { items: undefined, next: undefined } }, [], [undefined]],
  ['an empty token ends it', { first: { items: [1], next: '' } }, [1], [undefined]],
  [
    'so does the same one again',
    { first: { items: [1], next: 'a' }, a: { items: [2], next: 'a' } },
    [1, 2],
    [undefined, 'a'],
  ],
])('%s', async (_, pages, all, asked) => {
  expect(await readAll(pages)).toEqual({ all, asked });
});

test('no more pages are read than are wanted', async () => {
  let read = 0;
  const endless = eachItem(() => Promise.resolve({ items: [read++], next: String(read) }));
  for await (const item of endless) if (item === 2) break;
  expect(read).toBe(3);
});
