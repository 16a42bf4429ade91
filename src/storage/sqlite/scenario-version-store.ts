import type { Database, Statement } from "better-sqlite3";
import type { ScenarioVersionRecord, ScenarioVersionStore } from "../../ports/scenario-version-store.ts";
import type { Synchronous } from "./store-operation.ts";

/** Scenario versions in SQLite. */
export class SqliteScenarioVersionStore implements Synchronous<ScenarioVersionStore> {
  readonly #keep: Statement;
  readonly #find: Statement;

  constructor(database: Database) {
    this.#keep = database.prepare(KEEP_VERSION);
    this.#find = database.prepare(FIND_VERSION);
  }

  keepVersions(versions: readonly ScenarioVersionRecord[]): void {
    for (const version of versions) {
      this.#keep.run(version);
    }
  }

  findVersion(digest: string): ScenarioVersionRecord | null {
    return (this.#find.get({ digest }) as ScenarioVersionRecord | undefined) ?? null;
  }
}

const KEEP_VERSION = `
  INSERT INTO scenario_versions (digest, definition, created_at) VALUES (@digest, @definition, @createdAt)
  ON CONFLICT (digest) DO NOTHING`;

const FIND_VERSION = "SELECT digest, definition, created_at AS createdAt FROM scenario_versions WHERE digest = @digest";
