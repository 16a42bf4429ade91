import SqliteDatabase, { type Database } from "better-sqlite3";
import { StorageOpenError } from "../storage-open-error.ts";

/** How long to wait for another process to let go: enough for a command's migration or for a predecessor that is just ending. */
const LOCK_WAIT_MS = 1_000;

/** Holds a database file for one server. The operating system lets go with the process, however that ends. */
export class ExclusiveLock {
  readonly #connection: Database;

  private constructor(connection: Database) {
    this.#connection = connection;
  }

  /** Takes the lock `<file>.lock`. Throws a `StorageOpenError` where another process holds it. */
  static acquire(file: string): ExclusiveLock {
    const lockFile = `${file}.lock`;
    const connection = new SqliteDatabase(lockFile, { timeout: LOCK_WAIT_MS });
    try {
      // Never committed: an open exclusive transaction on a file of its own is the lock, and nothing is written.
      connection.exec("BEGIN EXCLUSIVE");
      return new ExclusiveLock(connection);
    } catch (error) {
      connection.close();
      if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith("SQLITE_BUSY")) {
        throw new StorageOpenError(
          `The database ${file} is in use by another server (it holds ${lockFile}). ` +
            "Stop that server first, or give this one a database file of its own.",
          { cause: error },
        );
      }
      throw new StorageOpenError(
        `The lock file ${lockFile} cannot be used: ${(error as Error).message}. Delete it and try again.`,
        {
          cause: error,
        },
      );
    }
  }

  release(): void {
    this.#connection.close();
  }
}
