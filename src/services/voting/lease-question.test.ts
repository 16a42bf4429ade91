import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  annotatorNamed,
  ballotFor,
  COMPARE,
  createVotingWorld,
  type VotingWorld,
} from "../../../test/doubles/create-voting-world.ts";
import { leaseDuration } from "../../domain/dispatch/lease-duration.ts";
import { nominalSeconds } from "../../domain/dispatch/nominal-seconds.ts";
import { USUAL_PACE } from "../../domain/dispatch/vote-pace.ts";
import { extendLease } from "./extend-lease.ts";
import { leaseQuestion } from "./lease-question.ts";
import { recordVote } from "./record-vote.ts";
import { releaseLease } from "./release-lease.ts";

const ANN = annotatorNamed("ann");
const BOB = annotatorNamed("bob");
/** A question that takes a while to read. */
const LONG = { ...COMPARE, b: [{ role: "assistant" as const, content: "long ".repeat(1200) }] };
let world: VotingWorld;
beforeEach(async () => {
  world = await createVotingWorld();
});
afterEach(() => world.close());

/** Lets everything that is ready run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}

describe("a lease", () => {
  it("is on disk before the question is shown, with the order drawn for the annotator", async () => {
    await world.put("q_1");
    const { lease, question } = await world.mustLease(ANN);
    expect(question.questionId).toBe("q_1");
    expect(lease).toMatchObject({ annotatorId: "ann", fence: 1, leasedAt: world.time.clock.now() });
    expect(["a", "b"]).toContain(lease.left);
    expect(await world.storage.questions.findLease("default", lease.leaseId)).toEqual({ lease, end: null });
  });

  it("asked for again is the same one, also at once", async () => {
    await world.put("q_1");
    await world.put("q_2");
    const [one, other] = await Promise.all([world.lease(ANN), world.lease(ANN)]);
    expect(other).toEqual(one);
    expect(await world.lease(ANN)).toEqual(one);
    expect(world.ports.board.leaseCount).toBe(1);
  });

  it("asked for again when its question came down is another one, and what was begun may still be sent", async () => {
    await world.put("q_1", { expiresAt: world.time.clock.now() + 5000 });
    const { lease } = await world.mustLease(ANN);
    await world.put("q_2");
    expect((await world.mustLease(ANN)).question.questionId).toBe("q_1");
    world.time.advance(5000);
    expect((await world.mustLease(ANN)).question.questionId).toBe("q_2");
    expect(await world.storage.questions.findLease("default", lease.leaseId)).toMatchObject({ end: "released" });
    const { vote, next } = await recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"));
    expect(vote).toMatchObject({ questionId: "q_1", late: true });
    expect(next?.question.questionId).toBe("q_2");
  });

  it("on a question that came down waits for another one", async () => {
    await world.put("q_1", { expiresAt: world.time.clock.now() + 5000 });
    await world.mustLease(ANN);
    world.time.advance(5000);
    const waiting = leaseQuestion(world.ports, ANN, 25_000, null);
    await settle();
    await world.put("q_2");
    expect((await waiting)?.question.questionId).toBe("q_2");
  });

  it("never brings a question twice to one annotator: not after a vote, a skip or the end of its time", async () => {
    await world.put("q_1");
    await world.put("q_2");
    await world.put("q_3", { deadlineAt: null });
    const voted = await world.mustLease(ANN);
    const skipped = (await recordVote(world.ports, ANN, ballotFor(voted.lease.leaseId, "v1"))).next;
    await releaseLease(world.ports, ANN, skipped?.lease.leaseId ?? "", "skip", null);
    const expired = await world.mustLease(ANN);
    world.time.advance(expired.lease.expiresAt - world.time.clock.now());
    expect(await world.lease(ANN)).toBeNull();
    expect(new Set([voted, skipped, expired].map((served) => served?.question.questionId)).size).toBe(3);
  });

  it("comes again to whoever handed it back for a break, also after a restart, and is asked of others meanwhile", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1 });
    const first = await world.mustLease(ANN);
    await releaseLease(world.ports, ANN, first.lease.leaseId, "paused", null);
    expect(world.ports.board.doneWith("q_1").size).toBe(0);
    const others = await world.mustLease(BOB);
    await releaseLease(world.ports, BOB, others.lease.leaseId, "paused", null);
    const second = await world.mustLease(ANN);
    expect(second).toMatchObject({ question: { questionId: "q_1" }, lease: { left: first.lease.left, fence: 3 } });
    await releaseLease(world.ports, ANN, second.lease.leaseId, "paused", null);
    world.restart();
    await world.put("q_1");
    expect((await world.mustLease(ANN)).question.questionId).toBe("q_1");
  });

  it("does not come again where the break was said of a lease that had ended otherwise", async () => {
    await world.put("q_1", { deadlineAt: null });
    const { lease } = await world.mustLease(ANN);
    world.time.advance(lease.expiresAt - world.time.clock.now());
    await releaseLease(world.ports, ANN, lease.leaseId, "paused", null);
    expect(await world.lease(ANN)).toBeNull();
  });

  it("does not come again either where the vote on it was kept although the store said that it failed", async () => {
    await world.put("q_1", { deadlineAt: null });
    const { lease } = await world.mustLease(ANN);
    world.failNext("recordVote", "after");
    await expect(recordVote(world.ports, ANN, ballotFor(lease.leaseId, "v1"))).rejects.toThrow("the store failed");
    await releaseLease(world.ports, ANN, lease.leaseId, "paused", null);
    expect(await world.lease(ANN)).toBeNull();
  });

  it("is not held again by a lease that a history from before the break still has", async () => {
    const record = await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await releaseLease(world.ports, ANN, lease.leaseId, "paused", null);
    const terms = { minVotes: 1, maxVotes: 1, deadlineAt: null, expiresAt: record.expiresAt, value: 1 };
    world.ports.board.open(record, { votes: [], seenBy: [], leases: [lease], fence: 1 }, terms);
    expect(world.ports.board.leaseCount).toBe(0);
  });

  it("goes to no more annotators than there are places, and to another when one comes back", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1 });
    const { lease } = await world.mustLease(ANN);
    expect(await world.lease(BOB)).toBeNull();
    await releaseLease(world.ports, ANN, lease.leaseId, "not_understood", "What?");
    expect((await world.mustLease(BOB)).lease.fence).toBe(2);
  });

  it("is for the audience and the tenant of the question only", async () => {
    await world.put("q_doctors", {}, { audience: "doctors" });
    expect(await world.lease(ANN)).toBeNull();
    expect(await world.lease(annotatorNamed("cat", "doctors", "other"))).toBeNull();
    const doctor = annotatorNamed("dan", "doctors");
    const { question, lease } = await world.mustLease(doctor);
    expect(question.questionId).toBe("q_doctors");
    await world.put("q_all");
    expect((await recordVote(world.ports, doctor, ballotFor(lease.leaseId, "v1"))).next?.question.questionId).toBe("q_all");
    expect((await world.mustLease(ANN)).question.questionId).toBe("q_all");
  });

  it("ends when its time is over, on disk too, and the question goes to somebody else", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1, deadlineAt: null });
    const { lease } = await world.mustLease(ANN);
    expect(lease.expiresAt - lease.leasedAt).toBe(20_000);
    world.time.advance(19_999);
    expect(await world.lease(BOB)).toBeNull();
    world.time.advance(1);
    expect((await world.lease(BOB))?.question.questionId).toBe("q_1");
    expect(await world.storage.questions.findLease("default", lease.leaseId)).toMatchObject({ end: "expired" });
  });

  it("is nobody else's to hand back or to run on", async () => {
    await world.put("q_1");
    const { lease } = await world.mustLease(ANN);
    await expect(releaseLease(world.ports, BOB, lease.leaseId, "skip", null)).rejects.toMatchObject({ code: "not_found" });
    expect(() => extendLease(world.ports, BOB, lease.leaseId)).toThrow("of yours");
    expect(world.ports.board.findLease(lease.leaseId)?.lease).toEqual(lease);
    expect((await world.storage.questions.findLease("default", lease.leaseId))?.end).toBeNull();
  });

  it("lasts the longer the longer its question is, and never becomes shorter by running on", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1 }, { content: LONG });
    const { lease } = await world.mustLease(ANN);
    expect(lease.expiresAt - lease.leasedAt).toBe(leaseDuration(USUAL_PACE, nominalSeconds(LONG)));
    // Others turn out to be quick, so that a lease of the same question would be shorter now.
    for (let index = 0; index < 30; index += 1) {
      await world.put(`q_short_${index}`);
      const served = await world.mustLease(BOB);
      world.time.advance(100);
      await recordVote(world.ports, BOB, ballotFor(served.lease.leaseId, `vote ${index}`));
    }
    expect(extendLease(world.ports, ANN, lease.leaseId).expiresAt).toBe(lease.expiresAt);
  });

  it("that is handed back or runs on says that its annotator is there", async () => {
    await world.put("q_1", { expiresAt: world.time.clock.now() + 3_600_000 }, { content: LONG });
    const { lease } = await world.mustLease(ANN);
    world.time.advance(60_000);
    extendLease(world.ports, ANN, lease.leaseId);
    world.ports.board.endLease(lease.leaseId);
    expect(world.ports.pool.isLive("global")).toBe(true);
    world.time.advance(60_000);
    expect(world.ports.pool.isLive("global")).toBe(false);
    await releaseLease(world.ports, ANN, lease.leaseId, "skip", null);
    expect(world.ports.pool.isLive("global")).toBe(true);
  });

  it("that a history still has is held by whoever held and ended another one before", async () => {
    const record = await world.put("q_1");
    await world.put("q_2");
    const first = await world.mustLease(ANN);
    await releaseLease(world.ports, ANN, first.lease.leaseId, "skip", null);
    const other = { ...first.lease, leaseId: "ls_other", questionId: "q_3" };
    const terms = { minVotes: 1, maxVotes: 1, deadlineAt: null, expiresAt: record.expiresAt, value: 1 };
    world.ports.board.open({ ...record, questionId: "q_3" }, { votes: [], seenBy: ["ann"], leases: [other], fence: 1 }, terms);
    expect(world.ports.board.heldBy("ann")?.lease).toEqual(other);
  });

  it("runs on while the annotator looks at the question, but not for ever", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1, expiresAt: world.time.clock.now() + 3_600_000 });
    const { lease } = await world.mustLease(ANN);
    world.time.advance(15_000);
    expect(extendLease(world.ports, ANN, lease.leaseId).expiresAt).toBe(lease.leasedAt + 35_000);
    expect(() => extendLease(world.ports, BOB, lease.leaseId)).toThrow(expect.objectContaining({ code: "not_found" }));
    let until = 0;
    for (let beat = 0; beat < 200; beat += 1) {
      world.time.advance(10_000);
      if (world.ports.board.heldBy("ann") !== null) {
        until = extendLease(world.ports, ANN, lease.leaseId).expiresAt;
      }
    }
    expect(until).toBe(lease.leasedAt + 30 * 60_000);
    expect(() => extendLease(world.ports, ANN, lease.leaseId)).toThrow(expect.objectContaining({ code: "lease_ended" }));
  });
});

describe("waiting for a question", () => {
  it("ends when one comes up, at once", async () => {
    const waiting = leaseQuestion(world.ports, ANN, 25_000, null);
    await settle();
    await world.put("q_1");
    expect((await waiting)?.question.questionId).toBe("q_1");
  });

  it("ends with nothing when the time is over", async () => {
    const waiting = leaseQuestion(world.ports, ANN, 25_000, null);
    await settle();
    world.time.advance(25_000);
    expect(await waiting).toBeNull();
    expect(world.ports.deadlines.size).toBe(0);
  });

  it("looks once, and not again before there is news", async () => {
    let readings = 0;
    const clock = {
      now: () => {
        readings += 1;
        return world.time.clock.now();
      },
    };
    const waiting = leaseQuestion({ ...world.ports, clock }, ANN, 25_000, null);
    await settle();
    // When it begins, and when there is nothing.
    expect(readings).toBe(2);
    world.time.advance(25_000);
    expect(await waiting).toBeNull();
  });

  it("ends with nothing, and leases nothing, when nobody waits any more", async () => {
    const gone = new AbortController();
    const waiting = leaseQuestion(world.ports, ANN, 25_000, gone.signal);
    await settle();
    gone.abort();
    expect(await waiting).toBeNull();
    await world.put("q_1");
    expect(await leaseQuestion(world.ports, ANN, 25_000, gone.signal)).toBeNull();
    expect(world.ports.board.leaseCount).toBe(0);
  });

  it("ends when a place comes free", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1 });
    const { lease } = await world.mustLease(ANN);
    const waiting = leaseQuestion(world.ports, BOB, 25_000, null);
    await settle();
    await releaseLease(world.ports, ANN, lease.leaseId, "skip", null);
    expect((await waiting)?.question.questionId).toBe("q_1");
  });

  it("ends when time makes a question one that needs somebody: another's lease runs late", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 3, deadlineAt: null });
    await world.mustLease(ANN);
    const waiting = leaseQuestion(world.ports, BOB, 25_000, null);
    await settle();
    world.time.advance(15_000);
    await settle();
    expect(world.ports.board.heldBy("bob")?.question.questionId).toBe("q_1");
    expect((await waiting)?.lease.fence).toBe(2);
  });

  it("tells as many as are needed and some more, and the others when those do not come", async () => {
    let told = 0;
    for (let index = 0; index < 40; index += 1) {
      world.ports.board.onWork(annotatorNamed(`an_${index}`), () => {
        told += 1;
      });
    }
    await world.put("q_1", { minVotes: 3, deadlineAt: null });
    expect(told).toBe(6);
    world.time.advance(2000);
    expect(told).toBeGreaterThanOrEqual(40);
  });

  it("are told of nothing while they hold a question, and again once they hold none", async () => {
    let told = 0;
    await world.put("q_1", { deadlineAt: null });
    const { lease } = await world.mustLease(ANN);
    const leave = world.ports.board.onWork(ANN, () => {
      told += 1;
    });
    await world.put("q_2", { deadlineAt: null });
    expect(told).toBe(0);
    world.ports.board.endLease(lease.leaseId);
    await world.put("q_3", { deadlineAt: null });
    expect(told).toBe(1);
    await world.mustLease(ANN);
    await world.put("q_4", { deadlineAt: null });
    expect(told).toBe(1);
    leave();
    world.ports.board.endLease(world.ports.board.heldBy("ann")?.lease.leaseId ?? "");
    await world.put("q_5", { deadlineAt: null });
    world.time.advance(2000);
    expect(told).toBe(1);
  });
});

describe("a lease that the store fails to keep", () => {
  it("is not handed out, and its place is free again", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1 });
    world.failNext("insertLease", "before");
    await expect(world.lease(ANN)).rejects.toThrow("before");
    expect(world.ports.board.leaseCount).toBe(0);
    expect((await world.mustLease(ANN)).lease.fence).toBe(2);
  });

  it("but kept after all, is the one that is handed out next", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1 });
    world.failNext("insertLease", "after");
    await expect(world.lease(ANN)).rejects.toThrow("after");
    expect(await world.lease(BOB)).toBeNull();
    const { lease } = await world.mustLease(ANN);
    expect(await world.storage.questions.findLease("default", lease.leaseId)).toEqual({ lease, end: null });
  });

  it("and cannot even be asked about, keeps its place until it is tried again or its time is over", async () => {
    await world.put("q_1", { minVotes: 1, maxVotes: 1, deadlineAt: null });
    world.failNext("insertLease", "before");
    world.failNext("findLease", "before");
    await expect(world.lease(ANN)).rejects.toThrow("before");
    expect(await world.lease(BOB)).toBeNull();
    expect((await world.mustLease(ANN)).question.questionId).toBe("q_1");
  });

  it("while the store stands still, holds up nobody else", async () => {
    await world.put("q_1");
    const goOn = world.holdNext("insertLease");
    const anns = world.lease(ANN);
    await settle();
    expect((await world.mustLease(BOB)).question.questionId).toBe("q_1");
    goOn();
    expect((await anns)?.question.questionId).toBe("q_1");
  });
});
