import { describe, expect, it } from "vitest";
import type { RewardWindow } from "../../../src/domain/scoring/reward-window.ts";
import type { RepeatableRequest } from "../../../src/ports/score-history-store.ts";
import type { Storage } from "../../../src/ports/storage.ts";

const ALL: RewardWindow = { kind: "latest", count: 1_000_000 };
const REWARDS_MAX = 1_000;
const NOW = 10_000;
const NO_REQUEST: RepeatableRequest | null = null;

/** The contract of the score history store. */
export function describeScoreHistoryStore(storage: () => Storage): void {
  describe("score histories", () => {
    const history = () => storage().scoreHistory;
    const record = async (
      rewards: readonly number[],
      windows: readonly RewardWindow[] = [ALL],
      { historyKey = "run-1", tenantId = "acme", at = NOW, rewardsMax = REWARDS_MAX, request = NO_REQUEST } = {},
    ) => {
      const [measures] = await history().recordRewards(tenantId, [{ historyKey, windows, rewards }], at, rewardsMax, request);
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
      await history().recordRewards("acme", entries, NOW, REWARDS_MAX, null);
      expect(await history().recordRewards("acme", entries, NOW, REWARDS_MAX, null)).toMatchObject([
        [{ count: 2, mean: 1.5, ranks: [{}, {}] }],
        [
          { count: 1, mean: 3 },
          { count: 1, ranks: [{ below: 0, equal: 1 }] },
        ],
      ]);
    });

    it("refuses a key that comes twice in one call, and records nothing of it", async () => {
      const entry = { historyKey: "run-1", windows: [], rewards: [1] };
      await expect(history().recordRewards("acme", [entry, entry], NOW, REWARDS_MAX, null)).rejects.toThrow("different keys");
      expect(await record([])).toMatchObject([{ count: 0 }]);
    });

    it("loses nothing when many write at once, and lets each see a history that stood still", async () => {
      const counts = await Promise.all(Array.from({ length: 100 }, async (_, writer) => (await record([writer]))[0]?.count));
      expect(counts.toSorted((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    });

    describe("of a request that comes again", () => {
      const request = { digest: "first", repeatedSince: 0 };
      const windows = [ALL, latest(2), within(1_000)];

      it("says what it said before and adds nothing, whatever came in between and however late it is", async () => {
        await record([0.1], [], { at: NOW - 1_001 });
        await record([0.2, 0.4], [], { at: NOW - 1_000 });
        const first = await record([0.3, 0.5], windows, { request });
        await record([9, 8], [], { at: NOW + 1, request: { ...request, digest: "second" } });
        expect(await record([0.3, 0.5], windows, { request, at: NOW + 5_000 })).toEqual(first);
        expect(first).toMatchObject([{ count: 3 }, { count: 2 }, { count: 2 }]);
        expect(await record([])).toMatchObject([{ count: 7 }]);
      });

      it("ranks other rewards than before where it stood then, and keeps the first", async () => {
        await record([0.4]);
        await record([0.5], [], { request });
        expect(await record([0.3, 0.6], [ALL], { request })).toMatchObject([
          { count: 1, ranks: [{ below: 0, equal: 0 }, { below: 1 }] },
        ]);
        expect(await record([])).toMatchObject([{ count: 2, mean: 0.45 }]);
      });

      it.each([{ historyKey: "run-2" }, { tenantId: "rival" }])("is another one elsewhere: %j", async (other) => {
        await record([1], [], { request });
        expect(await record([1], [ALL], { request, ...other })).toMatchObject([{ count: 0 }]);
        expect(await record([], [ALL], other)).toMatchObject([{ count: 1 }]);
      });

      it("adds what it brings to a history that it had nothing for before", async () => {
        await record([1], [], { request });
        const entries = [
          { historyKey: "run-1", windows: [ALL], rewards: [1] },
          { historyKey: "run-2", windows: [ALL], rewards: [2] },
        ];
        await history().recordRewards("acme", entries, NOW, REWARDS_MAX, request);
        expect(await history().recordRewards("acme", entries, NOW, REWARDS_MAX, null)).toMatchObject([
          [{ count: 1 }],
          [{ count: 1 }],
        ]);
      });

      it("is another one where the first came before the time in which it may come again", async () => {
        await record([1], [], { request, at: 999 });
        expect(await record([1], [ALL], { request: { ...request, repeatedSince: 1_000 } })).toMatchObject([{ count: 1 }]);
        await record([1], [], { request: { ...request, repeatedSince: 1_000 } });
        expect(await record([])).toMatchObject([{ count: 2 }]);
      });

      it("is forgotten with its first reward", async () => {
        await record([1, 2], [], { request });
        await record([3], [], { rewardsMax: 2 });
        expect(await record([1, 2], [ALL], { request })).toMatchObject([{ count: 2 }]);
        expect(await record([])).toMatchObject([{ count: 4 }]);
      });
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
