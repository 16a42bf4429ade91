import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createManualTime } from "../../test/doubles/manual-time.ts";
import { type Deadline, Deadlines } from "./deadlines.ts";

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("add" as const), inMs: fc.integer({ min: -5, max: 60 }) }),
    fc.record({ do: fc.constant("take back" as const), which: fc.nat(400) }),
    fc.record({ do: fc.constant("advance" as const), ms: fc.nat(20) }),
  ),
  { maxLength: 400, size: "max" },
);

describe("deadlines", () => {
  it("do what a sorted list does, through any additions and withdrawals", () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const time = createManualTime(0);
        const deadlines = new Deadlines(time.clock, time.timer);
        const ran: number[] = [];
        const added: Deadline[] = [];
        const expected: { id: number; at: number }[] = [];
        const expectedRuns: number[] = [];
        for (const move of moves) {
          if (move.do === "add") {
            const id = added.length;
            const at = time.clock.now() + move.inMs;
            expected.push({ id, at });
            added.push(deadlines.add(at, () => void ran.push(id)));
          } else if (move.do === "take back") {
            const index = expected.findIndex(({ id }) => id === move.which);
            expect(added[move.which]?.takeBack() ?? false).toBe(index >= 0);
            if (index >= 0) {
              expected.splice(index, 1);
            }
          } else {
            time.advance(move.ms);
            const due = expected.filter(({ at }) => at <= time.clock.now()).sort((one, other) => one.at - other.at);
            expectedRuns.push(...due.map(({ id }) => id));
            expected.splice(0, expected.length, ...expected.filter(({ at }) => at > time.clock.now()));
            expect(ran).toEqual(expectedRuns);
          }
          expect(deadlines.size).toBe(expected.length);
        }
      }),
    );
  });
});
