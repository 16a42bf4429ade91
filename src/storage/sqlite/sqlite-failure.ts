import { InvariantError } from "../../domain/assert.ts";
import { InsufficientStorageError, UnavailableError } from "../../domain/errors.ts";

/** A failure in a form that survives the way between threads. */
export interface SqliteFailure {
  /** SQLite's extended result code, such as `SQLITE_IOERR_FSYNC`; null where it was not SQLite that failed. */
  readonly code: string | null;
  readonly message: string;
}

/** Takes down what was thrown beside the database. */
export function toSqliteFailure(thrown: unknown): SqliteFailure {
  if (!(thrown instanceof Error)) {
    return { code: null, message: String(thrown) };
  }
  const code = "code" in thrown && typeof thrown.code === "string" && thrown.code.startsWith("SQLITE_") ? thrown.code : null;
  return { code, message: thrown.message };
}

/** The typed error that a failure means to callers; SQLite's own words stay in its cause. */
export function toStorageError(failure: SqliteFailure): Error {
  const cause = new Error(failure.code === null ? failure.message : `${failure.code}: ${failure.message}`);
  if (failure.code === null) {
    return new InvariantError(failure.message);
  }
  if (failure.code.startsWith("SQLITE_FULL")) {
    return new InsufficientStorageError("The disk that holds the database is full. Nothing of this request was kept.", { cause });
  }
  // A broken constraint that no store foresaw is a fault of this program, and trying again would not help.
  if (/^SQLITE_(CONSTRAINT|MISMATCH|RANGE|MISUSE|TOOBIG)/.test(failure.code)) {
    return new InvariantError(`The database refused what it was given (${failure.code}: ${failure.message}).`, { cause });
  }
  return new UnavailableError("storage_unavailable", `The database does not answer right now (${failure.code}).`, { cause });
}
