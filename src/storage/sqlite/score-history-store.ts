import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import { measureRewards, type RewardsMeasure } from "../../domain/scoring/measure-rewards.ts";
import type { RewardWindow } from "../../domain/scoring/reward-window.ts";
import type { HistoryEntry, RepeatableRequest, ScoreHistoryStore } from "../../ports/score-history-store.ts";
import type { Synchronous } from "./store-operation.ts";

interface History {
  readonly tenantId: string;
  readonly historyKey: string;
}

/** Where a request's rewards begin in a history. */
interface Beginning {
  readonly position: number;
  readonly recordedAt: number;
}

/** Rewards by tenant and key in SQLite. */
export class SqliteScoreHistoryStore implements Synchronous<ScoreHistoryStore> {
  readonly #lastPosition: Statement;
  readonly #beginning: Statement;
  readonly #latest: Statement;
  readonly #since: Statement;
  readonly #insert: Statement;
  readonly #trim: Statement;
  readonly #purge: Statement;

  constructor(database: Database) {
    this.#lastPosition = database.prepare(FIND_LAST_POSITION).pluck();
    this.#beginning = database.prepare(FIND_BEGINNING);
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
    request: RepeatableRequest | null,
  ): readonly (readonly RewardsMeasure[])[] {
    const keys = new Set(entries.map(({ historyKey }) => historyKey));
    assertInvariant(keys.size === entries.length, "The entries of one call have different keys.");
    return entries.map(({ historyKey, windows, rewards }) => {
      const history = { tenantId, historyKey };
      const known = request && this.#findBeginning(history, request);
      const beginning = known ?? { position: this.#nextPosition(history), recordedAt };
      const measures = windows.map((window) => measureRewards(this.#listBefore(history, beginning, window), rewards));
      if (known === null) {
        this.#append(history, beginning, rewards, rewardsMax, request?.digest ?? null);
      }
      return measures;
    });
  }

  purgeRewards(recordedBefore: number, limit: number): number {
    return this.#purge.run({ recordedBefore, limit }).changes;
  }

  #findBeginning(history: History, { digest, repeatedSince }: RepeatableRequest): Beginning | null {
    return (this.#beginning.get({ ...history, digest, repeatedSince }) as Beginning | undefined) ?? null;
  }

  #nextPosition(history: History): number {
    return ((this.#lastPosition.get(history) as number | undefined) ?? 0) + 1;
  }

  #listBefore(history: History, { position, recordedAt }: Beginning, window: RewardWindow): readonly number[] {
    const rewards =
      window.kind === "latest"
        ? this.#latest.all({ ...history, position, count: window.count })
        : this.#since.all({ ...history, position, since: recordedAt - window.durationMs });
    return rewards as readonly number[];
  }

  #append(
    history: History,
    { position, recordedAt }: Beginning,
    rewards: readonly number[],
    rewardsMax: number,
    requestDigest: string | null,
  ): void {
    for (const [index, reward] of rewards.entries()) {
      this.#insert.run({
        ...history,
        position: position + index,
        recordedAt,
        reward,
        begins: index === 0 ? requestDigest : null,
      });
    }
    this.#trim.run({ ...history, upTo: position + rewards.length - 1 - rewardsMax });
  }
}

const FIND_LAST_POSITION = `
  SELECT position FROM score_history WHERE tenant_id = @tenantId AND history_key = @historyKey ORDER BY position DESC LIMIT 1`;

// By its name, or SQLite walks through the whole history for the order of the positions.
const FIND_BEGINNING = `
  SELECT position, recorded_at AS recordedAt FROM score_history INDEXED BY score_history_by_request
  WHERE tenant_id = @tenantId AND history_key = @historyKey AND request_digest = @digest AND recorded_at >= @repeatedSince
  ORDER BY position LIMIT 1`;

const LIST_LATEST = `
  SELECT reward FROM score_history WHERE tenant_id = @tenantId AND history_key = @historyKey AND position < @position
  ORDER BY position DESC LIMIT @count`;

const LIST_SINCE = `
  SELECT reward FROM score_history
  WHERE tenant_id = @tenantId AND history_key = @historyKey AND position < @position AND recorded_at >= @since`;

const INSERT_REWARD = `
  INSERT INTO score_history (tenant_id, history_key, position, recorded_at, reward, request_digest)
  VALUES (@tenantId, @historyKey, @position, @recordedAt, @reward, @begins)`;

const TRIM_HISTORY = `
  DELETE FROM score_history WHERE tenant_id = @tenantId AND history_key = @historyKey AND position <= @upTo`;

const PURGE_REWARDS = `
  DELETE FROM score_history WHERE (tenant_id, history_key, position) IN (
    SELECT tenant_id, history_key, position FROM score_history WHERE recorded_at < @recordedBefore LIMIT @limit
  )`;
