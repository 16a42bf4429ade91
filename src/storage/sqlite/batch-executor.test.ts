import SqliteDatabase, { type Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BatchExecutor } from "./batch-executor.ts";
import type { StoreOperation } from "./store-operation.ts";

describe("BatchExecutor", () => {
  let database: Database;
  let executor: BatchExecutor;
  beforeEach(() => {
    database = new SqliteDatabase(":memory:");
    database.pragma("foreign_keys = ON");
    database.exec("CREATE TABLE numbers (number INTEGER PRIMARY KEY)");
    database.exec("CREATE TABLE orphans (number INTEGER REFERENCES numbers DEFERRABLE INITIALLY DEFERRED)");
    executor = new BatchExecutor(database, { probes: faultyStore(database) });
  });
  afterEach(() => {
    database.close();
  });

  const write = (method: string, ...args: readonly unknown[]): StoreOperation => ["write", "probes", method, args];
  const read = (method: string): StoreOperation => ["read", "probes", method, []];
  const kept = () => database.prepare("SELECT number FROM numbers ORDER BY number").pluck().all();

  it("gives each operation its outcome, in order, and keeps what was written", () => {
    expect(executor.run([write("add", 1), write("add", 2)])).toEqual([{ value: 1 }, { value: 1 }]);
    expect(kept()).toEqual([1, 2]);
    expect(database.inTransaction).toBe(false);
  });

  it("undoes an operation that fails halfway, and it alone", () => {
    const outcomes = executor.run([write("add", 1), write("addThenThrow", 2), write("add", 3)]);
    expect(outcomes).toEqual([{ value: 1 }, { failure: { code: null, message: "halfway" } }, { value: 1 }]);
    expect(kept()).toEqual([1, 3]);
  });

  it("reports a broken constraint with SQLite's code", () => {
    const [, second] = executor.run([write("add", 1), write("add", 1)]);
    expect(second).toMatchObject({ failure: { code: "SQLITE_CONSTRAINT_PRIMARYKEY" } });
    expect(kept()).toEqual([1]);
  });

  it("shows reads the writes of their batch", () => {
    expect(executor.run([read("count"), write("add", 1)])).toEqual([{ value: 1 }, { value: 1 }]);
  });

  it("rejects every write of a batch whose commit fails, keeps nothing of it, and still answers its reads", () => {
    const outcomes = executor.run([write("add", 1), write("addOrphan"), write("add", 2), read("count")]);
    const failure = { failure: expect.objectContaining({ code: "SQLITE_CONSTRAINT_FOREIGNKEY" }) };
    expect(outcomes).toEqual([failure, failure, failure, { value: 0 }]);
    expect(kept()).toEqual([]);
    expect(executor.run([write("add", 5)])).toEqual([{ value: 1 }]);
  });

  it("rejects every write of a batch whose transaction the engine has undone", () => {
    const outcomes = executor.run([write("add", 1), write("loseTransaction"), write("add", 2)]);
    const failure = { failure: { code: "SQLITE_FULL", message: "disk full" } };
    expect(outcomes).toEqual([failure, failure, failure]);
    expect(kept()).toEqual([]);
    expect(executor.run([write("add", 5)])).toEqual([{ value: 1 }]);
  });

  it("fails an operation that it does not know, and it alone", () => {
    const [unknown, known] = executor.run([write("fly"), write("add", 1)]);
    expect(unknown).toEqual({ failure: { code: null, message: "There is no store operation probes.fly." } });
    expect(known).toEqual({ value: 1 });
  });
});

/** A store whose operations fail in the ways that a database can. */
function faultyStore(database: Database) {
  const insert = database.prepare("INSERT INTO numbers (number) VALUES (?)");
  return {
    add: (number: number) => insert.run(number).changes,
    addThenThrow: (number: number) => {
      insert.run(number);
      throw new Error("halfway");
    },
    addOrphan: () => database.prepare("INSERT INTO orphans (number) VALUES (99)").run().changes,
    loseTransaction: () => {
      database.exec("ROLLBACK");
      throw new SqliteDatabase.SqliteError("disk full", "SQLITE_FULL");
    },
    count: () => database.prepare("SELECT count(*) FROM numbers").pluck().get(),
  };
}
