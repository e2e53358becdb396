/**
 * Why an event FAILED, in words that a person can act on: which call, the error's name and message, the request id,
 * what to do. Without personal values, which Connect's messages may quote.
 */
import { ConnectError } from '../connect/errors';
import { Problem } from '../problem';
import { adviceFor } from './advice';
import { redact } from './redact';
import type { Secrets } from './redact';

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

function explained(error: unknown): string {
  if (error instanceof Problem) return `${error.message} ${error.todo}`.trim();
  if (error instanceof ConnectError) {
    const request = error.requestId === undefined ? '' : ` (request id ${error.requestId})`;
    const what = sentence(`${error.operation}: ${error.name}: ${error.message.trim()}`);
    return `${what}${request} ${adviceFor(error)}`;
  }
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  return `The handler itself failed: ${name}: ${sentence(message)} Please report this as a bug of cdk-connect-user.`;
}

/** Never throws. */
export function reasonFor(error: unknown, personal: Secrets): string {
  return redact(explained(error), personal);
}

/** The functions, files and lines of an error of our own code, without its message, for the log. */
export function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 3)
    .map((line) => line.trim())
    .join(' ');
}
