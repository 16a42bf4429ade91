import type { ComparisonRecord, RevisionRecord } from "../../src/ports/comparison-store.ts";
import type { LeaseEnd, LeaseRecord, QuestionRecord, VoteRecord } from "../../src/ports/question-store.ts";
import { judgeEnd, judgeLease } from "./judge-lease.ts";
import { type AskedComparison, chosenText, type Ledger } from "./ledger.ts";
import type { ServerProcess, SimulatedDisk, StoreCall } from "./simulated-disk.ts";
import { candidateTexts, textOf } from "./simulated-pair.ts";

/** Holds the promises about what is kept against a call of the store that was done at that instant. */
export function judgeCall(ledger: Ledger, disk: SimulatedDisk, call: StoreCall, now: number): void {
  const { process, method, args, result } = call;
  switch (method) {
    case "openQuestions":
      noteOpened(ledger, call);
      return;
    case "insertLease":
      judgeLease(ledger, disk.questions, process, args[0] as LeaseRecord, now);
      return;
    case "endLease":
      if (result === true) {
        judgeEnd(ledger, process, String(args[1]), args[2] as LeaseEnd, now);
      }
      return;
    case "recordVote":
      judgeVote(ledger, disk, call, now);
      return;
    case "reviseVote":
      noteChange(ledger, disk, result as VoteRecord | null);
      return;
    case "settleComparison":
      judgeSettlement(ledger, disk, call);
      return;
    case "reviseComparison":
      judgeRevision(ledger, disk, call);
      return;
    default:
  }
}

/** Notes what the process knows from now on. */
export function noteTold(ledger: Ledger, call: StoreCall, now: number): void {
  if (call.method === "openQuestions") {
    for (const entry of openedBy(ledger, call)) {
      entry.openedAt ??= now;
    }
  }
  if (call.method === "recordVote") {
    const { voteId, leaseId } = call.args[0] as VoteRecord;
    const seen = ledger.votes.get(voteId);
    const lease = ledger.leases.get(leaseId);
    if (seen !== undefined && lease?.process === call.process) {
      seen.hasTakenPlace = !lease.hasEnded && now < lease.lease.expiresAt;
    }
  }
}

function noteOpened(ledger: Ledger, call: StoreCall): void {
  for (const entry of openedBy(ledger, call)) {
    entry.isOpened = true;
  }
}

/** The comparisons whose questions that call keeps for as long as they want. */
function openedBy(ledger: Ledger, { process, args }: StoreCall): readonly AskedComparison[] {
  const questions = args[0] as readonly QuestionRecord[];
  return [...ledger.comparisons.values()].filter(
    (entry) =>
      entry.process === process &&
      questions.some(
        (question) =>
          question.expiresAt === entry.askedAt + entry.asked.ttlMs && candidateTexts(entry.asked).includes(textOf(question, "a")),
      ),
  );
}

function judgeVote(ledger: Ledger, disk: SimulatedDisk, { process, args, result }: StoreCall, now: number): void {
  const [vote, next] = args as readonly [VoteRecord, LeaseRecord | null];
  if (result !== null) {
    ledger.tally.repeatedVotes += 1;
    return;
  }
  const question = disk.questions.findQuestion(vote.tenantId, vote.questionId);
  ledger.votes.set(vote.voteId, {
    committedAt: now,
    process,
    hasTakenPlace: false,
    acknowledgedAt: null,
    chosen: new Set(question === null ? [] : [chosenText(question, vote)]),
    sure: null,
  });
  ledger.tally.votes += 1;
  ledger.tally.lateVotes += vote.late ? 1 : 0;
  if (next !== null) {
    judgeLease(ledger, disk.questions, process, next, now);
  }
}

function noteChange(ledger: Ledger, disk: SimulatedDisk, vote: VoteRecord | null): void {
  const question = vote && disk.questions.findQuestion(vote.tenantId, vote.questionId);
  const seen = vote && ledger.votes.get(vote.voteId);
  if (vote && question && seen) {
    seen.chosen.add(chosenText(question, vote));
    seen.sure = null;
  }
}

function judgeSettlement(ledger: Ledger, disk: SimulatedDisk, { process, args, result }: StoreCall): void {
  const [{ tenantId, comparisonId }, first] = args as readonly [ComparisonRecord, RevisionRecord];
  noteWriter(ledger, comparisonId, process);
  const kept = disk.comparisons.findComparison(tenantId, comparisonId)?.revisions[0];
  if (result !== true && kept?.answer !== first.answer) {
    ledger.report("a comparison is settled once", `${comparisonId} was settled as ${kept?.answer} and again as ${first.answer}`);
  }
}

function judgeRevision(ledger: Ledger, disk: SimulatedDisk, { process, args, result }: StoreCall): void {
  const [tenantId, comparisonId, revision] = args as readonly [string, string, RevisionRecord];
  if (result === true) {
    ledger.tally.revisions += 1;
    noteWriter(ledger, comparisonId, process);
    return;
  }
  const revisions = disk.comparisons.findComparison(tenantId, comparisonId)?.revisions ?? [];
  if (revisions[revision.revision - 1]?.answer !== revision.answer) {
    ledger.report(
      "revisions follow one another up to a final one",
      `revision ${revision.revision} of ${comparisonId} was refused; there are ${revisions.length}, ${JSON.stringify(revisions.at(-1))}`,
    );
  }
}

function noteWriter(ledger: Ledger, comparisonId: string, process: ServerProcess): void {
  const entry = ledger.comparisons.get(comparisonId);
  if (entry !== undefined) {
    entry.keptBy = process;
  }
}
