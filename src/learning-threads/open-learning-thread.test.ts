import { afterEach, describe, expect, it } from "vitest";
import { learnedVotes } from "../../test/doubles/learned-votes.ts";
import { LearningThreadDouble } from "../../test/doubles/learning-thread-double.ts";
import type { LearningThread } from "../ports/learning-thread.ts";
import { type LearningThreadOptions, openLearningThread } from "./open-learning-thread.ts";

const opened: LearningThread[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thread) => thread.close()));
});

function open(options: Partial<LearningThreadOptions> = {}) {
  const lost: (Error | null)[] = [];
  const thread = openLearningThread({
    entry: new URL("../../test/doubles/learning-thread-double.mjs", import.meta.url),
    settings: { votes: 7 },
    callMsMax: 60_000,
    onThreadLost: (cause) => lost.push(cause),
    ...options,
  });
  opened.push(thread);
  return { thread, lost };
}

describe("the learning thread", { timeout: 60_000 }, () => {
  it("answers several calls at a time, each its own, with what it was started with", async () => {
    const { thread } = open();
    const [first, refusal] = await Promise.all([
      thread.findProgress("anybody"),
      thread.findProgress("refuse").catch((error: unknown) => error),
    ]);
    expect(first).toEqual({ votes: 7, learnedUpTo: null });
    expect(refusal).toMatchObject({ name: "InvariantError", message: "No." });
  });

  it("rejects what was under way when it ends, says why, and is started again by the next call", async () => {
    const { thread, lost } = open();
    const hanging = thread.findProgress("hang").catch((error: unknown) => error);
    await expect(thread.findProgress("throw")).rejects.toThrow("The learning thread ended.");
    expect(await hanging).toMatchObject({ message: "The learning thread ended." });
    expect(lost).toMatchObject([{ message: "a mistake in the thread" }]);
    await expect(thread.findProgress("die")).rejects.toThrow("ended");
    expect(await thread.findProgress("anybody")).toEqual({ votes: 7, learnedUpTo: null });
  });

  it("is ended where a call takes too long", async () => {
    const { thread, lost } = open({ callMsMax: 50 });
    await expect(thread.findProgress("hang")).rejects.toThrow("ended");
    expect(lost).toEqual([null]);
  });

  it("rejects what is under way and what comes when it is closed", async () => {
    const { thread, lost } = open();
    const hanging = thread.findProgress("hang").catch((error: unknown) => error);
    await thread.close();
    expect(await hanging).toMatchObject({ message: "The learning thread is closed." });
    await expect(thread.findProgress("anybody")).rejects.toThrow("closed");
    expect(lost).toEqual([]);
  });

  it("learns the same as without a thread, bit by bit", async () => {
    const rule = { minVotes: 60, minPrompts: 20 };
    const { thread, lost } = open({
      entry: new URL("../learning-thread-from-source.mjs", import.meta.url),
      settings: { rule },
    });
    const here = new LearningThreadDouble(rule);
    const votes = learnedVotes({ count: 120, prompts: 30 });
    for (const learner of [thread, here]) {
      await learner.begin("acme", { kept: null, leftOut: [] });
      await learner.learn("acme", votes.slice(0, 50));
      await learner.learn("acme", votes.slice(50));
    }
    const there = await thread.takeSnapshot("acme");
    expect(lost).toEqual([]);
    expect(there.digest).toBe((await here.takeSnapshot("acme")).digest);
    expect(there.payload.length).toBeGreaterThan(1000);
    expect(await thread.takeSnapshot("acme")).toEqual(there);
  });
});
