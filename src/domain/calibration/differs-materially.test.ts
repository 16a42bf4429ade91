import { describe, expect, it } from "vitest";
import { differsMaterially } from "./differs-materially.ts";
import type { Calibration } from "./read-calibration.ts";

const USED: Calibration = {
  kappa: 1,
  kappaLow: 0.7,
  kappaHigh: 1.3,
  centre: 0,
  typicalDifference: 1,
  isDistrusted: false,
  votes: 100,
  weight: 80,
  logLossRaw: 0.6,
  logLoss: 0.6,
  agreement: { share: 0.7, lower: 0.6, weight: 80 },
  length: { coefficient: 0, low: -1, high: 1 },
};

describe("whether a calibration in use is replaced before the day is over", () => {
  it.each([
    ["there is none and ten votes are in", null, { weight: 10 }, true],
    ["there is none and votes are too few", null, { weight: 9.9 }, false],
    ["nothing but noise has moved it", USED, { kappa: 1.2, kappaLow: 0.95, kappaHigh: 1.45, weight: 120, centre: 0.4 }, false],
    ["it turns out too large", USED, { kappa: 0.6, kappaLow: 0.3, kappaHigh: 0.9 }, true],
    ["it turns out too small", USED, { kappa: 1.5, kappaLow: 1.1, kappaHigh: 1.9 }, true],
    ["the source is distrusted from now on", USED, { isDistrusted: true }, true],
    ["there is twice the evidence", USED, { weight: 160 }, true],
    ["scores have moved by more than a typical difference", USED, { centre: -1.1 }, true],
    ["scores that lay elsewhere have stayed there", { ...USED, centre: 3 }, { centre: 3.4 }, false],
    ["scores have moved by less than a typical difference of theirs", USED, { centre: 1.5, typicalDifference: 2 }, false],
  ])("%s", (_, used, now, expected) => {
    expect(differsMaterially(used, { ...USED, ...now })).toBe(expected);
  });

  it("does not replace a scale of 0 time and again where votes go against the source", () => {
    const against = { ...USED, kappa: 0, kappaLow: -1.5, kappaHigh: -0.5, isDistrusted: true };
    expect(differsMaterially(against, { ...against, weight: 90 })).toBe(false);
  });
});
