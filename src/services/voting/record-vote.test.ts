import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  annotatorNamed,
  ballotFor,
  createVotingWorld,
  RATE,
  type VotingWorld,
} from "../../../test/doubles/create-voting-world.ts";
import { recordVote } from "./record-vote.ts";
import { releaseLease } from "./release-lease.ts";

const ANN = annotatorNamed("ann");
const BOB = annotatorNamed("bob");
let world: VotingWorld;
beforeEach(async () => {
  world = await createVotingWorld();
});
afterEach(() => world.close());

const vote = (annotator: typeof ANN, leaseId: string, voteId: string, changes = {}) =>
  recordVote(world.ports, annotator, ballotFor(leaseId, voteId, changes));

describe("a vote", () => {
  it("is kept in terms of the candidates, counted, and told to those who watch", async () => {
    await world.put("q_1");
    const told: number[] = [];
    world.ports.board.watch("q_1", { takeVotes: (votes) => void told.push(votes.length) });
    const { lease } = await world.mustLease(ANN);
    world.time.advance(4000);
    const { vote: kept, next } = await vote(ANN, lease.leaseId, "v1", {
      strength: 2,
      dimensions: { accuracy: "right" },
      justification: "It names it.",
      visibleMs: 3500,
    });
    const [left, right] = lease.left === "a" ? ["a", "b"] : ["b", "a"];
    expect(kept).toMatchObject({
      voteId: "v1",
      questionId: "q_1",
      left,
      late: false,
      counted: true,
      justification: "It names it.",
    });
    expect(kept.answer).toEqual({ kind: "compare", choice: left, strength: 2, dimensions: { accuracy: right } });
    expect(next).toBeNull();
    expect(await world.storage.questions.findVote("default", "v1")).toEqual(kept);
    expect(world.ports.board.votesOf("q_1")).toEqual([kept]);
    expect(told).toEqual([1]);
    expect(world.ports.board.leaseCount).toBe(0);
  });

  it("brings the next question, whose lease is on disk with it", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2");
    const { next } = await vote(ANN, lease.leaseId, "v1");
    expect(next?.question.questionId).toBe("q_2");
    expect(await world.storage.questions.findLease("default", next?.lease.leaseId ?? "")).toEqual({
      lease: next?.lease,
      end: null,
    });
    expect(await world.lease(ANN)).toEqual(next);
  });

  it("sent again is given again, with the question that the annotator holds, and counted once", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2");
    const first = await vote(ANN, lease.leaseId, "v1");
    expect(await vote(ANN, lease.leaseId, "v1")).toEqual(first);
    expect(await vote(ANN, lease.leaseId, "another id", { choice: "right" })).toEqual(first);
    expect(world.ports.board.votesOf("q_1")).toHaveLength(1);
  });

  it("shows that its annotator is there, however long they took", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.time.advance(3_600_000);
    expect(world.ports.pool.isLive("global")).toBe(false);
    await vote(ANN, lease.leaseId, "v1");
    expect(world.ports.pool.isLive("global")).toBe(true);
  });

  it("comes after whatever is due, also where the timer has not been heard yet", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    let isAnswered = false;
    world.ports.deadlines.add(world.time.clock.now() + 1000, () => {
      isAnswered = true;
    });
    world.time.jump(1000);
    const voting = vote(ANN, lease.leaseId, "v1");
    expect(isAnswered).toBe(true);
    await voting;
  });

  it("is counted among the votes of late with the time that it took, ten minutes at most, and once", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.time.advance(7000);
    await vote(ANN, lease.leaseId, "v1");
    await vote(ANN, lease.leaseId, "another id");
    expect(world.ports.pool.measure()).toMatchObject({ votesPerMinute: 1, medianVoteSeconds: 7 });
    const bobs = await world.mustLease(BOB);
    world.time.advance(1_000_000);
    await vote(BOB, bobs.lease.leaseId, "v2");
    expect(world.ports.pool.measure()).toMatchObject({ votesPerMinute: 1, medianVoteSeconds: (7 + 600) / 2 });
  });

  it("sent again under another id hands out nothing that is not on disk", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    const { vote: kept } = await vote(ANN, lease.leaseId, "v1");
    await world.put("q_2");
    expect(await vote(ANN, lease.leaseId, "another id")).toEqual({ vote: kept, next: null });
    const next = await world.mustLease(ANN);
    expect(await world.storage.questions.findLease("default", next.lease.leaseId)).toEqual({ lease: next.lease, end: null });
  });

  it("sent again is given again without a question that has come down meanwhile", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2", { expiresAt: world.time.clock.now() + 5000 });
    const first = await vote(ANN, lease.leaseId, "v1");
    world.time.advance(5000);
    expect(await vote(ANN, lease.leaseId, "v1")).toEqual({ ...first, next: null });
  });

  it("on the lease of before a break answers the question that came again", async () => {
    await world.put("q_1");
    const before = await world.mustLease(ANN);
    await releaseLease(world.ports, ANN, before.lease.leaseId, "paused", null);
    const again = await world.mustLease(ANN);
    const { vote: kept, next } = await vote(ANN, before.lease.leaseId, "v1");
    expect(kept).toMatchObject({ leaseId: again.lease.leaseId, late: false });
    expect(next).toBeNull();
    expect(world.ports.board.leaseCount).toBe(0);
    expect(await world.lease(ANN)).toBeNull();
  });

  it("sent twice at once is kept once", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2");
    const [one, other] = await Promise.all([vote(ANN, lease.leaseId, "v1"), vote(ANN, lease.leaseId, "v1")]);
    expect(other).toEqual(one);
    expect(world.ports.board.leaseCount).toBe(1);
  });

  it("under an id that another annotator's vote has is refused, and the question stays theirs", async () => {
    await world.put("q_1");
    const anns = await world.mustLease(ANN);
    const bobs = await world.mustLease(BOB);
    await vote(ANN, anns.lease.leaseId, "v1");
    await expect(vote(BOB, bobs.lease.leaseId, "v1")).rejects.toMatchObject({
      code: "invalid_request",
      errors: [{ pointer: "/vote_id" }],
    });
    expect(await world.lease(BOB)).toEqual(bobs);
  });

  it("on somebody else's lease, or on none, finds nothing", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await expect(vote(BOB, lease.leaseId, "v1")).rejects.toMatchObject({ code: "not_found" });
    await expect(vote(BOB, "ls_none", "v1")).rejects.toMatchObject({ code: "not_found" });
    const namesake = annotatorNamed("ann", "global", "other");
    await expect(vote(namesake, lease.leaseId, "v1")).rejects.toMatchObject({ code: "not_found" });
    expect(world.ports.board.votesOf("q_1")).toEqual([]);
  });

  it("that answers another question than was asked is refused, field by field, and changes nothing", async () => {
    await world.put("q_1", {}, { content: RATE });
    const { lease } = await world.mustLease(ANN);
    expect(lease.left).toBeNull();
    await expect(vote(ANN, lease.leaseId, "v1")).rejects.toMatchObject({
      code: "invalid_request",
      errors: [{ pointer: "/choice" }, { pointer: "/ratings/accuracy" }, { pointer: "/ratings/overall" }],
    });
    const ratings = { accuracy: 7, overall: 1 };
    const { vote: kept } = await vote(ANN, lease.leaseId, "v1", { choice: null, ratings });
    expect(kept.answer).toEqual({ kind: "rate", ratings });
    await world.put("q_2");
    const { lease: compared } = await world.mustLease(ANN);
    await expect(vote(ANN, compared.leaseId, "v2", { ratings })).rejects.toMatchObject({ errors: [{ pointer: "/ratings" }] });
  });
});

