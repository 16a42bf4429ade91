import type { VoteStrength } from "../../domain/questions/vote.ts";

/** A side as the annotator sees it. */
export type Side = "left" | "right";

/** A vote as it comes in: in terms of what was shown. */
export interface Ballot {
  readonly voteId: string;
  readonly leaseId: string;
  /** For a compare question; null for a rate question. */
  readonly choice: Side | "tie" | "both_bad" | null;
  readonly strength: VoteStrength | null;
  readonly dimensions: Readonly<Record<string, Side | "tie">>;
  /** For a rate question, by dimension and `overall`; empty for a compare question. */
  readonly ratings: Readonly<Record<string, number>>;
  readonly justification: string | null;
  readonly visibleMs: number | null;
}

/** What a ballot says about the question; what it changes of a vote. */
export type BallotAnswer = Pick<Ballot, "choice" | "strength" | "dimensions" | "ratings">;
