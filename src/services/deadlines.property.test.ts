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
  { maxLength: 400 },
);

describe("deadlines", () => {
  it("do what a sorted list does, through any additions and withdrawals", () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const time = createManualTime(0);
        const deadlines = new Deadlines(time.clock, time.timer, time.clock.now);
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

  it("are met when the time has passed that was left to them, however the clock is set meanwhile", () => {
    const move = fc.oneof(
      fc.record({ do: fc.constant("add" as const), inMs: fc.integer({ min: 0, max: 60 }) }),
      fc.record({ do: fc.constant("pass" as const), ms: fc.nat(20) }),
      fc.record({ do: fc.constant("set the clock" as const), byMs: fc.integer({ min: -3_600_000, max: 3_600_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 200 }), (moves) => {
        const time = createManualTime(0);
        const passed = time.clock.now;
        let setBy = 0;
        const deadlines = new Deadlines({ now: () => passed() + setBy }, time.timer, passed);
        for (const made of moves) {
          if (made.do === "add") {
            const due = passed() + made.inMs;
            deadlines.add(due + setBy, () => expect(passed()).toBe(due));
          } else if (made.do === "pass") {
            time.advance(made.ms);
          } else {
            setBy += made.byMs;
          }
        }
        time.advance(60);
        expect(deadlines.size).toBe(0);
      }),
    );
  });

  it("keep the order of their instants on a clock that shows whole milliseconds", () => {
    const time = createManualTime(0);
    let part = 0;
    const deadlines = new Deadlines(time.clock, time.timer, () => time.clock.now() + part);
    const ran: string[] = [];
    deadlines.add(10, () => void ran.push("first"));
    part = 0.9;
    deadlines.add(10, () => void ran.push("second"));
    time.advance(11);
    expect(ran).toEqual(["first", "second"]);
  });
});
