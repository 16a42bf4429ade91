import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  annotatorNamed,
  ballotFor,
  COMPARE,
  createVotingWorld,
  type VotingWorld,
} from "../../../test/doubles/create-voting-world.ts";
import type { QuestionHistory, QuestionRecord } from "../../ports/question-store.ts";
import type { QuestionTerms } from "./question-terms.ts";
import { recordVote } from "./record-vote.ts";

const ANN = annotatorNamed("ann");
const BOB = annotatorNamed("bob");
const NO_HISTORY: QuestionHistory = { votes: [], seenBy: [], leases: [], fence: 0 };
let world: VotingWorld;
beforeEach(async () => {
  world = await createVotingWorld();
});
afterEach(() => world.close());

function terms(changes: Partial<QuestionTerms> = {}): QuestionTerms {
  const now = world.time.clock.now();
  return { minVotes: 3, maxVotes: 15, deadlineAt: now + 60_000, expiresAt: now + 300_000, value: 0.3, ...changes };
}

async function voteOnNext(name: string): Promise<string> {
  const annotator = annotatorNamed(name);
  const { lease, question } = await world.mustLease(annotator);
  await recordVote(world.ports, annotator, ballotFor(lease.leaseId, `vote of ${name} on ${question.questionId}`));
  return question.questionId;
}

describe("what callers who wait are told", () => {
  it("takes whoever holds the question for one who may still answer, and those for done who held it before", async () => {
    await world.put("q_1");
    await voteOnNext("ann");
    const { lease } = await world.mustLease(BOB);
    expect([...world.ports.board.doneWith("q_1")]).toEqual(["ann"]);
    await recordVote(world.ports, BOB, ballotFor(lease.leaseId, "vote of bob"));
    expect([...world.ports.board.doneWith("q_1")]).toEqual(["ann", "bob"]);
  });

  it("brings a question down at its end, also one that came down before and is up again", async () => {
    const record = await world.put("q_1");
    world.ports.board.watch("q_1", { takeVotes: () => undefined });
    world.ports.board.close("q_1");
    world.ports.board.open(record, NO_HISTORY, terms({ expiresAt: record.expiresAt }));
    expect(world.ports.board.size).toBe(1);
    world.time.advance(300_000);
    expect(world.ports.board.size).toBe(0);
  });
});

describe("the order in which questions are handed out", () => {
  it("follows what a vote on them tells, and how soon it is needed", async () => {
    const now = world.time.clock.now();
    await world.put("q_dull", { value: 0.05 });
    await world.put("q_telling", { value: 0.6 });
    await world.put("q_urgent", { value: 0.5, deadlineAt: now + 20_000 });
    await world.put("q_unawaited", { value: 0.69, deadlineAt: null });
    const order = [];
    for (let served = await world.lease(ANN); served !== null; ) {
      order.push(served.question.questionId);
      const ballot = ballotFor(served.lease.leaseId, served.question.questionId);
      served = (await recordVote(world.ports, ANN, ballot)).next;
    }
    expect(order).toEqual(["q_urgent", "q_telling", "q_dull", "q_unawaited"]);
  });

  it("follows new terms at once", async () => {
    await world.put("q_1", { value: 0.2 });
    await world.put("q_2", { value: 0.3 });
    world.ports.board.setTerms("q_1", terms({ value: 0.4 }));
    expect((await world.mustLease(ANN)).question.questionId).toBe("q_1");
  });

  it("follows the time that passes: whose deadline has passed goes behind the others", async () => {
    const now = world.time.clock.now();
    await world.put("q_soon", { deadlineAt: now + 10_000 });
    await world.put("q_later", { deadlineAt: now + 200_000 });
    world.time.advance(10_000);
    expect((await world.mustLease(ANN)).question.questionId).toBe("q_later");
  });

  it("spreads those who come over questions alike", async () => {
    for (const questionId of ["q_1", "q_2", "q_3"]) {
      await world.put(questionId, { minVotes: 2 });
    }
    const held = [];
    for (let index = 0; index < 6; index += 1) {
      held.push((await world.mustLease(annotatorNamed(`an_${index}`))).question.questionId);
    }
    expect(held.slice(0, 3).toSorted()).toEqual(["q_1", "q_2", "q_3"]);
    expect(held.slice(3).toSorted()).toEqual(["q_1", "q_2", "q_3"]);
    expect(await world.lease(annotatorNamed("an_6"))).toBeNull();
  });
});

