import { describe, expect, it } from "vitest";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { GOOD_TALK, POOR_TALK } from "../../../test/doubles/transcripts.ts";
import type { ObservedGroup } from "../monitors/monitors.ts";
import { NO_MONITORS } from "../monitors/no-monitors.ts";
import type { AnsweringSource } from "./answering-source.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import type { Evaluation } from "./evaluation.ts";
import { observeEvaluations, type SettledMember } from "./observe-evaluations.ts";
import { OUT_OF_TIME_FAILURE } from "./score-conversation.ts";

const MODEL: AnsweringSource = { kind: "reward_model", id: "skywork", revision: "2", degraded: false, reason: null };
const OTHER: AnsweringSource = { ...MODEL, id: "other" };

function scored(reward: number, source = MODEL, changes: Partial<Evaluation> = {}): Evaluation {
  return { status: "ok", reward, source, ...changes } as Evaluation;
}
const UNSCORED = { status: "unscored", failure: OUT_OF_TIME_FAILURE } as Evaluation;
const EXCLUDED = scored(0, OTHER, { status: "disqualified" });

function member(evaluation: Evaluation, scenarioSlug = "caller", messages = GOOD_TALK): SettledMember {
  return { request: { collectionSlug: "claims", scenarioSlug, messages }, evaluation };
}

/** What the monitors are shown of them, where the collection has the scenarios `caller` and `broker`. */
function show(members: readonly SettledMember[]): readonly ObservedGroup[] {
  const groups: ObservedGroup[] = [];
  const scenarios = {
    listCollections: () => [],
    findCollection: () => null,
    findScenario: (_slug: string, scenarioSlug: string) => (scenarioSlug === "gone" ? null : fixtureScenario()),
  };
  observeEvaluations({ scenarios, monitors: { observe: (group) => void groups.push(group) } }, CALLER, members);
  return groups;
}

describe("what the monitors are shown of evaluations", () => {
  it("is an answer with its reward and its measures, and who gave it", () => {
    const { tenantId } = CALLER;
    expect(show([member(scored(0.25), "caller", POOR_TALK)])).toEqual([
      {
        tenantId,
        collectionSlug: "claims",
        scenarioSlug: "caller",
        source: MODEL,
        answers: [{ reward: 0.25, characters: "Goodbye.".length, repetition: 0, isAtClip: false, isInjectionSuspected: false }],
      },
    ]);
  });

  it("is a group a scenario, in the order of its answers", () => {
    const groups = show([member(scored(0.1)), member(scored(0.2), "broker"), member(scored(0.3))]);
    expect(groups.map(({ scenarioSlug, answers }) => [scenarioSlug, answers.map(({ reward }) => reward)])).toEqual([
      ["caller", [0.1, 0.3]],
      ["broker", [0.2]],
    ]);
  });

  it("says of an answer that it speaks to its judge, and of one without a value that it has none", () => {
    const opinion = { isInjectionSuspected: true };
    const suspected = scored(0.1, MODEL, { opinion } as Partial<Evaluation>);
    const [group] = show([member(suspected), member(UNSCORED), member(scored(0.2))]);
    expect(group?.answers.map(({ reward, isInjectionSuspected }) => [reward, isInjectionSuspected])).toEqual([
      [0.1, true],
      [null, false],
      [0.2, false],
    ]);
  });

  it.each([
    ["whoever scored, wherever a gate excluded others", [EXCLUDED, UNSCORED, scored(0.1)], MODEL],
    ["the first who excluded one where nothing was scored", [UNSCORED, EXCLUDED, { ...EXCLUDED, source: MODEL }], OTHER],
    ["the rubric where there is no value at all", [UNSCORED, UNSCORED], RUBRIC_SOURCE],
  ])("names as their source %s", (_, evaluations, source) => {
    expect(show(evaluations.map((evaluation) => member(evaluation as Evaluation)))[0]?.source).toEqual(source);
  });

  it("is nothing of a scenario that is gone meanwhile, and nothing of nothing", () => {
    expect(show([member(scored(0.1), "gone")])).toEqual([]);
    expect(show([member(scored(0.1), "gone"), member(scored(0.2))])).toHaveLength(1);
    expect(show([])).toEqual([]);
  });

  it("takes no look where nobody watches", () => {
    const refuse = () => {
      throw new Error("nobody asked");
    };
    const scenarios = { listCollections: refuse, findCollection: refuse, findScenario: refuse };
    observeEvaluations({ scenarios, monitors: NO_MONITORS }, CALLER, [member(scored(0.1)), member(scored(0.2))]);
  });
});
