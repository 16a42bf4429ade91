import { describe, expect, it } from "vitest";
import type { AlarmEvidence } from "./alarm-rules.ts";
import type { Estimate } from "./estimate.ts";
import { judgeAlarms } from "./judge-alarms.ts";
import { measureTally } from "./measure-tally.ts";
import { emptyTally } from "./monitor-tally.ts";

const NOTHING = measureTally(emptyTally(), 0.998);
const estimate = (value: number, reach: number, count = 1000): Estimate => ({
  value,
  lower: value - reach,
  upper: value + reach,
  count,
});
const evidence = (changes: Partial<AlarmEvidence>): AlarmEvidence => ({
  now: NOTHING,
  reference: null,
  drift: null,
  degradedShare: null,
  disagreement: null,
  referenceDisagreement: null,
  ...changes,
});
const zeroSpread = (now: Estimate, before: number | null) =>
  judgeAlarms(
    evidence({
      now: { ...NOTHING, zeroSpread: now },
      reference: before === null ? null : { ...NOTHING, zeroSpread: estimate(before, 0.01) },
    }),
  );

describe("the rules of the alarms", () => {
  it("say nothing of what was not measured", () => {
    expect(judgeAlarms(evidence({}))).toEqual([]);
  });

  it("hold a measure against the reference, within a floor and a ceiling", () => {
    expect(zeroSpread(estimate(0.5, 0.01), null)[0]?.threshold).toBe(0.9);
    expect(zeroSpread(estimate(0.5, 0.01), 0.05)[0]?.threshold).toBe(0.5);
    expect(zeroSpread(estimate(0.5, 0.01), 0.4)[0]?.threshold).toBeCloseTo(0.65);
    expect(zeroSpread(estimate(0.5, 0.01), 0.8)[0]?.threshold).toBe(0.9);
  });

  it.each([
    ["the lower bound is above the threshold", estimate(0.6, 0.05), "raise"],
    ["the value is above it, but not for sure", estimate(0.6, 0.15), "leave"],
    ["the value is a little below it", estimate(0.45, 0.01), "leave"],
    ["the value is well below it", estimate(0.39, 0.01), "end"],
    ["too little is known to raise it", estimate(1, 0.01, 29), "leave"],
    ["too little is known to end it", estimate(0, 0, 29), "leave"],
  ])("where %s", (_case, now, call) => {
    expect(zeroSpread(now, 0)).toMatchObject([{ alarm: "zero_spread", call, threshold: 0.5 }]);
  });

  it("go by the relation of reward and length among answers to the same prompt where there are enough", () => {
    const of = (within: Estimate | null) =>
      judgeAlarms(evidence({ now: { ...NOTHING, lengthCorrelation: estimate(0.9, 0.02), lengthCorrelationWithin: within } }))[0]
        ?.call;
    expect(of(estimate(0.1, 0.02))).toBe("end");
    expect(of(estimate(0.1, 0.02, 99))).toBe("raise");
    expect(of(null)).toBe("raise");
  });

  it("take a reward for being short as one for being long", () => {
    const of = (value: number, reach: number) =>
      judgeAlarms(evidence({ now: { ...NOTHING, lengthCorrelation: estimate(value, reach) } }))[0];
    expect(of(-0.9, 0.05)).toMatchObject({ call: "raise", value: 0.9 });
    expect(of(-0.3, 0.5)).toMatchObject({ call: "end", value: 0.3 });
  });

  it("raise an alarm where people come to disagree with a source, or do from the start", () => {
    const of = (disagreement: Estimate, referenceDisagreement: number | null) =>
      judgeAlarms(evidence({ disagreement, referenceDisagreement }))[0];
    expect(of(estimate(0.45, 0.03), 0.25)).toMatchObject({ alarm: "disagreement", call: "raise", threshold: 0.4 });
    expect(of(estimate(0.45, 0.03), 0.38)?.call).toBe("leave");
    expect(of(estimate(0.45, 0.03), null)).toMatchObject({ call: "end", threshold: 0.5 });
    expect(of(estimate(0.6, 0.03), null)?.call).toBe("raise");
  });
});
