/** Steepness of the logistic that turns a difference of rewards into a probability: 0.1 apart is about 73 %. Not fitted to people yet. */
const STEEPNESS = 10;
/** Rewards closer than this are a tie. */
const TIE_BAND = 0.005;

export interface RewardComparison {
  readonly winner: "a" | "b" | "tie";
  /** Probability that A is preferred, 0..1: σ(steepness × (a − b)). */
  readonly pA: number;
  readonly signedMargin: number;
}

/** Compares two rewards. Swapping them mirrors the answer exactly. */
export function compareRewards(rewardA: number, rewardB: number): RewardComparison {
  const signedMargin = rewardA - rewardB;
  const pOfLarger = 1 / (1 + Math.exp(-STEEPNESS * Math.abs(signedMargin)));
  return {
    winner: Math.abs(signedMargin) < TIE_BAND ? "tie" : signedMargin > 0 ? "a" : "b",
    pA: signedMargin >= 0 ? pOfLarger : 1 - pOfLarger,
    signedMargin,
  };
}
