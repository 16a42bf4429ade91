import { describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";
import { comparisonOf, deliveryOf, revisionOf } from "./records.ts";

const SECOND = revisionOf({ revision: 2, answer: '{"winner":"tie"}', revisedAt: 5_000 });

/** The contract of the comparison store. */
export function describeComparisonStore(storage: () => Pick<Storage, "comparisons">): void {
  describe("comparisons", () => {
    const comparisons = () => storage().comparisons;
    const settle = async (changes: Parameters<typeof comparisonOf>[0] = {}, isFinal = false) =>
      await comparisons().settleComparison(comparisonOf(changes), revisionOf({ isFinal }));
    const revise = async (revision = SECOND, delivery: ReturnType<typeof deliveryOf> | null = null) =>
      await comparisons().reviseComparison("acme", "comparison-1", revision, delivery);
    const find = async (comparisonId = "comparison-1", tenantId = "acme") =>
      await comparisons().findComparison(tenantId, comparisonId);
    const due = async (at = 1_000_000) => await comparisons().findDueDeliveries(at, 100);

    it("gives back a comparison and its revisions as they were put in, the first one first", async () => {
      const comparison = comparisonOf({ isSwapped: true, basis: '{"text":"漢字 👍"}' });
      expect(await comparisons().settleComparison(comparison, revisionOf())).toBe(true);
      expect(await revise()).toBe(true);
      expect(await find()).toEqual({ comparison, revisions: [revisionOf(), SECOND] });
      expect(await find("nowhere")).toBeNull();
    });

    it("revises that comparison and no other", async () => {
      await settle({ comparisonId: "beside it" });
      await settle();
      await revise({ ...SECOND, isFinal: true });
      expect((await find("beside it"))?.revisions).toEqual([revisionOf()]);
      expect(await comparisons().reviseComparison("acme", "beside it", SECOND, null)).toBe(true);
    });

    it("settles a comparison once", async () => {
      await settle();
      const again = { ...revisionOf(), answer: '{"winner":"b"}', isFinal: true };
      expect(await comparisons().settleComparison(comparisonOf({ basis: "{}", isSwapped: true }), again)).toBe(false);
      expect(await find()).toEqual({ comparison: comparisonOf(), revisions: [revisionOf()] });
      expect(await revise()).toBe(true);
    });

    it("lets one of many settle a comparison that settle it at once", async () => {
      const answers = Array.from({ length: 30 }, (_, index) => revisionOf({ answer: `{"index":${index}}` }));
      const settled = await Promise.all(answers.map((first) => comparisons().settleComparison(comparisonOf(), first)));
      expect(settled.filter(Boolean)).toHaveLength(1);
      expect((await find())?.revisions).toEqual([answers[settled.indexOf(true)]]);
    });

    it("refuses to start with another revision than the first, and keeps nothing of it", async () => {
      await expect(comparisons().settleComparison(comparisonOf(), SECOND)).rejects.toThrow("revision 2");
      expect(await find()).toBeNull();
    });

    it.each([
      ["the one that is there", revisionOf({ revision: 1, answer: "{}" })],
      ["the one after the next", revisionOf({ revision: 3 })],
      ["none", revisionOf({ revision: 0 })],
    ])("takes the next revision only, not %s, and owes nothing for another", async (_, revision) => {
      await settle();
      expect(await revise(revision, deliveryOf())).toBe(false);
      expect((await find())?.revisions).toEqual([revisionOf()]);
      expect(await due()).toEqual([]);
    });

    it("takes no revision after a final one", async () => {
      await settle();
      expect(await revise({ ...SECOND, isFinal: true })).toBe(true);
      expect(await revise(revisionOf({ revision: 3 }), deliveryOf())).toBe(false);
      expect((await find())?.revisions).toHaveLength(2);
      await settle({ comparisonId: "final at once" }, true);
      expect(await comparisons().reviseComparison("acme", "final at once", SECOND, null)).toBe(false);
      expect(await comparisons().reviseComparison("acme", "nowhere", SECOND, deliveryOf())).toBe(false);
      expect(await due()).toEqual([]);
    });

    it("gives every revision one writer, and leaves no gaps", async () => {
      await settle();
      const attempts = Array.from({ length: 90 }, (_, index) =>
        revisionOf({ revision: 2 + Math.floor(index / 3), answer: `{"writer":${index}}` }),
      );
      const written = await Promise.all(attempts.map((revision) => revise(revision)));
      const winners = attempts.filter((_, index) => written[index]);
      expect(winners.map(({ revision }) => revision)).toEqual(Array.from({ length: 30 }, (_, index) => index + 2));
      expect((await find())?.revisions).toEqual([revisionOf(), ...winners]);
    });

    it("adds a revision and what is owed for it, both or neither", async () => {
      await settle();
      expect(await revise(SECOND, deliveryOf())).toBe(true);
      expect(await due()).toEqual([deliveryOf()]);
      const third = revisionOf({ revision: 3 });
      await expect(revise(third, deliveryOf({ payload: "{}" }))).rejects.toThrow("delivery-1");
      await expect(revise(third, deliveryOf({ deliveryId: "delivery-2", tenantId: "rival" }))).rejects.toThrow("delivery-2");
      expect((await find())?.revisions).toHaveLength(2);
      expect(await due()).toEqual([deliveryOf()]);
    });

    it("keeps tenants apart under one comparison id", async () => {
      await settle();
      expect(await find("comparison-1", "rival")).toBeNull();
      expect(await comparisons().reviseComparison("rival", "comparison-1", SECOND, null)).toBe(false);
      expect(await settle({ tenantId: "rival", basis: "{}" })).toBe(true);
      expect(await comparisons().reviseComparison("rival", "comparison-1", SECOND, null)).toBe(true);
      expect(await find()).toEqual({ comparison: comparisonOf(), revisions: [revisionOf()] });
      expect((await find("comparison-1", "rival"))?.revisions).toHaveLength(2);
    });

    it("loads what has no final revision yet, of all tenants, the newest first, each with its last revision", async () => {
      await settle();
      await revise();
      await settle({ comparisonId: "newer", tenantId: "rival", createdAt: 2_000, isSwapped: true });
      await settle({ comparisonId: "over", createdAt: 3_000 }, true);
      const newer = {
        comparison: comparisonOf({ comparisonId: "newer", tenantId: "rival", createdAt: 2_000, isSwapped: true }),
        last: revisionOf(),
      };
      await settle({ comparisonId: "beside it", createdAt: 2 });
      await comparisons().reviseComparison("acme", "beside it", revisionOf({ revision: 2, answer: "{}", isFinal: true }), null);
      expect(await comparisons().loadUnfinished(10)).toEqual([newer, { comparison: comparisonOf(), last: SECOND }]);
      expect(await comparisons().loadUnfinished(1)).toEqual([newer]);
      await revise(revisionOf({ revision: 3, isFinal: true }));
      expect(await comparisons().loadUnfinished(10)).toEqual([newer]);
    });

    it("purges comparisons made before an instant with their revisions, no more than the limit at once", async () => {
      for (const createdAt of [1_998, 1_999, 2_000]) {
        await settle({ comparisonId: `at ${createdAt}`, createdAt });
      }
      expect(await comparisons().purgeComparisons(2_000, 1)).toBe(1);
      expect(await comparisons().purgeComparisons(2_000, 5)).toBe(1);
      expect(await comparisons().purgeComparisons(2_000, 5)).toBe(0);
      expect(await find("at 1998")).toBeNull();
      expect(await find("at 1999")).toBeNull();
      expect((await find("at 2000"))?.revisions).toHaveLength(1);
      expect(await settle({ comparisonId: "at 1998" })).toBe(true);
      expect((await find("at 1998"))?.revisions).toEqual([revisionOf()]);
    });
  });

  describe("deliveries", () => {
    const comparisons = () => storage().comparisons;
    const owe = async (deliveryId: string, dueAt: number) => {
      await comparisons().settleComparison(comparisonOf({ comparisonId: deliveryId }), revisionOf());
      await comparisons().reviseComparison("acme", deliveryId, SECOND, deliveryOf({ deliveryId, dueAt }));
    };
    const due = async (at: number, limit = 10) =>
      (await comparisons().findDueDeliveries(at, limit)).map((delivery) => delivery.deliveryId);

    it("gives what is due at an instant, the longest due first, no more than the limit", async () => {
      await owe("later", 6_000);
      await owe("first", 4_000);
      await owe("second", 5_000);
      expect(await due(3_999)).toEqual([]);
      expect(await due(5_000)).toEqual(["first", "second"]);
      expect(await due(9_000, 2)).toEqual(["first", "second"]);
    });

    it("comes back to a delivery that was postponed", async () => {
      await owe("first", 4_000);
      await owe("second", 5_000);
      await comparisons().postponeDelivery("first", 1, 9_000);
      expect(await due(8_999)).toEqual(["second"]);
      expect(await due(9_000)).toEqual(["second", "first"]);
      expect((await comparisons().findDueDeliveries(9_000, 10))[1]).toEqual(
        deliveryOf({ deliveryId: "first", attempts: 1, dueAt: 9_000 }),
      );
    });

    it("forgets a delivery that ended, and takes it quietly that one is not there", async () => {
      await owe("first", 4_000);
      await owe("second", 5_000);
      await comparisons().endDelivery("first");
      await comparisons().endDelivery("first");
      await comparisons().postponeDelivery("first", 1, 4_000);
      expect(await due(9_000)).toEqual(["second"]);
    });

    it("owes what belongs to no revision, once under its id", async () => {
      await comparisons().oweDelivery(deliveryOf({ deliveryId: "alarm" }));
      await comparisons().oweDelivery(deliveryOf({ deliveryId: "alarm", payload: "{}", dueAt: 1 }));
      expect(await comparisons().findDueDeliveries(9_000, 10)).toEqual([deliveryOf({ deliveryId: "alarm" })]);
    });

    it("still owes what a comparison brought that was purged since", async () => {
      await owe("first", 4_000);
      await comparisons().purgeComparisons(1_000_000, 10);
      expect(await due(4_000)).toEqual(["first"]);
    });
  });
}
