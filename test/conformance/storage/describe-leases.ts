import { describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";
import { leaseOf, questionOf, voteOf } from "./records.ts";

/** The contract of the question store: leases. */
export function describeLeases(storage: () => Pick<Storage, "questions">): void {
  describe("leases", () => {
    const questions = () => storage().questions;
    const find = async (leaseId = "lease-1", tenantId = "acme") => await questions().findLease(tenantId, leaseId);
    const open = async () => void (await questions().openQuestions([questionOf(), questionOf({ questionId: "question-2" })]));

    it.each([["a" as const], ["b" as const], [null]])(
      "gives back a lease as it was put in, with %s on the left",
      async (left) => {
        await open();
        await questions().insertLease(leaseOf({ left }));
        expect(await find()).toEqual({ lease: leaseOf({ left }), end: null });
        expect(await find("nowhere")).toBeNull();
      },
    );

    it("refuses an id that is taken and keeps the first lease", async () => {
      await open();
      await questions().insertLease(leaseOf());
      await expect(questions().insertLease(leaseOf({ annotatorId: "annotator-2", fence: 2 }))).rejects.toThrow("lease-1");
      expect(await find()).toEqual({ lease: leaseOf(), end: null });
    });

    it("refuses a lease of a question that is not there, or is another tenant's", async () => {
      await open();
      await expect(questions().insertLease(leaseOf({ questionId: "nowhere" }))).rejects.toThrow();
      await expect(questions().insertLease(leaseOf({ tenantId: "rival" }))).rejects.toThrow();
      expect(await find()).toBeNull();
      expect(await find("lease-1", "rival")).toBeNull();
    });

    it("hands a question to one annotator at a time only once, and again when that lease has ended", async () => {
      await open();
      await questions().insertLease(leaseOf());
      const second = leaseOf({ leaseId: "lease-2", fence: 2 });
      await expect(questions().insertLease(second)).rejects.toThrow("annotator-1 holds the question question-1");
      expect(await find("lease-2")).toBeNull();
      await questions().endLease("acme", "lease-1", "expired", 62_000, null);
      await questions().insertLease(second);
      expect(await find("lease-2")).toEqual({ lease: second, end: null });
    });

    it("lets different annotators hold one question, and one annotator another question", async () => {
      await open();
      await questions().insertLease(leaseOf());
      await questions().insertLease(leaseOf({ leaseId: "lease-2", annotatorId: "annotator-2", fence: 2 }));
      await questions().insertLease(leaseOf({ leaseId: "lease-3", questionId: "question-2" }));
      const [first, second] = await questions().openQuestions([questionOf(), questionOf({ questionId: "question-2" })]);
      expect(first?.leases.map((lease) => lease.leaseId)).toEqual(["lease-1", "lease-2"]);
      expect(second?.leases.map((lease) => lease.leaseId)).toEqual(["lease-3"]);
    });

    it("ends a lease once and keeps how", async () => {
      await open();
      await questions().insertLease(leaseOf());
      const reason = { reason: "broken_media", message: "no picture 🩻" } as const;
      expect(await questions().endLease("acme", "lease-1", "released", 3_000, reason)).toBe(true);
      expect(await questions().endLease("acme", "lease-1", "expired", 4_000, null)).toBe(false);
      expect(await find()).toEqual({ lease: leaseOf(), end: "released" });
      expect(await questions().endLease("acme", "nowhere", "expired", 4_000, null)).toBe(false);
    });

    it("does not end a lease that a vote has ended", async () => {
      await open();
      await questions().insertLease(leaseOf());
      await questions().recordVote(voteOf(), null);
      expect(await questions().endLease("acme", "lease-1", "expired", 62_000, null)).toBe(false);
      expect((await find())?.end).toBe("voted");
    });

    it("keeps tenants apart under one lease id", async () => {
      await open();
      await questions().openQuestions([questionOf({ tenantId: "rival" })]);
      await questions().insertLease(leaseOf());
      expect(await find("lease-1", "rival")).toBeNull();
      expect(await questions().endLease("rival", "lease-1", "expired", 3_000, null)).toBe(false);
      await questions().insertLease(leaseOf({ tenantId: "rival", fence: 9 }));
      await questions().endLease("rival", "lease-1", "expired", 3_000, null);
      expect(await find()).toEqual({ lease: leaseOf(), end: null });
      expect(await find("lease-1", "rival")).toEqual({ lease: leaseOf({ tenantId: "rival", fence: 9 }), end: "expired" });
    });
  });
}
