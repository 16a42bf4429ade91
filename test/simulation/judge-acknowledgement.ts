import { isDeepStrictEqual } from "node:util";
import type { VoteRecord } from "../../src/ports/question-store.ts";
import type { Ballot } from "../../src/services/voting/ballot.ts";
import { chosenText, type Ledger } from "./ledger.ts";
import type { MemoryQuestionStore } from "./memory-question-store.ts";
import type { Choice } from "./schedule-plan.ts";
import type { ShownQuestion } from "./simulated-annotator.ts";

/** Notes that an annotator was told that a vote is kept, and reports where it is not, or is not what they meant. */
export function judgeAcknowledgement(
  ledger: Ledger,
  store: MemoryQuestionStore,
  shown: ShownQuestion,
  ballot: Ballot,
  vote: VoteRecord,
  now: number,
): void {
  const kept = store.findVote(vote.tenantId, vote.voteId);
  const ofAnnotator = [...store.votes.values()].filter(
    (other) => other.annotatorId === vote.annotatorId && other.questionId === vote.questionId,
  );
  if (kept === null || ofAnnotator.length !== 1) {
    ledger.report(
      "an acknowledged vote is kept, once",
      `${ballot.voteId} was acknowledged; ${ofAnnotator.length} such votes are kept`,
    );
    return;
  }
  if (!isDeepStrictEqual({ ...kept, answer: null, revisedAt: null }, { ...vote, answer: null, revisedAt: null })) {
    ledger.report(
      "an acknowledged vote is kept as it was acknowledged",
      `${JSON.stringify(vote)} is kept as ${JSON.stringify(kept)}`,
    );
  }
  const seen = ledger.votes.get(vote.voteId);
  if (seen !== undefined) {
    seen.acknowledgedAt ??= now;
  }
  // Whoever answers a question under a second lease is given the vote that was kept under the first.
  const isMeant = vote.voteId === ballot.voteId;
  if (isMeant && vote.revisedAt === null && kept.revisedAt === null) {
    judgeChoice(ledger, shown, ballot.choice, vote, now);
  }
}

/** Notes what an annotator was told that their vote is for, and reports where that is not the text that they chose on their screen. */
export function judgeChoice(ledger: Ledger, shown: ShownQuestion, choice: Choice | null, vote: VoteRecord, now: number): void {
  const meant = choice === "left" || choice === "right" ? shown.sides[choice] : null;
  const kept = chosenText(shown.served.question, vote);
  if (kept !== meant) {
    ledger.report("a vote is for the text that was chosen", `${vote.voteId} meant "${meant}" and is kept for "${kept}"`);
  }
  const seen = ledger.votes.get(vote.voteId);
  if (seen !== undefined) {
    seen.sure = { text: kept, since: now };
  }
}
