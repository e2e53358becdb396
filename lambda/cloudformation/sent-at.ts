/**
 * When CloudFormation sent an event. The event has no time of its own, but its pre-signed URL says when it was signed
 * or when it expires, two hours later. Matters where events had to wait for the function: they set out with the
 * others, however late they arrive.
 */

const URL_LASTS_MS = 2 * 3_600_000;
const AMZ_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Milliseconds since the epoch; `now` if the URL does not say, or says what cannot be. */
export function sentAt(responseUrl: string, now: number): number {
  const query = new URL(responseUrl).searchParams;
  const date = query.get('X-Amz-Date')?.replace(AMZ_DATE, '$1-$2-$3T$4:$5:$6Z');
  const expires = query.get('Expires');
  const at = date === undefined ? Number(expires ?? Number.NaN) * 1_000 - URL_LASTS_MS : Date.parse(date);
  return at <= now && at > now - URL_LASTS_MS ? at : now;
}
