import { describe, expect, it } from "vitest";
import { VisibleStopwatch } from "./visible-stopwatch.ts";

describe("the time in view", () => {
  it("counts only the stretches in view, and starts from nothing for another question", () => {
    let now = 1000;
    const stopwatch = new VisibleStopwatch(() => now);
    stopwatch.reset(true);
    now += 400;
    stopwatch.setRunning(false);
    now += 5000;
    expect(stopwatch.read()).toBe(400);
    stopwatch.setRunning(true);
    stopwatch.setRunning(true);
    now += 100.4;
    expect(stopwatch.read()).toBe(500);
    stopwatch.reset(false);
    now += 50;
    expect(stopwatch.read()).toBe(0);
  });
});
