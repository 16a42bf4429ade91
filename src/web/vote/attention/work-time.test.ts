import { describe, expect, it } from "vitest";
import { advanceWork, adviseBreak, BREAK_MS, parseWorkTime, type WorkTime } from "./work-time.ts";

const MINUTES = { nudge: 25, rest: 50, stop: 90 };
const START: WorkTime = { workedMs: 0, seenAt: 0, workedAt: 0 };

/** Looks every five seconds for that many minutes. */
function work(from: WorkTime, minutes: number, isWorking: boolean): WorkTime {
  let now = from;
  for (let look = 0; look < minutes * 12; look += 1) {
    now = advanceWork(now, isWorking, now.seenAt + 5000);
  }
  return now;
}

describe("work time", () => {
  it("leads to a nudge, then to a rest, then to a stop", () => {
    const advice = [24, 25, 49, 50, 89, 90].map((minutes) => adviseBreak(work(START, minutes, true).workedMs, MINUTES));
    expect(advice).toEqual(["none", "nudge", "nudge", "rest", "rest", "stop"]);
  });

  it("begins anew after a break, not after a moment's rest", () => {
    const tired = work(START, 40, true);
    expect(work(tired, 4, false).workedMs).toBe(tired.workedMs);
    expect(work(tired, BREAK_MS / 60_000, false).workedMs).toBe(0);
  });

  it("does not count the time in which the machine slept", () => {
    const before = work(START, 10, true);
    const after = advanceWork(before, true, before.seenAt + BREAK_MS - 1);
    expect(after.workedMs - before.workedMs).toBeLessThanOrEqual(30_000);
    expect(advanceWork(before, true, before.seenAt + BREAK_MS).workedMs).toBe(0);
  });

  it("survives a reload, and nonsense in its place", () => {
    const tired = work(START, 40, true);
    expect(parseWorkTime(JSON.stringify(tired), tired.seenAt)).toEqual(tired);
    for (const text of [null, "", "{}", "null", '{"workedMs":"1"}']) {
      expect(parseWorkTime(text, 7)).toEqual({ workedMs: 0, seenAt: 7, workedAt: 7 });
    }
  });
});
