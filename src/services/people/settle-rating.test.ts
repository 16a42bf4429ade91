import { beforeEach, describe, expect, it } from "vitest";
import {
  castAnswer,
  createPeopleWorld,
  HUMAN,
  type PeopleWorld,
  START,
  settleDown,
} from "../../../test/doubles/create-people-world.ts";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { GOOD_TALK } from "../../../test/doubles/transcripts.ts";
import { assertInvariant } from "../../domain/assert.ts";
import type { HumanTerms } from "./human-terms.ts";
import type { RatingAsk, RatingVerdict } from "./people.ts";

let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});

const MODEL = { reward: 0.25, scores: { D1: 0.5, D2: null } };

/** A conversation whose rating somebody waits for. */
function ask(budgetMs = 20_000, terms: Partial<HumanTerms> = {}) {
  const rated: RatingAsk = {
    worthVotes: 2,
    scenarioTitle: "Caller",
    opening: ["Hello, it's about my claim."],
    messages: GOOD_TALK,
    ...MODEL,
    dimensions: [
      { key: "D1", title: "Finds out" },
      { key: "D2", title: "Decides" },
    ],
    human: { ...HUMAN, ...terms },
  };
  const asked: { verdict: RatingVerdict | null | undefined; answeredAt: number | null } = {
    verdict: undefined,
    answeredAt: null,
  };
  void world.desk.settleRating(CALLER, rated, world.time.clock.now() + budgetMs).then((verdict) => {
    asked.verdict = verdict;
    asked.answeredAt = world.time.clock.now();
  });
  return asked;
}

function rate(overall: number, annotatorId: string): void {
  const [questionId] = world.store.questions.keys();
  assertInvariant(questionId !== undefined, "a question was asked");
  castAnswer(world, questionId, { kind: "rate", ratings: { overall, D1: 7, D2: 4 } }, annotatorId);
}

