import { describe, expect, it } from "vitest";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { startEpisode } from "../persona/start-episode.ts";
import { scoreArtifact } from "./score-artifact.ts";

const scorer = {
  kind: "artifact",
  toolId: "note",
  fields: [
    {
      field: "summary",
      points: 3,
      mentions: [
        ["lower back", "lumbar"],
        ["lifting", "lifted"],
      ],
    },
    { field: "urgent", points: 1, equals: true },
  ],
} as const;

const score = (...inputs: readonly Record<string, unknown>[]) =>
  scoreArtifact(scorer, {
    ...startEpisode(fixtureScenario(), 1).state,
    toolCalls: inputs.map((input, index) => ({ toolId: "note", input, turn: index + 1 })),
  }).value;

describe("the score of an artifact", () => {
  it("is the share of points whose field fits", () => {
    expect(score({ summary: "Hurt the LOWER back, by lifting.", urgent: true })).toBe(1);
    expect(score({ summary: "Lumbar pain; lifted a box", urgent: false })).toBe(0.75);
    expect(score({ summary: "Back pain" })).toBe(0);
  });

  it("looks at the last one handed in", () => {
    expect(score({ urgent: true }, { urgent: false })).toBe(0);
  });

  it("is 0 where nothing was handed in", () => {
    expect(score()).toBe(0);
  });

  it("asks for a phrase of every group, in whichever entry of a list", () => {
    expect(score({ summary: "Lumbar pain" })).toBe(0);
    expect(score({ summary: ["lower back", "lifted a box"] })).toBe(0.75);
  });

  it("is none where no field carries points", () => {
    const fields = scorer.fields.map((field) => ({ ...field, points: 0 }));
    const state = { ...startEpisode(fixtureScenario(), 1).state, toolCalls: [{ toolId: "note", input: {}, turn: 1 }] };
    expect(scoreArtifact({ ...scorer, fields }, state).value).toBeNull();
  });

  it("matches whole words only", () => {
    expect(score({ summary: "lumbarish liftings" })).toBe(0);
  });
});
