/** What may be saved up: so many extra calls may follow each other, however few calls went before. */
export const RETRY_TOKENS_MAX = 10;

/** Tokens at the start: a full purse, or none where extra calls are not wanted at all. @param share extra calls a call, ≥ 0 */
export function firstRetryTokens(share: number): number {
  return share > 0 ? RETRY_TOKENS_MAX : 0;
}

/** Tokens after a call of its own: a share of an extra one is earned. */
export function earnRetryToken(tokens: number, share: number): number {
  return Math.min(RETRY_TOKENS_MAX, tokens + share);
}

/** Tokens after an extra call (a retry, a hedge, a batch sent again in two); null: there is none to spend, and it may not be made. */
export function spendRetryToken(tokens: number): number | null {
  return tokens >= 1 ? tokens - 1 : null;
}
