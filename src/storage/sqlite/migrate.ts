import type { Database } from "better-sqlite3";
import { StorageOpenError } from "../storage-open-error.ts";
import type { Migration } from "./migrations.ts";

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * The migrations that the database lacks. Throws a `StorageOpenError` where the file is another program's, where its schema is newer
 * than this program, or where a migration was changed after it was applied.
 */
export function findPendingMigrations(database: Database, file: string, known: readonly Migration[]): readonly Migration[] {
  const applied = readApplied(database, file);
  const newest = applied.at(-1);
  if (newest !== undefined && newest.number > known.length) {
    throw new StorageOpenError(
      `The database ${file} has schema ${newest.number} (${newest.name}); this program knows ${known.length} at most. ` +
        "Start the newer version of the program that wrote it, or restore a backup from before that upgrade.",
    );
  }
  for (const [index, migration] of applied.entries()) {
    const ours = known[index];
    if (ours?.number !== migration.number || ours.checksum !== migration.checksum) {
      throw new StorageOpenError(
        `The database ${file} was made with another text of migration ${migration.number} (${migration.name}). ` +
          "Applied migrations must never change: install the program's original files.",
      );
    }
  }
  return known.slice(applied.length);
}

/** Brings the schema up to date in one transaction. `at`: Unix milliseconds. Throws as `findPendingMigrations` does. */
export function migrate(database: Database, file: string, known: readonly Migration[], at: number): void {
  database
    .transaction(() => {
      // Looked up again inside: another process may have been faster.
      const pending = findPendingMigrations(database, file, known);
      database.exec(CREATE_TABLE);
      const record = database.prepare("INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)");
      for (const migration of pending) {
        database.exec(migration.sql);
        record.run(migration.number, migration.name, migration.checksum, at);
      }
    })
    .immediate();
}

function readApplied(database: Database, file: string): readonly AppliedMigration[] {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  if (tables.includes("schema_migrations")) {
    const select = database.prepare("SELECT number, name, checksum FROM schema_migrations ORDER BY number");
    return select.all() as readonly AppliedMigration[];
  }
  if (tables.length > 0) {
    throw new StorageOpenError(
      `The file ${file} is a database of another program (it has a table "${tables[0]}"). Name another file.`,
    );
  }
  return [];
}

const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at INTEGER NOT NULL
  ) STRICT`;
