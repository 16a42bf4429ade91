import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { Deadlines } from "../deadlines.ts";
import { hedgeCall } from "./hedge-call.ts";

const AFTER_MS = 100;

/** A call that ends when the test says so. */
function createCall() {
  let [give, fail] = [(_value: string) => {}, (_fault: unknown) => {}];
  const promise = new Promise<string>((resolve, reject) => {
    [give, fail] = [resolve, reject];
  });
  const signals: AbortSignal[] = [];
  const begin = (signal: AbortSignal) => {
    signals.push(signal);
    return promise;
  };
  return { begin, give, fail, signals };
}

function hedge({ mayFollow = true, signal = new AbortController().signal } = {}) {
  const time = createManualTime();
  const deadlines = new Deadlines(time.clock, time.timer, time.stopwatch);
  const [first, second] = [createCall(), createCall()];
  const told: unknown[] = [];
  const asked: AbortSignal[] = [];
  const follow = (either: AbortSignal) => {
    asked.push(either);
    return mayFollow ? second.begin(either) : null;
  };
  hedgeCall({ clock: time.clock, deadlines }, AFTER_MS, signal, first.begin, follow).then(
    (value) => told.push(value),
    (fault: unknown) => told.push(["failed", fault]),
  );
  return { time, first, second, told, asked };
}

describe("a call that a second one may follow", () => {
  it("is followed once it has not answered for so long; what answers first counts and the other is called off as unneeded", async () => {
    for (const winner of ["first", "second"] as const) {
      const { time, first, second, told, asked } = hedge();
      time.advance(AFTER_MS - 1);
      expect(asked).toEqual([]);
      time.advance(1);
      expect(asked).toHaveLength(1);
      (winner === "first" ? first : second).give(winner);
      await turn();
      expect(told).toEqual([winner]);
      const other = winner === "first" ? second : first;
      expect(other.signals.map(({ aborted, reason }) => [aborted, reason])).toEqual([[true, "unneeded"]]);
    }
  });

  it("is not followed once it has answered, or failed by itself", async () => {
    for (const end of ["give", "fail"] as const) {
      const { time, first, told, asked } = hedge();
      first[end]("ended");
      await turn();
      time.advance(10 * AFTER_MS);
      expect(told).toEqual([end === "give" ? "ended" : ["failed", "ended"]]);
      expect(asked).toEqual([]);
      expect(time.pending).toBe(0);
    }
  });

  it("fails with what failed first, and not before both have", async () => {
    const { time, first, second, told } = hedge();
    time.advance(AFTER_MS);
    second.fail("the second");
    await turn();
    expect(told).toEqual([]);
    first.fail("the first");
    await turn();
    expect(told).toEqual([["failed", "the second"]]);
  });

  it("answers where the other has failed", async () => {
    const { time, first, second, told } = hedge();
    time.advance(AFTER_MS);
    first.fail("the first");
    await turn();
    second.give("the second");
    await turn();
    expect(told).toEqual(["the second"]);
  });

  it("fails by itself where no second one may be made", async () => {
    const { time, first, told, asked } = hedge({ mayFollow: false });
    time.advance(AFTER_MS);
    expect(asked).toHaveLength(1);
    first.fail("alone");
    await turn();
    expect(told).toEqual([["failed", "alone"]]);
  });

  it("is called off with its second for the reason that both were", () => {
    const controller = new AbortController();
    const { time, first, second } = hedge({ signal: controller.signal });
    time.advance(AFTER_MS);
    controller.abort("late");
    expect([...first.signals, ...second.signals].map(({ reason }) => reason)).toEqual(["late", "late"]);
    const { first: another } = hedge({ signal: controller.signal });
    expect(another.signals.map(({ reason }) => reason)).toEqual(["late"]);
  });
});
