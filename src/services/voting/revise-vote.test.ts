import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  annotatorNamed,
  ballotFor,
  createVotingWorld,
  RATE,
  type VotingWorld,
} from "../../../test/doubles/create-voting-world.ts";
import { recordVote } from "./record-vote.ts";
import { REVISE_WINDOW_MS, reviseVote } from "./revise-vote.ts";

const ANN = annotatorNamed("ann");
const NOTHING = { choice: null, strength: null, ratings: {}, dimensions: null, justification: null };
let world: VotingWorld;
beforeEach(async () => {
  world = await createVotingWorld();
});
afterEach(() => world.close());

describe("changing a vote", () => {
  it("replaces the answer on disk and on the board, and tells those who watch", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    const dimensions = { accuracy: "left" } as const;
    const { vote } = await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1", { strength: 3, dimensions }));
    const told: unknown[] = [];
    world.ports.board.watch("q_1", { takeVotes: (votes) => void told.push(votes.map(({ answer }) => answer)) });
    world.time.advance(REVISE_WINDOW_MS);
    const revised = await reviseVote(world.ports, ANN, "v1", { ...NOTHING, choice: "tie" });
    const answer = { kind: "compare", choice: "tie", strength: null, dimensions: { accuracy: lease.left } };
    expect(revised).toEqual({ ...vote, answer, revisedAt: world.time.clock.now() });
    expect(await world.storage.questions.findVote("default", "v1")).toEqual(revised);
    expect(world.ports.board.votesOf("q_1")).toEqual([revised]);
    expect(told).toEqual([[answer]]);
  });

  it("speaks of the sides as they were shown, and leaves what it does not name", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    const said = { strength: 3, justification: "It names it.", dimensions: { accuracy: "right" } } as const;
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1", said));
    const other = lease.left === "a" ? "b" : "a";
    const revised = await reviseVote(world.ports, ANN, "v1", { ...NOTHING, strength: 1 });
    expect(revised.answer).toMatchObject({ choice: lease.left, strength: 1, dimensions: { accuracy: other } });
    expect(revised.justification).toBe("It names it.");
  });

  it("does not make of how much better one answer was how much better the other is", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1", { strength: 3 }));
    const change = async (said: object) => (await reviseVote(world.ports, ANN, "v1", { ...NOTHING, ...said })).answer;
    expect(await change({ choice: "right" })).toMatchObject({ choice: lease.left === "a" ? "b" : "a", strength: null });
    expect(await change({ choice: "left", strength: 2 })).toMatchObject({ choice: lease.left, strength: 2 });
    expect(await change({ choice: "left" })).toMatchObject({ strength: null });
  });

  it("changes the reason and what was said by dimension, and takes them away", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await recordVote(
      world.ports,
      ANN,
      ballotFor(lease.leaseId, "v1", { justification: "Shorter.", dimensions: { accuracy: "left" } }),
    );
    const change = (said: object) => reviseVote(world.ports, ANN, "v1", { ...NOTHING, ...said });
    expect(await change({ justification: "Truer." })).toMatchObject({
      justification: "Truer.",
      answer: { dimensions: { accuracy: lease.left } },
    });
    const emptied = await change({ justification: "", dimensions: {} });
    expect(emptied).toMatchObject({ justification: null, answer: { dimensions: {} } });
    expect(await world.storage.questions.findVote("default", "v1")).toEqual(emptied);
    await expect(change({ dimensions: { colour: "left" } })).rejects.toMatchObject({
      errors: [{ pointer: "/dimensions/colour" }],
    });
  });

  it("changes single ratings", async () => {
    await world.put("q_1", {}, { content: RATE });
    const { lease } = await world.mustLease(ANN);
    const ratings = { accuracy: 2, overall: 3 };
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1", { choice: null, ratings }));
    const { answer } = await reviseVote(world.ports, ANN, "v1", { ...NOTHING, ratings: { overall: 6 } });
    expect(answer).toEqual({ kind: "rate", ratings: { accuracy: 2, overall: 6 } });
    await expect(reviseVote(world.ports, ANN, "v1", { ...NOTHING, ratings: { overall: 8 } })).rejects.toMatchObject({
      errors: [{ pointer: "/ratings/overall", detail: "is 8; it must be a whole number from 1 to 7" }],
    });
  });

  it("is over after its time, and is nobody else's", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    const { vote } = await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    const change = { ...NOTHING, choice: "right" } as const;
    await expect(reviseVote(world.ports, annotatorNamed("bob"), "v1", change)).rejects.toMatchObject({ code: "not_found" });
    await expect(reviseVote(world.ports, ANN, "v2", change)).rejects.toMatchObject({ code: "not_found" });
    world.time.advance(REVISE_WINDOW_MS + 1);
    await expect(reviseVote(world.ports, ANN, "v1", change)).rejects.toMatchObject({ code: "vote_final" });
    expect(world.ports.board.votesOf("q_1")).toEqual([vote]);
  });

  it("is acknowledged again, however late, where it was kept and its acknowledgement lost", async () => {
    await world.put("q_1", { deadlineAt: null, expiresAt: world.time.clock.now() + 30_000 });
    const { lease } = await world.mustLease(ANN);
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1", { dimensions: { accuracy: "left" } }));
    const change = { ...NOTHING, choice: "tie", justification: "Both hold." } as const;
    const revised = await reviseVote(world.ports, ANN, "v1", change);
    world.time.advance(REVISE_WINDOW_MS + 1);
    expect(await reviseVote(world.ports, ANN, "v1", change)).toEqual(revised);
    await expect(reviseVote(world.ports, ANN, "v1", { ...change, choice: "left" })).rejects.toMatchObject({ code: "vote_final" });
  });

  it("counts where the store's answer to it was lost, once it is sent again", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    const told: unknown[] = [];
    world.ports.board.watch("q_1", { takeVotes: (votes) => void told.push(votes.map(({ answer }) => answer)) });
    world.failNext("reviseVote", "after");
    const change = { ...NOTHING, choice: "tie" } as const;
    await expect(reviseVote(world.ports, ANN, "v1", change)).rejects.toThrow("the store failed");
    expect(told).toEqual([]);
    const revised = await reviseVote(world.ports, ANN, "v1", change);
    expect(world.ports.board.votesOf("q_1")).toEqual([revised]);
    expect(told).toEqual([[expect.objectContaining({ choice: "tie" })]]);
  });

  it("counts where the question is put up after a restart from a history that was read before the change", async () => {
    const record = await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    world.restart();
    const [before] = await world.ports.questions.openQuestions([record]);
    const revised = await reviseVote(world.ports, ANN, "v1", { ...NOTHING, choice: "tie" });
    const terms = { minVotes: 3, maxVotes: 15, deadlineAt: null, expiresAt: record.expiresAt, value: 0.3 };
    world.ports.board.open(record, before!, terms);
    expect(world.ports.board.votesOf("q_1")).toEqual([revised]);
  });

  it("is told from one in the same millisecond by a time of its own", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    const first = await reviseVote(world.ports, ANN, "v1", { ...NOTHING, choice: "tie" });
    const second = await reviseVote(world.ports, ANN, "v1", { ...NOTHING, choice: "both_bad" });
    expect(second.revisedAt).toBe((first.revisedAt ?? 0) + 1);
    expect(world.ports.board.votesOf("q_1")).toEqual([second]);
  });

  it("is over when the question has closed over the vote", async () => {
    await world.put("q_1", { deadlineAt: null, expiresAt: world.time.clock.now() + 30_000 });
    const { lease } = await world.mustLease(ANN);
    const { vote } = await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    world.time.advance(30_000);
    const change = { ...NOTHING, choice: "right" } as const;
    await expect(reviseVote(world.ports, ANN, "v1", change)).rejects.toMatchObject({ code: "vote_final" });
    expect(await world.storage.questions.findVote("default", "v1")).toEqual(vote);
  });

  it("sent together with the vote waits for it", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    const [{ vote }, revised] = await Promise.all([
      recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1")),
      reviseVote(world.ports, ANN, "v1", { ...NOTHING, choice: "both_bad" }),
    ]);
    expect(revised).toMatchObject({ voteId: vote.voteId, answer: { choice: "both_bad" } });
    expect(world.ports.board.votesOf("q_1")).toEqual([revised]);
  });
});
