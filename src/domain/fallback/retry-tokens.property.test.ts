import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { earnRetryToken, firstRetryTokens, RETRY_TOKENS_MAX, spendRetryToken } from "./retry-tokens.ts";

describe("the budget of retries", () => {
  it("never pays for more extra calls than a full purse and a share of the calls", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (wantsExtra, share) => {
        let tokens = firstRetryTokens(share);
        let [calls, extras] = [0, 0];
        for (const wants of wantsExtra) {
          const left = wants ? spendRetryToken(tokens) : null;
          if (left === null) {
            calls += 1;
            tokens = earnRetryToken(tokens, share);
          } else {
            extras += 1;
            tokens = left;
          }
          expect(tokens).toBeGreaterThanOrEqual(0);
          expect(tokens).toBeLessThanOrEqual(RETRY_TOKENS_MAX);
        }
        expect(extras).toBeLessThanOrEqual(RETRY_TOKENS_MAX + share * calls + 1e-9);
        if (share === 0) {
          expect(extras).toBe(0);
        }
      }),
    );
  });

  it("begins with ten, which may follow each other; after that a share of one is earned by each call", () => {
    const share = 0.125;
    let tokens = firstRetryTokens(share);
    const spend = () => {
      const left = spendRetryToken(tokens);
      tokens = left ?? tokens;
      return left !== null;
    };
    expect(Array.from({ length: 12 }, spend).filter((isPaid) => isPaid)).toHaveLength(10);
    for (let call = 1; call <= 8; call += 1) {
      tokens = earnRetryToken(tokens, share);
      expect(spend()).toBe(call === 8);
    }
  });
});
