/** Logistic function, computed on one side only: `sigmoid(x)` and `sigmoid(-x)` add up to exactly 1. */
export function sigmoid(logOdds: number): number {
  const ofLarger = 1 / (1 + Math.exp(-Math.abs(logOdds)));
  return logOdds < 0 ? 1 - ofLarger : ofLarger;
}

/** Loss in nats of having said those log-odds for an outcome of which that share came true; finite for every finite log-odds. */
export function logLoss(logOdds: number, share: number): number {
  return Math.max(logOdds, 0) - logOdds * share + Math.log1p(Math.exp(-Math.abs(logOdds)));
}
