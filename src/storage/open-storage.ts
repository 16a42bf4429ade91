import { availableParallelism } from "node:os";
import type { Clock } from "../ports/clock.ts";
import type { Storage } from "../ports/storage.ts";
import { openSqliteStorage } from "./sqlite/open-sqlite-storage.ts";
import { type StorageLimits, storageLimitsFor } from "./storage-limits.ts";
import { StorageOpenError } from "./storage-open-error.ts";

export interface OpenStorageOptions {
  /** True for a server, which shares its database with no other server; false for commands that run beside one. */
  readonly exclusive: boolean;
  /** True for commands that can only work on what is there: a file that is missing is refused, not made. */
  readonly mustExist?: boolean;
  /** Dates applied migrations. The system's clock unless given. */
  readonly clock?: Clock;
  /** Those for this machine unless given. */
  readonly limits?: StorageLimits;
}

/**
 * Opens the database at a location: `sqlite:<file>` (made if it is missing, unless it must exist) or `sqlite::memory:`. Brings its schema up to date.
 * Throws a `StorageOpenError` where that cannot be done.
 */
export async function openStorage(location: string, options: OpenStorageOptions): Promise<Storage> {
  const colon = location.indexOf(":");
  const scheme = colon < 0 ? "" : location.slice(0, colon);
  if (scheme !== "sqlite") {
    // Only the scheme is named: the rest may hold a password.
    const named = scheme === "" ? "has no scheme" : `has the scheme "${scheme}:"`;
    throw new StorageOpenError(`The storage location ${named}. Use "sqlite:<file>", such as "sqlite:./folkmoot.db".`);
  }
  const target = location.slice(colon + 1);
  if (target === "") {
    throw new StorageOpenError(
      'The storage location "sqlite:" names no file. Use "sqlite:<file>", such as "sqlite:./folkmoot.db".',
    );
  }
  return await openSqliteStorage({
    file: target === ":memory:" ? null : target,
    exclusive: options.exclusive,
    mustExist: options.mustExist ?? false,
    openedAt: (options.clock ?? { now: Date.now }).now(),
    limits: options.limits ?? storageLimitsFor(availableParallelism()),
  });
}
