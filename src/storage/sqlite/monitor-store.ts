import type { Database, Statement } from "better-sqlite3";
import type { MonitorHour, MonitorStore } from "../../ports/monitor-store.ts";
import type { Synchronous } from "./store-operation.ts";

/** Hours of what the monitors saw, in SQLite. */
export class SqliteMonitorStore implements Synchronous<MonitorStore> {
  readonly #keep: Statement;
  readonly #read: Statement;
  readonly #purge: Statement;

  constructor(database: Database) {
    this.#keep = database.prepare(KEEP_HOUR);
    this.#read = database.prepare(READ_HOURS);
    this.#purge = database.prepare(PURGE_HOURS);
  }

  keepHours(hours: readonly MonitorHour[]): void {
    for (const hour of hours) {
      this.#keep.run(hour);
    }
  }

  readHours(since: number, limit: number): readonly MonitorHour[] {
    return this.#read.all({ since, limit }) as readonly MonitorHour[];
  }

  purgeHours(before: number, limit: number): number {
    return this.#purge.run({ before, limit }).changes;
  }
}

const KEEP_HOUR = `
  INSERT INTO monitor_hours (hour_at, tenant_id, collection_slug, scenario_slug, source_id, tally)
  VALUES (@hourAt, @tenantId, @collectionSlug, @scenarioSlug, @sourceId, @tally)
  ON CONFLICT (hour_at, tenant_id, collection_slug, scenario_slug, source_id) DO UPDATE SET tally = excluded.tally`;

const READ_HOURS = `
  SELECT tenant_id AS tenantId, collection_slug AS collectionSlug, scenario_slug AS scenarioSlug, source_id AS sourceId,
    hour_at AS hourAt, tally
  FROM monitor_hours WHERE hour_at >= @since ORDER BY hour_at, tenant_id, collection_slug, scenario_slug, source_id LIMIT @limit`;

const PURGE_HOURS = `
  DELETE FROM monitor_hours WHERE (hour_at, tenant_id, collection_slug, scenario_slug, source_id) IN (
    SELECT hour_at, tenant_id, collection_slug, scenario_slug, source_id FROM monitor_hours WHERE hour_at < @before
    ORDER BY hour_at LIMIT @limit
  )`;
