/** Logistic function, computed on one side only: `sigmoid(x)` and `sigmoid(-x)` add up to exactly 1. */
export function sigmoid(logOdds: number): number {
  const ofLarger = 1 / (1 + Math.exp(-Math.abs(logOdds)));
  return logOdds < 0 ? 1 - ofLarger : ofLarger;
}
