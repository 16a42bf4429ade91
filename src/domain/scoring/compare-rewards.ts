import { preferenceProbability } from "./preference-probability.ts";
import { signedMargin } from "./signed-margin.ts";

/** Rewards closer than this are a tie. */
const TIE_BAND = 0.005;

/** Which of two rewards is the better one, and by how much. */
export interface RewardComparison {
  readonly winner: "a" | "b" | "tie";
  /** Probability that A is preferred, 0..1. */
  readonly pA: number;
  /** A's reward minus B's, to nine decimals. */
  readonly signedMargin: number;
}

/** Compares two rewards. Swapping them mirrors every number exactly. */
export function compareRewards(rewardA: number, rewardB: number): RewardComparison {
  const margin = signedMargin(rewardA, rewardB);
  return {
    winner: winnerByMargin(margin),
    pA: preferenceProbability(margin),
    signedMargin: margin,
  };
}

/** The side that a margin, A's reward minus B's, speaks for. */
export function winnerByMargin(margin: number): RewardComparison["winner"] {
  return Math.abs(margin) < TIE_BAND ? "tie" : margin > 0 ? "a" : "b";
}
