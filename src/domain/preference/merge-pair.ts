import { decideStop, type StoppingRule, type StopReason } from "../stopping/decide-stop.ts";
import { type FallbackWorth, UNCALIBRATED_WORTH } from "./fallback-worth.ts";
import { moveRewards } from "./move-rewards.ts";
import { type PairPrior, pairGrid, type TalliedVote } from "./pair-grid.ts";
import { type PairPosterior, readPairGrid } from "./pair-posterior.ts";
import { voteInformation } from "./vote-information.ts";

/** What stands in where there is no fallback: as even as pairs are (Beta(.83, .83), fitted to the LLMFAO votes). */
export const NO_FALLBACK: PairPrior = { probability: 0.5, strength: 1.66, base: 0 };
/** How far a voter is relied on of whom nothing is known yet. */
export const NEW_VOTER_SCORE = 0.8;
/** An expected share this close to one half is a tie: what rewards 0.005 apart come to. */
const TIE_SHARE = 0.0125;
/** From this part of the evidence on, it is people who answered. */
const PEOPLE_ALONE_FROM = 0.9;

/** Votes on a pair. Whoever finds both bad is among the ties. */
export interface PairVotes {
  readonly a: number;
  readonly b: number;
  readonly tie: number;
  readonly bothBad: number;
}

/** What a fallback says of a pair by itself. */
export interface PairFallback {
  /** Probability that people would prefer A. */
  readonly pA: number;
  readonly rewardA: number;
  readonly rewardB: number;
}

/** What votes and fallback make of a pair. */
export interface JudgedPair {
  readonly posterior: Omit<PairPosterior, "interval">;
  /** Why no more votes are needed; null: they are. */
  readonly stop: StopReason | null;
  /** What one more vote is expected to tell, in nats. */
  readonly voteInformation: number;
}

/** A pair decided by people, with or without a fallback. Swapping A and B mirrors every number exactly. */
export interface MergedPair {
  readonly winner: "a" | "b" | "tie";
  readonly pA: number;
  /** Always A's reward minus B's. */
  readonly signedMargin: number;
  readonly rewardA: number;
  readonly rewardB: number;
  /** How sure it is that most people agree with the winner; for a tie, that they are split. */
  readonly confidence: number;
  /** Part of the evidence that came from people, 0..1. */
  readonly peopleWeight: number;
}

/**
 * Weighs votes and fallback. May be asked after every vote.
 * @param fallback null: it says nothing of one side at least, or has no say.
 * @param worth of the fallback; more than 0 votes.
 */
export function judgePair(
  votes: PairVotes,
  fallback: PairFallback | null,
  rule: StoppingRule,
  worth: FallbackWorth = UNCALIBRATED_WORTH,
): JudgedPair {
  const prior = fallback === null ? NO_FALLBACK : { probability: believed(fallback.pA, worth), strength: worth.votes, base: 0 };
  const tallied = tallyAlike(votes);
  const grid = pairGrid(tallied, prior);
  const posterior = readPairGrid(grid, tallied, prior);
  return {
    posterior,
    stop: decideStop(rule, { posterior, votesForA: votes.a, votesForB: votes.b, ties: votes.tie }),
    voteInformation: voteInformation(grid, NEW_VOTER_SCORE),
  };
}

/** The votes of a pair of whose voters nothing is known. */
function tallyAlike({ a, b, tie }: PairVotes): readonly TalliedVote[] {
  const tallied: TalliedVote[] = [];
  if (a > 0) {
    tallied.push({ choice: "a", userScore: NEW_VOTER_SCORE, count: a });
  }
  if (b > 0) {
    tallied.push({ choice: "b", userScore: NEW_VOTER_SCORE, count: b });
  }
  if (tie > 0) {
    tallied.push({ choice: "tie", userScore: NEW_VOTER_SCORE, count: tie });
  }
  return tallied;
}

/** Computed from the larger side, so that swapping A and B gives exactly the complement. */
function believed(pA: number, { surest }: FallbackWorth): number {
  const larger = Math.min(surest, Math.max(pA, 1 - pA));
  return pA >= 0.5 ? larger : 1 - larger;
}

/** The answer that a judged pair with at least one vote gives. */
export function mergePair(
  { posterior, stop }: Pick<JudgedPair, "posterior" | "stop">,
  fallback: PairFallback | null,
): MergedPair {
  const pA = posterior.share;
  const isTie = stop === "too_close" || Math.abs(pA - 0.5) < TIE_SHARE;
  const winner = isTie ? "tie" : pA > 0.5 ? "a" : "b";
  const { rewardA, rewardB, signedMargin } = moveRewards(pA, fallback === null ? 0.5 : (fallback.rewardA + fallback.rewardB) / 2);
  const confidence = confidenceIn(winner, posterior);
  return { winner, pA, rewardA, rewardB, signedMargin, confidence, peopleWeight: fallback === null ? 1 : posterior.peopleWeight };
}

/** Who answered, by the part of the evidence that came from people. */
export function sourceByWeight(peopleWeight: number): "people" | "blend" {
  return peopleWeight >= PEOPLE_ALONE_FROM ? "people" : "blend";
}

function confidenceIn(winner: MergedPair["winner"], { majorityProbability, closeProbability }: JudgedPair["posterior"]): number {
  if (winner === "tie") {
    return closeProbability;
  }
  return winner === "a" ? majorityProbability : 1 - majorityProbability;
}
