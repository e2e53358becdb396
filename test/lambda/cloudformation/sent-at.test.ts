import { sentAt } from '../../../lambda/cloudformation/sent-at';

const NOW = Date.parse('2026-03-04T12:00:00Z');
const seconds = (iso: string) => Date.parse(iso) / 1_000;

test.each<[string, string, string]>([
  ['signature version 4', 'X-Amz-Date=20260304T115630Z&X-Amz-Expires=7200', '2026-03-04T11:56:30Z'],
  [
    'signature version 2, which expires after two hours',
    `Expires=${seconds('2026-03-04T13:59:00Z')}`,
    '2026-03-04T11:59:00Z',
  ],
  ['a time to come', 'X-Amz-Date=20260304T120001Z', '2026-03-04T12:00:00Z'],
  ['longer ago than a URL lasts', 'X-Amz-Date=20260304T095959Z', '2026-03-04T12:00:00Z'],
  ['no time', 'X-Amz-Date=yesterday', '2026-03-04T12:00:00Z'],
  ['no number', 'Expires=soon', '2026-03-04T12:00:00Z'],
  ['nothing', '', '2026-03-04T12:00:00Z'],
])('%s', (_, query, expected) => {
  expect(sentAt(`https://bucket.s3.amazonaws.com/x?${query}`, NOW)).toBe(Date.parse(expected));
});