describe("a late vote", () => {
  it("comes after its lease ran out, and counts while the question is open", async () => {
    await world.put("q_1", { deadlineAt: world.time.clock.now() + 250_000 });
    const { lease } = await world.mustLease(ANN);
    world.time.advance(lease.expiresAt - world.time.clock.now());
    expect(world.ports.board.heldBy("ann")).toBeNull();
    await Promise.resolve();
    const { vote: kept } = await vote(ANN, lease.leaseId, "v1");
    expect(kept).toMatchObject({ late: true, counted: true });
    expect(world.ports.board.votesOf("q_1")).toEqual([kept]);
    expect(await world.storage.questions.findLease("default", lease.leaseId)).toMatchObject({ end: "voted" });
  });

  it("comes when nobody waits for the answer any more", async () => {
    const { expiresAt } = await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.ports.board.setTerms("q_1", { minVotes: 3, maxVotes: 15, deadlineAt: null, expiresAt, value: 0.2 });
    expect((await vote(ANN, lease.leaseId, "v1")).vote).toMatchObject({ late: true, counted: true });
  });

  it("comes after the question expired: then it is kept and not counted", async () => {
    await world.put("q_1", { expiresAt: world.time.clock.now() + 10_000, deadlineAt: world.time.clock.now() + 9000 });
    const { lease } = await world.mustLease(ANN);
    world.time.advance(10_000);
    expect(world.ports.board.size).toBe(0);
    const { vote: kept } = await vote(ANN, lease.leaseId, "v1");
    expect(kept).toMatchObject({ late: true, counted: false });
    expect(await world.storage.questions.findVote("default", "v1")).toEqual(kept);
    await world.put("q_1");
    expect((await vote(ANN, lease.leaseId, "v1")).vote).toEqual(kept);
    expect(world.ports.board.votesOf("q_1")).toEqual([]);
  });

  it("comes after the question was handed back", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await releaseLease(world.ports, ANN, lease.leaseId, "skip", null);
    expect((await vote(ANN, lease.leaseId, "v1")).vote).toMatchObject({ late: true, counted: true });
  });

  it("leaves the annotator the question that they hold since", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.time.advance(lease.expiresAt - world.time.clock.now());
    await world.put("q_2");
    await world.put("q_3");
    const second = await world.mustLease(ANN);
    expect((await vote(ANN, lease.leaseId, "v1")).next).toEqual(second);
    expect(world.ports.board.leaseCount).toBe(1);
  });

  it("comes after the question came down, while a caller still watches it", async () => {
    await world.put("q_1");
    const told: string[][] = [];
    world.ports.board.watch("q_1", { takeVotes: (votes) => void told.push(votes.map(({ voteId }) => voteId)) });
    const { lease } = await world.mustLease(ANN);
    world.ports.board.close("q_1");
    expect(await world.lease(BOB)).toBeNull();
    await vote(ANN, lease.leaseId, "v1");
    expect(told).toEqual([["v1"]]);
  });
});

