/** Requests as the AWS CLI put them on the wire, from test/fixtures/aws-cli/, sent again byte by byte. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ROOT } from './project';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/**
 * Sends a captured request. A user's id in its path is that of the capture: `userId` takes its place. The signature
 * then is another's, which no local AWS minds.
 *
 * @param url of the local AWS
 * @param name of the file, without its ending
 */
export async function replay(url: string, name: string, userId = ''): Promise<Answer> {
  const file = readFileSync(join(ROOT, 'test/fixtures/aws-cli', `${name}.http`), 'utf8');
  const text = file.replace(/^#.*\n/, '').replace(/\n$/, '');
  const blank = text.indexOf('\n\n');
  const [head, body] = blank < 0 ? [text, ''] : [text.slice(0, blank), text.slice(blank + 2)];
  // The line of the request, and nothing else, has the id.
  const lines = head.split('\n');
  lines[0] = lines[0].replace(/\/[0-9a-f-]{36} HTTP/, `/${userId} HTTP`);
  return parse(await exchange(url, `${lines.join('\r\n')}\r\n\r\n${body}`));
}

/** Resolves with all that was answered. */
function exchange(url: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.on('data', (chunk: string) => {
      answer += chunk;
      const end = answer.indexOf('\r\n\r\n');
      const length = Number(/^content-length: (\d+)/im.exec(answer)?.[1] ?? 0);
      if (end >= 0 && Buffer.byteLength(answer.slice(end + 4)) >= length) socket.end();
    });
  });
}

function parse(answer: string): Answer {
  const end = answer.indexOf('\r\n\r\n');
  const [status, ...lines] = answer.slice(0, end).split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  const text = answer.slice(end + 4);
  return {
    status: Number(status.split(' ')[1]),
    headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}
