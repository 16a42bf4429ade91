import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import { measureRewards, type RewardsMeasure } from "../../domain/scoring/measure-rewards.ts";
import type { RewardWindow } from "../../domain/scoring/reward-window.ts";
import type { HistoryEntry, ScoreHistoryStore } from "../../ports/score-history-store.ts";
import type { Synchronous } from "./store-operation.ts";

/** Rewards by tenant and key in SQLite. */
export class SqliteScoreHistoryStore implements Synchronous<ScoreHistoryStore> {
  readonly #lastPosition: Statement;
  readonly #latest: Statement;
  readonly #since: Statement;
  readonly #insert: Statement;
  readonly #trim: Statement;
  readonly #purge: Statement;

  constructor(database: Database) {
    this.#lastPosition = database.prepare(FIND_LAST_POSITION).pluck();
    this.#latest = database.prepare(LIST_LATEST).pluck();
    this.#since = database.prepare(LIST_SINCE).pluck();
    this.#insert = database.prepare(INSERT_REWARD);
    this.#trim = database.prepare(TRIM_HISTORY);
    this.#purge = database.prepare(PURGE_REWARDS);
  }

  recordRewards(
    tenantId: string,
    entries: readonly HistoryEntry[],
    recordedAt: number,
    rewardsMax: number,
  ): readonly (readonly RewardsMeasure[])[] {
    const keys = new Set(entries.map(({ historyKey }) => historyKey));
    assertInvariant(keys.size === entries.length, "The entries of one call have different keys.");
    return entries.map(({ historyKey, windows, rewards }) => {
      const measures = windows.map((window) => measureRewards(this.#list(tenantId, historyKey, window, recordedAt), rewards));
      this.#append(tenantId, historyKey, rewards, recordedAt, rewardsMax);
      return measures;
    });
  }

  purgeRewards(recordedBefore: number, limit: number): number {
    return this.#purge.run({ recordedBefore, limit }).changes;
  }

  #list(tenantId: string, historyKey: string, window: RewardWindow, now: number): readonly number[] {
    const rewards =
      window.kind === "latest"
        ? this.#latest.all({ tenantId, historyKey, count: window.count })
        : this.#since.all({ tenantId, historyKey, since: now - window.durationMs });
    return rewards as readonly number[];
  }

  #append(tenantId: string, historyKey: string, rewards: readonly number[], recordedAt: number, rewardsMax: number): void {
    let position = (this.#lastPosition.get({ tenantId, historyKey }) as number | undefined) ?? 0;
    for (const reward of rewards) {
      position += 1;
      this.#insert.run({ tenantId, historyKey, position, recordedAt, reward });
    }
    this.#trim.run({ tenantId, historyKey, upTo: position - rewardsMax });
  }
}

const FIND_LAST_POSITION = `
  SELECT position FROM score_history WHERE tenant_id = @tenantId AND history_key = @historyKey ORDER BY position DESC LIMIT 1`;

const LIST_LATEST = `
  SELECT reward FROM score_history WHERE tenant_id = @tenantId AND history_key = @historyKey ORDER BY position DESC LIMIT @count`;

const LIST_SINCE = `
  SELECT reward FROM score_history WHERE tenant_id = @tenantId AND history_key = @historyKey AND recorded_at >= @since`;

const INSERT_REWARD = `
  INSERT INTO score_history (tenant_id, history_key, position, recorded_at, reward)
  VALUES (@tenantId, @historyKey, @position, @recordedAt, @reward)`;

const TRIM_HISTORY = `
  DELETE FROM score_history WHERE tenant_id = @tenantId AND history_key = @historyKey AND position <= @upTo`;

const PURGE_REWARDS = `
  DELETE FROM score_history WHERE (tenant_id, history_key, position) IN (
    SELECT tenant_id, history_key, position FROM score_history WHERE recorded_at < @recordedBefore LIMIT @limit
  )`;
