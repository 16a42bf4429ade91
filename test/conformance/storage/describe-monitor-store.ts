import { describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";
import { monitorHourOf } from "./records.ts";

const HOUR_MS = 3_600_000;

/** The contract of the monitor store. */
export function describeMonitorStore(storage: () => Pick<Storage, "monitors">): void {
  describe("monitors", () => {
    const monitors = () => storage().monitors;
    const hoursFrom = async (since: number, limit = 100) =>
      (await monitors().readHours(since, limit)).map(({ hourAt }) => hourAt);

    it("gives back hours as they were put in, the oldest first", async () => {
      const late = monitorHourOf({ hourAt: 2 * HOUR_MS });
      const early = monitorHourOf({ hourAt: HOUR_MS, tally: '{"text":"漢字 👍"}' });
      await monitors().keepHours([late, early]);
      expect(await monitors().readHours(0, 10)).toEqual([early, late]);
    });

    it("keeps the last of the same scenario, source and hour, and others beside it", async () => {
      const others = [
        { tenantId: "rival" },
        { collectionSlug: "other" },
        { scenarioSlug: "other" },
        { sourceId: "other" },
        { hourAt: 5 },
      ];
      await monitors().keepHours([monitorHourOf(), monitorHourOf({ tally: "second" })]);
      await monitors().keepHours([...others.map(monitorHourOf), monitorHourOf({ tally: "third" })]);
      const kept = await monitors().readHours(0, 100);
      expect(kept).toHaveLength(6);
      expect(kept.filter(({ tally }) => tally === "third")).toEqual([monitorHourOf({ tally: "third" })]);
      await monitors().keepHours([]);
      expect(await monitors().readHours(0, 100)).toHaveLength(6);
    });

    it("reads from an hour on, that hour included, up to a limit", async () => {
      await monitors().keepHours([1, 2, 3, 4].map((hour) => monitorHourOf({ hourAt: hour * HOUR_MS })));
      expect(await hoursFrom(2 * HOUR_MS)).toEqual([2, 3, 4].map((hour) => hour * HOUR_MS));
      expect(await hoursFrom(2 * HOUR_MS + 1)).toEqual([3, 4].map((hour) => hour * HOUR_MS));
      expect(await hoursFrom(0, 2)).toEqual([HOUR_MS, 2 * HOUR_MS]);
    });

    it("purges hours that began before an instant, the oldest first, no more than the limit at once", async () => {
      await monitors().keepHours([1, 2, 3, 4].map((hour) => monitorHourOf({ hourAt: hour * HOUR_MS })));
      expect(await monitors().purgeHours(4 * HOUR_MS, 2)).toBe(2);
      expect(await hoursFrom(0)).toEqual([3 * HOUR_MS, 4 * HOUR_MS]);
      expect(await monitors().purgeHours(4 * HOUR_MS, 2)).toBe(1);
      expect(await monitors().purgeHours(4 * HOUR_MS, 2)).toBe(0);
      expect(await hoursFrom(0)).toEqual([4 * HOUR_MS]);
    });
  });
}
