import { describe, expect, it } from "vitest";
import { createManualTime } from "../../../../test/doubles/manual-time.ts";
import { OrsCalls } from "./ors-calls.ts";
import { ORS_LIMITS } from "./ors-limits.ts";

function open() {
  const time = createManualTime();
  let count = 0;
  const random = {
    uint32: () => 0,
    token: () => {
      count += 1;
      return String(count);
    },
  };
  const calls = new OrsCalls({ clock: time.clock, random });
  const start = (session: string, called: string, play: () => Promise<string> = async () => `{"of":"${called}"}`) =>
    calls.start(session, called, play, String);
  /** A call whose result is half as large as all results may be together. */
  const endLarge = async (called: string) => {
    const call = start("a/s1", called, async () => "x".repeat(ORS_LIMITS.resultCharactersMax / 2));
    await call.outcome;
    return call;
  };
  return { calls, time, start, endLarge };
}

describe("calls by their task ids", () => {
  it("are given again, to their own session alone, for a minute after they ended", async () => {
    const { calls, time, start } = open();
    const call = start("a/s1", "hello");
    expect(calls.find("a/s1", call.taskId)).toBe(call);
    expect(await call.outcome).toEqual({ json: '{"of":"hello"}' });
    time.advance(ORS_LIMITS.resultKeptMs);
    expect(calls.find("a/s1", call.taskId)).toBe(call);
    expect(calls.find("b/s1", call.taskId)).toBeNull();
    time.advance(1);
    expect(calls.find("a/s1", call.taskId)).toBeNull();
  });

  it("are joined by a client that makes the same call again because it never heard of it, and played anew once it has", async () => {
    const { start } = open();
    const call = start("a/s1", "hello");
    expect(start("a/s1", "hello")).toBe(call);
    expect(start("a/s2", "hello")).not.toBe(call);
    await call.outcome;
    expect(start("a/s1", "hello")).toBe(call);
    call.isDelivered = true;
    expect(start("a/s1", "hello")).not.toBe(call);
  });

  it("are played one after the other in a session, whatever became of those before", async () => {
    const { start } = open();
    const said: string[] = [];
    const first = start("a/s1", "one", async () => {
      await Promise.resolve();
      said.push("one");
      throw new Error("broken");
    });
    const second = start("a/s1", "two", async () => {
      said.push("two");
      return "{}";
    });
    expect(await second.outcome).toEqual({ json: "{}" });
    expect(await first.outcome).toEqual({ fatal: "Error: broken" });
    expect(said).toEqual(["one", "two"]);
  });

  it("are refused where too many of a session wait", async () => {
    const { start } = open();
    const started = Array.from({ length: ORS_LIMITS.sessionCallsMax }, (_, index) => start("a/s1", `call ${index}`));
    expect(() => start("a/s1", "one too many")).toThrow("This session has 16 calls under way");
    await Promise.all(started.map(({ outcome }) => outcome));
    expect(() => start("a/s1", "one more")).not.toThrow();
  });

  it("are forgotten, the oldest first, where their results are too large together", async () => {
    const { calls, endLarge } = open();
    const ended = [await endLarge("one"), await endLarge("two"), await endLarge("three")];
    expect(ended.map(({ taskId }) => calls.find("a/s1", taskId) !== null)).toEqual([false, true, true]);
  });

  it("leave the room of their results to others when they are forgotten", async () => {
    const { calls, time, endLarge } = open();
    await endLarge("one");
    await endLarge("two");
    time.advance(ORS_LIMITS.resultKeptMs + 1);
    const ended = [await endLarge("three"), await endLarge("four")];
    expect(ended.map(({ taskId }) => calls.find("a/s1", taskId) !== null)).toEqual([true, true]);
  });
});
