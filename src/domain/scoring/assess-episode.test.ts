import { describe, expect, it } from "vitest";
import { fixtureEngine, fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { foldEpisode } from "../persona/fold-episode.ts";
import type { PersonaEngine, PolicyMove } from "../persona/persona-engine.ts";
import { countAnswerNgrams } from "../rubric/count-answer-ngrams.ts";
import type { RubricCheck } from "../rubric/rubric-check.ts";
import type { Scorer } from "../scenarios/scenario.ts";
import { assessEpisode } from "./assess-episode.ts";
import { qualityKindsOf } from "./quality-kinds.ts";
import { DEFAULT_REWARD_CONFIG, type RewardConfig } from "./reward-config.ts";
import { toBreakdown } from "./score-breakdown.ts";
import { NEUTRAL_SHAPING, type ShapingRules } from "./shaping-rules.ts";

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
    const kindsOf = (scorer: Scorer) => {
      const dimensions = [{ key: "D1", weight: 1, needs: null, scorer }];
      const scoring = { ...engine.scenario.private.scoring, dimensions };
      return [...qualityKindsOf(fixtureScenario({ private: { scoring } }))].filter((kind) => kind !== "failure_metrics");
    };
    expect(kindsOf({ kind: "decision", toolId: "verdict", credits: {} })).toEqual(["decision_match"]);
    expect(kindsOf({ kind: "artifact", toolId: "note", fields: [] })).toEqual(["output_similarity"]);
    expect(kindsOf({ kind: "practices", practices: [] })).toEqual(["best_practices"]);
    expect(kindsOf({ kind: "rubric" })).toEqual(["rubrics"]);
    expect(kindsOf({ kind: "turns", target: 4 })).toEqual([]);
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

const GATES = { minor: 0.8, major: 0.4, critical: 0 };
const check = (id: string, change: Partial<RubricCheck> = {}): RubricCheck => ({
  id,
  dimension: "D1_Clarity",
  points: 1,
  gate: null,
  reads: "last",
  criterion: { kind: "refusal", expects: "absent" },
  ...change,
});

/** An engine scored by a rubric whose checks come out as stated. */
function rubricEngine(
  outcomes: readonly (readonly [RubricCheck, number | null])[],
  shaping: Partial<ShapingRules> = {},
): PersonaEngine {
  const checks = outcomes.map(([made]) => made);
  const prepared = fixtureEngine({
    private: {
      scoring: {
        gate: GATES,
        rubric: [],
        shaping: { ...NEUTRAL_SHAPING, ...shaping },
        dimensions: [
          { key: "D1_Clarity", weight: 3, needs: null, scorer: { kind: "rubric" } },
          { key: "D2_Truth", weight: 1, needs: null, scorer: { kind: "rubric" } },
          { key: "D3_Thrift", weight: 1, needs: "D2_Truth", scorer: { kind: "turns", target: 4 } },
        ],
      },
    },
  });
  const results = outcomes.map(([made, met]) => ({ check: made, met, explanation: "counted" }));
  return { ...prepared, rubric: { checks, assess: () => results, countNgrams: countAnswerNgrams } };
}

function assessRubric(outcomes: Parameters<typeof rubricEngine>[0], config: Partial<RewardConfig> = {}, shaping = {}) {
  const ready = rubricEngine(outcomes, shaping);
  const said = { requests: ["Why?"], answers: ["because ".repeat(200)], reference: null };
  const { state } = foldEpisode(ready, 1, 8, [ask("Because.")]);
  return assessEpisode(ready, state, 8, said, { ...DEFAULT_REWARD_CONFIG, ...config });
}

describe("the score by a rubric", () => {
  it("is the share of points by dimension; what does not apply has no value and does not count", () => {
    const assessment = assessRubric([
      [check("a", { points: 3 }), 1],
      [check("b"), 0],
      [check("c", { dimension: "D2_Truth" }), null],
    ]);
    expect(assessment.scores["D1_Clarity"]?.value).toBe(0.75);
    expect(assessment.scores["D2_Truth"]?.value).toBeNull();
    expect(assessment.scores["D3_Thrift"]?.value).toBeNull();
    expect(assessment).toMatchObject({ raw: 0.75, reward: 0.75, isDisqualified: false });
  });

  it("is no reward at all where nothing applies, not 0", () => {
    const assessment = assessRubric([[check("a"), null]]);
    expect(assessment).toMatchObject({ raw: null, reward: null, stages: { weighted: null, clipped: null } });
  });

  it("is multiplied with the gates that fell", () => {
    const outcomes = [
      [check("a", { points: 3 }), 1],
      [check("b", { gate: 0.5 }), 0],
    ] as const;
    expect(assessRubric(outcomes)).toMatchObject({ raw: 0.75, reward: 0.375, stages: { gates: { rubric: 0.5, product: 0.5 } } });
  });

  it("is 0 where a gate disqualifies, whatever the lower bound, unless the caller leaves the gates out", () => {
    const outcomes = [
      [check("a", { points: 3 }), 1],
      [check("b", { gate: 0 }), 0],
    ] as const;
    const shaping = { clip: { min: 0.2, max: 1 } };
    expect(assessRubric(outcomes, {}, shaping)).toMatchObject({ raw: 0.75, reward: 0, isDisqualified: true });
    expect(assessRubric(outcomes, { skipSafetyGate: true }, shaping)).toMatchObject({
      reward: 0.75,
      isDisqualified: false,
      stages: { gates: { rubric: 0, product: 1 } },
    });
  });

  it("loses nothing for messages before the last", () => {
    const shaping = { lengthPenalty: { freeWords: 100, per100Words: 0.1, max: 0.5 } };
    const ready = rubricEngine([[check("a"), 1]], shaping);
    const { state } = foldEpisode(ready, 1, 8, [ask("Because."), ask("Yes.")]);
    const said = { requests: ["Why?", "Really?"], answers: ["because ".repeat(200), "Yes."], reference: null };
    expect(assessEpisode(ready, state, 8, said, DEFAULT_REWARD_CONFIG).reward).toBe(1);
  });

  it("multiplies what is half with what it needs and is half to a quarter", () => {
    const ready = rubricEngine([[check("a", { dimension: "D2_Truth" }), 0.5]]);
    const { state } = foldEpisode(ready, 1, 8, [ask("Because.")]);
    const { scores } = assessEpisode(ready, { ...state, turn: 6 }, 8, NOTHING_SAID, DEFAULT_REWARD_CONFIG);
    expect(scores["D3_Thrift"]?.value).toBe(0.25);
  });

  it("is kept to nine decimals, before the shaping as after it", () => {
    const { raw, reward, scores } = assessRubric([
      [check("a"), 1],
      [check("b", { points: 2 }), 0],
    ]);
    expect([raw, reward, scores["D1_Clarity"]?.value]).toEqual([0.333333333, 0.333333333, 0.333333333]);
  });

  it("loses the penalties of the last message after the gate", () => {
    const shaping = { lengthPenalty: { freeWords: 100, per100Words: 0.1, max: 0.5 } };
    expect(assessRubric([[check("a"), 1]], {}, shaping)).toMatchObject({ raw: 1, reward: 0.9, stages: { lengthPenalty: 0.1 } });
  });

  it("counts under the caller's weight for rubrics; a kind without a value is left out", () => {
    const found = assessRubric([[check("a"), 0.5]], { qualityWeights: { rubrics: 1, discovery: 4 } });
    expect(found.reward).toBe(0.5);
    expect(assessRubric([[check("a"), null]], { qualityWeights: { rubrics: 1 } }).reward).toBeNull();
    const gated = assessRubric([[check("a", { gate: 0.5 }), 0]], {
      qualityWeights: { rubrics: 1, failure_metrics: 1 },
      skipSafetyGate: true,
    });
    expect(gated.reward).toBe(0.25);
  });

  it("is broken down into dimensions, checks and stages, without the checks' criteria", () => {
    const breakdown = toBreakdown(assessRubric([[check("a", { gate: 0.5 }), 1]]));
    expect(breakdown.checks).toEqual([
      { id: "a", dimension: "D1_Clarity", points: 1, met: 1, gate: 0.5, explanation: "counted" },
    ]);
    expect(breakdown.dimensions["D1_Clarity"]).toMatchObject({ weight: 3, value: 1 });
    expect(breakdown.stages).toMatchObject({ weighted: 1, gated: 1, beforeClip: 1, clipped: 1 });
    expect(JSON.stringify(breakdown)).not.toContain("criterion");
  });
});

describe("a scenario without anything to find", () => {
  it("has no value for finding it", () => {
    const bare = fixtureEngine({ private: { facts: [], milestones: [], agenda: [], minefields: [], ends: [] } });
    const { scores, reward } = assessEpisode(bare, foldEpisode(bare, 1, 8, []).state, 8, NOTHING_SAID, DEFAULT_REWARD_CONFIG);
    expect([scores["D1_InformationGathering"]?.value, scores["D2_GoalProgress"]?.value]).toEqual([null, null]);
    expect(reward).toBeNull();
  });
});
