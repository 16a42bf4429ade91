import type { Comparison } from "../../src/services/scoring/comparison.ts";
import type { AskedComparison, Ledger } from "./ledger.ts";

/** How much later than its deadline an answer may leave. */
const TOLERANCE_MS = 50;
/** A comparison is settled that long before its deadline at the earliest. */
const AHEAD_MS = 20;

/** Notes an answer, and reports one that came too early. */
export function judgeAnswer(ledger: Ledger, entry: AskedComparison, answer: Comparison, now: number): void {
  entry.answer = answer;
  entry.answeredAt = now;
  ledger.tally.answers += 1;
  const hasWhatItInsistsOn = answer.votes.count >= entry.asked.minVotes;
  if (entry.asked.mode === "require" && !answer.final && !hasWhatItInsistsOn && now < entry.deadlineAt - AHEAD_MS) {
    ledger.report(
      "a caller who insists on people is answered early only with the votes that it insists on, or for good",
      `${entry.comparisonId} was answered at ${now}; its deadline was ${entry.deadlineAt}`,
    );
  }
  judgeWaiting(ledger, entry, now);
}

/** Reports a caller who is not answered although the deadline is over. */
export function judgeWaiting(ledger: Ledger, entry: AskedComparison, now: number): void {
  if ((entry.answeredAt ?? now) > entry.deadlineAt + TOLERANCE_MS && !entry.isGivenUp) {
    ledger.report(
      "an answer leaves by its deadline",
      `${entry.comparisonId} was due at ${entry.deadlineAt}; at ${now} it ${entry.answeredAt === null ? "had not left" : "left"}`,
    );
  }
}
