import { describe, expect, it } from "vitest";
import { createManualTime } from "../../test/doubles/manual-time.ts";
import type { Timer } from "../ports/timer.ts";
import { Deadlines } from "./deadlines.ts";

function setUp() {
  const time = createManualTime(0);
  const deadlines = new Deadlines(time.clock, time.timer, time.clock.now);
  const ran: string[] = [];
  const add = (at: number, name: string) => deadlines.add(at, () => void ran.push(`${name}@${time.clock.now()}`));
  return { time, deadlines, ran, add };
}

/** A timer that goes off when it is told to. */
function createHeldTimer() {
  const wakes: (() => void)[] = [];
  const timer: Timer = {
    set: (_delayMs, wake) => {
      wakes.push(wake);
      return () => undefined;
    },
  };
  return { wakes, timer };
}

describe("deadlines", () => {
  it("runs everything at its instant, the earliest first and equals in the order in which they came", () => {
    const { time, ran, add } = setUp();
    add(30, "late");
    add(10, "early");
    add(10, "early too");
    add(20, "between");
    time.advance(25);
    expect(ran).toEqual(["early@10", "early too@10", "between@20"]);
    time.advance(5);
    expect(ran.at(-1)).toBe("late@30");
  });

  it("keeps one timer however many instants there are", () => {
    const { time, deadlines, add } = setUp();
    for (let at = 100; at > 0; at -= 1) {
      add(at, "some");
    }
    expect(time.pending).toBe(1);
    expect(deadlines.size).toBe(100);
    time.advance(100);
    expect(time.pending).toBe(0);
    expect(deadlines.size).toBe(0);
  });

  it("knows how late it acted of late, which fades", () => {
    let now = 0;
    const { wakes, timer } = createHeldTimer();
    const deadlines = new Deadlines({ now: () => now }, timer, () => now);
    const actAt = (at: number) => {
      now = at;
      wakes.at(-1)?.();
    };
    deadlines.add(10, () => undefined);
    actAt(10);
    expect(deadlines.recentDelayMs).toBe(0);
    deadlines.add(20, () => undefined);
    actAt(60);
    expect(deadlines.recentDelayMs).toBe(40);
    now += 1000;
    expect(deadlines.recentDelayMs).toBe(20);
    // A shorter one changes nothing; nor does what was due when it was added.
    deadlines.add(500, () => undefined);
    actAt(now + 5);
    expect(deadlines.recentDelayMs).toBeLessThan(20);
    // A stall of a minute, as of a machine that was put to sleep, says little of what comes.
    deadlines.add(now + 10, () => undefined);
    actAt(now + 60_000);
    expect(deadlines.recentDelayMs).toBe(100);
  });

  it("knows it on a clock that is set by an hour, too", () => {
    let passed = 0;
    let setBy = 0;
    const { wakes, timer } = createHeldTimer();
    const deadlines = new Deadlines({ now: () => passed + setBy }, timer, () => passed);
    deadlines.add(10, () => undefined);
    passed = 50;
    setBy = -3_600_000;
    wakes.at(-1)?.();
    expect(deadlines.recentDelayMs).toBe(40);
  });

  it("acts on what is due before the timer goes off where it is told to, and on nothing else", () => {
    let now = 0;
    const { wakes, timer } = createHeldTimer();
    const deadlines = new Deadlines({ now: () => now }, timer, () => now);
    const ran: string[] = [];
    deadlines.add(10, () => {
      ran.push("first");
      // Whoever acts does not begin again.
      deadlines.catchUp();
    });
    deadlines.add(10, () => void ran.push("second"));
    deadlines.add(11, () => void ran.push("later"));
    deadlines.catchUp();
    expect(ran).toEqual([]);
    now = 10;
    deadlines.catchUp();
    expect(ran).toEqual(["first", "second"]);
    now = 11;
    wakes.at(-1)?.();
    expect(ran).toEqual(["first", "second", "later"]);
  });

  it("gives the timer what is thrown by what is caught up with, and runs the rest", () => {
    let now = 0;
    const { wakes, timer } = createHeldTimer();
    const deadlines = new Deadlines({ now: () => now }, timer, () => now);
    const ran: string[] = [];
    deadlines.add(1, () => {
      throw new Error("broken");
    });
    deadlines.add(2, () => void ran.push("other"));
    now = 2;
    expect(() => deadlines.catchUp()).not.toThrow();
    expect(() => wakes.at(-1)?.()).toThrow("broken");
    deadlines.catchUp();
    expect(ran).toEqual(["other"]);
  });

  it("waits again where the timer was early", () => {
    const { wakes, timer } = createHeldTimer();
    let now = 0;
    const deadlines = new Deadlines({ now: () => now }, timer, () => now);
    let runs = 0;
    deadlines.add(10, () => {
      runs += 1;
    });
    now = 9;
    wakes.shift()?.();
    expect(runs).toBe(0);
    expect(wakes).toHaveLength(1);
    now = 10;
    wakes.shift()?.();
    expect(runs).toBe(1);
    expect(wakes).toHaveLength(0);
  });

  it("does nothing within the call that adds an instant of the past", () => {
    const { time, ran, add } = setUp();
    time.jump(100);
    add(10, "overdue");
    expect(ran).toEqual([]);
    time.advance(0);
    expect(ran).toEqual(["overdue@100"]);
  });

  it("forgets what is taken back, and says whether it came in time", () => {
    const { time, deadlines, ran, add } = setUp();
    const deadline = add(10, "taken back");
    const tooLate = add(20, "ran");
    expect(deadline.takeBack()).toBe(true);
    expect(deadline.takeBack()).toBe(false);
    expect(deadlines.size).toBe(1);
    time.advance(20);
    expect(ran).toEqual(["ran@20"]);
    expect(tooLate.takeBack()).toBe(false);
  });

  it("adds and takes back from within what it runs", () => {
    const { time, deadlines, ran, add } = setUp();
    const later = add(20, "later");
    deadlines.add(10, () => {
      later.takeBack();
      add(10, "at once");
      add(15, "soon");
    });
    time.advance(30);
    expect(ran).toEqual(["at once@10", "soon@15"]);
  });

  it("gives way between one turn and the next, however long a chain of instants is", () => {
    const { time, deadlines } = setUp();
    let links = 0;
    const addLink = () =>
      deadlines.add(0, () => {
        links += 1;
        if (links < 3) {
          addLink();
        }
        expect(time.pending).toBe(links < 3 ? 1 : 0);
      });
    addLink();
    time.advance(0);
    expect(links).toBe(3);
  });

  it("runs the others where one throws", () => {
    const { time, deadlines, ran, add } = setUp();
    deadlines.add(10, () => {
      throw new Error("a fault");
    });
    add(10, "the other");
    expect(() => time.advance(10)).toThrow("a fault");
    time.advance(0);
    expect(ran).toEqual(["the other@10"]);
  });

  it("forgets everything when it is closed", () => {
    const { time, deadlines, ran, add } = setUp();
    const deadline = add(10, "some");
    deadlines.close();
    expect(time.pending).toBe(0);
    time.advance(20);
    expect(ran).toEqual([]);
    expect(deadline.takeBack()).toBe(false);
    add(30, "after");
    time.advance(20);
    expect(ran).toEqual(["after@30"]);
  });
});
