import { normalWithin } from "../numerics/normal-within.ts";
import { OVERALL_RATING, RATING_MAX, RATING_MIN } from "../questions/vote.ts";
import { roundScore } from "../scoring/round-score.ts";
import { FALLBACK_VOTES } from "./fallback-worth.ts";
import { NEW_VOTER_SCORE } from "./merge-pair.ts";

/** What a model says of a conversation: its reward and its scores by dimension, 0..1; null where it has none. */
export interface ModelScores {
  readonly reward: number;
  readonly scores: Readonly<Record<string, number | null>>;
}

/** What ratings and model make of a conversation together. */
export interface MergedRatings extends ModelScores {
  /** Part of the evidence about the reward that came from people, 0..1. */
  readonly peopleWeight: number;
  /** 0..1: how sure it is that the reward is within a tenth of what people at large would give. */
  readonly confidence: number;
}

/** Standard deviation of one person's rating of one thing, as part of the scale: a little above one point of seven. Not fitted to this server's votes. */
const RATING_DEVIATION = 0.2;
/** A rating counts by the square of how far its voter is relied on, as a vote does. */
const RATING_WEIGHT = NEW_VOTER_SCORE ** 2;
/** Ratings' worth of knowledge below which nothing more is gained by knowing less: the logarithm would have no bound. */
const KNOWN_MIN = RATING_WEIGHT / 4;
/** How close to what people at large would say is close enough. */
const NEAR = 0.1;

/**
 * Merges by precision, dimension by dimension: the model's value counts as so many ratings as it is worth votes on a pair, and each person's rating 1..7 (put on 0..1) as one, by its voter's
 * reliability. The reward is merged with the overall ratings. Without ratings it is the model's own; what the model could not score is people's alone.
 * @param ratings one a person: by dimension, and `overall`.
 * @param worthVotes of the model, ≥ 0; by default an uncalibrated fallback's.
 */
export function mergeRatings(
  model: ModelScores,
  ratings: readonly Readonly<Record<string, number>>[],
  worthVotes: number = FALLBACK_VOTES,
): MergedRatings {
  const given = (key: string) => ratings.flatMap((rating) => (rating[key] === undefined ? [] : [toUnit(rating[key])]));
  const overall = given(OVERALL_RATING);
  const evidence = RATING_WEIGHT * overall.length;
  return {
    reward: merge(model.reward, overall, worthVotes) ?? model.reward,
    scores: Object.fromEntries(Object.entries(model.scores).map(([key, score]) => [key, merge(score, given(key), worthVotes)])),
    peopleWeight: evidence === 0 ? 0 : evidence / (evidence + worthVotes),
    confidence: normalWithin((NEAR / RATING_DEVIATION) * Math.sqrt(evidence + worthVotes)),
  };
}

/**
 * What one more rating is expected to tell of the reward, in nats: half the logarithm of how much the precision grows.
 * @param count ratings there are.
 * @param worthVotes as above.
 */
export function ratingInformation(count: number, worthVotes: number = FALLBACK_VOTES): number {
  // What nobody has said anything of is worth no more than a first rating beside a quarter of one.
  const known = Math.max(KNOWN_MIN, worthVotes + RATING_WEIGHT * count);
  return Math.log1p(RATING_WEIGHT / known) / 2;
}

function merge(score: number | null, ratings: readonly number[], worthVotes: number): number | null {
  if (ratings.length === 0) {
    return score;
  }
  const ofPeople = RATING_WEIGHT * ratings.reduce((sum, rating) => sum + rating, 0);
  const ofModel = score === null ? 0 : worthVotes * score;
  const worth = RATING_WEIGHT * ratings.length + (score === null ? 0 : worthVotes);
  return roundScore((ofPeople + ofModel) / worth);
}

function toUnit(rating: number): number {
  return (rating - RATING_MIN) / (RATING_MAX - RATING_MIN);
}
