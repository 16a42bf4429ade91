import { describe, expect, it } from "vitest";
import { GroupCommitter } from "./group-committer.ts";
import type { BatchResult, BatchRunner, StoreOperation } from "./store-operation.ts";

const LIMITS = { operationsPerBatchMax: 3, waitingOperationsMax: 6, operationsSentAhead: null };
const write = (name: string): StoreOperation => ["write", "probes", name, []];

describe("GroupCommitter", () => {
  it("sends what is submitted at once as one batch", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, LIMITS);
    const both = Promise.all([committer.submit(write("a")), committer.submit(write("b"))]);
    await runner.finishBatch(["a", "b"]);
    expect(await both).toEqual(["did a", "did b"]);
  });

  it("keeps one batch under way where nothing is sent ahead; what arrives meanwhile forms the next, up to the limit", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, LIMITS);
    const first = committer.submit(write("a"));
    await runner.started();
    const rest = Promise.all(["b", "c", "d", "e"].map((name) => committer.submit(write(name))));
    expect(runner.underWay).toEqual([["a"]]);
    await runner.finishBatch(["a"]);
    expect(await first).toBe("did a");
    await runner.finishBatch(["b", "c", "d"]);
    await runner.finishBatch(["e"]);
    expect(await rest).toEqual(["did b", "did c", "did d", "did e"]);
    expect(committer.counts).toEqual({ commits: 3, operations: 5 });
  });

  it("sends ahead what is worth a message while others are under way, and the rest after them", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, { ...LIMITS, operationsSentAhead: 2 });
    const first = committer.submit(write("a"));
    await runner.started();
    const rest = Promise.all(["b", "c", "d"].map((name) => committer.submit(write(name))));
    expect(runner.underWay).toEqual([["a"], ["b", "c"]]);
    await runner.finishBatch(["a"]);
    await first;
    expect(runner.underWay).toEqual([["b", "c"]]);
    await runner.finishBatch(["b", "c"]);
    await runner.finishBatch(["d"]);
    expect(await rest).toEqual(["did b", "did c", "did d"]);
  });

  it("counts batches that shared a commit as one", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, { ...LIMITS, operationsSentAhead: 1 });
    const first = committer.submit(write("full"));
    await runner.started();
    const rest = Promise.allSettled([first, committer.submit(write("b")), committer.submit(write("c"))]);
    await runner.finishBatch(["full"]);
    await runner.finishBatch(["b"], true);
    await runner.finishBatch(["c"], true);
    await rest;
    expect(committer.counts).toEqual({ commits: 1, operations: 2 });
  });

  it("refuses as overloaded what passes the limit of operations under way and waiting", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, LIMITS);
    const first = committer.submit(write("a"));
    await runner.started();
    const waiting = Promise.all(["b", "c", "d", "e", "f"].map((name) => committer.submit(write(name))));
    await expect(committer.submit(write("g"))).rejects.toMatchObject({ code: "overloaded", retryAfterSeconds: 1 });
    await runner.finishBatch(["a"]);
    await runner.finishBatch(["b", "c", "d"]);
    await runner.finishBatch(["e", "f"]);
    await Promise.all([first, waiting]);
    // What is done is behind nobody any more.
    const next = committer.submit(write("h"));
    await runner.finishBatch(["h"]);
    expect(await next).toBe("did h");
  });

  it("rejects one operation by its failure and resolves the others", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, LIMITS);
    const settled = Promise.allSettled([committer.submit(write("a")), committer.submit(write("full"))]);
    await runner.finishBatch(["a", "full"]);
    const [a, full] = await settled;
    expect(a).toMatchObject({ value: "did a" });
    expect(full).toMatchObject({ reason: { code: "storage_full" } });
    expect(committer.counts).toEqual({ commits: 1, operations: 1 });
  });

  it("rejects the whole batch where the runner fails, and goes on with the next", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, LIMITS);
    const settled = Promise.allSettled([committer.submit(write("a")), committer.submit(write("b"))]);
    await runner.failBatch(new Error("gone"));
    expect((await settled).map((result) => result.status)).toEqual(["rejected", "rejected"]);
    const next = committer.submit(write("c"));
    await runner.finishBatch(["c"]);
    expect(await next).toBe("did c");
  });

  it("finishes everything submitted before it closes the runner", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, LIMITS);
    const before = committer.submit(write("a"));
    const closed = committer.close();
    await expect(committer.submit(write("b"))).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(runner.isClosed).toBe(false);
    await runner.finishBatch(["a"]);
    await closed;
    expect(await before).toBe("did a");
    expect(runner.isClosed).toBe(true);
  });

  it("finishes the batch that is under way before it closes the runner, though nothing waits", async () => {
    const runner = new HandRunner();
    const committer = new GroupCommitter(runner, LIMITS);
    const before = committer.submit(write("a"));
    await runner.started();
    const closed = committer.close();
    expect(committer.close()).toBe(closed);
    await Promise.resolve();
    expect(runner.isClosed).toBe(false);
    await runner.finishBatch(["a"]);
    await closed;
    expect(await before).toBe("did a");
    expect(runner.isClosed).toBe(true);
  });

  it("closes the runner at once where nothing was submitted", async () => {
    const runner = new HandRunner();
    await new GroupCommitter(runner, LIMITS).close();
    expect(runner.isClosed).toBe(true);
  });
});

/** A runner whose batches end when the test says so, the oldest first. */
class HandRunner implements BatchRunner {
  isClosed = false;
  #batches: {
    operations: readonly StoreOperation[];
    resolve: (result: BatchResult) => void;
    reject: (error: Error) => void;
  }[] = [];

  /** The names of the operations of each batch. */
  get underWay(): readonly (readonly string[])[] {
    return this.#batches.map(({ operations }) => operations.map((operation) => operation[2]));
  }

  run(operations: readonly StoreOperation[]): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      this.#batches.push({ operations, resolve, reject });
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  /** Waits until a batch is under way. */
  async started(): Promise<void> {
    for (let turns = 0; this.#batches.length === 0 && turns < 100; turns++) {
      await Promise.resolve();
    }
    expect(this.#batches, "no batch under way").not.toHaveLength(0);
  }

  async finishBatch(names: readonly string[], isJoined = false): Promise<void> {
    await this.started();
    expect(this.underWay[0]).toEqual(names);
    const outcomes = names.map((name) =>
      name === "full" ? { failure: { code: "SQLITE_FULL", message: "" } } : { value: `did ${name}` },
    );
    this.#batches.shift()?.resolve({ outcomes, isJoined });
  }

  async failBatch(error: Error): Promise<void> {
    await this.started();
    this.#batches.shift()?.reject(error);
  }
}
