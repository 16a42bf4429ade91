import { foldEpisode } from "../../domain/persona/fold-episode.ts";
import { assessEpisode } from "../../domain/scoring/assess-episode.ts";
import type { Evidence, RewardSource, ScoringQuestion } from "./evidence.ts";

/** The persona's wording depends on the seed, what it discloses does not: a transcript is refolded under a fixed one. */
const SCORING_SEED = 0;

/** The scenario's own scorers and its rubric: computed here and at once, so no deadline is too short once it has started. States no confidence. */
export const embeddedSource: RewardSource = async (question) => assess(question);

function assess({ engine, transcript, config, reference }: ScoringQuestion): Evidence {
  const { maxTurns } = engine.scenario.public;
  const { state } = foldEpisode(engine, SCORING_SEED, maxTurns, transcript.moves);
  const conversation = {
    requests: [transcript.lastRequest],
    answers: [transcript.moves.at(-1)?.message ?? ""],
    reference,
  };
  const assessment = assessEpisode(engine, state, maxTurns, conversation, config);
  return { source: "rubric", assessment, grounding: "engine", confidence: null };
}
