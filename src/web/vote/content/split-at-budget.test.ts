import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitAtBudget } from "./split-at-budget.ts";

/** Whole characters and halves of them. */
const ANY_TEXT = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units));

describe("splitAtBudget", () => {
  it("keeps what fits whole", () => {
    expect(splitAtBudget("a".repeat(60_000)).rest).toBe("");
  });

  it("cuts at the end of a line that is near", () => {
    expect(splitAtBudget("first\nsecond line", 8)).toEqual({ head: "first\n", rest: "second line" });
  });

  it("cuts a long line where the budget ends", () => {
    expect(splitAtBudget(`a\n${"b".repeat(5_000)}`, 4_000).head).toHaveLength(4_000);
  });

  it("loses nothing, stays within the budget and never cuts a character in two", () => {
    fc.assert(
      fc.property(ANY_TEXT, fc.integer({ min: 2, max: 100 }), (text, budget) => {
        const { head, rest } = splitAtBudget(text, budget);
        expect(head + rest).toBe(text);
        expect(head.length).toBeLessThanOrEqual(budget);
        expect(/[\ud800-\udbff]$/.test(head) && /^[\udc00-\udfff]/.test(rest)).toBe(false);
      }),
    );
  });
});
