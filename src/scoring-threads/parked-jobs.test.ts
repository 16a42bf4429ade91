import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { DoubleOrder } from "../../test/doubles/scoring-thread-double.ts";
import { InsufficientStorageError } from "../domain/errors.ts";
import { type ScoringJob, ScoringStoppedError, type ScoringThreads } from "../ports/scoring-threads.ts";
import { openScoringThreads, type ScoringThreadsOptions } from "./open-scoring-threads.ts";

const NEVER = Number.MAX_SAFE_INTEGER;
const DEAF = { begin: () => undefined, write: () => undefined };
const PARKED_BYTES = 1000;

const opened: ScoringThreads[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((threads) => threads.close()));
});

interface Question {
  readonly name: string;
  readonly answer: (value: unknown) => void;
  readonly refuse: (reason: Error) => void;
}

/** People who answer when the test says so. */
function createPeople() {
  const questions: Question[] = [];
  return {
    questions,
    ask: (name: string) =>
      new Promise<unknown>((answer, refuse) => {
        questions.push({ name, answer, refuse });
      }),
    /** Resolves once so many questions were put, answered ones among them. */
    asked: async (count: number) => {
      while (questions.length < count) {
        await turn();
      }
    },
    answerAll: () => {
      for (const { name, answer } of questions) {
        answer(name);
      }
    },
  };
}

function open(options: Partial<ScoringThreadsOptions> = {}) {
  const people = createPeople();
  const lost: (Error | null)[] = [];
  const threads = openScoringThreads({
    threadCount: 1,
    waitingMax: 10,
    waitingBytesMax: 1000,
    parkedMax: 2,
    parkedBytesMax: PARKED_BYTES,
    overrunMs: 60_000,
    entry: new URL("../../test/doubles/scoring-thread-double.mjs", import.meta.url),
    settings: "the settings",
    methods: {},
    awaitedMethods: { people: people.ask },
    mayDiffer: () => false,
    liveAudiences: () => [],
    collections: () => [],
    clock: { now: () => 0 },
    stopwatch: () => performance.now(),
    onThreadLost: (cause) => lost.push(cause),
    ...options,
  });
  opened.push(threads);
  return { threads, people, lost };
}

const jobOf = (order: DoubleOrder): ScoringJob => ({
  operation: "compare_batch",
  body: new TextEncoder().encode(JSON.stringify(order)).buffer,
  caller: { tenantId: "acme", scopes: [], requestId: "req_1" },
  arrivedAt: 0,
  preferredBudgetMs: null,
  skippedSources: [],
  isStreamed: false,
  linesUp: false,
});
const run = (threads: ScoringThreads, order: DoubleOrder, startBy = NEVER, gone: AbortSignal | null = null) =>
  threads.run(jobOf(order), DEAF, startBy, gone);
const failureOf = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (error: unknown) => error,
  );

