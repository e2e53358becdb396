/** A file's bytes as text, or a plain word about why they are none. */
import { TextDecoder } from 'node:util';
import { DocumentError } from './problem';

/** What stands for bytes that are no UTF-8. */
const BROKEN = '\ufffd';

function decodeStrictly(content: string | Uint8Array): string | undefined {
  if (typeof content === 'string') return content.includes(BROKEN) ? undefined : content;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

/**
 * The text without its byte order mark.
 *
 * @param content bytes, or a text that was decoded from UTF-8 already
 * @throws DocumentError if it is not UTF-8: lost characters would only lead to strange messages further on
 */
export function decode(content: string | Uint8Array, fileName: string): string {
  const text = decodeStrictly(content);
  if (text !== undefined && !text.includes('\0')) return text.replace(/^\ufeff/, '');
  const lossy = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const line = lossy.slice(0, lossy.search(/[\ufffd\0]/)).split('\n').length;
  const message = 'Not UTF-8: characters are broken from here on. Save the file as UTF-8.';
  throw new DocumentError(fileName, [{ where: `${fileName}:${line}`, message }]);
}
