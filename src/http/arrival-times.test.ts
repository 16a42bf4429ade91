import { describe, expect, it } from "vitest";
import { createManualTime } from "../../test/doubles/manual-time.ts";
import { ArrivalTimes } from "./arrival-times.ts";

/** A loop whose rounds, waits and work are told by the test. */
function setUp() {
  const time = createManualTime(1000);
  let idleMs = 0;
  let atEnd: (() => void)[] = [];
  const arrivals = new ArrivalTimes(time.clock, time.timer, {
    idleMs: () => idleMs,
    atEndOfRound: (callback) => void atEnd.push(callback),
  });
  return {
    arrivals,
    now: () => time.clock.now(),
    pending: () => time.pending,
    wait: (ms: number) => {
      idleMs += ms;
      time.advance(ms);
    },
    work: (ms: number) => time.advance(ms),
    endRound: () => {
      const callbacks = atEnd;
      atEnd = [];
      for (const callback of callbacks) {
        callback();
      }
    },
  };
}

describe("when a request came", () => {
  it("is when it is read, where nothing is known of the loop", () => {
    const { arrivals, work, wait, now } = setUp();
    wait(500);
    work(70);
    expect(arrivals.arrivedAt(undefined)).toBe(now());
  });

  it("is when the loop was woken, for all that it was woken for", () => {
    const { arrivals, work, wait, endRound } = setUp();
    arrivals.arrivedAt(undefined);
    endRound();
    wait(8);
    const wokenAt = 1008;
    expect(arrivals.arrivedAt(undefined)).toBe(wokenAt);
    work(30);
    expect(arrivals.arrivedAt(undefined)).toBe(wokenAt);
  });

  it("is when the loop looked before, where it did not have to wait: it may have come while the others were answered", () => {
    const { arrivals, work, wait, endRound } = setUp();
    arrivals.arrivedAt(undefined);
    endRound();
    wait(8);
    arrivals.arrivedAt(undefined);
    work(30);
    endRound();
    expect(arrivals.arrivedAt(undefined)).toBe(1008);
    work(40);
    endRound();
    // The round before began at 1038, and found what had come by then.
    expect(arrivals.arrivedAt(undefined)).toBe(1038);
  });

  it("is on a new connection when the loop last waited: it accepts one in a round", () => {
    const { arrivals, work, wait, endRound } = setUp();
    const connection = {};
    arrivals.arrivedAt(undefined);
    endRound();
    wait(8);
    for (let round = 0; round < 3; round += 1) {
      arrivals.arrivedAt(undefined);
      work(20);
      endRound();
    }
    arrivals.connected(connection);
    work(20);
    endRound();
    expect(arrivals.arrivedAt(undefined)).toBe(1068);
    expect(arrivals.arrivedAt(connection)).toBe(1008);
    endRound();
    // Had there been a request on it, the loop would not have waited.
    wait(5);
    expect(arrivals.arrivedAt(connection)).toBe(1093);
  });

  it("is never put back further than a stall that may have ended before", () => {
    const { arrivals, work, endRound, now } = setUp();
    arrivals.arrivedAt(undefined);
    work(60_000);
    endRound();
    expect(arrivals.arrivedAt(undefined)).toBe(now() - 150);
  });

  it("is put back on a new connection for its first request only, and no further than that", () => {
    const { arrivals, work, endRound, now } = setUp();
    const connection = {};
    arrivals.connected(connection);
    for (let round = 0; round < 20; round += 1) {
      arrivals.arrivedAt(undefined);
      work(100);
      endRound();
    }
    expect(arrivals.arrivedAt(connection)).toBe(now() - 150);
    endRound();
    arrivals.arrivedAt(undefined);
    endRound();
    expect(arrivals.arrivedAt(connection)).toBe(now());
  });

  it("is not put back by what the loop did since the last request, of which it looks now and then", () => {
    const { arrivals, work, endRound, now } = setUp();
    arrivals.arrivedAt(undefined);
    endRound();
    // Half a second of work, round by round.
    for (let round = 0; round < 50; round += 1) {
      work(10);
      endRound();
    }
    expect(now() - arrivals.arrivedAt(undefined)).toBeLessThanOrEqual(50);
  });

  it("needs no looks where no requests come", () => {
    const { arrivals, wait, work, endRound, now, pending } = setUp();
    arrivals.arrivedAt(undefined);
    endRound();
    for (let round = 0; round < 100; round += 1) {
      wait(20);
      endRound();
    }
    expect(pending()).toBe(0);
    work(40);
    expect(arrivals.arrivedAt(undefined)).toBe(now());
  });
});
