import type { Database, Statement } from "better-sqlite3";
import type { ProbeStore, Synchronous } from "./store-operation.ts";

/** Proves that the database can be written, and leaves nothing behind. */
export class SqliteProbeStore implements Synchronous<ProbeStore> {
  readonly #insert: Statement;
  readonly #delete: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare("INSERT INTO probes (probe) VALUES (1)");
    this.#delete = database.prepare("DELETE FROM probes");
  }

  probe(): void {
    this.#insert.run();
    this.#delete.run();
  }
}
