import type { LoggedVote, LogPosition } from "../../ports/evidence-store.ts";

/** Something that learns from the vote log, in passes: where it stands is asked, the votes after that are given in pages, and the pass is ended. One pass of a tenant at a time. */
export interface VoteLearner {
  /** The place in the log after which the next votes are wanted; null: from the beginning. Looks whether what was learned has been withdrawn meanwhile, so it is asked at the beginning of each pass. */
  learnedUpTo(tenantId: string): Promise<LogPosition | null>;
  /** Learns from the next votes, in the log's order. Rejects, with nothing lost that the next pass would not bring, where they cannot be learned from now. */
  learn(tenantId: string, votes: readonly LoggedVote[]): Promise<void>;
  /** Keeps what was learned and answers by it from now on, where there is enough that is new. */
  endPass(tenantId: string): Promise<void>;
}
