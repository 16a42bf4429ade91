import { roundScore } from "./round-score.ts";
import type { ScoreBreakdown } from "./score-breakdown.ts";

/** A reward as parts that sum to it, for trainers that normalise each objective by itself. */
export interface RewardComponents {
  /** What each dimension contributes: its value times its share of the weights, 0..1; 0 where it has no value. By dimension key. */
  readonly dimensions: Readonly<Record<string, number>>;
  /** What a source other than the rubric gives beyond the dimensions' weighted mean; 0 where the rubric answered. */
  readonly otherSource: number;
  /** What gates, penalties and the clip add or take: whatever is left. */
  readonly shaping: number;
}

/** Stages are kept to nine decimals: less than this is their rounding, not shaping. */
const ROUNDING = 6e-10;

/**
 * The parts of a reward. Their sum is the reward within 1e-9, in whatever order they are added.
 * @param reward 0..1, after every stage of shaping.
 */
export function toRewardComponents(
  { dimensions, stages }: Pick<ScoreBreakdown, "dimensions" | "stages">,
  reward: number,
): RewardComponents {
  const valued = Object.values(dimensions).filter(({ value }) => value !== null);
  const weights = valued.reduce((sum, { weight }) => sum + weight, 0);
  const contributions = Object.entries(dimensions).map(([key, { value, weight }]) => [
    key,
    value === null || weights === 0 ? 0 : (weight * value) / weights,
  ]);
  const otherSource = stages.opinion === null ? 0 : roundScore(stages.opinion - (stages.weighted ?? 0));
  return close(Object.fromEntries(contributions), otherSource, reward);
}

/**
 * What changed from one reward to a later one, part by part.
 * @param difference of the two rewards: what the parts sum to.
 */
export function subtractComponents(later: RewardComponents, earlier: RewardComponents, difference: number): RewardComponents {
  const keys = new Set([...Object.keys(earlier.dimensions), ...Object.keys(later.dimensions)]);
  const changes = [...keys].map((key) => [key, (later.dimensions[key] ?? 0) - (earlier.dimensions[key] ?? 0)]);
  return close(Object.fromEntries(changes), later.otherSource - earlier.otherSource, difference);
}

function close(dimensions: Readonly<Record<string, number>>, otherSource: number, reward: number): RewardComponents {
  const rest = reward - Object.values(dimensions).reduce((sum, part) => sum + part, otherSource);
  return { dimensions, otherSource, shaping: Math.abs(rest) < ROUNDING ? 0 : rest };
}
