import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareDatabaseFile } from "../../../src/storage/sqlite/database-file.ts";
import { GroupCommitter } from "../../../src/storage/sqlite/group-committer.ts";
import type { StoreOperation } from "../../../src/storage/sqlite/store-operation.ts";
import { ThreadRunner } from "../../../src/storage/sqlite/thread-runner.ts";

const PROBE: StoreOperation = ["write", "probes", "probe", []];
const DONE = { value: undefined };

describe("ThreadRunner", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "folkmoot-thread-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const start = () => {
    const file = prepareDatabaseFile(join(folder, "a.db"), false);
    return ThreadRunner.start({ file, exclusive: true, openedAt: 1_000, operationsPerBatchMax: 4 });
  };
  // No list of arguments: the thread fails on it as it would on a fault of its own.
  const kill = (runner: ThreadRunner) => runner.run([["write", "probes", "probe", null as unknown as readonly unknown[]]]);

  it("runs batches until it is closed", async () => {
    const runner = await start();
    expect(await runner.run([PROBE, PROBE])).toEqual({ outcomes: [DONE, DONE], isJoined: false });
    await runner.close();
    await expect(runner.run([PROBE])).rejects.toMatchObject({ code: "storage_unavailable" });
  });

  it("answers batches that line up each with its own outcomes, in their order", async () => {
    const runner = await start();
    const sizes = [1, 2, 3, 1, 2];
    const results = await Promise.all(sizes.map((size) => runner.run(Array.from({ length: size }, () => PROBE))));
    expect(results.map(({ outcomes }) => outcomes.length)).toEqual(sizes);
    expect(results.flatMap(({ outcomes }) => outcomes)).toEqual(Array.from({ length: 9 }, () => DONE));
    await runner.close();
  });

  it("rejects the batch under way and every later one when the thread dies, and still closes", async () => {
    const runner = await start();
    await expect(kill(runner)).rejects.toMatchObject({ code: "storage_unavailable", isRetryable: true });
    await expect(runner.run([PROBE])).rejects.toThrow("The database has failed and the server must be restarted.");
    await expect(runner.close()).resolves.toBeUndefined();
  });

  it("rejects everything that waits for a thread that dies", async () => {
    const runner = await start();
    const committer = new GroupCommitter(runner, { operationsPerBatchMax: 1, waitingOperationsMax: 10, operationsSentAhead: 1 });
    const dead = kill(runner).catch(() => "dead");
    await expect(dead).resolves.toBe("dead");
    const settled = await Promise.allSettled([1, 2, 3].map(() => committer.submit(PROBE)));
    expect(settled.map((result) => result.status)).toEqual(["rejected", "rejected", "rejected"]);
    await committer.close();
  });

  it("lets go of the file with the thread", async () => {
    const runner = await start();
    await kill(runner).catch(() => undefined);
    await runner.close();
    const next = await start();
    await next.close();
  });

  it("rejects a batch that cannot be sent, and lives on", async () => {
    const runner = await start();
    await expect(runner.run([["write", "probes", "probe", [() => "no data"]]])).rejects.toThrow("could not be cloned");
    expect(await runner.run([PROBE])).toEqual({ outcomes: [DONE], isJoined: false });
    await runner.close();
  });
});
