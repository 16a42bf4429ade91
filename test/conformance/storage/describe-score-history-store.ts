import { describe, expect, it } from "vitest";
import type { RewardWindow } from "../../../src/domain/scoring/reward-window.ts";
import type { Storage } from "../../../src/ports/storage.ts";

const ALL: RewardWindow = { kind: "latest", count: 1_000_000 };
const REWARDS_MAX = 1_000;
const NOW = 10_000;

/** The contract of the score history store. */
export function describeScoreHistoryStore(storage: () => Storage): void {
  describe("score histories", () => {
    const history = () => storage().scoreHistory;
    const record = async (
      rewards: readonly number[],
      windows: readonly RewardWindow[] = [ALL],
      { historyKey = "run-1", tenantId = "acme", at = NOW, rewardsMax = REWARDS_MAX } = {},
    ) => {
      const [measures] = await history().recordRewards(tenantId, [{ historyKey, windows, rewards }], at, rewardsMax);
      return measures ?? [];
    };
    const latest = (count: number): RewardWindow => ({ kind: "latest", count });
    const within = (durationMs: number): RewardWindow => ({ kind: "time", durationMs });

    it("measures nothing where nothing was recorded", async () => {
      expect(await record([0.5])).toEqual([{ count: 0, mean: null, squaredDeviations: 0, ranks: [{ below: 0, equal: 0 }] }]);
    });

    it("measures what was recorded before this call, and ranks every new reward in it", async () => {
      await record([0, 0.5, 1]);
      expect(await record([0.5, 0.75, -1])).toEqual([
        {
          count: 3,
          mean: 0.5,
          squaredDeviations: 0.5,
          ranks: [
            { below: 1, equal: 1 },
            { below: 2, equal: 0 },
            { below: 0, equal: 0 },
          ],
        },
      ]);
      expect(await record([])).toMatchObject([{ count: 6 }]);
    });

    it("takes the latest so many by the order in which they came, whatever the clock did", async () => {
      await record([0.1], [], { at: 3_000 });
      await record([0.2], [], { at: 1_000 });
      await record([0.3, 0.4], [], { at: 2_000 });
      expect(await record([], [latest(1), latest(3), latest(9)])).toMatchObject([
        { count: 1, mean: 0.4 },
        { count: 3, mean: expect.closeTo(0.3, 12) },
        { count: 4 },
      ]);
    });

    it("takes what was recorded within a time, its first instant included", async () => {
      await record([0.1], [], { at: NOW - 1_001 });
      await record([0.2], [], { at: NOW - 1_000 });
      await record([0.4], [], { at: NOW });
      expect(await record([], [within(1_000), within(5_000)])).toMatchObject([
        { count: 2, mean: expect.closeTo(0.3, 12) },
        { count: 3 },
      ]);
    });

    it("keeps the latest rewards of a key only", async () => {
      await record([1, 2, 3, 4], [], { rewardsMax: 3 });
      expect(await record([], [ALL])).toMatchObject([{ count: 3, mean: 3 }]);
      await record([5, 6], [], { rewardsMax: 3 });
      expect(await record([], [ALL])).toMatchObject([{ count: 3, mean: 5 }]);
      await record([7, 8, 9, 10, 11], [], { rewardsMax: 2 });
      expect(await record([], [ALL])).toMatchObject([{ count: 2, mean: 10.5 }]);
    });

    it("keeps keys and tenants apart", async () => {
      await record([1]);
      expect(await record([2], [ALL], { historyKey: "run-2" })).toMatchObject([{ count: 0 }]);
      expect(await record([3], [ALL], { tenantId: "rival" })).toMatchObject([{ count: 0 }]);
      expect(await record([])).toMatchObject([{ count: 1, mean: 1 }]);
    });

    it.each([{ historyKey: "run-2" }, { tenantId: "rival" }])(
      "trims and measures a history as if there were no other: %j",
      async (other) => {
        await record([9], [], other);
        await record([1, 2, 3, 4, 5], [], { rewardsMax: 2 });
        await record([7], [], { ...other, rewardsMax: 2 });
        for (const window of [latest(9), within(5_000)]) {
          expect(await record([], [window], other)).toMatchObject([{ count: 2, mean: 8 }]);
          expect(await record([], [window])).toMatchObject([{ count: 2, mean: 4.5 }]);
        }
      },
    );

    it("records several histories as one operation, and measures each by itself", async () => {
      const entries = [
        { historyKey: "a", windows: [ALL], rewards: [1, 2] },
        { historyKey: "b", windows: [latest(1), ALL], rewards: [3] },
      ];
      await history().recordRewards("acme", entries, NOW, REWARDS_MAX);
      expect(await history().recordRewards("acme", entries, NOW, REWARDS_MAX)).toMatchObject([
        [{ count: 2, mean: 1.5, ranks: [{}, {}] }],
        [
          { count: 1, mean: 3 },
          { count: 1, ranks: [{ below: 0, equal: 1 }] },
        ],
      ]);
    });

    it("refuses a key that comes twice in one call, and records nothing of it", async () => {
      const entry = { historyKey: "run-1", windows: [], rewards: [1] };
      await expect(history().recordRewards("acme", [entry, entry], NOW, REWARDS_MAX)).rejects.toThrow("different keys");
      expect(await record([])).toMatchObject([{ count: 0 }]);
    });

    it("loses nothing when many write at once, and lets each see a history that stood still", async () => {
      const counts = await Promise.all(Array.from({ length: 100 }, async (_, writer) => (await record([writer]))[0]?.count));
      expect(counts.toSorted((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    });

    it("keeps rewards to the last bit, and says of equal ones that they do not spread", async () => {
      await record([0.1, 0.1, 0.1]);
      expect(await record([0.1])).toEqual([{ count: 3, mean: 0.1, squaredDeviations: 0, ranks: [{ below: 0, equal: 3 }] }]);
    });

    it("purges what was recorded before an instant, no more than the limit at once", async () => {
      await record([1, 2, 3], [], { at: 999 });
      await record([4], [], { at: 1_000 });
      expect(await history().purgeRewards(1_000, 2)).toBe(2);
      expect(await history().purgeRewards(1_000, 2)).toBe(1);
      expect(await history().purgeRewards(1_000, 2)).toBe(0);
      expect(await record([5])).toMatchObject([{ count: 1, mean: 4 }]);
      expect(await record([], [latest(1)])).toMatchObject([{ mean: 5 }]);
    });
  });
}
