import { describe, expect, it } from "vitest";
import { leaseDuration } from "./lease-duration.ts";
import { paceOf } from "./vote-pace.ts";

describe("how long an annotator may keep a question", () => {
  it("is three times as long as three of four of their votes on it take", () => {
    expect(leaseDuration(paceOf(1, 1.6), 10)).toBe(3 * 16_000);
    expect(leaseDuration(paceOf(2, 3), 10)).toBe(3 * 30_000);
  });

  it("is twenty seconds at least and ten minutes at most", () => {
    expect(leaseDuration(paceOf(1, 2), 1)).toBe(20_000);
    expect(leaseDuration(paceOf(1, 2), 99.9)).toBe(599_400);
    expect(leaseDuration(paceOf(1, 2), 110)).toBe(600_000);
  });
});