describe("a job that waits for people", { timeout: 30_000 }, () => {
  it("leaves its thread to the next one, and is answered on it in the end", async () => {
    const { threads, people } = open();
    const asking = run(threads, { do: "ask_people" });
    await people.asked(1);
    expect(threads.load).toEqual({ busy: 0, waiting: 0, parked: 1 });
    expect((await run(threads, { do: "answer" })).text).toBe("the settings");
    people.answerAll();
    expect((await asking).text).toBe("0.0");
    expect(threads.load).toEqual({ busy: 0, waiting: 0, parked: 0 });
  });

  it("may ask for many things at a time and again, and hears each answer where it asked", async () => {
    const { threads, people } = open();
    const jobs = [1, 2].map(() => run(threads, { do: "ask_people", atOnce: 3, rounds: 2 }));
    await people.asked(6);
    people.answerAll();
    await people.asked(12);
    expect(threads.load.parked).toBe(2);
    people.answerAll();
    for (const answer of await Promise.all(jobs)) {
      expect(answer.text).toBe("0.0,0.1,0.2,1.0,1.1,1.2");
    }
  });

  it("hears refusals too", async () => {
    const { threads, people } = open();
    const asking = failureOf(run(threads, { do: "ask_people" }));
    await people.asked(1);
    people.questions[0]?.refuse(new InsufficientStorageError("The disk is full."));
    expect(await asking).toMatchObject({ code: "storage_full" });
    await expect(run(threads, { do: "ask_people", method: "dogs" })).rejects.toThrow("not served");
    expect(threads.load.parked).toBe(0);
  });

  it("goes on beside the job that has the thread by then", async () => {
    const { threads, people } = open();
    const asking = run(threads, { do: "ask_people" });
    await people.asked(1);
    const gone = new AbortController();
    let isRunning: (() => void) | null = null;
    const running = new Promise<void>((resolve) => {
      isRunning = resolve;
    });
    const other = failureOf(
      threads.run(jobOf({ do: "wait_until_stopped" }), { ...DEAF, begin: () => isRunning?.() }, NEVER, gone.signal),
    );
    await running;
    people.answerAll();
    expect(threads.load).toEqual({ busy: 1, waiting: 0, parked: 1 });
    gone.abort();
    expect(await other).toBeInstanceOf(ScoringStoppedError);
    expect((await asking).text).toBe("0.0");
  });

  it("keeps its thread where as many are parked as may be", async () => {
    const { threads, people } = open({ parkedMax: 1 });
    const jobs = [run(threads, { do: "ask_people" }), run(threads, { do: "ask_people" })];
    await people.asked(2);
    const next = run(threads, { do: "answer" });
    await turn();
    expect(threads.load).toEqual({ busy: 1, waiting: 1, parked: 1 });
    people.answerAll();
    expect((await Promise.all([...jobs, next])).map(({ text }) => text)).toEqual(["0.0", "0.0", "the settings"]);
  });

  it("keeps its thread where the bodies of those that are parked are as large as they may be", async () => {
    const { threads, people } = open({ parkedBytesMax: 1 });
    const jobs = [run(threads, { do: "ask_people" }), run(threads, { do: "ask_people" })];
    await people.asked(2);
    expect(threads.load).toEqual({ busy: 1, waiting: 0, parked: 1 });
    people.answerAll();
    await Promise.all(jobs);
  });

  it("is not taken to hang, however long they take", async () => {
    const waiting = open({ overrunMs: 300 });
    const hanging = open({ overrunMs: 300 });
    // Starting takes longer than hanging may.
    await Promise.all([waiting, hanging].map(({ threads }) => run(threads, { do: "answer" })));
    const asking = run(waiting.threads, { do: "ask_people" }, 0);
    await waiting.people.asked(1);
    // A watch that is set later has run out by then, so that of the first would have too.
    expect(await failureOf(run(hanging.threads, { do: "hang" }, 0))).toMatchObject({ code: "overloaded" });
    waiting.people.answerAll();
    expect((await asking).text).toBe("0.0");
    expect(waiting.lost).toEqual([]);
  });

  it("is when it hangs after they have answered", async () => {
    const { threads, people, lost } = open({ overrunMs: 300 });
    await run(threads, { do: "answer" });
    const asking = failureOf(run(threads, { do: "ask_people_then_hang" }, 0));
    await people.asked(1);
    people.answerAll();
    expect(await asking).toMatchObject({ code: "overloaded", isRetryable: true });
    expect(lost).toEqual([null]);
    expect((await run(threads, { do: "answer" })).text).toBe("the settings");
  });

  it("ends at once where nobody waits for it any more, and its thread goes on", async () => {
    const { threads, people } = open();
    const gone = new AbortController();
    const asking = failureOf(run(threads, { do: "ask_people", atOnce: 2, rounds: 2 }, NEVER, gone.signal));
    await people.asked(2);
    gone.abort();
    expect(await asking).toBeInstanceOf(ScoringStoppedError);
    expect(threads.load.parked).toBe(0);
    people.answerAll();
    expect((await run(threads, { do: "answer" })).text).toBe("the settings");
    expect(people.questions).toHaveLength(2);
  });

  it("is refused where the thread ends under it, parked or not", async () => {
    const { threads, people, lost } = open({ parkedMax: 1 });
    const parked = failureOf(run(threads, { do: "ask_people" }));
    await people.asked(1);
    expect(await failureOf(run(threads, { do: "die" }))).toMatchObject({ code: "overloaded" });
    expect(await parked).toMatchObject({ code: "overloaded", isRetryable: true });
    expect(threads.load).toEqual({ busy: 0, waiting: 0, parked: 0 });
    expect(lost).toEqual([null]);
    people.answerAll();
    expect((await run(threads, { do: "answer" })).text).toBe("the settings");
  });

  it("is refused when the threads are closed", async () => {
    const { threads, people } = open();
    const parked = failureOf(run(threads, { do: "ask_people" }));
    await people.asked(1);
    await threads.close();
    expect(await parked).toMatchObject({ code: "overloaded" });
    expect(threads.load.parked).toBe(0);
  });

  it("shares threads evenly: the next one goes where the fewest wait", async () => {
    const { threads, people } = open({ threadCount: 2, parkedMax: 10 });
    const gone = new AbortController();
    const holding = [1, 2].map(() => failureOf(run(threads, { do: "wait_until_stopped" }, NEVER, gone.signal)));
    expect(threads.load.busy).toBe(2);
    gone.abort();
    await Promise.all(holding);
    const failures: Promise<unknown>[] = [];
    for (const count of [1, 2, 3, 4]) {
      failures.push(failureOf(run(threads, { do: "ask_people" })));
      await people.asked(count);
    }
    // One thread dies: two of the four were on it.
    expect(await failureOf(run(threads, { do: "die" }))).toMatchObject({ code: "overloaded" });
    expect(threads.load.parked).toBe(2);
    people.answerAll();
    expect((await Promise.all(failures)).filter((failure) => failure === null)).toHaveLength(2);
  });

  it("knows who was there when it was handed over", async () => {
    let live = ["global"];
    const { threads } = open({ liveAudiences: () => live });
    expect((await run(threads, { do: "who_is_there" })).text).toBe("global");
    live = ["global", "nurses"];
    expect((await run(threads, { do: "who_is_there" })).text).toBe("global,nurses");
  });
});
