import { changeState } from "../persona/change-state.ts";
import { startEpisode } from "../persona/start-episode.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { scoreArtifact } from "../scoring/score-artifact.ts";
import { publicTexts } from "./public-texts.ts";

/** Artifacts that earn all their points when every field holds the words of the public half: they can be handed in without having listened. */
export function findGivenArtifacts(scenario: Scenario): readonly string[] {
  const given = publicTexts(scenario)
    .flatMap(([, texts]) => texts)
    .join(" . ");
  const { state } = startEpisode(scenario, 1);
  return scenario.private.scoring.dimensions.flatMap(({ key, scorer }) => {
    if (scorer.kind !== "artifact") {
      return [];
    }
    const input = Object.fromEntries(scorer.fields.map(({ field }) => [field, given]));
    const handedIn = changeState(state, { toolCalls: [{ toolId: scorer.toolId, input, turn: 1 }] });
    return scoreArtifact(scorer, handedIn).value === 1
      ? [`the words of the public half alone earn all of ${key}: ask for one in "mentions" that only the persona says`]
      : [];
  });
}
