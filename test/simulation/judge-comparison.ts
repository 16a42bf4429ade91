import { isDeepStrictEqual } from "node:util";
import { judgePair } from "../../src/domain/preference/merge-pair.ts";
import type { RevisionRecord } from "../../src/ports/comparison-store.ts";
import { fallbackOf, mergeComparison } from "../../src/services/people/merge-comparison.ts";
import type { Comparison, ComparisonVotes } from "../../src/services/scoring/comparison.ts";
import type { AskedComparison, Ledger, SeenVote } from "./ledger.ts";
import type { KeptComparison } from "./memory-comparison-store.ts";
import type { SimulatedDisk } from "./simulated-disk.ts";
import { candidateTexts } from "./simulated-pair.ts";

/** For how long after a question's end a vote may still be on its way to the disk. */
const GRACE_MS = 1000;
const METHODS = ["anytime", "posterior"] as const;

/** Holds all that became of a comparison against the votes and the promises, once nothing more can become of it. */
export function judgeComparison(ledger: Ledger, disk: SimulatedDisk, entry: AskedComparison): void {
  const { comparisonId, answer } = entry;
  const kept = disk.comparisons.findComparison("default", comparisonId);
  if (kept === null) {
    if (entry.keptBy !== null && entry.process.isAlive) {
      ledger.report("what people were asked about is kept", `${comparisonId} is not kept`);
    }
    return;
  }
  const revisions = kept.revisions.map((revision) => JSON.parse(revision.answer) as Comparison);
  if (answer !== null && !isDeepStrictEqual(revisions[0], JSON.parse(JSON.stringify(answer)))) {
    ledger.report(
      "a settled answer never changes",
      `${comparisonId} was answered ${JSON.stringify(answer)} and is kept as ${kept.revisions[0]?.answer}`,
    );
  }
  if (
    kept.revisions.some(({ revision, isFinal }, index) => revision !== index + 1 || isFinal !== (index === revisions.length - 1))
  ) {
    ledger.report("revisions follow one another up to a final one", `${comparisonId} has ${JSON.stringify(kept.revisions)}`);
  }
  for (const [index, revision] of revisions.entries()) {
    judgeMerge(ledger, entry, kept, revision);
    if (revision.votes.count < (revisions[index - 1]?.votes.count ?? 0)) {
      ledger.report("no revision has fewer votes than the one before", `${comparisonId} has ${JSON.stringify(kept.revisions)}`);
    }
  }
  judgeLast(ledger, disk, entry, kept);
}

/** An answer is what its votes and the fallback that is kept with it make, and nothing else. */
function judgeMerge(
  ledger: Ledger,
  { comparisonId }: AskedComparison,
  { comparison }: KeptComparison,
  revision: Comparison,
): void {
  const { base, human } = JSON.parse(comparison.basis) as { base: Comparison; human: AskedComparison["ask"]["human"] };
  const { count: _, ...votes } = revision.votes;
  const merged = METHODS.map((method) => {
    const judged = judgePair(votes, fallbackOf(base), { ...human, method });
    return JSON.parse(JSON.stringify(mergeComparison(base, votes, judged, human, revision.final)));
  });
  if (!merged.some((one) => isDeepStrictEqual(one, revision))) {
    ledger.report(
      "an answer is the merge of the votes that it claims",
      `${comparisonId}: ${JSON.stringify(revision)} should be ${JSON.stringify(merged[0])}`,
    );
  }
}

function judgeLast(ledger: Ledger, disk: SimulatedDisk, entry: AskedComparison, { comparison, revisions }: KeptComparison): void {
  const last = revisions.at(-1);
  if (last === undefined) {
    return;
  }
  const { comparisonId, ask, asked, askedAt } = entry;
  const votes = (JSON.parse(last.answer) as Comparison).votes;
  const base = (JSON.parse(comparison.basis) as { base: Comparison }).base;
  const isDecided = METHODS.some((method) => judgePair(votes, fallbackOf(base), { ...ask.human, method }).stop !== null);
  const endsAt = askedAt + asked.ttlMs;
  // Where the question could not be kept, nobody could be asked for as long as was wanted.
  const wasLost = entry.hasMetFault || !entry.isOpened;
  if (!isDecided && !wasLost && last.revisedAt < endsAt) {
    ledger.report(
      "an answer is final only when nothing can follow",
      `${comparisonId} ends at ${endsAt} and was final at ${last.revisedAt}`,
    );
  }
  const seen = votesOn(ledger, disk, comparison.questionId);
  const [textA, textB] = candidateTexts(asked);
  judgeMost(ledger, comparisonId, votes, seen, last, textA, textB);
  const until = Math.min(last.revisedAt, endsAt + GRACE_MS);
  const wasLate = entry.keptBy === entry.process && (entry.openedAt ?? until) >= until;
  if (!isDecided && !wasLost && !wasLate) {
    judgeLeast(ledger, comparisonId, votes, seen, until, textA, textB);
  }
}

/** No vote is counted that there is not. */
function judgeMost(
  ledger: Ledger,
  comparisonId: string,
  votes: ComparisonVotes,
  seen: readonly SeenVote[],
  { revisedAt }: RevisionRecord,
  textA: string,
  textB: string,
): void {
  const kept = seen.filter(({ committedAt }) => committedAt <= revisedAt);
  const most = (text: string | null) => kept.filter(({ chosen }) => chosen.has(text)).length;
  if (votes.count > kept.length || votes.a > most(textA) || votes.b > most(textB) || votes.tie > most(null)) {
    ledger.report(
      "no vote is counted that is not kept",
      `${comparisonId} counts ${JSON.stringify(votes)}; ${describe(kept)} are kept`,
    );
  }
}

/** Every vote is counted that was acknowledged before. */
function judgeLeast(
  ledger: Ledger,
  comparisonId: string,
  votes: ComparisonVotes,
  seen: readonly SeenVote[],
  until: number,
  textA: string,
  textB: string,
): void {
  const acknowledged = seen.filter(({ acknowledgedAt }) => acknowledgedAt !== null && acknowledgedAt < until);
  const least = (text: string | null) =>
    acknowledged.filter(({ sure }) => sure !== null && sure.since < until && sure.text === text).length;
  if (votes.count < acknowledged.length || votes.a < least(textA) || votes.b < least(textB) || votes.tie < least(null)) {
    ledger.report(
      "every acknowledged vote is in the last revision",
      `${comparisonId} counts ${JSON.stringify(votes)}; ${describe(acknowledged)} were acknowledged before`,
    );
  }
}

function votesOn(ledger: Ledger, disk: SimulatedDisk, questionId: string): readonly SeenVote[] {
  return [...disk.questions.votes.values()]
    .filter((vote) => vote.questionId === questionId && vote.counted)
    .flatMap(({ voteId }) => ledger.votes.get(voteId) ?? []);
}

function describe(votes: readonly SeenVote[]): string {
  return `${votes.length} (${JSON.stringify(votes.map(({ chosen }) => [...chosen]))})`;
}
