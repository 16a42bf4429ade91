import { roundScore } from "./round-score.ts";
import { type ShapingStages, shapeReward } from "./shape-reward.ts";
import type { ShapingRules } from "./shaping-rules.ts";

/**
 * The stages of a conversation that a source other than the rubric has scored: what it gives takes the place of the dimensions' weighted mean, which stays to be seen; gates, penalties and clip are those of the scenario.
 * @param stages the rubric's.
 * @param reward what the source gives, 0..1, before gates and penalties.
 */
export function shapeWithOpinion(stages: ShapingStages, reward: number, rules: ShapingRules): ShapingStages {
  const penalties = { length: stages.lengthPenalty, repetition: stages.repetitionPenalty };
  const shaped = shapeReward(reward, stages.gates, penalties, rules);
  return { ...shaped, weighted: stages.weighted, opinion: shaped.weighted };
}

/** What gates and penalties took from what the source gave, 0 or below; the clip takes nothing: it bounds the reward, not how the conversations compare. 0 where no other source gave anything. */
export function shapedAway({ opinion, beforeClip }: ShapingStages): number {
  return opinion === null || beforeClip === null ? 0 : roundScore(beforeClip - opinion);
}
