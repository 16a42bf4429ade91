import type { PairPosterior } from "../preference/pair-posterior.ts";
import { lnEvidenceAgainstEven } from "./evidence-against-even.ts";

/** When enough people have voted on a pair. */
export interface StoppingRule {
  /**
   * `posterior`: P(majority) reaches stopAt; as honest as its prior: only where that was fitted to pairs like these. `anytime`: P(majority) reaches it, and so do the votes by themselves and for the same side, by a
   * mixture martingale; calls an even pair uneven with probability at most 1 − stopAt however often it is looked at.
   */
  readonly method: "anytime" | "posterior";
  /** 0.5..1. */
  readonly stopAt: number;
  readonly minVotes: number;
  readonly maxVotes: number;
}

/** `confidence`: it is clear whom people prefer. `too_close`: it is clear that people are split. `quorum`: as many have voted as were wanted. */
export type StopReason = "confidence" | "too_close" | "quorum";

/** P(0.4 < share < 0.6) above which people are called split. */
const TOO_CLOSE_AT = 0.8;

/** Votes on one pair, and what they and the fallback make of it. */
export interface PairEvidence {
  readonly posterior: Pick<PairPosterior, "majorityProbability" | "closeProbability">;
  readonly votesForA: number;
  readonly votesForB: number;
  readonly ties: number;
}

/** Why no more votes are needed, or null where they are. May be asked after every vote. */
export function decideStop(rule: StoppingRule, { posterior, votesForA, votesForB, ties }: PairEvidence): StopReason | null {
  const votes = votesForA + votesForB + ties;
  if (votes < rule.minVotes) {
    return null;
  }
  if (isClear(rule, posterior.majorityProbability, votesForA, votesForA + votesForB)) {
    return "confidence";
  }
  if (posterior.closeProbability > TOO_CLOSE_AT) {
    return "too_close";
  }
  return votes >= rule.maxVotes ? "quorum" : null;
}

function isClear(
  { method, stopAt }: StoppingRule,
  majorityProbability: number,
  votesForA: number,
  decisiveVotes: number,
): boolean {
  if (Math.max(majorityProbability, 1 - majorityProbability) < stopAt) {
    return false;
  }
  // Where a fallback of great weight says otherwise, unanimous votes are a contradiction, and the answer would be the fallback's: more votes are what settles it.
  const isForTheSame = (majorityProbability - 0.5) * (votesForA - decisiveVotes / 2) > 0;
  return method === "posterior" || (isForTheSame && lnEvidenceAgainstEven(votesForA, decisiveVotes) >= -Math.log(1 - stopAt));
}