describe("a vote that the store fails to keep", () => {
  it("changes nothing, and is kept when it is sent again", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2", { maxVotes: 1 });
    world.failNext("recordVote", "before");
    await expect(vote(ANN, lease.leaseId, "v1")).rejects.toThrow("before");
    expect(world.ports.board.votesOf("q_1")).toEqual([]);
    expect(world.ports.board.heldBy("ann")?.lease).toEqual(lease);
    expect(world.ports.board.leaseCount).toBe(1);
    expect((await vote(ANN, lease.leaseId, "v1")).next?.question.questionId).toBe("q_2");
  });

  it("leaves the question that was set aside to others", async () => {
    await world.put("q_1", { maxVotes: 1 });
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2", { maxVotes: 1 });
    world.failNext("recordVote", "before");
    await expect(vote(ANN, lease.leaseId, "v1")).rejects.toThrow();
    expect((await world.lease(BOB))?.question.questionId).toBe("q_2");
  });

  it("but kept after all, counts when it is sent again, and the next question is the one that was kept with it", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2", { maxVotes: 1 });
    world.failNext("recordVote", "after");
    await expect(vote(ANN, lease.leaseId, "v1")).rejects.toThrow("after");
    expect(await world.lease(BOB)).toMatchObject({ question: { questionId: "q_1" } });
    const { next } = await vote(ANN, lease.leaseId, "v1");
    expect(next?.question.questionId).toBe("q_2");
    expect(await world.storage.questions.findLease("default", next?.lease.leaseId ?? "")).toMatchObject({ end: null });
    expect(world.ports.board.votesOf("q_1")).toHaveLength(1);
  });

  it("but kept after all, does not let its question come again, which had come back from a break", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await releaseLease(world.ports, ANN, lease.leaseId, "paused", null);
    await world.put("q_2", { value: 9 });
    const held = await world.mustLease(ANN);
    expect(held.question.questionId).toBe("q_2");
    world.failNext("recordVote", "after");
    await expect(vote(ANN, lease.leaseId, "v1")).rejects.toThrow("after");
    expect((await vote(ANN, held.lease.leaseId, "v2")).next).toBeNull();
  });

  it("but kept after all, counts also where its lease has run out when it is sent again", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.failNext("recordVote", "after");
    await expect(vote(ANN, lease.leaseId, "v1")).rejects.toThrow("after");
    world.time.advance(lease.expiresAt - world.time.clock.now());
    const { vote: kept } = await vote(ANN, lease.leaseId, "v1");
    expect(world.ports.board.votesOf("q_1")).toEqual([kept]);
  });
});

