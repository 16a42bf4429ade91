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

let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});

const METHODS = ["openQuestions", "settleComparison", "reviseComparison"] as const;

describe("the answer leaves by the deadline", () => {
  it.each(METHODS)("while %s hangs", async (method) => {
    world.manners.set(method, "hangs");
    const asked = askPair(world, 1000);
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    expect(asked.answer).toEqual({ ...BASE, final: false });
    expect(asked.answeredAt).toBeLessThanOrEqual(START + 1000);
  });

  it("while everything hangs, where people have decided it", async () => {
    world.manners.set("settleComparison", "hangs");
    const asked = askPair(world, 1000, { terms: { maxVotes: 1, minVotes: 1 } });
    await settleDown();
    castVote(world, "b", "ann_1");
    await settleDown();
    expect(asked.answer).toBeNull();
    world.time.advance(1000);
    await settleDown();
    expect(asked.answer).toMatchObject({ winner: expect.any(String), votes: { count: 1 }, final: true });
  });

  it("at once where the question cannot be kept: then there is nothing to wait for", async () => {
    world.manners.set("openQuestions", "fails");
    const asked = askPair(world, 60_000);
    await settleDown();
    expect(asked.answer).toEqual(BASE);
    expect(world.faults).toHaveLength(1);
    expect(world.board.size).toBe(0);
  });
});

describe("a settlement", () => {
  it("that the store refuses is written as soon as it can be, as it was given", async () => {
    world.manners.set("settleComparison", "fails");
    const asked = askPair(world, 1000);
    await settleDown();
    castVote(world, "b", "ann_1");
    world.time.advance(1000);
    await settleDown();
    expect(asked.answer).toMatchObject({ votes: { count: 1 } });
    castVote(world, "b", "ann_2");
    await settleDown();
    world.manners.set("settleComparison", "works");
    world.time.advance(1000);
    await settleDown();
    expect(keptRevisions(world).map(({ votes }) => votes.count)).toEqual([1, 2]);
    expect(keptRevisions(world)[0]).toEqual(asked.answer);
  });

  it("that seemed to fail and did not is not written twice", async () => {
    world.manners.set("settleComparison", "forgets");
    askPair(world, 1000);
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    world.manners.set("settleComparison", "works");
    world.time.advance(1000);
    castVote(world, "b", "ann_1");
    await settleDown();
    expect(keptRevisions(world).map(({ votes }) => votes.count)).toEqual([0, 1]);
  });
});

describe("a revision", () => {
  it.each(["fails", "forgets"] as const)("of which the store %s is there once in the end", async (manner) => {
    askPair(world, 1000);
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    world.manners.set("reviseComparison", manner);
    castVote(world, "b", "ann_1");
    await settleDown();
    castVote(world, "b", "ann_2");
    world.manners.set("reviseComparison", "works");
    world.time.advance(5000);
    await settleDown();
    world.time.advance(5000);
    await settleDown();
    expect(keptRevisions(world).map(({ votes }) => votes.count)).toEqual([0, 1, 2]);
    expect(world.store.deliveries.map(({ deliveryId }) => deliveryId)).toEqual(["cmp_1/2", "cmp_1/3"]);
  });

  it("is given up in the end, with a fault for the log", async () => {
    askPair(world, 1000, { terms: { ttlMs: 3_000_000 } });
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    world.manners.set("reviseComparison", "fails");
    castVote(world, "b", "ann_1");
    for (let minute = 0; minute < 20; minute += 1) {
      await settleDown();
      world.time.advance(60_000);
    }
    expect(world.faults).toHaveLength(1);
    expect(keptRevisions(world)).toHaveLength(1);
  });
});
