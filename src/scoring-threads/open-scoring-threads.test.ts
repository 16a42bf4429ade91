import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DoubleOrder } from "../../test/doubles/scoring-thread-double.ts";
import { FolkmootError, InsufficientStorageError, UnavailableError } from "../domain/errors.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import { type ScoringHead, type ScoringJob, ScoringStoppedError, type ScoringThreads } from "../ports/scoring-threads.ts";
import { openScoringThreads, type ScoringThreadsOptions } from "./open-scoring-threads.ts";

const NEVER = Number.MAX_SAFE_INTEGER;
const opened: ScoringThreads[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((threads) => threads.close()));
});

function create(options: Partial<ScoringThreadsOptions>, lost: (Error | null)[]): ScoringThreads {
  return openScoringThreads({
    threadCount: 1,
    waitingMax: 2,
    waitingBytesMax: 1000,
    parkedMax: 2,
    parkedBytesMax: 1000,
    overrunMs: 60_000,
    entry: new URL("../../test/doubles/scoring-thread-double.mjs", import.meta.url),
    settings: "the settings",
    methods: {},
    awaitedMethods: {},
    mayDiffer: () => false,
    liveAudiences: () => [],
    collections: () => [],
    clock: { now: () => 0 },
    stopwatch: () => performance.now(),
    onThreadLost: (cause) => lost.push(cause),
    ...options,
  });
}

/** Threads of a test's own. */
function open(options: Partial<ScoringThreadsOptions> = {}) {
  const lost: (Error | null)[] = [];
  const threads = create(options, lost);
  opened.push(threads);
  return { threads, lost };
}

const jobOf = (order: DoubleOrder, linesUp = false): ScoringJob => ({
  operation: "evaluate",
  body: new TextEncoder().encode(JSON.stringify(order)).buffer,
  caller: { tenantId: "acme", scopes: [], requestId: "req_1" },
  arrivedAt: 0,
  preferredBudgetMs: null,
  skippedSources: [],
  isStreamed: false,
  linesUp,
});
const DEAF = { begin: () => undefined, write: () => undefined };
const run = (threads: ScoringThreads, order: DoubleOrder, startBy = NEVER, gone: AbortSignal | null = null) =>
  threads.run(jobOf(order), DEAF, startBy, gone);
const collection = (slug: string): Collection => ({
  slug,
  title: "",
  description: "",
  language: "en",
  dimensions: [],
  scenarios: new Map(),
});

/** A job that keeps its thread until it is told to stop; resolves once it runs. */
async function occupy(threads: ScoringThreads, linesUp = false) {
  const gone = new AbortController();
  let result: Promise<unknown> = Promise.resolve();
  await new Promise<void>((running) => {
    result = threads.run(jobOf({ do: "wait_until_stopped" }, linesUp), { ...DEAF, begin: () => running() }, NEVER, gone.signal);
  });
  const ended = result.catch((error: unknown) => error);
  return {
    release: () => {
      gone.abort();
      return ended;
    },
  };
}

const METHODS = {
  add: async (tenantId: string, count: number) => `${tenantId}${count}`,
  full: () => Promise.reject(new InsufficientStorageError("The disk is full.")),
};

