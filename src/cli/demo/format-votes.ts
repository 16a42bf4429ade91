import { progressBar } from "../progress-bar.ts";
import type { ComparisonBody } from "./api-client.ts";

/** `    2.1 s  B ########...................... A   p_a 0.266   1 vote for A, 2 for B`: how far people and fallback lean to A at that moment. */
export function formatStanding(elapsedMs: number, { p_a: share, votes }: ComparisonBody): string {
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`.padStart(9);
  const bar = share === null ? "nothing known yet" : `B ${progressBar(share)} A   p_a ${share.toFixed(3)}`;
  return `${seconds}  ${bar}   ${formatVotes(votes)}`;
}

/** `is answered by the rubric: p_a 0.678`: what came of a comparison that could not wait. A busy machine may have had no time for it. */
export function formatHurried({ p_a: share, source }: ComparisonBody): string {
  return share === null || source === null
    ? "is told that there was no time for an answer, which is no answer of 0"
    : `is answered by the ${source.id}: p_a ${share.toFixed(3)}`;
}

/** When a comparison was settled and why, as far as its answer tells. @param wanted what its caller asked for. */
export function formatSettlement(
  elapsedMs: number,
  { winner, confidence, votes, sources, source }: ComparisonBody,
  wanted: { readonly stopAt: number; readonly maxVotes: number },
): string {
  const why =
    votes.count >= wanted.maxVotes
      ? `all ${wanted.maxVotes} votes are in`
      : confidence !== null && confidence >= wanted.stopAt
        ? `it is ${(100 * confidence).toFixed(1)} % sure, and ${100 * wanted.stopAt} % were enough`
        : "its time was over";
  const who = winner === "tie" ? "nobody wins" : winner === null ? "it is undecided" : `${winner.toUpperCase()} wins`;
  const weights =
    sources === null ? "" : `; weight of people ${sources.people.toFixed(2)}, of the model ${sources.model.toFixed(2)}`;
  return `   Settled after ${(elapsedMs / 1000).toFixed(1)} s because ${why}: ${who} ${votes.count === 0 ? "without a vote" : `by ${formatVotes(votes)}`} (source ${source?.id ?? "nobody"}${weights}).`;
}

/** How many votes came and how soon they were safe. @param acknowledgedP99Ms means nothing where none came. */
export function formatAcknowledged(votes: number, acknowledgedP99Ms: number): string {
  return votes === 0
    ? "   No vote was cast: there was nothing that people could still change."
    : `   ${votes} votes were cast over HTTP, each acknowledged when it was on disk (the slowest within ${acknowledgedP99Ms.toFixed(0)} ms).`;
}

function formatVotes({ a, b, tie, count }: ComparisonBody["votes"]): string {
  if (count === 0) {
    return "no vote yet";
  }
  const ties = tie === 0 ? "" : `, ${tie} for neither`;
  return `${a} ${a === 1 ? "vote" : "votes"} for A, ${b} for B${ties}`;
}
