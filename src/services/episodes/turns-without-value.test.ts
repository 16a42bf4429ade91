import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld } from "../../../test/doubles/create-service-world.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { NEUTRAL_SHAPING } from "../../domain/scoring/shaping-rules.ts";
import { createEpisode } from "./create-episode.ts";
import { playTurn } from "./play-turn.ts";

/** Scored by the language of the last message alone, which a message of one word does not tell. */
const SPOKEN_ENGLISH = fixtureScenario({
  private: {
    scoring: {
      gate: { minor: 1, major: 1, critical: 1 },
      shaping: NEUTRAL_SHAPING,
      dimensions: [{ key: "D1_Language", weight: 1, needs: null, scorer: { kind: "rubric" } }],
      rubric: [
        {
          id: "english",
          dimension: "D1_Language",
          points: 1,
          gate: null,
          reads: "last",
          criterion: { kind: "language", language: "en" },
        },
      ],
    },
  },
});
const LINES = [
  "I would like to know where it hurts and when that began.",
  "Okay.",
  "Dann erzählen Sie mir bitte noch, wann das angefangen hat und was Sie getan haben.",
];

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld(SPOKEN_ENGLISH);
});
afterEach(async () => {
  await world.close();
});

async function playAll(rewardMode: "cumulative" | "delta") {
  const { episodeId } = await createEpisode(world.ports, CALLER, {
    collectionSlug: "claims",
    scenarioSlug: "caller",
    scoreTurns: true,
    seed: 7,
    groupId: null,
    observationRole: "assistant",
    rewardMode,
    maxTurns: null,
  });
  const answers = [];
  for (const content of LINES) {
    const request = { messages: [{ role: "user", content, toolCalls: [] }], turn: null, rewardConfig: null };
    answers.push((await playTurn(world.ports, CALLER, episodeId, request)).answer);
  }
  return answers;
}

describe("a turn to which nothing applies", () => {
  it("has no reward, and leaves the deltas summing to the last one", async () => {
    const answers = await playAll("cumulative");
    expect(answers.map(({ reward, rewardDelta, cumulativeReward }) => [reward, rewardDelta, cumulativeReward])).toEqual([
      [1, 1, 1],
      [null, null, 1],
      [0, -1, 0],
    ]);
    expect(answers.map(({ scores }) => scores)).toEqual([{ D1_Language: 1 }, { D1_Language: null }, { D1_Language: 0 }]);
  });

  it("pays nothing in the mode that pays deltas", async () => {
    expect((await playAll("delta")).map(({ reward }) => reward)).toEqual([1, null, -1]);
  });
});
