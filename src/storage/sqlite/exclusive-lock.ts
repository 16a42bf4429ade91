import { dirname } from "node:path";
import SqliteDatabase, { type Database } from "better-sqlite3";
import { StorageOpenError } from "../storage-open-error.ts";
import { createIfMissing } from "./database-file.ts";

/** How long to wait for another process to let go: enough for a command's migration or for a predecessor that is just ending. */
const LOCK_WAIT_MS = 1_000;

/**
 * Never committed: an open exclusive transaction on a file of its own is the lock. What is set in it stays in memory, and shows that the file may be written: SQLite opens another one for reading
 * without a word, and then excludes nobody.
 */
const TAKE_LOCK = "PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; PRAGMA user_version = 1";

/** Holds a database file for one server. The operating system lets go with the process, however that ends. */
export class ExclusiveLock {
  readonly #connection: Database;

  private constructor(connection: Database) {
    this.#connection = connection;
  }

  /** Takes the lock `<file>.lock`. Throws a `StorageOpenError` where another process holds it, or where it could not keep others out. */
  static acquire(file: string): ExclusiveLock {
    const lockFile = `${file}.lock`;
    let connection: Database | null = null;
    try {
      createIfMissing(lockFile);
      connection = new SqliteDatabase(lockFile, { timeout: LOCK_WAIT_MS });
      connection.exec(TAKE_LOCK);
      return new ExclusiveLock(connection);
    } catch (error) {
      connection?.close();
      throw new StorageOpenError(explain(error as NodeJS.ErrnoException, file, lockFile), { cause: error });
    }
  }

  release(): void {
    this.#connection.close();
  }
}

function explain({ code = "", message }: NodeJS.ErrnoException, file: string, lockFile: string): string {
  if (code.startsWith("SQLITE_BUSY")) {
    return (
      `The database ${file} is in use by another server (it holds ${lockFile}). ` +
      "Stop that server first, or give this one a database file of its own."
    );
  }
  if (code.startsWith("SQLITE_READONLY")) {
    return (
      `The lock file ${lockFile} may not be written by the user that this server runs as, so a second server could not be kept out. ` +
      "Give that user the file, as the database itself, or delete it while no server runs."
    );
  }
  // Of the file system itself: what stands in the way is not the lock file's content.
  if (/^(SQLITE_(FULL|IOERR|CANTOPEN)|E[A-Z]+$)/.test(code)) {
    return (
      `The lock file ${lockFile} cannot be made or opened: ${message} (${code}). ` +
      `Check that the folder ${dirname(lockFile)} may be written, that its disk is sound and has room, and that nothing else has this name.`
    );
  }
  return `The lock file ${lockFile} cannot be used: ${message}. Delete it and try again.`;
}
