import type { VoteStrength } from "../../domain/questions/vote.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { Annotator } from "./annotator.ts";
import type { ServedQuestion } from "./lease-question.ts";
import type { VotingPorts } from "./voting-ports.ts";

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

export interface AcknowledgedVote {
  readonly vote: VoteRecord;
  /** Null where none waits. */
  readonly next: ServedQuestion | null;
}

/**
 * Keeps a vote and hands out the next question, in one transaction; resolves after its commit. A vote that was kept before is given again, with the question that
 * the annotator holds now. Throws NotFoundError (a lease that there never was or of somebody else) and InvalidRequestError (an answer that is none to the
 * question, naming the field).
 */
export function recordVote(_ports: VotingPorts, _annotator: Annotator, _ballot: Ballot): Promise<AcknowledgedVote> {
  throw new Error("not there yet");
}
