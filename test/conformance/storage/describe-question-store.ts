import { describe, expect, it } from "vitest";
import type { QuestionHistory } from "../../../src/ports/question-store.ts";
import type { Storage } from "../../../src/ports/storage.ts";
import { leaseOf, questionOf, voteOf } from "./records.ts";

const UNTOUCHED: QuestionHistory = { votes: [], seenBy: [], leases: [], fence: 0 };

/** The contract of the question store: questions and what became of them. */
export function describeQuestionStore(storage: () => Pick<Storage, "questions">): void {
  describe("questions", () => {
    const questions = () => storage().questions;
    const open = async (changes: Parameters<typeof questionOf>[0] = {}) => {
      const [history] = await questions().openQuestions([questionOf(changes)]);
      return history;
    };
    const vote = async (annotator: string, fence: number, changes: Parameters<typeof voteOf>[0] = {}) => {
      const names = { annotatorId: annotator, leaseId: `lease of ${annotator}` };
      await questions().insertLease(leaseOf({ ...names, fence }));
      const cast = voteOf({ ...names, voteId: `vote of ${annotator}`, ...changes });
      await questions().recordVote(cast, null);
      return cast;
    };

    it("gives back a question as it was put in, text of every script included", async () => {
      const rate = questionOf({
        questionId: "question-2",
        content: {
          kind: "rate",
          instruction: "Wie gut? 漢字 👩‍⚕️ \u202e\"'\\",
          criteriaVersion: null,
          dimensions: [],
          context: { title: "", messages: [] },
          item: [{ role: "tool", content: "<script>alert(1)</script>" }],
        },
      });
      expect(await questions().openQuestions([questionOf(), rate])).toEqual([UNTOUCHED, UNTOUCHED]);
      expect(await questions().findQuestion("acme", "question-1")).toEqual(questionOf());
      expect(await questions().findQuestion("acme", "question-2")).toEqual(rate);
      expect(await questions().findQuestion("acme", "nowhere")).toBeNull();
    });

    it("opens nothing where nothing is asked", async () => {
      expect(await questions().openQuestions([])).toEqual([]);
    });

    it("moves the end of a question that is asked again, and nothing else of it, and only to later", async () => {
      await open();
      await open({ expiresAt: 400_000, createdAt: 200_000, audience: "clinicians" });
      expect(await questions().findQuestion("acme", "question-1")).toEqual(questionOf({ expiresAt: 400_000 }));
      await open({ expiresAt: 350_000 });
      expect((await questions().findQuestion("acme", "question-1"))?.expiresAt).toBe(400_000);
    });

    it("tells what became of a question: its votes, who has seen it, who holds it, and its largest fence", async () => {
      await open();
      const first = await vote("ann", 1);
      const second = await vote("bob", 2, { recordedAt: 10_000 });
      const held = leaseOf({ leaseId: "held", annotatorId: "cleo", fence: 4, left: null });
      const back = leaseOf({ leaseId: "back", annotatorId: "dan", fence: 3 });
      const gone = leaseOf({ leaseId: "gone", annotatorId: "eve", fence: 5 });
      for (const lease of [held, back, gone]) {
        await questions().insertLease(lease);
      }
      await questions().endLease("acme", "back", "released", 3_000, { reason: "skip", message: null });
      await questions().endLease("acme", "gone", "expired", 62_000, null);
      const history = await open();
      expect(history).toEqual({ votes: [first, second], seenBy: expect.anything(), leases: [held], fence: 5 });
      expect(history?.seenBy.toSorted()).toEqual(["ann", "bob", "cleo", "dan", "eve"]);
    });

    it("does not name those who handed a question back for a break and did no more, and counts their lease", async () => {
      await open();
      const pause = async (annotatorId: string, fence: number) => {
        const leaseId = `pause of ${annotatorId}`;
        await questions().insertLease(leaseOf({ leaseId, annotatorId, fence }));
        await questions().endLease("acme", leaseId, "released", 3_000, { reason: "paused", message: null });
      };
      await pause("ann", 1);
      expect(await open()).toEqual({ ...UNTOUCHED, fence: 1 });
      await questions().insertLease(leaseOf({ leaseId: "again", annotatorId: "ann", fence: 2 }));
      await questions().endLease("acme", "again", "released", 4_000, { reason: "skip", message: null });
      await pause("bob", 3);
      await questions().recordVote(voteOf({ annotatorId: "bob", leaseId: "pause of bob" }), null);
      expect((await open())?.seenBy.toSorted()).toEqual(["ann", "bob"]);
    });

    it("names those once who had a question twice", async () => {
      await open();
      await questions().insertLease(leaseOf({ leaseId: "first", fence: 1 }));
      await questions().endLease("acme", "first", "expired", 62_000, null);
      await questions().insertLease(leaseOf({ leaseId: "second", fence: 2 }));
      expect(await open()).toMatchObject({ seenBy: ["annotator-1"], leases: [{ leaseId: "second" }], fence: 2 });
    });

    it("leaves votes out of the history that do not count, and still knows who gave them", async () => {
      await open();
      await vote("ann", 7, { counted: false, late: true });
      expect(await open()).toEqual({ votes: [], seenBy: ["ann"], leases: [], fence: 7 });
    });

    it("gives votes in the order in which they were kept, whatever the clock did", async () => {
      await open();
      await vote("ann", 1, { recordedAt: 9_000 });
      await vote("bob", 2, { recordedAt: 8_000 });
      await vote("abe", 3, { recordedAt: 8_000 });
      expect((await open())?.votes.map((cast) => cast.annotatorId)).toEqual(["ann", "bob", "abe"]);
    });

    it("gives each of many questions its own history, in their order, one asked twice included", async () => {
      const names = Array.from({ length: 60 }, (_, index) => `question ${index}`);
      const asked = names.map((questionId) => questionOf({ questionId }));
      await questions().openQuestions(asked);
      for (const [index, questionId] of names.entries()) {
        await questions().insertLease(leaseOf({ questionId, leaseId: `lease ${index}`, fence: index + 1 }));
      }
      const histories = await questions().openQuestions([...asked.toReversed(), questionOf({ questionId: "question 5" })]);
      expect(histories.map((history) => history.fence)).toEqual([...names.map((_, index) => index + 1).toReversed(), 6]);
      const cast = voteOf({ questionId: "question 5", leaseId: "lease 5" });
      await questions().recordVote(cast, null);
      const votes = (await questions().openQuestions(asked)).map((history) => history.votes);
      expect(votes).toEqual(names.map((questionId) => (questionId === "question 5" ? [cast] : [])));
    });

    it("keeps tenants apart under one question id", async () => {
      await open();
      await vote("ann", 3);
      expect(await questions().findQuestion("rival", "question-1")).toBeNull();
      expect(await open({ tenantId: "rival", audience: "clinicians", expiresAt: 900_000 })).toEqual(UNTOUCHED);
      expect(await questions().findQuestion("acme", "question-1")).toEqual(questionOf());
      expect(await questions().openQuestions([questionOf({ tenantId: "rival" }), questionOf()])).toMatchObject([
        { fence: 0 },
        { fence: 3 },
      ]);
    });

    it("loads what is still open at an instant, of all tenants, the last to expire first, with histories", async () => {
      await open({ questionId: "early", expiresAt: 5_000 });
      await open({ questionId: "late", expiresAt: 7_000, tenantId: "rival" });
      await open({ expiresAt: 6_000 });
      const cast = await vote("ann", 1);
      const late = { question: questionOf({ questionId: "late", expiresAt: 7_000, tenantId: "rival" }), history: UNTOUCHED };
      const middle = {
        question: questionOf({ expiresAt: 6_000 }),
        history: { votes: [cast], seenBy: ["ann"], leases: [], fence: 1 },
      };
      expect(await questions().loadOpenQuestions(5_000, 10)).toEqual([late, middle]);
      expect(await questions().loadOpenQuestions(4_999, 10)).toHaveLength(3);
      expect(await questions().loadOpenQuestions(4_999, 1)).toEqual([late]);
      expect(await questions().loadOpenQuestions(7_000, 10)).toEqual([]);
    });
  });
}
