import { describe, expect, it } from "vitest";
import { finishChance, fitVotePace, paceOf, paceP75, paceP90, USUAL_PACE } from "./vote-pace.ts";

describe("a pace", () => {
  it("gives back the median and the upper quartile that it was made of", () => {
    const pace = paceOf(2, 3);
    expect(finishChance(pace, 2)).toBeCloseTo(0.5, 12);
    expect(finishChance(pace, 3)).toBeCloseTo(0.75, 12);
    expect(paceP75(pace)).toBeCloseTo(3, 12);
    expect(finishChance(pace, paceP90(pace))).toBeCloseTo(0.9, 12);
  });

  it("gives no chance to no time, and nearly every chance to much of it", () => {
    expect(finishChance(USUAL_PACE, 0)).toBe(0);
    expect(finishChance(USUAL_PACE, -1)).toBe(0);
    expect(finishChance(USUAL_PACE, 100)).toBeGreaterThan(0.999);
  });

  it("takes nobody for a clockwork", () => {
    expect(paceP75(paceOf(1, 1))).toBeCloseTo(1.15, 12);
  });
});

describe("the pace that votes show", () => {
  it("is the others' where there are none, theirs and one's own in between, and one's own where there are many", () => {
    expect(fitVotePace([], USUAL_PACE)).toBe(USUAL_PACE);
    const some = fitVotePace([4, 4, 4, 4, 4], USUAL_PACE);
    expect(some.median).toBeCloseTo(2, 12);
    const many = fitVotePace(Array<number>(500).fill(4), USUAL_PACE);
    expect(many.median).toBeGreaterThan(3.9);
  });

  it("reads the quartiles whatever the order", () => {
    const multiples = Array.from({ length: 1001 }, (_, index) => 1 + ((index * 379) % 1001) / 1000);
    const pace = fitVotePace(multiples, paceOf(1.5, 1.75));
    expect(pace.median).toBeCloseTo(1.5, 3);
    expect(paceP75(pace)).toBeCloseTo(1.75, 3);
  });
});
