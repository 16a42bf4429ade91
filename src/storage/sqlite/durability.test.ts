import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase, { type Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assertDurability, assertSqliteVersion, setPragmas } from "./durability.ts";

describe("durability", () => {
  let folder: string;
  let database: Database;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "folkmoot-durability-"));
    database = new SqliteDatabase(join(folder, "a.db"));
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  const write = () => database.exec("CREATE TABLE first (write INTEGER)");
  const read = (pragma: string) => database.pragma(pragma, { simple: true });

  it("holds after the first write with the pragmas set", () => {
    setPragmas(database);
    write();
    expect(() => assertDurability(database, "a.db")).not.toThrow();
    const names = ["journal_mode", "synchronous", "foreign_keys", "trusted_schema", "mmap_size", "temp_store", "busy_timeout"];
    expect(names.map(read)).toEqual(["wal", 2, 1, 0, 0, 2, 5_000]);
  });

  it("is refused where only WAL was asked for: the library falls back to NORMAL with the first write", () => {
    database.pragma("journal_mode = WAL");
    write();
    expect(() => assertDurability(database, "a.db")).toThrow("synchronous=1 where 2 (FULL) is needed");
  });

  it("is refused outside WAL", () => {
    database.pragma("synchronous = FULL");
    write();
    expect(() => assertDurability(database, "a.db")).toThrow('journal mode "delete"');
  });

  it.each(["3.51.3", "3.51.10", "3.53.1", "4.0.0"])("accepts SQLite %s", (version) => {
    expect(() => assertSqliteVersion(version)).not.toThrow();
  });

  it.each(["3.51.2", "3.50.9", "2.99.99", "unknown"])("refuses SQLite %s", (version) => {
    expect(() => assertSqliteVersion(version)).toThrow("3.51.3 or newer is needed");
  });
});
