import SqliteDatabase from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { SqliteEpisodeStore } from "./episode-store.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./migrations.ts";

const EPISODES_BY_STATUS = { open: 2, complete: 1, expired: 3 };
const INSERT_EPISODE = `
  INSERT INTO episodes (
    tenant_id, episode_id, collection_slug, scenario_slug, scenario_digest, engine_version, seed, settings, created_at, last_activity_at,
    status, turn_count
  ) VALUES ('acme', ?, 'tea-house', 'guest', 'digest', 'persona', 1, '{}', 0, 0, ?, 0)`;

/** A database of the version before episodes were counted, with some in it. */
function openOlderDatabase(): SqliteDatabase.Database {
  const database = new SqliteDatabase(":memory:");
  migrate(database, "a.db", readMigrations().slice(0, 5), 0);
  const insert = database.prepare(INSERT_EPISODE);
  for (const [status, count] of Object.entries(EPISODES_BY_STATUS)) {
    for (let number = 0; number < count; number += 1) {
      insert.run(`${status}-${number}`, status);
    }
  }
  return database;
}

describe("SqliteEpisodeStore", () => {
  it("counts the episodes that an older version kept", () => {
    const database = openOlderDatabase();
    migrate(database, "a.db", readMigrations(), 1);
    expect(new SqliteEpisodeStore(database).countEpisodes()).toEqual(EPISODES_BY_STATUS);
  });

  it("counts without going through the episodes", () => {
    const executed: string[] = [];
    const database = new SqliteDatabase(":memory:", { verbose: (statement) => executed.push(String(statement)) });
    migrate(database, "a.db", readMigrations(), 0);
    const store = new SqliteEpisodeStore(database);
    executed.length = 0;
    store.countEpisodes();
    expect(executed).toHaveLength(1);
    expect(executed.join()).not.toMatch(/\bepisodes\b/);
  });
});
