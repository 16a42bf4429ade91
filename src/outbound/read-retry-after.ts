/** A year: more is nobody's honest wish, and no timer takes it. */
const WAIT_MS_MAX = 365 * 24 * 3_600_000;

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3).
 * @param header as it came; undefined: there was none.
 * @param now milliseconds since 1970.
 * @returns null where it does not say, or not in either form.
 */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) {
    return null;
  }
  if (/^\s*\d{1,12}\s*$/.test(header)) {
    return Math.min(Number(header) * 1000, WAIT_MS_MAX);
  }
  const date = /^\s*[A-Za-z]{3,9},? /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isFinite(date) ? Math.min(Math.max(0, date - now), WAIT_MS_MAX) : null;
}
