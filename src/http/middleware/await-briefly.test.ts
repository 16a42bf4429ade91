import { describe, expect, it } from "vitest";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { awaitBriefly } from "./await-briefly.ts";

describe("a task that is waited for briefly", () => {
  it("is heard where it is done in time", async () => {
    const time = createManualTime();
    expect(await awaitBriefly(time.timer, 25, Promise.resolve("kept"))).toEqual({ value: "kept" });
  });

  it("is heard where its answer lay there while the loop was busy past the limit", async () => {
    const time = createManualTime();
    let answer: (value: string) => void = () => undefined;
    const task = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const waited = awaitBriefly(time.timer, 25, task);
    time.jump(80);
    // The timers come first in a turn of the loop, then what other threads have sent.
    time.advance(0);
    answer("kept");
    expect(await waited).toEqual({ value: "kept" });
  });

  it("is not waited for any longer where nothing comes", async () => {
    const time = createManualTime();
    const waited = awaitBriefly(time.timer, 25, new Promise(() => undefined));
    time.advance(26);
    expect(await waited).toBeNull();
  });

  it("fails as the task does", async () => {
    const time = createManualTime();
    await expect(awaitBriefly(time.timer, 25, Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  });
});
