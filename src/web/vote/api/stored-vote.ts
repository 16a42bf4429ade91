/** A vote as the server kept it. */
export interface StoredVote {
  readonly voteId: string;
  /** Null for ratings. */
  readonly choice: string | null;
}
