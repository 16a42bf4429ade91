import { closeSync, existsSync, openSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { StorageOpenError } from "../storage-open-error.ts";

/**
 * Makes the file where there is none, and gives its real path, so that all names of one file share one lock. Throws a `StorageOpenError`.
 * @param mustExist a file that is missing is refused instead.
 */
export function prepareDatabaseFile(file: string, mustExist: boolean): string {
  const path = resolve(file);
  if (mustExist && !existsSync(path)) {
    throw new StorageOpenError(`There is no database ${path}. --database names the server's, such as "sqlite:./folkmoot.db".`);
  }
  try {
    createIfMissing(path);
    return realpathSync(path);
  } catch (error) {
    throw new StorageOpenError(
      `The database file ${path} cannot be made: ${(error as Error).message}. Check that its folder exists and may be written.`,
      { cause: error },
    );
  }
}

/**
 * Makes an empty file for the owner alone: the database holds what must not leak, and SQLite gives its other files the same mode.
 * A file that exists is not touched: closing it here would drop the locks that a connection of this process has on it. Throws what the file system throws.
 */
export function createIfMissing(path: string): void {
  try {
    closeSync(openSync(path, "ax", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  }
}
