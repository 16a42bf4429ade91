import { describe, expect, it } from "vitest";
import { formatStrip, formatTally, type ScoredLine, tallyChaos } from "./format-chaos.ts";

const line = (index: number, id: string, reason: string | null, reward: number | null = 0.5): ScoredLine => ({
  index,
  reward,
  source: { kind: id === "rubric" ? "rubric" : "reward_model", id, degraded: reason !== null, reason },
});
const LINES = [
  line(0, "stand-in", null),
  line(1, "rubric", "stand-in: timeout"),
  line(2, "rubric", "stand-in: timeout"),
  { index: 3, reward: null, source: null },
];

describe("what the chaos demo shows of a batch", () => {
  it("is a character a conversation", () => {
    expect(formatStrip(LINES)).toBe("█▒▒·");
  });

  it("says who answered and why somebody else did not", () => {
    expect(tallyChaos(LINES)).toMatchObject({ total: 4, degraded: 2, unscored: 1 });
    expect(formatTally(tallyChaos(LINES))).toBe(
      "4 answered: 1 by reward_model:stand-in, 2 by rubric:rubric, 1 by nobody (stand-in: timeout 2)",
    );
  });
});
