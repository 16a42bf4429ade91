import { dirname } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { StorageOpenError } from "../storage-open-error.ts";

/** Why a database could not be opened, and what to do. @param file null for a database in memory. */
export function explainOpenFailure(error: unknown, file: string | null): StorageOpenError {
  const code = error instanceof SqliteDatabase.SqliteError ? error.code : "";
  if (code === "SQLITE_NOTADB") {
    return new StorageOpenError(`The file ${file} is not a SQLite database. Name another file.`, { cause: error });
  }
  const said = `${(error as Error).message}${code === "" ? "" : ` (${code})`}`;
  const advice = file === null ? "" : advise(code, file);
  return new StorageOpenError(`The database ${file ?? "in memory"} cannot be opened: ${said}.${advice}`, { cause: error });
}

/** With a space before it; empty where there is nothing to be said. */
function advise(code: string, file: string): string {
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code)) {
    return ` Check that it is a file and no folder, and that the user that this runs as may write it, ${file}-wal and ${file}-shm beside it, and the folder ${dirname(file)}.`;
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return " Another program holds it, such as a sqlite3 shell in a transaction. End that and try again.";
  }
  if (/^SQLITE_(FULL|IOERR)/.test(code)) {
    return " Check that its disk is sound and has room.";
  }
  return "";
}
