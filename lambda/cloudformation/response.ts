/**
 * The answer to CloudFormation: one PUT to the event's pre-signed S3 URL.
 *
 * The URL is signed for a request without a Content-Type, so there must be none (`fetch` adds one to a string body):
 * hence `node:http(s)` and no headers but the length. S3 overwrites, so an answer sent twice is still one answer.
 */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '../connect/clock';
import { fullJitter } from '../connect/retry';

export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

/** CloudFormation reads no more than this. */
export const ANSWER_MAX_BYTES = 4096;

const size = (answer: Answer) => Buffer.byteLength(JSON.stringify(answer));

/** The reason shortened, at a character's end and with `…`, to what the answer has room for. */
function withFittingReason(answer: Answer): Answer {
  if (answer.Reason === undefined || size(answer) <= ANSWER_MAX_BYTES) return answer;
  const characters = [...answer.Reason];
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    const tried = { ...answer, Reason: `${characters.slice(0, middle).join('')}…` };
    if (size(tried) <= ANSWER_MAX_BYTES) fits = middle;
    else tooLong = middle;
  }
  return { ...answer, Reason: `${characters.slice(0, fits).join('')}…` };
}

/**
 * The body that is sent: at most {@link ANSWER_MAX_BYTES} in UTF-8. Attributes that do not fit are never dropped in
 * silence, since somebody may read them with `Fn::GetAtt`: the answer is then a failure that says so.
 */
export function answerBody(answer: Answer): Buffer {
  let fitting = withFittingReason(answer);
  if (size(fitting) > ANSWER_MAX_BYTES && answer.Data !== undefined) {
    const { Data, ...rest } = answer;
    const Reason = `The answer is ${size(answer)} bytes long, CloudFormation takes ${ANSWER_MAX_BYTES}. Its attributes (${Object.keys(Data).join(', ')}) are too long.`;
    fitting = withFittingReason({ ...rest, Status: 'FAILED', Reason });
  }
  return Buffer.from(JSON.stringify(fitting));
}

/** One failed attempt, without the URL: it is a secret. */
export class PutError extends Error {
  constructor(
    readonly code: string,
    readonly status?: number,
  ) {
    super(`The answer was not accepted: ${code}.`);
    this.name = 'PutError';
  }
}

const PUT_TIMEOUT_MS = 5_000;

function put(url: URL, body: Buffer, timeoutMs: number): Promise<void> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      // No agent: a connection kept over a frozen process is a dead one.
      { method: 'PUT', agent: false, timeout: timeoutMs, headers: { 'content-length': body.length } },
      (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve();
        else reject(new PutError(`HTTP ${status}`, status));
      },
    );
    sent.on('timeout', () => sent.destroy(new PutError('ETIMEDOUT')));
    sent.on('error', (error: NodeJS.ErrnoException) =>
      reject(error instanceof PutError ? error : new PutError(error.code ?? error.name)),
    );
    sent.end(body);
  });
}

const BACKOFF = fullJitter(400, 10_000);
const ATTEMPTS = 10;
/** A 4xx is final as a rule; S3 has been seen to answer one in passing. */
const REFUSED_ATTEMPTS = 3;

export interface Delivery {
  readonly clock: Clock;
  /** No attempt starts after this moment. */
  readonly deadline: number;
  readonly onFailure?: (attempt: number, error: PutError) => void;
}

/** Resolves once S3 has the answer; rejects with a {@link PutError} when it cannot be delivered. */
export async function sendAnswer(url: string, answer: Answer, delivery: Delivery): Promise<void> {
  const { clock, deadline, onFailure } = delivery;
  const body = answerBody(answer);
  let refused = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      const left = Math.max(250, deadline - clock.now());
      return await put(new URL(url), body, Math.min(PUT_TIMEOUT_MS, left));
    } catch (thrown) {
      const error = thrown instanceof PutError ? thrown : new PutError('unknown');
      onFailure?.(attempt, error);
      if (error.status !== undefined && error.status >= 400 && error.status < 500) refused++;
      const wait = BACKOFF(attempt, () => clock.random());
      if (attempt >= ATTEMPTS || refused >= REFUSED_ATTEMPTS || clock.now() + wait >= deadline) throw error;
      await clock.sleep(wait);
    }
  }
}
