import { describe, expect, it } from "vitest";
import { SKYWORK } from "../../../test/doubles/create-opinions.ts";
import { BASE, HUMAN } from "../../../test/doubles/create-people-world.ts";
import { calibratedWorth } from "../../domain/preference/fallback-worth.ts";
import { judgePair } from "../../domain/preference/merge-pair.ts";
import type { VoteAnswer } from "../../domain/questions/vote.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { Comparison, DecidedComparison } from "../scoring/comparison.ts";
import {
  answerWithoutPeople,
  type CountedVotes,
  countVotes,
  fallbackOf,
  mergeComparison,
  NO_VOTES,
  withEnd,
  worthOfBase,
} from "./merge-comparison.ts";

const RULE = { method: "anytime", stopAt: 0.95, minVotes: 3, maxVotes: 15 } as const;
const SILENT: DecidedComparison = {
  ...BASE,
  pA: 0.99,
  rewardA: 0.9,
  rewardB: 0.7,
  source: SKYWORK,
  opinion: { worth: calibratedWorth(0), heard: [], isInjectionSuspected: [false, false] },
};

type CompareAnswer = Extract<VoteAnswer, { readonly kind: "compare" }>;

function voteOf(answer: VoteAnswer): VoteRecord {
  return {
    tenantId: "default",
    voteId: "v",
    questionId: "q_1",
    annotatorId: "ann",
    leaseId: "ls_1",
    left: "a",
    answer,
    justification: null,
    visibleMs: null,
    late: false,
    counted: true,
    recordedAt: 0,
    revisedAt: null,
  };
}
const vote = (choice: CompareAnswer["choice"], dimensions: CompareAnswer["dimensions"] = {}) =>
  voteOf({ kind: "compare", choice, strength: null, dimensions });

function merge(base: Comparison, votes: Partial<CountedVotes>, human: Partial<typeof HUMAN> = {}, isFinal = false): Comparison {
  const counted = { ...NO_VOTES, ...votes };
  const judged = judgePair(counted, fallbackOf(base), RULE, worthOfBase(base));
  return mergeComparison(base, counted, judged, { ...HUMAN, ...human }, isFinal);
}

describe("the votes on a pair", () => {
  const VOTES = [
    vote("a", { D2: "a", D1: "b" }),
    vote("b", { D1: "tie" }),
    vote("b", { D1: "b", D2: "b" }),
    vote("tie"),
    vote("both_bad", { D2: "tie" }),
  ];

  it("are counted by side; whoever finds both bad is among the ties, and told apart", () => {
    expect(countVotes(VOTES, false)).toMatchObject({ a: 1, b: 2, tie: 2, bothBad: 1 });
  });

  it("are counted by dimension where somebody judged one, whatever they say of the whole", () => {
    expect(countVotes(VOTES, false).dimensions).toEqual({ D1: { a: 0, b: 2, tie: 1 }, D2: { a: 1, b: 1, tie: 1 } });
    expect(countVotes([vote("a"), vote("tie")], false)).toEqual({ a: 1, b: 0, tie: 1, bothBad: 0 });
  });

  it("name the dimensions in the same order whoever voted first", () => {
    expect(JSON.stringify(countVotes(VOTES.toReversed(), false))).toBe(JSON.stringify(countVotes(VOTES, false)));
  });

  it("are turned round with the pair, dimension by dimension, where the caller's A is the question's B", () => {
    expect(countVotes(VOTES, true)).toEqual({
      a: 2,
      b: 1,
      tie: 2,
      bothBad: 1,
      dimensions: { D1: { a: 2, b: 0, tie: 1 }, D2: { a: 1, b: 1, tie: 1 } },
    });
  });

  it("are none of those on another kind of question", () => {
    expect(countVotes([voteOf({ kind: "rate", ratings: { overall: 7 } })], false)).toEqual(NO_VOTES);
  });
});

