import type { Retries } from "./client-settings.ts";

/**
 * How long to wait before the next attempt.
 * @param attempts how many there were, at least 1
 * @param draw a random number in [0, 1)
 * @param retryAfterMs what the server asked for; null where it asked for nothing
 */
export function retryWaitMs(retries: Retries, attempts: number, draw: number, retryAfterMs: number | null): number {
  const ceilingMs = Math.min(retries.capMs, retries.baseMs * 2 ** (attempts - 1));
  return (retryAfterMs ?? 0) + draw * ceilingMs;
}

/**
 * `Retry-After` in milliseconds, given as seconds or as a date (RFC 9110, 10.2.3); null where it is neither.
 * @param nowMs milliseconds since 1970
 */
export function readRetryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) {
    return Number(text) * 1000;
  }
  const date = text === "" ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
