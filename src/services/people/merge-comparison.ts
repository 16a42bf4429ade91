import { type FallbackWorth, UNCALIBRATED_WORTH } from "../../domain/preference/fallback-worth.ts";
import { type JudgedPair, mergePair, type PairFallback, type PairVotes } from "../../domain/preference/merge-pair.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { Comparison, ComparisonVotes, DecidedComparison, UndecidedComparison } from "../scoring/comparison.ts";
import type { HumanTerms } from "./human-terms.ts";
import { peopleSource } from "./people-source.ts";
import { tooFewVotes } from "./too-few-votes.ts";

/** The votes on a compare question as a caller's comparison counts them. @param isSwapped whether the caller's A is the question's B. */
export function countVotes(votes: readonly VoteRecord[], isSwapped: boolean): CountedVotes {
  const counted = { a: 0, b: 0, tie: 0, bothBad: 0 };
  for (const { answer } of votes) {
    if (answer.kind !== "compare") {
      continue;
    }
    if (answer.choice === "a" || answer.choice === "b") {
      counted[(answer.choice === "a") === isSwapped ? "b" : "a"] += 1;
    } else {
      counted.tie += 1;
      counted.bothBad += answer.choice === "both_bad" ? 1 : 0;
    }
  }
  const dimensions = countDimensions(votes, isSwapped);
  return dimensions === null ? counted : { ...counted, dimensions };
}

/** Null where nobody judged any. */
function countDimensions(votes: readonly VoteRecord[], isSwapped: boolean): NonNullable<CountedVotes["dimensions"]> | null {
  const counted = new Map<string, { a: number; b: number; tie: number }>();
  for (const { answer } of votes) {
    for (const [key, candidate] of answer.kind === "compare" ? Object.entries(answer.dimensions) : []) {
      const tally = counted.get(key) ?? { a: 0, b: 0, tie: 0 };
      tally[candidate === "tie" ? "tie" : (candidate === "a") === isSwapped ? "b" : "a"] += 1;
      counted.set(key, tally);
    }
  }
  // By key: who voted first is no news.
  return counted.size === 0 ? null : Object.fromEntries([...counted].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The votes on a pair, those on its dimensions among them. */
export type CountedVotes = PairVotes & Pick<ComparisonVotes, "dimensions">;

export const NO_VOTES: CountedVotes = { a: 0, b: 0, tie: 0, bothBad: 0 };

/** All votes. */
export function voteCountOf({ a, b, tie }: PairVotes): number {
  return a + b + tie;
}

/** What a comparison says by itself of the pair; null where it could not be decided, or where votes showed that it has no say. */
export function fallbackOf(comparison: Comparison): PairFallback | null {
  return comparison.status === "ok" && worthOfBase(comparison).votes > 0 ? comparison : null;
}

/** How far votes have to reckon with that. */
export function worthOfBase({ opinion }: Comparison): FallbackWorth {
  return opinion?.worth ?? UNCALIBRATED_WORTH;
}

/**
 * The answer that votes and fallback give together. Without votes it is the fallback's own, member by member; where people are required and fewer have voted than
 * have to, there is none.
 * @param base the answer without people.
 * @param judged what the votes and the base make of the pair.
 */
export function mergeComparison(
  base: Comparison,
  votes: CountedVotes,
  judged: JudgedPair,
  human: Pick<HumanTerms, "mode" | "minVotes" | "criteriaVersion">,
  isFinal: boolean,
): Comparison {
  const count = voteCountOf(votes);
  if (human.mode === "require" && count < human.minVotes) {
    return undecided(base, votes, human.minVotes, isFinal);
  }
  if (count === 0) {
    return withEnd(base, isFinal);
  }
  const fallback = base.status === "ok" ? base : null;
  const { winner, pA, rewardA, rewardB, signedMargin, confidence, peopleWeight } = mergePair(judged, fallbackOf(base));
  return {
    comparisonId: base.comparisonId,
    votes: withCount(votes, count),
    dimensionMargins: base.dimensionMargins,
    versions: { ...base.versions, criteria: human.criteriaVersion },
    scoringVersion: base.scoringVersion,
    final: isFinal,
    attempts: base.attempts,
    status: "ok",
    winner,
    pA,
    rewardA,
    rewardB,
    signedMargin,
    confidence,
    margin: Math.abs(signedMargin),
    source: peopleSource(peopleWeight, fallback?.source ?? null),
    sources: { people: peopleWeight, model: 1 - peopleWeight },
    fallback: fallback && opinionOf(fallback),
  };
}

/** The same answer, whether or not a later one may follow. Assigned to a copy: written into the copy's literal, it would take the engine many times as long. */
export function withEnd(base: Comparison, isFinal: boolean): Comparison {
  if (base.final === isFinal) {
    return base;
  }
  const copy: { -readonly [Member in keyof Comparison]: Comparison[Member] } = { ...base };
  copy.final = isFinal;
  return copy as Comparison;
}

/** The answer where nobody is asked: the fallback's own, or none where people are required. */
export function answerWithoutPeople(base: Comparison, { mode, minVotes }: Pick<HumanTerms, "mode" | "minVotes">): Comparison {
  return mode === "require" ? undecided(base, NO_VOTES, minVotes, true) : base;
}

function undecided(base: Comparison, votes: CountedVotes, minVotes: number, isFinal: boolean): UndecidedComparison {
  const count = voteCountOf(votes);
  return {
    comparisonId: base.comparisonId,
    votes: withCount(votes, count),
    dimensionMargins: base.dimensionMargins,
    versions: base.versions,
    scoringVersion: base.scoringVersion,
    final: isFinal,
    attempts: base.attempts,
    status: "unscored",
    failure: tooFewVotes(count, minVotes),
  };
}

function withCount({ a, b, tie, bothBad, dimensions }: CountedVotes, count: number): ComparisonVotes {
  return dimensions === undefined ? { a, b, tie, bothBad, count } : { a, b, tie, bothBad, count, dimensions };
}

function opinionOf({ source, pA, rewardA, rewardB }: DecidedComparison) {
  return { source, pA, rewardA, rewardB };
}
