import { beforeEach, describe, expect, it } from "vitest";
import {
  castAnswer,
  compareAnswer,
  createPeopleWorld,
  HUMAN,
  type PeopleWorld,
  START,
  settleDown,
} from "../../../test/doubles/create-people-world.ts";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { talk } from "../../../test/doubles/transcripts.ts";
import { assertInvariant } from "../../domain/assert.ts";
import { UNCALIBRATED_WORTH } from "../../domain/preference/fallback-worth.ts";
import { heardOfRubric } from "../scoring/heard-of.ts";
import type { HumanTerms } from "./human-terms.ts";
import type { GroupAsk, GroupVerdict } from "./people.ts";

const OPENING = "Hello, it's about my claim.";
let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});

interface CandidateWish {
  /** What the policy says: what it is known by in these tests. */
  readonly line: string;
  readonly reward?: number;
  readonly isShown?: boolean;
}

/** A group that somebody waits for. */
function ask(wishes: readonly CandidateWish[], budgetMs = 20_000, terms: Partial<HumanTerms> = {}) {
  const group: GroupAsk = {
    collectionSlug: "claims",
    scenarioSlug: "caller",
    scenarioTitle: "Caller",
    opening: [OPENING],
    candidates: wishes.map(({ line, reward = 0.5, isShown = true }) => ({
      messages: talk(OPENING, line),
      reward,
      heard: heardOfRubric(reward),
      isShown,
    })),
    worth: UNCALIBRATED_WORTH,
    human: { ...HUMAN, ...terms },
  };
  const asked: { verdict: GroupVerdict | null | undefined; answeredAt: number | null } = { verdict: undefined, answeredAt: null };
  void world.desk.settleGroup(CALLER, group, world.time.clock.now() + budgetMs).then((verdict) => {
    asked.verdict = verdict;
    asked.answeredAt = world.time.clock.now();
  });
  return asked;
}

const FOUR = ["w", "x", "y", "z"].map((line) => ({ line }));

/** The questions that are up and that are to be handed out, by the lines of their two candidates. */
function wantedPairs() {
  return world.board
    .entries()
    .filter(({ terms }) => terms.maxVotes > 0)
    .map(({ question: { questionId, content }, terms, votes }) => {
      const lines = content.kind === "compare" ? [content.a, content.b].map((shown) => shown.at(-1)?.content ?? "") : [];
      return { questionId, lines, terms, votes };
    });
}

type WantedPair = ReturnType<typeof wantedPairs>[number];

/** The annotator votes on a pair for the candidate whose line comes first in the alphabet. */
function voteOn(pair: WantedPair | undefined, annotatorId: string): void {
  assertInvariant(pair !== undefined, "there is such a pair");
  const { questionId, lines } = pair;
  const [a = "", b = ""] = lines;
  castAnswer(world, questionId, compareAnswer(a < b ? "a" : "b"), annotatorId);
}

const namesOf = (pairs: readonly WantedPair[]) => pairs.map(({ lines }) => lines.toSorted().join("")).toSorted();

