import { assessEpisode } from "../../domain/scoring/assess-episode.ts";
import { groundTranscript } from "../../domain/transcripts/ground-transcript.ts";
import type { AnsweringSource } from "./answering-source.ts";
import type { Evidence, RewardSource, ScoringQuestion } from "./evidence.ts";
import { EMBEDDED_REVISION } from "./scoring-versions.ts";

/** The persona's wording depends on the seed, what it discloses does not: a transcript is refolded under a fixed one. */
const SCORING_SEED = 0;

/** The scenario's own scorers and its rubric, as who answered. */
export const RUBRIC_SOURCE: AnsweringSource = {
  kind: "rubric",
  id: "rubric",
  revision: EMBEDDED_REVISION,
  degraded: false,
  reason: null,
};

/** The scenario's own scorers and its rubric: computed here and at once, so no deadline is too short once it has started. States no confidence. */
export const embeddedSource = assess satisfies RewardSource;

function assess({ engine, transcript, config, reference }: ScoringQuestion): Evidence {
  const { maxTurns } = engine.scenario.public;
  const { state, grounding, conversation } = groundTranscript(engine, transcript, maxTurns, SCORING_SEED);
  const { requests, answers } = conversation;
  const assessment = assessEpisode(engine, state, maxTurns, { requests, answers, reference }, config);
  return { source: RUBRIC_SOURCE, assessment, grounding, confidence: null };
}