describe("having people rate a conversation", () => {
  it("asks nobody where nobody is quick enough for one of that length", async () => {
    world.pool.questionSecondsMax = 1;
    const asked = ask();
    await settleDown();
    expect(asked).toEqual({ verdict: null, answeredAt: START });
  });

  it("shows them the conversation and asks for every dimension, without a word of the model's scores", async () => {
    ask();
    await settleDown();
    const [question] = world.store.questions.values();
    expect(question?.content).toEqual({
      kind: "rate",
      instruction: "How good is what the assistant does in this conversation?",
      criteriaVersion: null,
      dimensions: [
        { key: "D1", title: "Finds out" },
        { key: "D2", title: "Decides" },
      ],
      context: { title: "Caller", messages: [] },
      item: [
        { role: "user", content: "Hello, it's about my claim." },
        { role: "assistant", content: "Where does it hurt?" },
        { role: "user", content: "It is my lower back." },
        { role: "assistant", content: "When did it start?" },
      ],
    });
    expect(world.board.terms()).toEqual([
      { minVotes: 3, maxVotes: 15, deadlineAt: START + 19_980, expiresAt: START + 300_000, value: expect.any(Number) },
    ]);
  });

  it("answers at the deadline with what there is, model and people by their weight", async () => {
    const asked = ask();
    await settleDown();
    const before = world.board.terms()[0]?.value ?? 0;
    rate(7, "voter_1");
    expect(world.board.terms()[0]?.value ?? 0).toBeLessThan(before);
    rate(4, "voter_2");
    world.time.advance(19_000);
    await settleDown();
    expect(asked.verdict).toBeUndefined();
    world.time.advance(1000);
    await settleDown();
    expect(asked.answeredAt).toBeLessThanOrEqual(START + 20_000);
    const evidence = 0.64 * 2;
    expect(asked.verdict).toMatchObject({ voteCount: 2, scores: { D2: 0.5 } });
    expect(asked.verdict?.reward).toBeCloseTo((2 * 0.25 + 0.64 * 1.5) / (2 + evidence), 8);
    expect(asked.verdict?.scores["D1"]).toBeCloseTo((2 * 0.5 + evidence) / (2 + evidence), 8);
    expect(asked.verdict?.peopleWeight).toBeCloseTo(evidence / (2 + evidence), 12);
    expect(world.board.size).toBe(0);
    expect(world.time.pending).toBeLessThanOrEqual(1);
  });

  it.each([
    ["as many have rated it as were wanted", { minVotes: 1, maxVotes: 2 }, 2],
    ["it is sure enough", { minVotes: 2, stopAt: 0.6 }, 2],
  ])("is over when %s", async (_case, terms, count) => {
    const asked = ask(20_000, terms);
    await settleDown();
    for (let number = 0; number < count; number += 1) {
      expect(asked.verdict).toBeUndefined();
      rate(4, `voter_${number}`);
      await settleDown();
    }
    expect(asked).toMatchObject({ verdict: { voteCount: count }, answeredAt: START });
  });

  it("hears a rating that was revised", async () => {
    const asked = ask(20_000, { minVotes: 2, maxVotes: 2 });
    await settleDown();
    rate(1, "ann_1");
    rate(7, "ann_1");
    rate(7, "ann_2");
    await settleDown();
    expect(asked.verdict?.reward).toBeCloseTo((2 * 0.25 + 2 * 0.64) / (2 + 2 * 0.64), 8);
  });

  it("says nothing where nobody rated it", async () => {
    const asked = ask(1000);
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    expect(asked.verdict).toBeNull();
    expect(asked.answeredAt).toBeLessThanOrEqual(START + 1000);
  });

  it("is not put up again where enough have rated it before", async () => {
    ask(20_000, { maxVotes: 3 });
    await settleDown();
    for (const annotatorId of ["ann_1", "ann_2", "ann_3"]) {
      rate(6, annotatorId);
    }
    world = createPeopleWorld(world.store, world.time);
    const again = ask(20_000, { maxVotes: 3 });
    await settleDown();
    expect(again).toMatchObject({ verdict: { voteCount: 3 }, answeredAt: START });
    expect(world.board.size).toBe(0);
  });

  it("asks nobody where no vote can be expected in time", async () => {
    world.pool.expected = 0.2;
    const asked = ask();
    await settleDown();
    expect(asked.verdict).toBeNull();
    expect(world.store.questions.size).toBe(0);
  });

  it("does not wait once everybody who is there has rated it", async () => {
    const asked = ask();
    await settleDown();
    rate(4, "ann_1");
    world.time.advance(250);
    await settleDown();
    expect(asked.verdict).toBeUndefined();
    rate(4, "ann_2");
    world.time.advance(250);
    await settleDown();
    expect(asked.verdict?.voteCount).toBe(2);
  });

  it("does not wait at all where everybody who is there has rated it before", async () => {
    ask(2000);
    await settleDown();
    rate(4, "ann_1");
    rate(4, "ann_2");
    world.time.advance(2000);
    await settleDown();
    const again = ask();
    await settleDown();
    expect(again).toMatchObject({ verdict: { voteCount: 2 }, answeredAt: START + 2000 });
  });

  it("waits for people where they are required, as long as the question stands", async () => {
    world.live.clear();
    const asked = ask(20_000, { mode: "require", ttlMs: 5000 });
    await settleDown();
    world.time.advance(4999);
    await settleDown();
    expect(asked.verdict).toBeUndefined();
    world.time.advance(1);
    await settleDown();
    expect(asked.verdict).toBeNull();
  });

  it("does not wait on where people are required, as many have rated it as must, and nobody else is there", async () => {
    const asked = ask(20_000, { mode: "require", minVotes: 2 });
    await settleDown();
    rate(4, "ann_1");
    world.live.clear();
    world.time.advance(1000);
    await settleDown();
    expect(asked.verdict).toBeUndefined();
    rate(4, "ann_2");
    world.time.advance(250);
    await settleDown();
    expect(asked.verdict?.voteCount).toBe(2);
  });

  it.each([
    ["hangs", 1000],
    ["fails", 0],
  ] as const)("answers in time where the store %s", async (manner, atMs) => {
    world.manners.set("openQuestions", manner);
    const asked = ask(1000);
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    expect(asked.verdict).toBeNull();
    expect(asked.answeredAt).toBeLessThanOrEqual(START + atMs);
    expect(world.board.size).toBe(0);
  });

  it("answers without people, and reports it, where the question cannot be put up", async () => {
    const fault = new Error("The board is broken.");
    world.board.open = () => {
      throw fault;
    };
    const asked = ask();
    await settleDown();
    expect(asked).toMatchObject({ verdict: null, answeredAt: START });
    expect(world.faults).toEqual([fault]);
  });
});
