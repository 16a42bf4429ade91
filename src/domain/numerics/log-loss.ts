/**
 * What a vote costs, in nats, whoever said beforehand that the first candidate is preferred with probability σ(logOdds): −y ln p − (1 − y) ln(1 − p). Finite however sure it was.
 * @param outcome y: 1 for the first candidate, 0 for the second, ½ for a tie.
 */
export function logLoss(logOdds: number, outcome: number): number {
  const size = Math.abs(logOdds);
  const ofTheLikely = Math.log1p(Math.exp(-size));
  return ofTheLikely + size * (logOdds >= 0 ? 1 - outcome : outcome);
}

/** What it costs to say nothing. */
export const COIN_LOG_LOSS = Math.LN2;
