import { beforeEach, describe, expect, it } from "vitest";
import {
  askPair,
  BASE,
  castVote,
  createPeopleWorld,
  keptRevisions,
  type PeopleWorld,
  START,
  settleDown,
} from "../../../test/doubles/create-people-world.ts";
import { GOOD_TALK, POOR_TALK, talk } from "../../../test/doubles/transcripts.ts";
import type { Comparison } from "../scoring/comparison.ts";

let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});

/** So many votes for one choice, each of somebody else. */
function castVotes(choice: Parameters<typeof castVote>[1], count: number, from = 0): void {
  for (let number = from; number < from + count; number += 1) {
    castVote(world, choice, `voter_${number}`);
  }
}

describe("asking people about a pair", () => {
  it("asks nobody where nobody is there, and gives what the fallback says untouched", async () => {
    world.live.clear();
    const asked = askPair(world, 2000);
    await settleDown();
    expect(asked.answer).toBe(BASE);
    expect(world.store.questions.size).toBe(0);
  });

  it("asks nobody where no vote can be expected in time", async () => {
    world.pool.expected = 0.2;
    const asked = askPair(world, 2000);
    await settleDown();
    expect(asked.answer).toBe(BASE);
  });

  it("reckons with the length of the very question, not with that of others", async () => {
    world.pool.questionSecondsMax = 60;
    const short = askPair(world, 2000);
    const long = askPair(world, 2000, { responseB: talk("Hello, it's about my claim.", "A long answer. ".repeat(300)) });
    await settleDown();
    expect(short.answer).toBeNull();
    expect(long.answer).toBe(BASE);
  });

  it("asks again and again where questions have been asked before: what is kept crowds nobody out", async () => {
    world.pool.expected = 0.3;
    for (let number = 0; number < 5; number += 1) {
      askPair(world, 2000, { responseB: POOR_TALK.map((message) => ({ ...message, content: `${message.content} ${number}` })) });
      await settleDown();
    }
    expect(world.store.questions.size).toBe(5);
  });

  it("asks nobody where the time is over before people could be settled", async () => {
    const asked = askPair(world, 20);
    await settleDown();
    expect(asked.answer).toBe(BASE);
    expect(world.store.questions.size).toBe(0);
  });

  it("settles ahead of the deadline by as much as the machine was late of late", async () => {
    world.deadlines.add(START + 10, () => undefined);
    world.time.jump(50);
    world.deadlines.catchUp();
    const delayMs = world.deadlines.recentDelayMs;
    askPair(world, 2000);
    await settleDown();
    expect(delayMs).toBeGreaterThan(0);
    expect(world.board.terms()[0]?.deadlineAt).toBeCloseTo(START + 50 + 2000 - 20 - delayMs, 6);
  });

  it("asks nobody about two conversations that look alike, even where people are required", async () => {
    const asked = askPair(world, 2000, { responseB: GOOD_TALK, terms: { mode: "require" } });
    await settleDown();
    expect(asked.answer).toBe(BASE);
  });

  it("tells those who hand questions out what the caller wants and what a vote is worth", async () => {
    askPair(world, 2000);
    await settleDown();
    const [terms] = world.board.terms();
    expect(terms).toMatchObject({ minVotes: 3, maxVotes: 15, deadlineAt: START + 1980, expiresAt: START + 300_000 });
    expect(terms?.value).toBeGreaterThan(0);
    const before = terms?.value ?? 0;
    castVotes("b", 2);
    expect(world.board.terms()[0]?.value).not.toBe(before);
  });

  it.each([
    ["confidence", "b", 12, "b"],
    ["too close", "tie", 80, "tie"],
  ] as const)("is over at once at %s: final, and the question comes down", async (_reason, choice, count, winner) => {
    const asked = askPair(world, 2000, { terms: { maxVotes: 100 } });
    await settleDown();
    castVotes(choice, count);
    await settleDown();
    expect(asked.answer).toMatchObject({ status: "ok", winner, final: true });
    expect(asked.answeredAt).toBe(START);
    expect(world.board.size).toBe(0);
    expect(keptRevisions(world)).toEqual([asked.answer]);
  });

  it("is over at the quorum", async () => {
    const asked = askPair(world, 2000, { terms: { maxVotes: 4 } });
    await settleDown();
    castVotes("a", 2);
    castVotes("b", 2, 2);
    await settleDown();
    expect(asked.answer).toMatchObject({ final: true, votes: { a: 2, b: 2, tie: 0, count: 4 }, source: { kind: "blend" } });
  });

  it("answers at the deadline with the votes that there are, beside what the fallback says by itself", async () => {
    const asked = askPair(world, 2000);
    await settleDown();
    castVotes("b", 2);
    world.time.advance(1979);
    await settleDown();
    expect(asked.answer).toBeNull();
    world.time.advance(21);
    await settleDown();
    const { answer } = asked;
    expect(answer).toMatchObject({
      comparisonId: BASE.comparisonId,
      status: "ok",
      winner: "b",
      votes: { a: 0, b: 2, tie: 0, bothBad: 0, count: 2 },
      source: { kind: "blend" },
      fallback: { source: { kind: "rubric" }, pA: BASE.pA, rewardA: 0.6, rewardB: 0.5 },
      dimensionMargins: BASE.dimensionMargins,
      final: false,
    });
    const { pA, rewardA, rewardB, signedMargin, margin } = answer as typeof BASE;
    expect(pA).toBeLessThan(BASE.pA);
    expect(signedMargin).toBe(-margin);
    expect(rewardA - rewardB).toBeCloseTo(signedMargin, 12);
    expect((rewardA + rewardB) / 2).toBeCloseTo(0.55, 9);
    expect(asked.answeredAt).toBeLessThanOrEqual(START + 2000);
  });

  it("without a vote gives what the fallback says, but may still be revised", async () => {
    const asked = askPair(world, 2000);
    await settleDown();
    world.time.advance(2000);
    await settleDown();
    expect(asked.answer).toEqual({ ...BASE, final: false });
  });

  it("counts the votes that the same question got before", async () => {
    askPair(world, 1000);
    await settleDown();
    castVotes("b", 2);
    world.time.advance(1000);
    await settleDown();
    const again = askPair(world, 1000, { comparison: { ...BASE, comparisonId: "cmp_2" } });
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    expect(again.answer?.votes).toMatchObject({ b: 2, count: 2 });
  });

  it("turns round for a caller who asks the other way round", async () => {
    const there = askPair(world, 1000);
    const mirroredBase: Comparison = {
      ...BASE,
      comparisonId: "cmp_2",
      winner: "b",
      pA: 1 - BASE.pA,
      signedMargin: -0.1,
      rewardA: 0.5,
      rewardB: 0.6,
    };
    const back = askPair(world, 1000, { comparison: mirroredBase, responseA: POOR_TALK, responseB: GOOD_TALK });
    await settleDown();
    expect(world.board.size).toBe(1);
    castVotes("a", 1);
    castVotes("both_bad", 1, 1);
    world.time.advance(1000);
    await settleDown();
    expect(there.answer?.votes).toEqual({ a: 1, b: 0, tie: 1, bothBad: 1, count: 2 });
    expect(back.answer?.votes).toEqual({ a: 0, b: 1, tie: 1, bothBad: 1, count: 2 });
    const [one, other] = [there.answer, back.answer] as (typeof BASE)[];
    expect(other?.pA).toBe(1 - (one?.pA ?? 0));
    expect(other).toMatchObject({ rewardA: one?.rewardB, rewardB: one?.rewardA, signedMargin: -(one?.signedMargin ?? 0) });
    expect(other?.confidence).toBe(one?.confidence);
  });

  describe("where people are required", () => {
    it("waits for them although nobody is there, and has no answer where too few came; what comes later decides", async () => {
      world.live.clear();
      const asked = askPair(world, 2000, { terms: { mode: "require" } });
      await settleDown();
      castVotes("b", 2);
      world.time.advance(2000);
      await settleDown();
      expect(asked.answer).toMatchObject({
        status: "unscored",
        failure: { failureClass: "too_few_votes", retryable: true },
        votes: { b: 2, count: 2 },
        final: false,
      });
      castVotes("b", 1, 2);
      await settleDown();
      expect(keptRevisions(world).at(-1)).toMatchObject({ status: "ok", winner: "b", votes: { count: 3 } });
    });

    it("does not wait on once those who must have voted have, and nobody is left who could still answer", async () => {
      const asked = askPair(world, 20_000, { terms: { mode: "require", minVotes: 2 } });
      await settleDown();
      castVote(world, "b", "ann_1");
      world.live.delete("ann_2");
      world.time.advance(1000);
      await settleDown();
      expect(asked.answer).toBeNull();
      castVote(world, "b", "ann_2");
      world.time.advance(250);
      await settleDown();
      expect(asked).toMatchObject({ answer: { status: "ok", votes: { count: 2 }, final: false }, answeredAt: START + 1250 });
    });
  });

  describe("where nobody is left who could still answer", () => {
    it("does not wait once all have gone", async () => {
      const asked = askPair(world, 20_000);
      await settleDown();
      castVotes("b", 1);
      world.live.clear();
      world.time.advance(250);
      await settleDown();
      expect(asked.answer).toMatchObject({ votes: { count: 1 }, final: false });
    });

    it("does not wait once everybody who is there has voted", async () => {
      const asked = askPair(world, 20_000);
      await settleDown();
      castVote(world, "b", "ann_1");
      world.time.advance(250);
      await settleDown();
      expect(asked.answer).toBeNull();
      castVote(world, "b", "ann_2");
      world.time.advance(250);
      await settleDown();
      expect(asked.answer).toMatchObject({ votes: { count: 2 } });
    });
  });

  it("does not wait at all where everybody who is there has answered that before", async () => {
    askPair(world, 2000);
    await settleDown();
    castVote(world, "b", "ann_1");
    castVote(world, "b", "ann_2");
    world.time.advance(2000);
    await settleDown();
    const again = askPair(world, 20_000, { comparison: { ...BASE, comparisonId: "cmp_2" } });
    await settleDown();
    expect(again).toMatchObject({ answer: { votes: { count: 2 } }, answeredAt: START + 2000 });
  });

  describe("where the fallback takes its time", () => {
    const MISSING: Comparison = {
      comparisonId: BASE.comparisonId,
      votes: BASE.votes,
      dimensionMargins: { D1: null },
      versions: BASE.versions,
      scoringVersion: BASE.scoringVersion,
      final: true,
      attempts: [],
      status: "unscored",
      failure: { failureClass: "deadline", detail: "too late", retryable: true },
    };

    it("asks people meanwhile, and counts it once it is there", async () => {
      let arrive: (comparison: Comparison) => void = () => undefined;
      const later = new Promise<Comparison>((resolve) => {
        arrive = resolve;
      });
      const asked = askPair(world, 2000, { comparison: MISSING, later });
      await settleDown();
      castVotes("b", 1);
      arrive(BASE);
      await settleDown();
      world.time.advance(2000);
      await settleDown();
      expect(asked.answer).toMatchObject({ source: { kind: "blend" }, fallback: { pA: BASE.pA }, votes: { count: 1 } });
    });

    it("is waited for where nobody is left who could still answer", async () => {
      let arrive: (comparison: Comparison) => void = () => undefined;
      const later = new Promise<Comparison>((resolve) => {
        arrive = resolve;
      });
      const asked = askPair(world, 20_000, { comparison: MISSING, later });
      await settleDown();
      castVotes("b", 1);
      world.live.clear();
      world.time.advance(1100);
      await settleDown();
      expect(asked.answer).toBeNull();
      arrive(BASE);
      await settleDown();
      expect(asked.answer).toMatchObject({ source: { kind: "blend" }, fallback: { pA: BASE.pA }, votes: { count: 1 } });
      expect(asked.answeredAt).toBe(START + 1100);
    });

    it("is not waited for any longer once it has failed", async () => {
      let fail: (fault: Error) => void = () => undefined;
      const later = new Promise<Comparison>((_resolve, reject) => {
        fail = reject;
      });
      const asked = askPair(world, 20_000, { comparison: MISSING, later });
      await settleDown();
      world.live.clear();
      world.time.advance(1100);
      fail(new Error("The model is gone."));
      await settleDown();
      expect(asked).toMatchObject({ answer: { status: "unscored" }, answeredAt: START + 1100 });
    });

    it("answers with people alone where it does not come", async () => {
      const asked = askPair(world, 2000, { comparison: MISSING, later: new Promise(() => undefined) });
      await settleDown();
      castVotes("b", 2);
      world.time.advance(2000);
      await settleDown();
      expect(asked.answer).toMatchObject({
        status: "ok",
        winner: "b",
        source: { kind: "people" },
        sources: { people: 1, model: 0 },
        fallback: null,
        dimensionMargins: { D1: null },
      });
    });

    it("has no answer where neither comes", async () => {
      const asked = askPair(world, 2000, { comparison: MISSING, later: new Promise(() => undefined) });
      await settleDown();
      world.time.advance(2000);
      await settleDown();
      expect(asked.answer).toEqual({ ...MISSING, final: false });
      expect(asked.answeredAt).toBeLessThanOrEqual(START + 2000);
    });

    it("answers as soon as it is there where people are not asked", async () => {
      world.pool.expected = 0;
      const asked = askPair(world, 2000, { comparison: MISSING, later: Promise.resolve(BASE) });
      await settleDown();
      expect(asked).toEqual({ answer: BASE, answeredAt: START });
    });

    it("waits for it alone where people are not asked, until the deadline", async () => {
      world.pool.expected = 0;
      const asked = askPair(world, 2000, { comparison: MISSING, later: new Promise(() => undefined) });
      await settleDown();
      expect(asked.answer).toBeNull();
      world.time.advance(2000);
      await settleDown();
      expect(asked.answer).toBe(MISSING);
    });
  });
});
