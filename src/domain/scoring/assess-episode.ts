import type { EpisodeState } from "../persona/episode-state.ts";
import type { PersonaEngine } from "../persona/persona-engine.ts";
import { scoreRubric } from "../rubric/score-rubric.ts";
import type { PolicyConversation } from "../transcripts/policy-conversation.ts";
import type { Assessment } from "./assessment.ts";
import { findGates } from "./find-gates.ts";
import { findPenalties } from "./find-penalties.ts";
import type { RewardConfig } from "./reward-config.ts";
import { scoreDimensions } from "./score-dimensions.ts";
import { shapeReward } from "./shape-reward.ts";
import { weighByQuality, weighScores } from "./weigh-scores.ts";

/** Changes whenever the same state could give another reward. */
export const SHAPING_VERSION = "shaping-2";

/**
 * Scores the conversation so far, a pure function of the state and the words: gates → dimensions → calibration (none yet) → weights → penalties → clip, each stage
 * kept.
 * @param maxTurns the cap of this episode, where the `turns` scorer reaches 0.
 * @param conversation what the policy said, for the rubric and the penalties.
 */
export function assessEpisode(
  engine: PersonaEngine,
  state: EpisodeState,
  maxTurns: number,
  conversation: PolicyConversation,
  config: RewardConfig,
): Assessment {
  const { scenario } = engine;
  const { dimensions: rules, shaping } = scenario.private.scoring;
  const checks = engine.rubric.assess(conversation);
  const rubric = scoreRubric(checks);
  const gates = findGates(scenario, state, rubric.gate, config.skipSafetyGate);
  const scores = scoreDimensions({ scenario, state, maxTurns, rubric });
  const weighted =
    config.qualityWeights === null
      ? weighScores(rules, scores)
      : weighByQuality(rules, scores, gates.minefields * gates.rubric, config.qualityWeights);
  const penalties = findPenalties(shaping, conversation.answers.at(-1) ?? null, engine.rubric.countNgrams);
  const stages = shapeReward(weighted, gates, penalties, shaping);
  return { scores, raw: stages.weighted, stages, checks, isDisqualified: gates.product === 0, reward: stages.clipped };
}
