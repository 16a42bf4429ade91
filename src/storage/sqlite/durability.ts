import type { Database } from "better-sqlite3";
import { StorageOpenError } from "../storage-open-error.ts";

/** Older versions can corrupt a write-ahead log that two connections write and checkpoint (3.7.0 to 3.51.2). */
const SQLITE_VERSION_MIN = "3.51.3";
/** How long a write waits for another process's write. */
const BUSY_TIMEOUT_MS = 5_000;
/** The write-ahead log is cut back to this size after a checkpoint. */
const WAL_KEPT_BYTES_MAX = 64 * 1024 * 1024;
const SYNCHRONOUS_FULL = 2;

/** Throws a `StorageOpenError` for a SQLite library that can lose data. */
export function assertSqliteVersion(version: string): void {
  const numbers = version.split(".").map(Number);
  const required = SQLITE_VERSION_MIN.split(".").map(Number);
  const difference = required.map((part, index) => (numbers[index] ?? 0) - part).find((part) => part !== 0) ?? 0;
  if (!(difference >= 0)) {
    throw new StorageOpenError(
      `SQLite ${version} can corrupt its write-ahead log; ${SQLITE_VERSION_MIN} or newer is needed. Reinstall better-sqlite3.`,
    );
  }
}

/** Sets how the connection keeps its promises. The order matters: the journal mode would change `synchronous`. */
export function setPragmas(database: Database): void {
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.pragma("trusted_schema = OFF");
  database.pragma("cell_size_check = ON");
  database.pragma("mmap_size = 0");
  // What a savepoint would undo is of no use after a crash: the log has only what was committed.
  database.pragma("temp_store = MEMORY");
  database.pragma(`journal_size_limit = ${WAL_KEPT_BYTES_MAX}`);
}

/**
 * Throws a `StorageOpenError` unless commits survive a power cut. To be called after the first write: builds with
 * `DEFAULT_WAL_SYNCHRONOUS=1` report `synchronous = 2` before it and lose every commit of the last moments after it.
 */
export function assertDurability(database: Database, file: string): void {
  const journalMode = database.pragma("journal_mode", { simple: true });
  if (journalMode !== "wal") {
    throw new StorageOpenError(
      `The database ${file} is in journal mode "${journalMode}" where "wal" is needed. Put it on a local disk: network disks have no WAL.`,
    );
  }
  const synchronous = database.pragma("synchronous", { simple: true });
  if (synchronous !== SYNCHRONOUS_FULL) {
    throw new StorageOpenError(
      `The database ${file} runs with synchronous=${synchronous} where ${SYNCHRONOUS_FULL} (FULL) is needed: acknowledged writes could be lost.`,
    );
  }
}
