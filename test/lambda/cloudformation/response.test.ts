import { answerBody, ANSWER_MAX_BYTES, PutError, sendAnswer } from '../../../lambda/cloudformation/response';
import type { Answer } from '../../../lambda/cloudformation/response';
import type { Clock } from '../../../lambda/connect/clock';
import { serve } from '../support/server';
import type { Reply, TestServer } from '../support/server';

const ANSWER: Answer = {
  Status: 'SUCCESS',
  PhysicalResourceId: 'arn',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Mary',
  Data: { UserId: 'u-1' },
};

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** The real time, but nobody waits for long. */
const clock = (sleeps: number[] = []): Clock => ({
  now: () => Date.now(),
  sleep: (ms) => Promise.resolve(void sleeps.push(ms)),
  random: () => 0.5,
});

/** As S3 does with a pre-signed URL: a Content-Type breaks the signature. */
const strict = (failures: Reply[] = []) =>
  serve((request, index) => {
    if (request.headers['content-type'] !== undefined) return { status: 403, body: 'SignatureDoesNotMatch' };
    if (request.method !== 'PUT') return { status: 405 };
    return failures[index] ?? { status: 200 };
  });

async function send(failures: Reply[], options: { sleeps?: number[]; leftMs?: number } = {}) {
  server = await strict(failures);
  const seen: [number, string, number | undefined][] = [];
  const sent = sendAnswer(`${server.url}/bucket/answer%7C1?X-Amz-Signature=a%2Fb&x=1`, ANSWER, {
    clock: clock(options.sleeps),
    deadline: Date.now() + (options.leftMs ?? 30_000),
    onFailure: (attempt, { code, status }) => seen.push([attempt, code, status]),
  });
  return { sent, seen, received: server.received };
}

test('one PUT, to that very URL, without a Content-Type and with a length', async () => {
  const { sent, received } = await send([]);
  await sent;
  expect(received).toHaveLength(1);
  const [{ method, path, headers, body }] = received;
  expect([method, path]).toEqual(['PUT', '/bucket/answer%7C1?X-Amz-Signature=a%2Fb&x=1']);
  expect(headers['content-type']).toBeUndefined();
  expect(headers['transfer-encoding']).toBeUndefined();
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  expect(JSON.parse(body)).toEqual(ANSWER);
});

test.each<[string, Reply, string, number | undefined]>([
  ['a server error', { status: 503 }, 'HTTP 503', 503],
  ['a reset', 'reset', 'ECONNRESET', undefined],
  ['a redirect, which a signature does not survive', { status: 307 }, 'HTTP 307', 307],
])('%s is tried again, with back-off', async (_, reply, code, status) => {
  const sleeps: number[] = [];
  const { sent, seen, received } = await send([reply, reply], { sleeps });
  await sent;
  expect(received).toHaveLength(3);
  expect(seen).toEqual([
    [1, code, status],
    [2, code, status],
  ]);
  expect(sleeps).toEqual([200, 400]);
});

test('a hanging connection is cut and tried again', async () => {
  const { sent, seen } = await send(['hang'], { leftMs: 300 });
  // The time is up by then.
  await expect(sent).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(seen).toEqual([[1, 'ETIMEDOUT', undefined]]);
});

test('a refusal is tried a few times only', async () => {
  const { sent, received } = await send(Array<Reply>(20).fill({ status: 403 }));
  await expect(sent).rejects.toMatchObject({ status: 403 });
  expect(received).toHaveLength(3);
});

test('a refusal in passing does no harm', async () => {
  const { sent } = await send([{ status: 403 }, { status: 403 }]);
  await sent;
});

test('an error that stays is told in the end', async () => {
  const { sent, received } = await send(Array<Reply>(20).fill({ status: 500 }));
  await expect(sent).rejects.toBeInstanceOf(PutError);
  expect(received).toHaveLength(10);
});

test('the error does not tell the URL', async () => {
  const failed = sendAnswer('http://127.0.0.1:1/answer?X-Amz-Signature=s3cr3t', ANSWER, {
    clock: clock(),
    deadline: 0,
  });
  const error = (await failed.catch((thrown: unknown) => thrown)) as PutError;
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain('s3cr3t');
});

test('https is spoken where the URL says so', async () => {
  server = await strict();
  const failed = sendAnswer(server.url.replace('http:', 'https:'), ANSWER, { clock: clock(), deadline: 0 });
  // A plain server does not know what a TLS greeting is.
  await expect(failed).rejects.toMatchObject({ name: 'PutError' });
  expect(server.received).toEqual([]);
});

test('a URL that is none', async () => {
  await expect(sendAnswer('nowhere', ANSWER, { clock: clock(), deadline: 0 })).rejects.toMatchObject({
    code: 'unknown',
  });
});

describe('at most 4,096 bytes', () => {
  const parse = (body: Buffer) => JSON.parse(body.toString('utf8')) as Answer;

  test.each([
    ['ASCII', 'x'],
    ['two bytes each', 'ü'],
    ['three bytes each', '漢'],
    ['four bytes each', '😀'],
    ['escaped', '\n'],
    ['quotes', '"'],
    ['half a character', '\uD83D'],
  ])('the reason is cut to fit: %s', (_, character) => {
    const Reason = character.repeat(10_000);
    const body = answerBody({ ...ANSWER, Status: 'FAILED', Reason });
    expect(body.length).toBeLessThanOrEqual(ANSWER_MAX_BYTES);
    expect(body.length).toBeGreaterThan(ANSWER_MAX_BYTES - 8);
    const { Reason: cut = '', ...rest } = parse(body);
    expect(rest).toEqual({ ...ANSWER, Status: 'FAILED' });
    expect(cut.endsWith('…')).toBe(true);
    expect(Reason.startsWith(cut.slice(0, -1))).toBe(true);
  });

  test('a reason that just fits is whole', () => {
    const room = ANSWER_MAX_BYTES - answerBody({ ...ANSWER, Reason: '' }).length;
    const Reason = 'x'.repeat(room);
    expect(parse(answerBody({ ...ANSWER, Reason })).Reason).toBe(Reason);
    expect(parse(answerBody({ ...ANSWER, Reason: `${Reason}x` })).Reason).toMatch(/x…$/);
  });

  test('attributes are never dropped in silence', () => {
    const body = answerBody({ ...ANSWER, Data: { UserId: 'u', Huge: 'x'.repeat(5_000) } });
    expect(body.length).toBeLessThanOrEqual(ANSWER_MAX_BYTES);
    expect(parse(body)).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: 'arn',
      Reason: expect.stringContaining('attributes (UserId, Huge) are too long'),
    });
    expect(parse(body).Data).toBeUndefined();
  });
});
