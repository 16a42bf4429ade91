/** A vote on a pair of which it is known what a source said. */
export interface SourceVote {
  /** Tells pairs apart. */
  readonly pairKey: string;
  readonly choice: "a" | "b" | "tie";
  readonly rawA: number;
  readonly rawB: number;
  /** ln length of a's text minus b's. */
  readonly lnLengthDifference: number;
  /** 0 < p ≤ 1. */
  readonly inclusionProbability: number;
}
