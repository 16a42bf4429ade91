import { describe, expect, it } from "vitest";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { startEpisode } from "../persona/start-episode.ts";
import { findGates } from "./find-gates.ts";
import { NEUTRAL_SHAPING } from "./shaping-rules.ts";

const when = { kind: "turn", gte: 1 } as const;
const scenario = fixtureScenario({
  private: {
    minefields: [
      { id: "rude", severity: "minor", when },
      { id: "late", severity: "minor", when },
      { id: "false", severity: "major", when },
    ],
    scoring: { dimensions: [], rubric: [], gate: { minor: 0.8, major: 0.5, critical: 0 }, shaping: NEUTRAL_SHAPING },
  },
});
const gates = (hit: readonly string[], rubric: number, isSkipped = false) =>
  findGates(scenario, { ...startEpisode(scenario, 1).state, minefields: new Map(hit.map((id) => [id, 1])) }, rubric, isSkipped);

describe("the gates of a conversation", () => {
  it("leave the whole reward where nothing was hit", () => {
    expect(gates([], 1)).toEqual({ minefields: 1, rubric: 1, product: 1 });
  });

  it("multiply: every minefield that was hit, and the rubric's with them", () => {
    const { minefields, rubric, product } = gates(["rude", "late", "false"], 0.5);
    expect(minefields).toBeCloseTo(0.8 * 0.8 * 0.5, 12);
    expect(rubric).toBe(0.5);
    expect(product).toBeCloseTo(0.8 * 0.8 * 0.5 * 0.5, 12);
  });

  it("do not count where the caller leaves them out, and are seen all the same", () => {
    expect(gates(["false"], 0.25, true)).toEqual({ minefields: 0.5, rubric: 0.25, product: 1 });
  });
});