describe("the answer that votes and fallback give together", () => {
  it("says beside the votes what the fallback said by itself, and names the criteria that people went by", () => {
    const merged = merge(BASE, { a: 1, b: 2, tie: 1 }, { criteriaVersion: "criteria-7" }, true);
    expect(merged).toMatchObject({
      comparisonId: BASE.comparisonId,
      final: true,
      votes: { a: 1, b: 2, tie: 1, bothBad: 0, count: 4 },
      versions: { ...BASE.versions, criteria: "criteria-7" },
      dimensionMargins: BASE.dimensionMargins,
      fallback: { source: BASE.source, pA: BASE.pA, rewardA: BASE.rewardA, rewardB: BASE.rewardB },
    });
  });

  it("has a margin that is never negative beside a signed one, and shares of the evidence that sum to 1", () => {
    const { margin, signedMargin, sources } = merge(BASE, { b: 4 }) as DecidedComparison;
    expect(signedMargin).toBeLessThan(0);
    expect(margin).toBe(-signedMargin);
    // Four votes of .64 each beside a fallback that is worth two.
    expect(sources.people).toBeCloseTo(2.56 / 4.56, 12);
    expect(sources.model).toBeCloseTo(2 / 4.56, 12);
  });

  it("is what people alone say where votes showed that the fallback has no say", () => {
    const merged = merge(SILENT, { b: 3 }) as DecidedComparison;
    const alone = judgePair({ ...NO_VOTES, b: 3 }, null, RULE).posterior;
    expect(merged).toMatchObject({ winner: "b", pA: alone.share, sources: { people: 1, model: 0 }, source: { kind: "people" } });
    // Around the middle, not around what the fallback gives.
    expect(merged.rewardA + merged.rewardB).toBeCloseTo(1, 9);
    expect(merged.fallback).toMatchObject({ source: SKYWORK, pA: 0.99 });
  });

  it("is held back by what held the fallback back, as long as the fallback has a part in it", () => {
    const source = { ...SKYWORK, degraded: true, reason: "timeout" } as const;
    expect(merge({ ...BASE, source }, { b: 2 })).toMatchObject({
      source: { kind: "blend", degraded: true, reason: "timeout" },
    });
    expect(merge({ ...SILENT, source }, { b: 2 })).toMatchObject({ source: { kind: "people", degraded: false, reason: null } });
  });

  it("is the fallback's own, member by member, without votes", () => {
    expect(merge(BASE, {}, {}, true)).toBe(BASE);
    expect(merge(BASE, {})).toEqual({ ...BASE, final: false });
    expect(withEnd(BASE, false)).toEqual({ ...BASE, final: false });
    expect(BASE.final).toBe(true);
  });

  it("is none where people are required and fewer voted than have to; as many as have to are enough", () => {
    const required = { mode: "require", minVotes: 3 } as const;
    const detail = "2 of the 3 votes that are required had come in when the time was over";
    expect(merge(BASE, { a: 1, tie: 1, bothBad: 1 }, required)).toMatchObject({
      status: "unscored",
      votes: { a: 1, b: 0, tie: 1, bothBad: 1, count: 2 },
      failure: { failureClass: "too_few_votes", detail, retryable: true },
      final: false,
    });
    expect(merge(BASE, { a: 2, tie: 1 }, required).status).toBe("ok");
    expect(merge(BASE, { a: 1 }, { minVotes: 3 }).status).toBe("ok");
  });
});

describe("the answer where nobody is asked", () => {
  it("is the fallback's own, or none, for good, where people are required", () => {
    expect(answerWithoutPeople(BASE, { mode: "auto", minVotes: 3 })).toBe(BASE);
    expect(answerWithoutPeople(BASE, { mode: "off", minVotes: 3 })).toBe(BASE);
    expect(answerWithoutPeople(BASE, { mode: "require", minVotes: 3 })).toMatchObject({
      status: "unscored",
      final: true,
      votes: { count: 0 },
      failure: { failureClass: "too_few_votes" },
    });
  });
});
