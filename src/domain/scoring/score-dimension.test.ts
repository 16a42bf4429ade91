import { describe, expect, it } from "vitest";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import type { EpisodeState } from "../persona/episode-state.ts";
import { startEpisode } from "../persona/start-episode.ts";
import { scoreRubric } from "../rubric/score-rubric.ts";
import type { Scorer } from "../scenarios/scenario.ts";
import { scoreDimension } from "./score-dimension.ts";

const scenario = fixtureScenario();
const START = startEpisode(scenario, 1).state;

function score(scorer: Scorer, changes: Partial<EpisodeState>) {
  return scoreDimension("D1", scorer, { scenario, state: { ...START, ...changes }, maxTurns: 8, rubric: scoreRubric([]) });
}

describe("the score by practices", () => {
  const scorer: Scorer = {
    kind: "practices",
    practices: [
      { id: "began", when: { kind: "turn", gte: 1 }, points: 1 },
      { id: "went_on", when: { kind: "turn", gte: 3 }, points: 3 },
      { id: "dragged", when: { kind: "turn", gte: 5 }, points: -2 },
      { id: "never_ended", when: { kind: "turn", gte: 7 }, points: -9 },
    ],
  };
  const at = (turn: number) => score(scorer, { turn });

  it("is the points of what was seen, bad ones taken away, of the points that good ones could bring, within 0..1", () => {
    expect([0, 1, 3, 5, 7].map((turn) => at(turn).value)).toEqual([0, 0.25, 1, 0.5, 0]);
  });

  it("is explained by how many good and bad ones were seen", () => {
    expect(at(5).explanation).toBe("2 good practices seen, 1 bad ones");
  });

  it("has no value where there is nothing good to do", () => {
    const bad: Scorer = { kind: "practices", practices: scorer.practices.filter(({ points }) => points < 0) };
    expect(score(bad, { turn: 5 }).value).toBeNull();
  });
});

describe("the score by a decision", () => {
  const scorer: Scorer = { kind: "decision", toolId: "verdict", credits: { deny: 1, approve: 0.25 } };
  const decided = (...values: readonly string[]) =>
    score(scorer, { toolCalls: values.map((value, index) => ({ toolId: "verdict", input: { value }, turn: index + 1 })) });

  it("is the credit of the last one, 0 where it has none and before there is one", () => {
    expect(decided("deny").value).toBe(1);
    expect(decided("deny", "approve")).toEqual({ value: 0.25, explanation: "decision made in turn 2, credit 25 %" });
    expect(decided("deny", "wait").value).toBe(0);
    expect(decided()).toEqual({ value: 0, explanation: "no decision made" });
  });

  it("is not moved by another tool's call", () => {
    const toolCalls = [
      { toolId: "verdict", input: { value: "deny" }, turn: 1 },
      { toolId: "note", input: { value: "approve" }, turn: 2 },
    ];
    expect(score(scorer, { toolCalls }).value).toBe(1);
  });
});

describe("the score by turns", () => {
  it("is 1 to the target, where the cap is no further 0 beyond it", () => {
    const at = (turn: number) => score({ kind: "turns", target: 8 }, { turn }).value;
    expect([0, 1, 8, 9].map(at)).toEqual([0, 1, 1, 0]);
  });

  it("is never below 0", () => {
    expect(score({ kind: "turns", target: 4 }, { turn: 20 }).value).toBe(0);
  });
});
