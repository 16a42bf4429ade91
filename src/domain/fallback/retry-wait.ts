const FIRST_WAIT_MS = 50;
const WAIT_MS_MAX = 2000;
/** What a source asked to wait is exceeded by up to this share, so that not everybody comes back at once. */
const SPREAD = 0.25;

/**
 * How long to wait before a call is made again, milliseconds: anything up to a bound that doubles ("full jitter", Brooker 2015), or what the source asked for and a little more.
 * @param retry 0 for the first
 * @param retryAfterMs what the source asked to wait; null: it did not say
 * @param draw uniform, 0 ≤ draw < 1
 */
export function retryWaitMs(retry: number, retryAfterMs: number | null, draw: number): number {
  if (retryAfterMs !== null) {
    return retryAfterMs * (1 + SPREAD * draw);
  }
  return draw * Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** retry);
}
