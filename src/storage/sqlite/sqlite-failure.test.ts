import SqliteDatabase from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { InvariantError } from "../../domain/assert.ts";
import { InsufficientStorageError, UnavailableError } from "../../domain/errors.ts";
import { toSqliteFailure, toStorageError } from "./sqlite-failure.ts";

describe("toStorageError", () => {
  const errorOf = (code: string) => toStorageError(toSqliteFailure(new SqliteDatabase.SqliteError("INSERT INTO secrets", code)));

  it("means a full disk by SQLITE_FULL", () => {
    expect(errorOf("SQLITE_FULL")).toBeInstanceOf(InsufficientStorageError);
  });

  it.each(["SQLITE_BUSY", "SQLITE_IOERR_FSYNC", "SQLITE_CORRUPT", "SQLITE_READONLY", "SQLITE_CANTOPEN"])(
    "means by %s that the database does not answer",
    (code) => {
      const error = errorOf(code);
      expect(error).toBeInstanceOf(UnavailableError);
      expect(error).toMatchObject({ code: "storage_unavailable", isRetryable: true });
      expect(error.message).not.toContain("secrets");
      expect(error.cause).toMatchObject({ message: `${code}: INSERT INTO secrets` });
    },
  );

  it.each(["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_MISMATCH"])("means by %s a fault of this program", (code) => {
    expect(errorOf(code)).toBeInstanceOf(InvariantError);
  });

  it("keeps the words of what is not SQLite's failure", () => {
    expect(toStorageError(toSqliteFailure(new InvariantError("There is a key with the id a already.")))).toMatchObject({
      name: "InvariantError",
      message: "There is a key with the id a already.",
    });
    expect(toSqliteFailure("text")).toEqual({ code: null, message: "text" });
  });
});