describe("a question", () => {
  it("comes down when it expires, and later terms move that", async () => {
    const now = world.time.clock.now();
    await world.put("q_1", { expiresAt: now + 10_000 });
    world.time.advance(9000);
    world.ports.board.setTerms("q_1", terms({ expiresAt: now + 20_000 }));
    world.time.advance(10_999);
    expect(world.ports.board.size).toBe(1);
    world.time.advance(1);
    expect(world.ports.board.size).toBe(0);
    expect(await world.lease(ANN)).toBeNull();
    expect(world.ports.board.votesOf("q_1")).toEqual([]);
  });

  it("put up again is the same one, with its votes and those who have seen it", async () => {
    await world.put("q_1");
    await voteOnNext("ann");
    world.ports.board.close("q_1");
    const told: number[] = [];
    await world.put("q_1");
    world.ports.board.watch("q_1", { takeVotes: (votes) => void told.push(votes.length) });
    expect(world.ports.board.votesOf("q_1")).toHaveLength(1);
    expect(await world.lease(ANN)).toBeNull();
    await voteOnNext("bob");
    expect(told).toEqual([2]);
  });

  it("put up with a history that was read before a vote came keeps the vote", async () => {
    const record = await world.put("q_1");
    await voteOnNext("ann");
    world.ports.board.open(record, NO_HISTORY, terms());
    world.ports.board.close("q_1");
    world.ports.board.open(record, NO_HISTORY, terms());
    expect(world.ports.board.votesOf("q_1")).toHaveLength(1);
    expect(await world.lease(ANN)).toBeNull();
  });

  it("that was never up here keeps a vote that comes before it is", async () => {
    const record = await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    world.restart();
    await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    world.ports.board.open(record, NO_HISTORY, terms());
    expect(world.ports.board.votesOf("q_1").map(({ voteId }) => voteId)).toEqual(["v1"]);
  });

  it("tells its watchers of votes that a history brings", async () => {
    const record = await world.put("q_1");
    await voteOnNext("ann");
    const [history] = await world.storage.questions.openQuestions([record]);
    world.restart();
    const told: number[] = [];
    world.ports.board.watch("q_1", { takeVotes: (votes) => void told.push(votes.length) });
    world.ports.board.open(record, history ?? NO_HISTORY, terms());
    expect(told).toEqual([1]);
  });

  it("lasts as long as the last of those who asked", async () => {
    const first: QuestionRecord = await world.put("q_1");
    world.ports.board.open({ ...first, expiresAt: first.expiresAt + 1000 }, NO_HISTORY, terms());
    world.ports.board.open(first, NO_HISTORY, terms());
    expect(world.ports.board.find("q_1")?.record.expiresAt).toBe(first.expiresAt + 1000);
    expect(world.ports.board.size).toBe(1);
  });
});

describe("those who watch a question", () => {
  it("are told until they stop", async () => {
    await world.put("q_1");
    const told: number[] = [];
    world.ports.board.watch("q_1", { takeVotes: (votes) => void told.push(votes.length) });
    await voteOnNext("ann");
    world.ports.board.unwatch("q_1");
    await voteOnNext("bob");
    expect(told).toEqual([1]);
  });

  it("may take the question down from within", async () => {
    await world.put("q_1");
    world.ports.board.watch("q_1", { takeVotes: () => world.ports.board.close("q_1") });
    await world.put("q_2", { deadlineAt: null });
    const { lease } = await world.mustLease(ANN);
    const { next } = await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    expect(next?.question.questionId).toBe("q_2");
    expect(world.ports.board.size).toBe(1);
  });
});

describe("over-assignment", () => {
  it("goes to more annotators near the deadline and never beyond the most votes", async () => {
    await world.put("q_near", { minVotes: 3, maxVotes: 4, deadlineAt: world.time.clock.now() + 3000 });
    const held = [];
    for (let index = 0; index < 8; index += 1) {
      held.push(await world.lease(annotatorNamed(`an_${index}`)));
    }
    expect(held.filter((served) => served !== null)).toHaveLength(4);
  });

  it("hedges leases that run late", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 2, deadlineAt: null });
    await world.mustLease(ANN);
    expect(await world.lease(BOB)).toBeNull();
    world.time.advance(12_000);
    expect((await world.lease(BOB))?.question.questionId).toBe("q_1");
    expect(world.ports.board.heldBy("ann")?.question.content).toEqual(COMPARE);
  });
});
