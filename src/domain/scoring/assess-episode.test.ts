import { describe, expect, it } from "vitest";
import { fixtureEngine } from "../../../test/doubles/fixture-scenario.ts";
import { foldEpisode } from "../persona/fold-episode.ts";
import type { PolicyMove } from "../persona/persona-engine.ts";
import { assessEpisode } from "./assess-episode.ts";
import { qualityKindsOf } from "./quality-kinds.ts";
import { DEFAULT_REWARD_CONFIG, type RewardConfig } from "./reward-config.ts";
import { NEUTRAL_SHAPING } from "./shaping-rules.ts";

const engine = fixtureEngine();
const NOTHING_SAID = { requests: [], answers: [], reference: null };
const ask = (message: string): PolicyMove => ({ message, toolCalls: [] });
const decide = (value: string): PolicyMove => ({ message: "", toolCalls: [{ name: "verdict", input: { value } }] });
const OLD = [ask("Have you been injured before?"), ask("Any earlier injuries?"), ask("Were you ever injured before that?")];

function assess(moves: readonly PolicyMove[], config: Partial<RewardConfig> = {}) {
  return assessEpisode(engine, foldEpisode(engine, 1, 8, moves).state, 8, NOTHING_SAID, { ...DEFAULT_REWARD_CONFIG, ...config });
}

describe("the score of a conversation", () => {
  it("is 0 before anything is said", () => {
    expect(assess([]).reward).toBe(0);
  });

  it("counts facts by weight, without those that the opening gives away", () => {
    expect(assess([ask("Where does it hurt?")]).scores["D1_InformationGathering"]?.value).toBe(0.25);
    expect(assess(OLD).scores["D1_InformationGathering"]?.value).toBe(0.5);
  });

  it("counts milestones by weight", () => {
    expect(assess(OLD).scores["D2_GoalProgress"]?.value).toBe(0.5);
    expect(assess([...OLD, decide("deny")]).scores["D2_GoalProgress"]?.value).toBe(1);
  });

  it("multiplies a dimension with the one it needs: haste earns nothing by itself", () => {
    expect(assess([ask("Where does it hurt?")]).scores["D3_Efficiency"]?.value).toBe(0);
    expect(assess(OLD).scores["D3_Efficiency"]?.value).toBe(0.5);
  });

  it("is the weighted mean of the dimensions", () => {
    expect(assess([...OLD, decide("deny")]).reward).toBeCloseTo(0.5 * 0.5 + 0.4 * 1 + 0.1 * 1, 9);
  });

  it("is what the gate leaves of it: harm cannot be bought back", () => {
    const blind = assess([ask("Where does it hurt?"), decide("deny")]);
    expect(blind.raw).toBeGreaterThan(0);
    expect(blind.reward).toBe(0);
    expect(assess([ask("Where does it hurt?"), decide("deny")], { skipSafetyGate: true }).reward).toBe(blind.raw);
  });

  it("follows the caller's weights by kind of quality, a kind left out counting 0", () => {
    expect(assess(OLD, { qualityWeights: { discovery: 1 } }).reward).toBe(0.5);
    expect(assess(OLD, { qualityWeights: { discovery: 1, success_metrics: 3 } }).reward).toBe(0.5);
    expect(assess([ask("Where does it hurt?")], { qualityWeights: { discovery: 1, success_metrics: 1 } }).reward).toBe(0.125);
  });

  it("leaves kinds that the scenario does not score out of the mean", () => {
    expect(assess(OLD, { qualityWeights: { discovery: 1, output_similarity: 5 } }).reward).toBe(0.5);
    expect([...qualityKindsOf(engine.scenario)].sort()).toEqual(["discovery", "failure_metrics", "success_metrics"]);
  });

  it("falls from the target of turns to the cap", () => {
    const timed = fixtureEngine({
      private: {
        scoring: {
          gate: { minor: 1, major: 1, critical: 1 },
          rubric: [],
          shaping: NEUTRAL_SHAPING,
          dimensions: [{ key: "D1_Turns", weight: 1, needs: null, scorer: { kind: "turns", target: 4 } }],
        },
      },
    });
    const at = (turn: number) =>
      assessEpisode(timed, { ...foldEpisode(engine, 1, 8, []).state, turn }, 8, NOTHING_SAID, DEFAULT_REWARD_CONFIG).reward;
    expect([0, 1, 4, 6, 8].map(at)).toEqual([0, 1, 1, 0.5, 0]);
  });

  it("explains with counts, never with the scenario's own words", () => {
    const { scores } = assess(OLD);
    expect(scores["D1_InformationGathering"]?.explanation).toBe("1 of 3 facts found (by weight 50 %)");
    const words = Object.values(scores)
      .map((score) => score.explanation)
      .join(" ");
    for (const hidden of ["old", "two years", "back", "knows", "decided", "blind"]) {
      expect(words).not.toContain(hidden);
    }
  });
});
