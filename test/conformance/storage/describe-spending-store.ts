import { describe, expect, it } from "vitest";
import type { SpentDay } from "../../../src/ports/spending-store.ts";
import type { Storage } from "../../../src/ports/storage.ts";

const spentOf = (changes: Partial<SpentDay> = {}): SpentDay => ({
  judgeId: "judge",
  day: 20_000,
  tokens: 1500,
  cost: 0.25,
  ...changes,
});

/** The contract of the spending store. */
export function describeSpendingStore(storage: () => Pick<Storage, "spending">): void {
  describe("spending", () => {
    const spending = () => storage().spending;

    it("gives back what was spent on a day, by judge", async () => {
      const panel = spentOf({ judgeId: "panel.1", tokens: 2 ** 40, cost: 0 });
      await spending().keepSpent([panel, spentOf()]);
      expect(await spending().readSpent(20_000)).toEqual([spentOf(), panel]);
      expect(await spending().readSpent(19_999)).toEqual([]);
    });

    it("keeps the last of the same judge and day", async () => {
      await spending().keepSpent([spentOf(), spentOf({ judgeId: "other" })]);
      await spending().keepSpent([spentOf({ tokens: 10, cost: 1.5 })]);
      await spending().keepSpent([]);
      expect(await spending().readSpent(20_000)).toEqual([spentOf({ tokens: 10, cost: 1.5 }), spentOf({ judgeId: "other" })]);
    });

    it("forgets a judge's days before, not those after", async () => {
      await spending().keepSpent([spentOf(), spentOf({ judgeId: "other" }), spentOf({ day: 20_002 })]);
      await spending().keepSpent([spentOf({ day: 20_001 })]);
      expect(await spending().readSpent(20_000)).toEqual([spentOf({ judgeId: "other" })]);
      expect(await spending().readSpent(20_002)).toEqual([spentOf({ day: 20_002 })]);
    });
  });
}
