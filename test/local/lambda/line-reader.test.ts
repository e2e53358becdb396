import { PassThrough } from 'node:stream';
import { LineReader } from '../../../local/lambda/line-reader';

function read() {
  const stream = new PassThrough();
  const lines: string[] = [];
  const reader = new LineReader(stream, 'MARK', (line) => lines.push(line));
  return { stream, lines, reader };
}

test('cuts chunks into lines, whatever their borders', async () => {
  const { stream, lines } = read();
  const [ue, rest] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)];
  for (const chunk of ['a', 'b\nc\n\nd', ue, rest, '\r2\ne']) stream.write(chunk);
  stream.end();
  await new Promise((resolve) => stream.once('end', resolve));
  expect(lines).toEqual(['ab', 'c', 'dü\n2', 'e']);
});

test('notices the marker, and what stands before it', async () => {
  const { stream, lines, reader } = read();
  let done = false;
  const marked = reader.untilMarker().then(() => (done = true));
  stream.write('one\nno break');
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toBe(false);
  stream.write('MARK\nnext\n');
  await marked;
  expect(lines).toEqual(['one', 'no break', 'next']);
});
