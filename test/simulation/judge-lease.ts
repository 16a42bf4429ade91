import type { LeaseEnd, LeaseRecord } from "../../src/ports/question-store.ts";
import type { Ledger } from "./ledger.ts";
import type { MemoryQuestionStore } from "./memory-question-store.ts";
import type { ServerProcess } from "./simulated-disk.ts";
import { candidateTexts, textOf } from "./simulated-pair.ts";

/** Notes a lease that was kept a moment ago, and reports where it should not have been handed out. */
export function judgeLease(
  ledger: Ledger,
  store: MemoryQuestionStore,
  process: ServerProcess,
  lease: LeaseRecord,
  now: number,
): void {
  const { leaseId, annotatorId, questionId } = lease;
  ledger.leases.set(leaseId, { lease, process, hasEnded: false });
  ledger.tally.leases += 1;
  const others = [...store.leases.values()].filter((kept) => kept.lease.leaseId !== leaseId);
  const before = others.filter((kept) => kept.lease.annotatorId === annotatorId && kept.lease.questionId === questionId);
  if (before.some(({ wasPaused }) => !wasPaused)) {
    ledger.report("nobody is handed a question twice", `${annotatorId} was handed ${questionId} again, as ${leaseId}`);
  }
  const isOfProcess = (id: string) => ledger.leases.get(id)?.process === process;
  const live = others.filter(({ lease: other, end }) => end === null && other.expiresAt > now);
  const held = live.find(({ lease: other }) => other.annotatorId === annotatorId && isOfProcess(other.leaseId));
  if (held !== undefined && lease.expiresAt > now) {
    ledger.report("an annotator holds one lease", `${annotatorId} holds ${held.lease.leaseId} and was handed ${leaseId}`);
  }
  // The lease of a process that died is given up where its holder was handed another one since.
  const isUp = (other: LeaseRecord) =>
    isOfProcess(other.leaseId) ||
    !live.some((kept) => kept.lease.annotatorId === other.annotatorId && isOfProcess(kept.lease.leaseId));
  const underWay = live.filter(({ lease: other }) => other.questionId === questionId && isUp(other)).length + 1;
  const votes = [...store.votes.values()].filter((vote) => {
    const seen = ledger.votes.get(vote.voteId);
    // What a dead process kept is all known; of this one, only what took a lease's place was bound to leave room.
    return vote.questionId === questionId && vote.counted && (seen?.hasTakenPlace === true || seen?.process !== process);
  }).length;
  const maxVotes = votesWanted(ledger, store, lease);
  if (lease.expiresAt > now && underWay + votes > maxVotes) {
    ledger.report(
      "there are no more leases and votes than were wanted",
      `${questionId} has ${votes} votes and, with ${leaseId}, ${underWay} leases; ${maxVotes} votes are wanted at most`,
    );
  }
}

/** Notes that a lease ended otherwise than by a vote, and reports where the process that handed it out took it back while there was still time for an answer. */
export function judgeEnd(ledger: Ledger, process: ServerProcess, leaseId: string, end: LeaseEnd, now: number): void {
  const known = ledger.leases.get(leaseId);
  if (known === undefined) {
    return;
  }
  known.hasEnded = true;
  if (end === "expired" && known.process === process && known.lease.expiresAt > now) {
    ledger.report("a lease runs to its end", `${leaseId} runs until ${known.lease.expiresAt} and was ended at ${now}`);
  }
}

/** The most votes that anybody has ever wanted on a question. */
function votesWanted(ledger: Ledger, store: MemoryQuestionStore, { tenantId, questionId }: LeaseRecord): number {
  const question = store.findQuestion(tenantId, questionId);
  const wanted = [...ledger.comparisons.values()]
    .filter(({ asked }) => question !== null && candidateTexts(asked).includes(textOf(question, "a")))
    .map(({ ask }) => ask.human.maxVotes);
  return Math.max(0, ...wanted);
}
