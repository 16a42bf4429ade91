import { describe, expect, it } from "vitest";
import type { ComparisonBody } from "./api-client.ts";
import { formatAcknowledged, formatHurried, formatSettlement, formatStanding } from "./format-votes.ts";

const STANDING: ComparisonBody = {
  comparison_id: "cmp_1",
  winner: "b",
  p_a: 0.2,
  confidence: 0.962,
  votes: { a: 1, b: 5, tie: 1, count: 7 },
  sources: { people: 0.69, model: 0.31 },
  source: { kind: "blend", id: "blend", degraded: false, reason: null },
  final: false,
};
const NOBODY = { a: 0, b: 0, tie: 0, count: 0 };
const WANTED = { stopAt: 0.95, maxVotes: 12 };

describe("a comparison in the terminal", () => {
  it("stands as a bar with the votes so far", () => {
    expect(formatStanding(2140, STANDING)).toBe(
      "    2.1 s  B ######........................ A   p_a 0.200   1 vote for A, 5 for B, 1 for neither",
    );
    expect(formatStanding(0, { ...STANDING, votes: NOBODY, p_a: 0.5 })).toMatch(/p_a 0\.500 {3}no vote yet$/);
    expect(formatStanding(0, { ...STANDING, votes: NOBODY, p_a: null })).toMatch(/nothing known yet/);
  });

  it("that could not wait says who answered, or that there was no time", () => {
    expect(formatHurried(STANDING)).toBe("is answered by the blend: p_a 0.200");
    expect(formatHurried({ ...STANDING, p_a: null, source: null })).toMatch(/^is told that there was no time for an answer/);
  });

  it("says how soon votes were safe, where there were any", () => {
    expect(formatAcknowledged(8, 12.6)).toMatch(/8 votes were cast over HTTP.*within 13 ms/);
    expect(formatAcknowledged(0, Number.NaN)).toMatch(/No vote was cast/);
  });

  it("says why it was settled", () => {
    expect(formatSettlement(9400, STANDING, WANTED)).toBe(
      "   Settled after 9.4 s because it is 96.2 % sure, and 95 % were enough: B wins by 1 vote for A, 5 for B, 1 for neither (source blend; weight of people 0.69, of the model 0.31).",
    );
    const full = { ...STANDING, votes: { a: 6, b: 6, tie: 0, count: 12 }, winner: "tie" as const };
    expect(formatSettlement(1, full, WANTED)).toMatch(/because all 12 votes are in: nobody wins/);
    expect(formatSettlement(1, { ...STANDING, confidence: 0.7 }, WANTED)).toMatch(/because its time was over: B wins/);
    const unscored = { ...STANDING, winner: null, confidence: null, sources: null, source: null, votes: NOBODY };
    expect(formatSettlement(1, unscored, WANTED)).toMatch(/its time was over: it is undecided without a vote \(source nobody\)/);
  });
});
