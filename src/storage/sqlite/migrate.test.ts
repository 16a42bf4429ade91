import SqliteDatabase from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { findPendingMigrations, migrate } from "./migrate.ts";
import { type Migration, readMigrations } from "./migrations.ts";

const FIRST: Migration = { number: 1, name: "first", sql: "CREATE TABLE a (x INTEGER)", checksum: "1" };
const SECOND: Migration = { number: 2, name: "second", sql: "CREATE TABLE b (x INTEGER)", checksum: "2" };

describe("migrate", () => {
  const openMigrated = (...migrations: readonly Migration[]) => {
    const database = new SqliteDatabase(":memory:");
    migrate(database, "a.db", migrations, 1_000);
    return database;
  };
  const tablesOf = (database: SqliteDatabase.Database) =>
    database.prepare("SELECT name FROM sqlite_schema WHERE name IN ('a', 'b') ORDER BY name").pluck().all();

  it("applies what is missing, in order, once", () => {
    const database = openMigrated(FIRST);
    expect(findPendingMigrations(database, "a.db", [FIRST, SECOND])).toEqual([SECOND]);
    migrate(database, "a.db", [FIRST, SECOND], 2_000);
    migrate(database, "a.db", [FIRST, SECOND], 3_000);
    expect(tablesOf(database)).toEqual(["a", "b"]);
    expect(database.prepare("SELECT number, name, checksum, applied_at FROM schema_migrations").raw().all()).toEqual([
      [1, "first", "1", 1_000],
      [2, "second", "2", 2_000],
    ]);
  });

  it("applies all or nothing", () => {
    const database = new SqliteDatabase(":memory:");
    expect(() => migrate(database, "a.db", [FIRST, { ...SECOND, sql: "CREATE TABEL b" }], 1_000)).toThrow("syntax error");
    expect(tablesOf(database)).toEqual([]);
    expect(findPendingMigrations(database, "a.db", [FIRST])).toEqual([FIRST]);
  });

  it("refuses a migration that was changed after it was applied", () => {
    const database = openMigrated(FIRST);
    const changed = { ...FIRST, checksum: "changed" };
    expect(() => migrate(database, "a.db", [changed, SECOND], 2_000)).toThrow("another text of migration 1 (first)");
    expect(tablesOf(database)).toEqual(["a"]);
  });

  it("refuses a schema that is newer than the program", () => {
    const database = openMigrated(FIRST, SECOND);
    expect(() => migrate(database, "a.db", [FIRST], 2_000)).toThrow("has schema 2 (second); this program knows 1 at most");
  });
});

describe("readMigrations", () => {
  it("reads the shipped migrations in order, each with the checksum of its text", () => {
    const migrations = readMigrations();
    expect(migrations.map((migration) => migration.number)).toEqual(migrations.map((_, index) => index + 1));
    expect(migrations[0]).toMatchObject({ name: "episodes-keys-replies", checksum: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});
