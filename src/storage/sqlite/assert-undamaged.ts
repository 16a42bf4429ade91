import { statSync } from "node:fs";
import SqliteDatabase from "better-sqlite3";
import { StorageOpenError } from "../storage-open-error.ts";

/**
 * Throws a `StorageOpenError` where a write-ahead log was left behind and does not fit its database, as after a backup was put back beside it.
 * Some 2 s a GB, and only after a crash: a server that closes leaves no log.
 */
export function assertUndamaged(file: string): void {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) {
    return;
  }
  const damage = findDamage(file);
  if (damage !== null) {
    throw new StorageOpenError(
      `The database ${file} is damaged (${damage}). If a backup was put back: ${file}-wal and ${file}-shm belong to the file before it; ` +
        "delete both, copy the backup again and start. docs/guides/operations.md, Restoring, tells how.",
    );
  }
}

/** In SQLite's words, on one line; null where there is none. */
function findDamage(file: string): string | null {
  // A connection that can only read does not fold the log into the file when it is closed: both stay as they were found.
  const database = new SqliteDatabase(file, { readonly: true });
  try {
    const found = database.pragma("quick_check(1)", { simple: true }) as string;
    return found === "ok" ? null : found.replaceAll(/\s+/g, " ");
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith("SQLITE_CORRUPT")) {
      return error.message;
    }
    throw error;
  } finally {
    database.close();
  }
}
