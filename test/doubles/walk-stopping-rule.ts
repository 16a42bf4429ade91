import type { PairVote } from "../../src/domain/preference/pair-grid.ts";
import { pairPosterior } from "../../src/domain/preference/pair-posterior.ts";
import { decideStop, type StoppingRule, type StopReason } from "../../src/domain/stopping/decide-stop.ts";

/** How pairs of one share end, exactly. */
export interface StoppedPairs {
  /** Probability of each reason to stop. */
  readonly reasons: Readonly<Record<StopReason, number>>;
  /** Probability that the votes favour B when they stop; even votes count half. */
  readonly favoursB: number;
  /** The same, of those stopped for confidence alone. */
  readonly confidentlyB: number;
  readonly meanVotes: number;
}

/**
 * What becomes of a pair that is looked at after every vote, computed over all courses the votes may take instead of simulated: the answer is exact.
 * @param base of the symmetric Beta prior the rule believes in; returns the outcome by share of people that prefers A.
 */
export function walkStoppingRule(rule: StoppingRule, base: number): (share: number) => StoppedPairs {
  const decisions = Array.from({ length: rule.maxVotes + 1 }, (_row, votes) => {
    // The rule and its prior are symmetric: what holds of k votes for A holds of k votes for B.
    const lesser = Array.from({ length: Math.floor(votes / 2) + 1 }, (_value, k) =>
      votes === 0 ? null : decide(rule, base, k, votes - k),
    );
    return Array.from({ length: votes + 1 }, (_value, votesForA) => lesser[Math.min(votesForA, votes - votesForA)] ?? null);
  });
  return (share) => {
    const reasons = { confidence: 0, too_close: 0, quorum: 0 };
    let favoursB = 0;
    let confidentlyB = 0;
    let meanVotes = 0;
    let reached = [1];
    for (let votes = 1; votes <= rule.maxVotes; votes += 1) {
      const next = new Array<number>(votes + 1).fill(0);
      for (const [votesForA, probability] of reached.entries()) {
        next[votesForA + 1] = (next[votesForA + 1] ?? 0) + probability * share;
        next[votesForA] = (next[votesForA] ?? 0) + probability * (1 - share);
      }
      for (const [votesForA, probability] of next.entries()) {
        const reason = decisions[votes]?.[votesForA] ?? null;
        if (reason !== null) {
          const isB = 2 * votesForA === votes ? 0.5 : 2 * votesForA < votes ? 1 : 0;
          reasons[reason] += probability;
          favoursB += probability * isB;
          confidentlyB += reason === "confidence" ? probability * isB : 0;
          meanVotes += probability * votes;
          next[votesForA] = 0;
        }
      }
      reached = next;
    }
    return { reasons, favoursB, confidentlyB, meanVotes };
  };
}

function decide(rule: StoppingRule, base: number, votesForA: number, votesForB: number): StopReason | null {
  const vote = (choice: "a" | "b"): PairVote => ({ choice, userScore: 1 });
  const votes = [...new Array<PairVote>(votesForA).fill(vote("a")), ...new Array<PairVote>(votesForB).fill(vote("b"))];
  const posterior = pairPosterior(votes, { probability: 0.5, strength: 0, base });
  return decideStop(rule, { posterior, votesForA, votesForB, ties: 0 });
}