describe("scoring threads", { timeout: 30_000 }, () => {
  // Starting a thread from sources takes half a second, so the tests that leave it whole share one.
  let threads: ScoringThreads;
  let live = [collection("tea"), collection("coffee")];
  const lost: (Error | null)[] = [];
  beforeAll(() => {
    threads = create({ methods: METHODS, collections: () => live }, lost);
  });
  afterAll(() => threads.close());

  it("answer jobs with what they were started with, and say how long a job took", async () => {
    const answer = await run(threads, { do: "answer" });
    expect(answer).toMatchObject({ text: "the settings", parseMs: 1, scoreMs: 2 });
    expect(answer.queueMs).toBeGreaterThanOrEqual(0);
    expect(threads.load).toEqual({ busy: 0, waiting: 0, parked: 0 });
  });

  it("have jobs that line up handed ahead, up to a limit, and others one at a time", async () => {
    const { threads: own } = open({ waitingMax: 100 });
    const { release } = await occupy(own, true);
    const short = Array.from({ length: 26 }, () => own.run(jobOf({ do: "answer" }, true), DEAF, NEVER, null));
    await turn();
    expect(own.load).toEqual({ busy: 24, waiting: 3, parked: 0 });
    await release();
    expect((await Promise.all(short)).map(({ text }) => text)).toEqual(short.map(() => "the settings"));
    const { release: releaseLong } = await occupy(own);
    const long = run(own, { do: "answer" });
    expect(own.load).toEqual({ busy: 1, waiting: 1, parked: 0 });
    await releaseLong();
    expect((await long).text).toBe("the settings");
  });

  it("take the bytes over instead of copying them", async () => {
    const job = jobOf({ do: "answer" });
    await threads.run(job, DEAF, NEVER, null);
    expect(job.body.byteLength).toBe(0);
  });

  it("pass refusals on as the errors they were, and mistakes as mistakes", async () => {
    const refusal = await run(threads, { do: "refuse" }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FolkmootError);
    expect(refusal).toMatchObject({
      code: "invalid_request",
      message: "No.",
      errors: [{ pointer: "/items", detail: "Missing." }],
    });
    await expect(run(threads, { do: "fail" })).rejects.toThrow(new TypeError("a mistake"));
    expect((await run(threads, { do: "answer" })).text).toBe("the settings");
    expect(lost).toEqual([]);
  });

  it("write lines as they come, after saying how the answer begins", async () => {
    const heard: (string | ScoringHead)[] = [];
    const listener = { begin: (head: ScoringHead) => heard.push(head), write: (lines: string) => heard.push(lines) };
    const answer = await threads.run(jobOf({ do: "lines" }), listener, NEVER, null);
    expect(heard).toEqual([expect.objectContaining({ appliedPreferenceMs: 5000, parseMs: 1 }), "1\n", "2\n"]);
    expect(answer.text).toBe("3");
  });

  it("score by the collections that are live when a job is given to them", async () => {
    expect((await run(threads, { do: "slugs" })).text).toBe("tea,coffee");
    live = [collection("water")];
    expect((await run(threads, { do: "slugs" })).text).toBe("water");
    live = [collection("tea")];
  });

  describe("ask the main thread", () => {
    it("for what it serves", async () => {
      expect((await run(threads, { do: "call", method: "add" })).text).toBe("acme2");
      const refusal = await run(threads, { do: "call", method: "full" }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "storage_full", retryAfterSeconds: 30 });
    });
    it("for nothing else", async () => {
      for (const method of ["drop", "constructor", "toString"]) {
        await expect(run(threads, { do: "call", method })).rejects.toThrow("not served");
      }
    });
  });

  describe("keep a line of jobs", () => {
    it("that start in their order, as many at a time as there are threads", async () => {
      const first = await occupy(threads);
      const order: string[] = [];
      const waiting = ["a", "b"].map((name) => run(threads, { do: "answer" }).then(() => order.push(name)));
      expect(threads.load).toEqual({ busy: 1, waiting: 2, parked: 0 });
      expect(await first.release()).toBeInstanceOf(ScoringStoppedError);
      await Promise.all(waiting);
      expect(order).toEqual(["a", "b"]);
    });
    it("of bounded length", async () => {
      const first = await occupy(threads);
      const waiting = [run(threads, { do: "answer" }), run(threads, { do: "answer" })];
      const refusal = await run(threads, { do: "answer" }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "overloaded", retryAfterSeconds: 1 });
      await first.release();
      await Promise.all(waiting);
    });
    it("of bounded weight, but for the first in it", async () => {
      const light = open({ waitingBytesMax: 10 });
      const first = await occupy(light.threads);
      const waiting = run(light.threads, { do: "answer" });
      await expect(run(light.threads, { do: "answer" })).rejects.toMatchObject({ code: "overloaded" });
      await first.release();
      expect((await waiting).text).toBe("the settings");
      expect((await run(light.threads, { do: "answer" })).text).toBe("the settings");
    });
    it("that is left when the budget runs out, without ever being started", async () => {
      const first = await occupy(threads);
      const late = run(threads, { do: "die" }, 0).catch((error: unknown) => error);
      expect(await late).toMatchObject({ code: "overloaded", message: expect.stringContaining("budget ran out") });
      expect(threads.load.waiting).toBe(0);
      await first.release();
      expect((await run(threads, { do: "answer" })).text).toBe("the settings");
    });
    it("that is left when nobody waits any more", async () => {
      const first = await occupy(threads);
      const gone = new AbortController();
      const left = run(threads, { do: "die" }, NEVER, gone.signal);
      gone.abort("Client connection prematurely closed.");
      await expect(left).rejects.toBeInstanceOf(ScoringStoppedError);
      await expect(run(threads, { do: "die" }, NEVER, AbortSignal.abort())).rejects.toBeInstanceOf(ScoringStoppedError);
      expect(threads.load.waiting).toBe(0);
      await first.release();
    });
  });

  it("are replaced where one ends, its job refused", async () => {
    const refusal = await run(threads, { do: "die" }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnavailableError);
    expect(refusal).toMatchObject({ code: "overloaded", isRetryable: true });
    expect(lost).toEqual([null]);
    expect((await run(threads, { do: "slugs" })).text).toBe("tea");
  });

  it("are replaced where one hangs", async () => {
    const { threads, lost } = open({ overrunMs: 50 });
    const hanging = run(threads, { do: "wait_until_stopped" }, 0).catch((error: unknown) => error);
    expect(await hanging).toMatchObject({ code: "overloaded" });
    expect(lost).toEqual([null]);
    expect((await run(threads, { do: "answer" })).text).toBe("the settings");
  });

  it("say why one could not be started", async () => {
    const { threads, lost } = open({ entry: new URL("./no-such-thread.mjs", import.meta.url) });
    await expect(run(threads, { do: "answer" })).rejects.toMatchObject({ code: "overloaded" });
    expect(lost[0]?.message).toContain("no-such-thread");
  });

  it("run side by side where there are several", async () => {
    const { threads } = open({ threadCount: 2 });
    threads.warm();
    const first = await occupy(threads);
    const second = await occupy(threads);
    expect(threads.load.busy).toBe(2);
    await Promise.all([first.release(), second.release()]);
  });

  it("refuse what runs, waits or comes when they are closed", async () => {
    const { threads, lost } = open();
    const occupied = await occupy(threads);
    const waiting = run(threads, { do: "answer" }).catch((error: unknown) => error);
    await threads.close();
    expect(await waiting).toMatchObject({ code: "draining" });
    expect(await occupied.release()).toMatchObject({ code: "overloaded" });
    await expect(run(threads, { do: "answer" })).rejects.toMatchObject({ code: "draining" });
    expect(lost).toEqual([]);
  });
});