describe("after a restart", () => {
  it("who is being handed a question keeps that one, not the one of before", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.restart();
    await world.put("q_2");
    const goOn = world.holdNext("insertLease");
    const handed = world.lease(ANN);
    await world.put("q_1");
    goOn();
    expect((await handed)?.question.questionId).toBe("q_2");
    expect(world.ports.board.heldBy("ann")?.question.questionId).toBe("q_2");
    expect(await world.storage.questions.findLease("default", lease.leaseId)).toMatchObject({ end: "expired" });
  });

  it("a question that was handed back while its history was read stays so", async () => {
    const record = await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.restart();
    const [history] = await world.storage.questions.openQuestions([record]);
    await releaseLease(world.ports, ANN, lease.leaseId, "skip", null);
    const terms = { minVotes: 3, maxVotes: 15, deadlineAt: null, expiresAt: record.expiresAt, value: 0.3 };
    world.ports.board.open(record, history ?? { votes: [], seenBy: [], leases: [], fence: 0 }, terms);
    expect(await world.lease(ANN)).toBeNull();
    expect(history?.leases).toEqual([lease]);
  });

  it("a vote that was kept before is acknowledged, and counts once the question is up again", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    const { vote: kept } = await vote(ANN, lease.leaseId, "v1");
    world.restart();
    expect(await vote(ANN, lease.leaseId, "v1")).toEqual({ vote: kept, next: null });
    await world.put("q_1");
    expect(world.ports.board.votesOf("q_1")).toEqual([kept]);
  });

  it("a vote whose question was swept between two looks is acknowledged if it was kept, and else refused", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    const { vote: kept } = await vote(ANN, lease.leaseId, "v1");
    await world.put("q_2");
    const other = await world.mustLease(ANN);
    world.restart();
    const ports = { ...world.ports, questions: { ...world.ports.questions, findQuestion: async () => null } };
    expect(await recordVote(ports, ANN, ballotFor(lease.leaseId, "v1"))).toEqual({ vote: kept, next: null });
    await expect(recordVote(ports, ANN, ballotFor(other.lease.leaseId, "v2"))).rejects.toMatchObject({ code: "not_found" });
  });

  it("a vote on a lease of before is kept and on time, whether or not the question is up again", async () => {
    await world.put("q_1");
    await world.put("q_2");
    const anns = await world.mustLease(ANN);
    const bobs = await world.mustLease(BOB);
    world.restart();
    const { vote: unasked } = await vote(ANN, anns.lease.leaseId, "v1");
    expect(unasked).toMatchObject({ counted: true, late: true });
    await world.put("q_1");
    await world.put("q_2");
    expect(world.ports.board.heldBy("bob")?.lease).toEqual(bobs.lease);
    const { vote: asked } = await vote(BOB, bobs.lease.leaseId, "v2");
    expect(asked).toMatchObject({ counted: true, late: false });
    expect([...world.ports.board.votesOf("q_1"), ...world.ports.board.votesOf("q_2")]).toHaveLength(2);
  });

  it("a lease whose time ran out meanwhile is ended", async () => {
    await world.put("q_1", {}, {});
    const { lease } = await world.mustLease(ANN);
    world.ports.deadlines.close();
    world.time.advance(lease.expiresAt - world.time.clock.now());
    world.restart();
    await world.put("q_1");
    expect(world.ports.board.leaseCount).toBe(0);
    await Promise.resolve();
    expect(await world.storage.questions.findLease("default", lease.leaseId)).toMatchObject({ end: "expired" });
    expect(await world.lease(ANN)).toBeNull();
  });
});