describe("asking people about a group", () => {
  it("puts up as many pairs as connect all candidates, no candidate twice as often as it must be", async () => {
    ask(FOUR);
    await settleDown();
    expect(namesOf(wantedPairs())).toEqual(["wx", "xy", "yz"]);
    for (const { terms } of wantedPairs()) {
      expect(terms).toMatchObject({ minVotes: 3, maxVotes: 15, deadlineAt: START + 19_980, expiresAt: START + 300_000 });
      expect(terms.value).toBeGreaterThan(0);
      expect(terms.value).toBeLessThan(Math.log(2));
    }
  });

  it("goes on to another pair with every vote, and leaves the pairs under way alone", async () => {
    ask(FOUR);
    await settleDown();
    const pairs = wantedPairs();
    voteOn(pairs[0], "ann_1");
    await settleDown();
    const after = namesOf(wantedPairs());
    expect(after).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining(namesOf(pairs.slice(1))));
    expect(after).not.toContain(namesOf(pairs.slice(0, 1))[0]);
    expect(world.store.questions.size).toBe(4);
  });

  it("counts votes on a pair that is no longer wanted: they were under way", async () => {
    const asked = ask(FOUR);
    await settleDown();
    const [first] = wantedPairs();
    voteOn(first, "ann_1");
    await settleDown();
    voteOn(first, "ann_2");
    world.time.advance(20_000);
    await settleDown();
    expect(asked.verdict?.voteCount).toBe(2);
  });

  it("answers at the deadline, not before, with the order that people see, and takes everything down", async () => {
    const asked = ask(FOUR);
    await settleDown();
    for (let round = 0; round < 6; round += 1) {
      for (const [index, pair] of wantedPairs().entries()) {
        voteOn(pair, `voter_${round}_${index}`);
        await settleDown();
      }
    }
    world.time.advance(19_000);
    await settleDown();
    expect(asked.verdict).toBeUndefined();
    world.time.advance(1000);
    await settleDown();
    expect(asked.answeredAt).toBeLessThanOrEqual(START + 20_000);
    const { shares = [], voteCount, peopleWeight = 0 } = asked.verdict ?? {};
    expect(shares.toSorted((one, other) => other - one)).toEqual(shares);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(2, 9);
    expect(voteCount).toBe(18);
    expect(peopleWeight).toBeCloseTo((18 * 0.64) / (18 * 0.64 + 6), 12);
    expect(world.board.size).toBe(0);
    expect(world.time.pending).toBeLessThanOrEqual(1);
  });

  it("hears a vote that was revised", async () => {
    const [one, other] = [ask(FOUR.slice(0, 2)), ask(FOUR.slice(0, 2), 20_000, { minVotes: 1 })];
    await settleDown();
    const [pair] = wantedPairs();
    const first = pair?.lines[0] ?? "";
    castAnswer(world, pair?.questionId ?? "", compareAnswer("a"), "ann_1");
    await settleDown();
    castAnswer(world, pair?.questionId ?? "", compareAnswer("b"), "ann_1");
    world.time.advance(20_000);
    await settleDown();
    const shareOfFirst = one.verdict?.shares[first === "w" ? 0 : 1] ?? 1;
    expect(shareOfFirst).toBeLessThan(0.5);
    expect(one.verdict).toEqual(other.verdict);
    expect(one.verdict?.voteCount).toBe(1);
  });

  it("is over when as many voted as were wanted, whatever they say", async () => {
    const asked = ask(FOUR.slice(0, 2), 20_000, { minVotes: 1, maxVotes: 2 });
    await settleDown();
    voteOn(wantedPairs()[0], "ann_1");
    await settleDown();
    expect(asked.verdict).toBeUndefined();
    voteOn(wantedPairs()[0], "ann_2");
    await settleDown();
    expect(asked).toMatchObject({ verdict: { voteCount: 2 }, answeredAt: START });
  });

  it("is over when another vote would tell next to nothing", async () => {
    const asked = ask(
      [
        { line: "w", reward: 1 },
        { line: "x", reward: 0 },
      ],
      20_000,
      { maxVotes: 100 },
    );
    await settleDown();
    let cast = 0;
    for (; asked.verdict === undefined && cast < 100; cast += 1) {
      voteOn(wantedPairs()[0], `voter_${cast}`);
      await settleDown();
    }
    expect(asked).toMatchObject({ verdict: { voteCount: cast }, answeredAt: START });
    expect(cast).toBeGreaterThanOrEqual(3);
    expect(cast).toBeLessThan(50);
  });

  it("knows the votes that there are when it is asked again, and tells them to the next answer", async () => {
    ask(FOUR, 1000);
    await settleDown();
    for (const pair of wantedPairs()) {
      voteOn(pair, "ann_1");
    }
    const again = createPeopleWorld(world.store, world.time);
    world = again;
    const asked = ask(FOUR, 5000);
    await settleDown();
    again.time.advance(5000);
    await settleDown();
    expect(asked.verdict?.voteCount).toBe(3);
    expect(asked.verdict?.shares[0] ?? 0).toBeGreaterThan(asked.verdict?.shares[3] ?? 1);
  });

  it("puts a question up with the terms that hold by then, though others held when it was chosen", async () => {
    const termsAfter = async (between: () => Promise<void>) => {
      world = createPeopleWorld();
      ask(FOUR);
      await settleDown();
      const pairs = wantedPairs();
      voteOn(pairs[0], "ann_1");
      await between();
      voteOn(pairs[1], "ann_2");
      await settleDown();
      return wantedPairs().map(({ lines, terms }) => [lines, terms]);
    };
    // The pair that takes the first one's place is on its way to the store when the second vote comes.
    const meanwhile = await termsAfter(() => Promise.resolve());
    expect(meanwhile).toEqual(await termsAfter(settleDown));
    expect(meanwhile).toHaveLength(3);
  });

  describe("shows nobody", () => {
    it("who is disqualified: they stand in with their reward", async () => {
      const asked = ask([{ line: "w" }, { line: "x" }, { line: "ruin", reward: 0, isShown: false }]);
      await settleDown();
      expect(namesOf(wantedPairs())).toEqual(["wx"]);
      voteOn(wantedPairs()[0], "ann_1");
      world.time.advance(20_000);
      await settleDown();
      const [w = 0, x = 0, ruin = 1] = asked.verdict?.shares ?? [];
      expect(w).toBeGreaterThan(x);
      expect(ruin).toBeLessThan(0.02);
    });

    it("two candidates that look alike at once", async () => {
      ask([{ line: "w" }, { line: "w" }, { line: "x" }]);
      await settleDown();
      expect(namesOf(wantedPairs())).toEqual(["wx"]);
    });

    it("more than one of those that look alike: a vote counts once, for all of them", async () => {
      const asked = ask([{ line: "w" }, { line: "w" }, { line: "w", reward: 0.6 }, { line: "x" }]);
      await settleDown();
      voteOn(wantedPairs()[0], "ann_1");
      world.time.advance(20_000);
      await settleDown();
      const { shares: [first = 0, second = 0, third = 0, x = 1] = [], voteCount, peopleWeight } = asked.verdict ?? {};
      expect(voteCount).toBe(1);
      expect(peopleWeight).toBeCloseTo(0.64 / (0.64 + 2), 12);
      expect(second).toBe(first);
      expect(third).toBeGreaterThan(first);
      expect(first).toBeGreaterThan(x);
    });

    it("as many as are wanted of each pair, however many look alike", async () => {
      const alike = Array.from({ length: 6 }, () => ({ line: "w" }));
      const asked = ask([...alike, { line: "x" }], 20_000, { minVotes: 1, maxVotes: 2 });
      await settleDown();
      voteOn(wantedPairs()[0], "ann_1");
      await settleDown();
      expect(asked.verdict).toBeUndefined();
      voteOn(wantedPairs()[0], "ann_2");
      await settleDown();
      expect(asked).toMatchObject({ verdict: { voteCount: 2 }, answeredAt: START });
    });

    it.each([
      ["of one candidate", FOUR.slice(0, 1)],
      ["of more candidates than may be", Array.from({ length: 65 }, (_value, index) => ({ line: `line ${index}` }))],
      ["all of whom look alike", [{ line: "w" }, { line: "w" }]],
    ])("a group %s", async (_case, wishes) => {
      const asked = ask(wishes, 20_000, { mode: "require" });
      await settleDown();
      expect(asked).toEqual({ verdict: null, answeredAt: START });
      expect(world.store.questions.size).toBe(0);
    });

    it("where no vote can be expected in time", async () => {
      world.pool.expected = 0.2;
      const asked = ask(FOUR);
      await settleDown();
      expect(asked.verdict).toBeNull();
    });
  });

  describe("where nobody is left who could still answer", () => {
    it("does not wait once all have gone", async () => {
      const asked = ask(FOUR);
      await settleDown();
      voteOn(wantedPairs()[0], "ann_1");
      world.live.clear();
      world.time.advance(250);
      await settleDown();
      expect(asked.verdict?.voteCount).toBe(1);
    });

    it("does not wait once everybody who is there has voted on all that is asked", async () => {
      const asked = ask(FOUR.slice(0, 2));
      await settleDown();
      const [pair] = wantedPairs();
      voteOn(pair, "ann_1");
      world.time.advance(250);
      await settleDown();
      expect(asked.verdict).toBeUndefined();
      voteOn(pair, "ann_2");
      world.time.advance(250);
      await settleDown();
      expect(asked.verdict?.voteCount).toBe(2);
    });

    it("does not wait at all where everybody who is there has voted on all of it before", async () => {
      ask(FOUR.slice(0, 2), 2000);
      await settleDown();
      const [pair] = wantedPairs();
      voteOn(pair, "ann_1");
      voteOn(pair, "ann_2");
      world.time.advance(2000);
      await settleDown();
      const again = ask(FOUR.slice(0, 2));
      await settleDown();
      expect(again).toMatchObject({ verdict: { voteCount: 2 }, answeredAt: START + 2000 });
    });

    it("waits for them where they are required", async () => {
      world.live.clear();
      const asked = ask(FOUR, 20_000, { mode: "require" });
      await settleDown();
      world.time.advance(10_000);
      await settleDown();
      expect(asked.verdict).toBeUndefined();
      world.time.advance(10_000);
      await settleDown();
      expect(asked.verdict).toBeNull();
    });

    it("does not wait on where they are required and as many have voted as must", async () => {
      const asked = ask(FOUR.slice(0, 2), 20_000, { mode: "require", minVotes: 2 });
      await settleDown();
      const [pair] = wantedPairs();
      voteOn(pair, "ann_1");
      world.live.clear();
      world.time.advance(1000);
      await settleDown();
      expect(asked.verdict).toBeUndefined();
      voteOn(pair, "ann_2");
      await settleDown();
      expect(asked.verdict?.voteCount).toBe(2);
    });

    it("does not wait past the end of its questions", async () => {
      const asked = ask(FOUR, 20_000, { mode: "require", ttlMs: 1000 });
      await settleDown();
      world.time.advance(1000);
      await settleDown();
      expect(asked.answeredAt).toBe(START + 1000);
    });
  });

  describe("whatever the store does", () => {
    it("answers by the deadline while it hangs, and puts nothing up when it comes back", async () => {
      world.manners.set("openQuestions", "hangs");
      const asked = ask(FOUR, 1000);
      await settleDown();
      world.time.advance(1000);
      await settleDown();
      expect(asked.verdict).toBeNull();
      expect(asked.answeredAt).toBeLessThanOrEqual(START + 1000);
      expect(world.board.size).toBe(0);
    });

    it("answers at once where no question can be kept", async () => {
      world.manners.set("openQuestions", "fails");
      const asked = ask(FOUR);
      await settleDown();
      expect(asked).toEqual({ verdict: null, answeredAt: START });
      expect(world.faults).toHaveLength(3);
    });

    it("goes on with what is up where a later question cannot be kept", async () => {
      const asked = ask(FOUR);
      await settleDown();
      world.manners.set("openQuestions", "fails");
      const pairs = wantedPairs();
      voteOn(pairs[0], "ann_1");
      await settleDown();
      voteOn(pairs[1], "ann_1");
      world.time.advance(20_000);
      await settleDown();
      expect(asked.verdict?.voteCount).toBe(2);
    });
  });
});
