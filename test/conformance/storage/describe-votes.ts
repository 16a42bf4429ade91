import { beforeEach, describe, expect, it } from "vitest";
import type { VoteAnswer } from "../../../src/domain/questions/vote.ts";
import type { VoteRecord } from "../../../src/ports/question-store.ts";
import type { Storage } from "../../../src/ports/storage.ts";
import { leaseOf, questionOf, voteOf } from "./records.ts";

const OTHER_ANSWER: VoteAnswer = { kind: "compare", choice: "both_bad", strength: null, dimensions: {} };
const RATING: VoteAnswer = { kind: "rate", ratings: { overall: 6.5, accuracy: 1 } };
const DAY_MS = 86_400_000;
const NEXT = leaseOf({ leaseId: "lease-2", questionId: "question-2" });

/** The contract of the question store: votes. */
export function describeVotes(storage: () => Pick<Storage, "questions">): void {
  describe("votes", () => {
    const questions = () => storage().questions;
    const find = async (voteId = "vote-1", tenantId = "acme") => await questions().findVote(tenantId, voteId);
    const endOf = async (leaseId: string) => (await questions().findLease("acme", leaseId))?.end;
    const votesOn = async (questionId = "question-1") =>
      (await questions().openQuestions([questionOf({ questionId })]))[0]?.votes;

    beforeEach(async () => {
      await questions().openQuestions([questionOf(), questionOf({ questionId: "question-2" })]);
      await questions().insertLease(leaseOf());
    });

    it.each([
      ["a comparison", voteOf({ justification: "naïve 漢字 👍" })],
      ["a comparison without more", voteOf({ answer: OTHER_ANSWER, visibleMs: null })],
      ["a rating", voteOf({ answer: RATING, left: null })],
      ["a late one that does not count", voteOf({ late: true, counted: false })],
    ])("gives back a vote as it was put in: %s", async (_, vote: VoteRecord) => {
      expect(await questions().recordVote(vote, null)).toBeNull();
      expect(await find()).toEqual(vote);
      expect(await find("nowhere")).toBeNull();
    });

    it("ends the vote's lease and hands out the next question, in one go", async () => {
      await questions().recordVote(voteOf(), NEXT);
      expect(await endOf("lease-1")).toBe("voted");
      expect(await questions().findLease("acme", "lease-2")).toEqual({ lease: NEXT, end: null });
    });

    it.each(["expired", "released"] as const)("ends a lease as voted that had ended as %s", async (end) => {
      await questions().endLease("acme", "lease-1", end, 8_000, null);
      await questions().recordVote(voteOf({ late: true }), null);
      expect(await endOf("lease-1")).toBe("voted");
      expect(await votesOn()).toEqual([voteOf({ late: true })]);
    });

    it("gives the kept vote back where it comes again, and changes nothing", async () => {
      await questions().recordVote(voteOf(), null);
      const again = voteOf({ answer: OTHER_ANSWER, recordedAt: 20_000, late: true });
      expect(await questions().recordVote(again, NEXT)).toEqual(voteOf());
      expect(await find()).toEqual(voteOf());
      expect(await questions().findLease("acme", "lease-2")).toBeNull();
    });

    it("keeps one vote of an annotator on a question, under whatever id and lease another one comes", async () => {
      // Neither what they said elsewhere nor what somebody else said here is that vote.
      await questions().recordVote(voteOf(), NEXT);
      await questions().insertLease(leaseOf({ ...NEXT, leaseId: "theirs", annotatorId: "annotator-0", fence: 3 }));
      const here = voteOf({ voteId: "vote-2", questionId: "question-2", leaseId: "lease-2" });
      await questions().recordVote({ ...here, voteId: "theirs", annotatorId: "annotator-0", leaseId: "theirs" }, null);
      await questions().recordVote(here, null);
      await questions().insertLease(leaseOf({ ...NEXT, leaseId: "lease-3", fence: 2 }));
      const another = { ...here, voteId: "vote-3", leaseId: "lease-3", answer: OTHER_ANSWER };
      expect(await questions().recordVote(another, leaseOf({ leaseId: "lease-4" }))).toEqual(here);
      expect(await find("vote-3")).toBeNull();
      expect(await endOf("lease-3")).toBeNull();
      expect(await questions().findLease("acme", "lease-4")).toBeNull();
    });

    it("keeps exactly one of many votes that come at once with one id", async () => {
      const answers: readonly VoteAnswer[] = Array.from({ length: 50 }, (_, index) => ({
        kind: "rate",
        ratings: { overall: index },
      }));
      const results = await Promise.all(answers.map((answer) => questions().recordVote(voteOf({ answer }), null)));
      const others = results.filter((kept) => kept !== null);
      expect(others).toHaveLength(49);
      expect(new Set(others.map((kept) => JSON.stringify(kept)))).toHaveLength(1);
      expect(await votesOn()).toEqual([others[0]]);
    });

    it.each([
      ["a lease that is not there", { leaseId: "nowhere" }],
      ["a lease of somebody else", { annotatorId: "annotator-2" }],
      ["a lease of another question", { questionId: "question-2" }],
      ["another tenant's lease", { tenantId: "rival" }],
    ])("refuses a vote under %s and keeps nothing of it", async (_, changes) => {
      const vote = voteOf(changes);
      await expect(questions().recordVote(vote, NEXT)).rejects.toThrow("vote-1");
      expect(await find("vote-1", vote.tenantId)).toBeNull();
      expect(await endOf("lease-1")).toBeNull();
      expect(await questions().findLease("acme", "lease-2")).toBeNull();
    });

    it("keeps nothing of a vote whose next lease cannot be kept", async () => {
      for (const next of [leaseOf({ leaseId: "lease-2", questionId: "nowhere" }), leaseOf({ annotatorId: "annotator-2" })]) {
        await expect(questions().recordVote(voteOf(), next)).rejects.toThrow();
      }
      expect(await find()).toBeNull();
      expect(await endOf("lease-1")).toBeNull();
      expect(await questions().recordVote(voteOf(), NEXT)).toBeNull();
    });

    it("keeps tenants apart under one vote id", async () => {
      await questions().openQuestions([questionOf({ tenantId: "rival" })]);
      await questions().insertLease(leaseOf({ tenantId: "rival" }));
      await questions().recordVote(voteOf(), null);
      expect(await find("vote-1", "rival")).toBeNull();
      const theirs = voteOf({ tenantId: "rival", answer: OTHER_ANSWER });
      expect(await questions().recordVote(theirs, null)).toBeNull();
      expect(await questions().reviseVote("rival", "vote-1", "annotator-1", voteOf({ answer: RATING }), 9_500, 0)).toMatchObject({
        answer: RATING,
      });
      expect(await find()).toEqual(voteOf());
    });

    it("revises that vote and no other, neither of the annotator nor on the question", async () => {
      await questions().insertLease(leaseOf({ leaseId: "lease-3", annotatorId: "annotator-2", fence: 2 }));
      const theirs = voteOf({ voteId: "vote-2", annotatorId: "annotator-2", leaseId: "lease-3" });
      const elsewhere = voteOf({ voteId: "vote-3", questionId: "question-2", leaseId: "lease-2" });
      await questions().recordVote(voteOf(), NEXT);
      await questions().recordVote(theirs, null);
      await questions().recordVote(elsewhere, null);
      await questions().reviseVote("acme", "vote-1", "annotator-1", voteOf({ answer: OTHER_ANSWER }), 9_500, 9_000);
      expect(await find()).toMatchObject({ answer: OTHER_ANSWER, revisedAt: 9_500 });
      expect([await find("vote-2"), await find("vote-3")]).toEqual([theirs, elsewhere]);
    });

    it("revises a vote, once and once more", async () => {
      await questions().recordVote(voteOf(), null);
      const revised = voteOf({ answer: OTHER_ANSWER, justification: "on second thoughts", revisedAt: 9_500 });
      expect(await questions().reviseVote("acme", "vote-1", "annotator-1", revised, 9_500, 9_000)).toEqual(revised);
      expect(await find()).toEqual(revised);
      const back = voteOf({ revisedAt: 9_500 });
      expect(await questions().reviseVote("acme", "vote-1", "annotator-1", voteOf(), 9_500, 9_000)).toEqual(back);
      expect(await votesOn()).toEqual([back]);
    });

    it.each([
      ["of somebody else", "vote-1", "annotator-2", 9_000],
      ["that is not there", "nowhere", "annotator-1", 9_000],
      ["that was recorded before the window", "vote-1", "annotator-1", 9_001],
    ])("does not revise a vote %s", async (_, voteId, annotatorId, recordedSince) => {
      await questions().recordVote(voteOf(), null);
      expect(
        await questions().reviseVote("acme", voteId, annotatorId, voteOf({ answer: OTHER_ANSWER }), 9_500, recordedSince),
      ).toBeNull();
      expect(await find()).toEqual(voteOf());
    });

    it("counts an annotator's votes, each once: all, and those since an instant, that instant included", async () => {
      const instants = [DAY_MS - 1, DAY_MS, DAY_MS + 5_000, DAY_MS + 4_999, DAY_MS + 5_001, 2 * DAY_MS];
      for (const [index, recordedAt] of instants.entries()) {
        const names = { questionId: `asked ${index}`, leaseId: `lease ${index}` };
        await questions().openQuestions([questionOf(names)]);
        await questions().insertLease(leaseOf(names));
        await questions().insertLease(leaseOf({ ...names, leaseId: `other ${index}`, annotatorId: "annotator-2", fence: 2 }));
        const vote = voteOf({ ...names, voteId: `vote ${index}`, recordedAt });
        await questions().recordVote(vote, null);
        await questions().recordVote(vote, null);
        await questions().recordVote(
          { ...vote, voteId: `other ${index}`, leaseId: `other ${index}`, annotatorId: "annotator-2" },
          null,
        );
      }
      for (const since of [0, ...instants, DAY_MS + 1, 2 * DAY_MS + 1]) {
        const expected = { total: 6, since: instants.filter((instant) => instant >= since).length };
        expect(await questions().countVotes("acme", "annotator-1", since)).toEqual(expected);
        expect(await questions().countVotes("acme", "annotator-2", since)).toEqual(expected);
      }
      expect(await questions().countVotes("acme", "annotator-3", 0)).toEqual({ total: 0, since: 0 });
      expect(await questions().countVotes("acme", "annotator-3", 1)).toEqual({ total: 0, since: 0 });
      expect(await questions().countVotes("rival", "annotator-1", 1)).toEqual({ total: 0, since: 0 });
    });
  });
}
