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
import { createManualTime } from "../../../test/doubles/manual-time.ts";

let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});

async function answeredAtDeadline() {
  const asked = askPair(world, 1000);
  await settleDown();
  castVote(world, "b", "early");
  world.time.advance(1000);
  await settleDown();
  return asked;
}

describe("what comes after the answer", () => {
  it("is another revision for each vote; the answer given stays as it is", async () => {
    const asked = await answeredAtDeadline();
    castVote(world, "b", "late_1");
    await settleDown();
    castVote(world, "a", "late_2");
    await settleDown();
    const revisions = keptRevisions(world);
    expect(revisions[0]).toEqual(asked.answer);
    expect(revisions.map(({ votes, final }) => [votes.a, votes.b, final])).toEqual([
      [0, 1, false],
      [0, 2, false],
      [1, 2, false],
    ]);
    expect(world.board.terms()[0]).toMatchObject({ deadlineAt: null });
  });

  it("is final once a stop rule is met", async () => {
    await answeredAtDeadline();
    for (let number = 0; number < 14; number += 1) {
      castVote(world, "b", `late_${number}`);
      await settleDown();
    }
    const last = keptRevisions(world).at(-1);
    expect(last).toMatchObject({ final: true, winner: "b" });
    expect(world.board.size).toBe(0);
  });

  it("is final when the question's time is over, whether votes came or not", async () => {
    const asked = await answeredAtDeadline();
    world.time.advance(300_000);
    await settleDown();
    expect(keptRevisions(world)).toEqual([asked.answer, { ...asked.answer, final: true }]);
    castVote(world, "b", "too_late");
    await settleDown();
    expect(keptRevisions(world)).toHaveLength(2);
  });

  it("counts a vote that was under way at the last moment of the question", async () => {
    await answeredAtDeadline();
    world.time.advance(299_500);
    castVote(world, "b", "last");
    await settleDown();
    world.time.advance(2000);
    await settleDown();
    expect(keptRevisions(world).at(-1)).toMatchObject({ final: true, votes: { b: 2, count: 2 } });
  });

  it("owes an event for every revision but the first, which says what the first one was", async () => {
    await answeredAtDeadline();
    castVote(world, "b", "late");
    await settleDown();
    expect(world.store.deliveries).toMatchObject([{ deliveryId: "cmp_1/2", tenantId: "default", createdAt: START + 1000 }]);
    expect(JSON.parse(world.store.deliveries[0]?.payload ?? "")).toMatchObject({ b: 1, count: 1 });
  });

  it("is told by a vote that was changed, too", async () => {
    await answeredAtDeadline();
    castVote(world, "a", "early");
    await settleDown();
    expect(keptRevisions(world).at(-1)?.votes).toMatchObject({ a: 1, b: 0, count: 1 });
  });

  it("leaves out what is overtaken while the disk is busy, never the last", async () => {
    await answeredAtDeadline();
    castVote(world, "b", "late_1");
    castVote(world, "b", "late_2");
    castVote(world, "b", "late_3");
    await settleDown();
    const counts = keptRevisions(world).map(({ votes }) => votes.count);
    expect(counts.at(-1)).toBe(4);
    expect(counts.length).toBeLessThan(4);
  });

  it("keeps the question up until the last of those who ask it has enough", async () => {
    await answeredAtDeadline();
    askPair(world, 1000, { comparison: { ...BASE, comparisonId: "cmp_2" }, terms: { maxVotes: 3, minVotes: 1, ttlMs: 600_000 } });
    await settleDown();
    expect(world.board.terms()[0]).toMatchObject({ maxVotes: 15, minVotes: 3, expiresAt: START + 1000 + 600_000 });
    castVote(world, "a", "late_1");
    castVote(world, "b", "late_2");
    await settleDown();
    expect(keptRevisions(world, "cmp_2")).toMatchObject([{ final: true, votes: { count: 3 } }]);
    expect(world.board.size).toBe(1);
    world.time.advance(300_000);
    await settleDown();
    expect(keptRevisions(world).at(-1)?.final).toBe(true);
    expect(world.board.size).toBe(0);
  });

  it("settles with what there is where the question ends before the deadline", async () => {
    const asked = askPair(world, 10_000, { terms: { ttlMs: 1000 } });
    await settleDown();
    world.time.advance(2000);
    await settleDown();
    expect(asked.answer).toEqual({ ...BASE, final: true });
    expect(keptRevisions(world)).toHaveLength(1);
  });
});

describe("after a restart", () => {
  // The time of the process before stands still: it is gone.
  const restart = async () => {
    const next = createPeopleWorld(world.store, createManualTime(world.time.clock.now()));
    await next.desk.resume();
    await settleDown();
    return next;
  };

  it("goes on with what was not final, with the votes that came while nobody was there", async () => {
    await answeredAtDeadline();
    const [questionId] = world.store.questions.keys();
    // The process is gone; a vote of its last moment is on disk.
    const vote = world.store.votes.get(questionId ?? "")?.[0];
    world.store.votes.set(questionId ?? "", [...(vote ? [vote, { ...vote, voteId: "v_2", annotatorId: "other" }] : [])]);
    const next = await restart();
    expect(keptRevisions(next).map(({ votes }) => votes.count)).toEqual([1, 2]);
    expect(next.board.size).toBe(1);
    castVote(next, "b", "late");
    await settleDown();
    expect(keptRevisions(next).at(-1)?.votes.count).toBe(3);
    expect(JSON.parse(next.store.deliveries.at(-1)?.payload ?? "")).toMatchObject({ count: 1 });
  });

  it("gives its last revision to what ran out meanwhile", async () => {
    await answeredAtDeadline();
    world.time.jump(400_000);
    const next = await restart();
    expect(keptRevisions(next).at(-1)).toMatchObject({ final: true, votes: { count: 1 } });
    expect(next.board.size).toBe(0);
  });

  it("ends with the time that its caller gave it, though others ask the same question for longer", async () => {
    await answeredAtDeadline();
    askPair(world, 1000, { comparison: { ...BASE, comparisonId: "cmp_2" }, terms: { ttlMs: 600_000 } });
    await settleDown();
    world.time.advance(1000);
    await settleDown();
    const next = await restart();
    next.time.advance(299_000);
    await settleDown();
    expect(keptRevisions(next).at(-1)).toMatchObject({ final: true, votes: { count: 1 } });
    expect(keptRevisions(next, "cmp_2").at(-1)).toMatchObject({ final: false });
    expect(next.board.size).toBe(1);
  });

  it("gives its last revision to what has no question", async () => {
    await answeredAtDeadline();
    world.store.questions.clear();
    const next = await restart();
    expect(keptRevisions(next).at(-1)).toMatchObject({ final: true });
  });

  it("leaves alone what is final", async () => {
    await answeredAtDeadline();
    world.time.advance(300_000);
    await settleDown();
    const next = await restart();
    expect(keptRevisions(next)).toHaveLength(2);
    expect(next.time.pending).toBeLessThanOrEqual(1);
  });
});
