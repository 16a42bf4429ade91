import { earnRetryToken, firstRetryTokens, spendRetryToken } from "../../domain/fallback/retry-tokens.ts";

/** Retries and hedges of all sources together, as a share of calls: when much fails, the extra load stops growing. */
export class RetryBudget {
  readonly #share: number;
  #tokens: number;

  /** @param share extra calls a call, ≥ 0 */
  constructor(share: number) {
    this.#share = share;
    this.#tokens = firstRetryTokens(share);
  }

  /** A call of its own is made. */
  earn(): void {
    this.#tokens = earnRetryToken(this.#tokens, this.#share);
  }

  /** Whether an extra call may be made; it is paid for then. */
  spend(): boolean {
    const left = spendRetryToken(this.#tokens);
    this.#tokens = left ?? this.#tokens;
    return left !== null;
  }
}
