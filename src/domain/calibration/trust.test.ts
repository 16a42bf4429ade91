import { describe, expect, it } from "vitest";
import { COIN_LOG_LOSS } from "../numerics/log-loss.ts";
import { NINETY_PERCENT } from "./memory.ts";
import { isTrusted } from "./trust.ts";

/** Kappa's 90 % interval is one wide on either side. */
const PRECISION = NINETY_PERCENT ** 2;

/** Whether a source is trusted in a scenario where kappa lies there, its word gains so many nats a vote over a coin's, and so many votes are in. */
function trusts(
  kappa: number,
  weight: number,
  changes: { gain?: number | null; isDistrusted?: boolean; elsewhere?: boolean } = {},
) {
  const { gain = 0.1, isDistrusted = false, elsewhere = false } = changes;
  const loss = gain === null ? { sum: 0, weight: 0 } : { sum: 50 * (COIN_LOG_LOSS - gain), weight: 50 };
  const scale = { kappa, precision: PRECISION, squares: 4, count: 4 };
  return isTrusted({ scale, loss, weight, isDistrusted }, { isDistrusted: elsewhere });
}

describe("whether a source is believed", () => {
  it("goes by all scenarios before thirty votes, whatever these say", () => {
    expect([trusts(-5, 29.9), trusts(5, 29.9, { elsewhere: true })]).toEqual([true, false]);
    expect([trusts(-5, 30), trusts(5, 30, { elsewhere: true })]).toEqual([false, true]);
  });

  it("is so before a hundred votes unless its scores are sure to go against people's", () => {
    expect([-1.1, -0.9, 0.9].map((kappa) => trusts(kappa, 99.9))).toEqual([false, true, true]);
    expect(trusts(-0.9, 99.9, { gain: -0.1 })).toBe(true);
  });

  it("is so again before a hundred votes only where its scores are sure to follow people's", () => {
    expect([-0.9, 0.9, 1.1].map((kappa) => trusts(kappa, 99.9, { isDistrusted: true }))).toEqual([false, false, true]);
  });

  it("is so from a hundred votes on where its scores are sure to follow people's and it costs less than a coin", () => {
    expect([0.9, 1.1].map((kappa) => trusts(kappa, 100))).toEqual([false, true]);
    expect([-0.001, 0.001].map((gain) => trusts(1.1, 100, { gain }))).toEqual([false, true]);
    expect(trusts(1.1, 100, { gain: null })).toBe(false);
  });

  it("is so again only where it costs clearly less", () => {
    expect([0.004, 0.006].map((gain) => trusts(1.1, 100, { gain, isDistrusted: true }))).toEqual([false, true]);
  });
});
