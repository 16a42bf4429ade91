import SqliteDatabase from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { explainOpenFailure } from "./explain-open-failure.ts";

const explain = (code: string) => explainOpenFailure(new SqliteDatabase.SqliteError("no way", code), "/data/a.db").message;

describe("a database that cannot be opened", () => {
  it.each([
    ["SQLITE_CANTOPEN", "no folder"],
    ["SQLITE_READONLY", "/data/a.db-wal"],
    ["SQLITE_READONLY_DIRECTORY", "the folder /data"],
    ["SQLITE_BUSY", "Another program holds it"],
    ["SQLITE_FULL", "has room"],
    ["SQLITE_IOERR_WRITE", "disk is sound"],
    ["SQLITE_NOTADB", "Name another file"],
  ])("with %s is told with what to do about it", (code, advice) => {
    expect(explain(code)).toContain("/data/a.db ");
    expect(explain(code)).toContain(advice);
  });

  it("is told in the words of what failed where nothing more is known", () => {
    expect(explain("SQLITE_NOLFS")).toBe("The database /data/a.db cannot be opened: no way (SQLITE_NOLFS).");
    expect(explainOpenFailure(new Error("out of it"), null).message).toBe("The database in memory cannot be opened: out of it.");
  });
});
