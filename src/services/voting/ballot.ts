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

/** What a ballot says about the question. */
export type BallotAnswer = Pick<Ballot, "choice" | "strength" | "dimensions" | "ratings">;

/** What is changed of a vote. What is null or, of the ratings, left out stays, but for the strength: it goes with the choice. */
export interface VoteChange extends Pick<Ballot, "choice" | "strength" | "ratings"> {
  /** In place of all that the vote said by dimension. */
  readonly dimensions: Ballot["dimensions"] | null;
  /** Empty: the justification is taken away. */
  readonly justification: string | null;
}
