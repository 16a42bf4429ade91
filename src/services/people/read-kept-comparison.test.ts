import { describe, expect, it } from "vitest";
import { BASE } from "../../../test/doubles/create-people-world.ts";
import { readKeptComparison } from "./read-kept-comparison.ts";

describe("readKeptComparison", () => {
  it("gives back what was kept", () => {
    expect(readKeptComparison(JSON.stringify(BASE))).toEqual(BASE);
  });

  it("names the sources of comparisons that were kept when a kind was all that was said of them", () => {
    const { attempts: _none, ...kept } = BASE;
    const blend = { ...kept, source: "blend", fallback: { source: "rubric", pA: 0.7, rewardA: 0.6, rewardB: 0.5 } };
    expect(readKeptComparison(JSON.stringify(blend))).toEqual({
      ...BASE,
      attempts: [],
      source: { kind: "blend", id: "blend", revision: null, degraded: false, reason: null },
      fallback: {
        source: { kind: "rubric", id: "rubric", revision: BASE.versions.source, degraded: false, reason: null },
        pA: 0.7,
        rewardA: 0.6,
        rewardB: 0.5,
      },
    });
  });

  it("reads one that nobody could decide", () => {
    const failure = { failureClass: "too_few_votes", detail: "1 of 3", retryable: true };
    const { comparisonId, votes, dimensionMargins, versions, scoringVersion, final } = BASE;
    const undecided = { comparisonId, votes, dimensionMargins, versions, scoringVersion, final, status: "unscored", failure };
    expect(readKeptComparison(JSON.stringify(undecided))).toEqual({ ...undecided, attempts: [] });
  });
});
