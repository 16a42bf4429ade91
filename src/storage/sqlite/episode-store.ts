import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type { EndingRecord, EpisodeRecord, EpisodeStatus, EpisodeStore, TurnRecord } from "../../ports/episode-store.ts";
import { prepareWriter, type RowWriter } from "./prepare-writer.ts";
import type { Synchronous } from "./store-operation.ts";

interface EpisodeRow extends Omit<EpisodeRecord, "settings" | "opening"> {
  readonly settings: string;
  readonly openingLine: string | null;
  readonly openingStateHash: string | null;
}
type TurnRow = Omit<TurnRecord, "toolCalls"> & { readonly toolCalls: string };
interface EpisodeKey {
  readonly tenantId: string;
  readonly episodeId: string;
}

/** Episodes and their turns in SQLite. */
export class SqliteEpisodeStore implements Synchronous<EpisodeStore> {
  readonly #insertEpisode: RowWriter;
  readonly #insertTurn: RowWriter;
  readonly #findEpisode: Statement;
  readonly #findTurns: Statement;
  readonly #advance: RowWriter;
  readonly #end: Statement;
  readonly #expire: Statement;
  readonly #deleteTurns: Statement;
  readonly #purge: Statement;
  readonly #count: Statement;

  constructor(database: Database) {
    this.#insertEpisode = prepareWriter(database, INSERT_EPISODE);
    this.#insertTurn = prepareWriter(database, INSERT_TURN);
    this.#findEpisode = database.prepare(FIND_EPISODE);
    this.#findTurns = database.prepare(FIND_TURNS);
    this.#advance = prepareWriter(database, ADVANCE_EPISODE);
    this.#end = database.prepare(END_EPISODE);
    this.#expire = database.prepare(EXPIRE_EPISODES);
    this.#deleteTurns = database.prepare("DELETE FROM turns WHERE tenant_id = @tenantId AND episode_id = @episodeId");
    this.#purge = database.prepare(PURGE_EPISODES);
    this.#count = database.prepare("SELECT status, episode_count AS episodeCount FROM episode_counts");
  }

  insertEpisode(episode: EpisodeRecord, turns: readonly TurnRecord[]): void {
    const { opening, settings, ...columns } = episode;
    const row = {
      ...columns,
      settings: JSON.stringify(settings),
      openingLine: opening?.line ?? null,
      openingStateHash: opening?.stateHash ?? null,
      turnCount: turns.length,
    };
    assertInvariant(this.#insertEpisode(row).changes === 1, `There is an episode with the id ${episode.episodeId} already.`);
    for (const [index, turn] of turns.entries()) {
      assertInvariant(
        turn.turn === index + 1 && turn.episodeId === episode.episodeId,
        `Turn ${turn.turn} of episode ${turn.episodeId} cannot be turn ${index + 1} of the new episode ${episode.episodeId}.`,
      );
      this.#writeTurn(episode.tenantId, turn);
    }
  }

  findEpisode(tenantId: string, episodeId: string): { episode: EpisodeRecord; turns: readonly TurnRecord[] } | null {
    const row = this.#findEpisode.get({ tenantId, episodeId }) as EpisodeRow | undefined;
    if (row === undefined) {
      return null;
    }
    const turns = this.#findTurns.all({ tenantId, episodeId }) as readonly TurnRow[];
    return {
      episode: toEpisode(row),
      turns: turns.map((turn) => ({ ...turn, toolCalls: JSON.parse(turn.toolCalls) })),
    };
  }

  appendTurn(tenantId: string, turn: TurnRecord, ending: EndingRecord | null): "appended" | "conflict" {
    const advanced = this.#advance({
      tenantId,
      episodeId: turn.episodeId,
      turn: turn.turn,
      at: turn.createdAt,
      status: ending === null ? "open" : "complete",
      terminalReason: ending?.terminalReason ?? null,
      outcome: ending?.outcome ?? null,
    });
    if (advanced.changes === 0) {
      return "conflict";
    }
    this.#writeTurn(tenantId, turn);
    return "appended";
  }

  endEpisode(tenantId: string, episodeId: string, ending: EndingRecord, at: number): boolean {
    const { terminalReason, outcome } = ending;
    return this.#end.run({ tenantId, episodeId, terminalReason, outcome, at }).changes === 1;
  }

  expireEpisodes(idleSince: number, limit: number): number {
    const expired = this.#expire.all({ idleSince, limit }) as readonly EpisodeKey[];
    for (const key of expired) {
      this.#deleteTurns.run(key);
    }
    return expired.length;
  }

  purgeEpisodes(idleSince: number, limit: number): number {
    return this.#purge.run({ idleSince, limit }).changes;
  }

  countEpisodes(): Record<EpisodeStatus, number> {
    const rows = this.#count.all() as readonly { status: EpisodeStatus; episodeCount: number }[];
    return { open: 0, complete: 0, expired: 0, ...Object.fromEntries(rows.map((row) => [row.status, row.episodeCount])) };
  }

  #writeTurn(tenantId: string, turn: TurnRecord): void {
    this.#insertTurn({
      tenantId,
      episodeId: turn.episodeId,
      turn: turn.turn,
      message: turn.message,
      toolCalls: turn.toolCalls.length === 0 ? "[]" : JSON.stringify(turn.toolCalls),
      observation: turn.observation,
      stateHash: turn.stateHash,
      answer: turn.answer,
      createdAt: turn.createdAt,
    });
  }
}

function toEpisode({ settings, openingLine: line, openingStateHash: stateHash, ...columns }: EpisodeRow): EpisodeRecord {
  const opening = line === null || stateHash === null ? null : { line, stateHash };
  return { ...columns, settings: JSON.parse(settings), opening };
}

const INSERT_EPISODE = `
  INSERT INTO episodes (
    tenant_id, episode_id, collection_slug, scenario_slug, scenario_digest, engine_version, seed, group_id, settings,
    parent_episode_id, opening_line, opening_state_hash, created_at, last_activity_at, status, terminal_reason, outcome, turn_count
  ) VALUES (
    @tenantId, @episodeId, @collectionSlug, @scenarioSlug, @scenarioDigest, @engineVersion, @seed, @groupId, @settings,
    @parentEpisodeId, @openingLine, @openingStateHash, @createdAt, @lastActivityAt, @status, @terminalReason, @outcome, @turnCount
  ) ON CONFLICT (tenant_id, episode_id) DO NOTHING`;

const INSERT_TURN = `
  INSERT INTO turns (tenant_id, episode_id, turn, message, tool_calls, observation, state_hash, answer, created_at)
  VALUES (@tenantId, @episodeId, @turn, @message, @toolCalls, @observation, @stateHash, @answer, @createdAt)`;

const FIND_EPISODE = `
  SELECT tenant_id AS tenantId, episode_id AS episodeId, collection_slug AS collectionSlug, scenario_slug AS scenarioSlug,
    scenario_digest AS scenarioDigest, engine_version AS engineVersion, seed, group_id AS groupId, settings,
    parent_episode_id AS parentEpisodeId, opening_line AS openingLine, opening_state_hash AS openingStateHash, created_at AS createdAt, last_activity_at AS lastActivityAt, status,
    terminal_reason AS terminalReason, outcome
  FROM episodes WHERE tenant_id = @tenantId AND episode_id = @episodeId`;

const FIND_TURNS = `
  SELECT episode_id AS episodeId, turn, message, tool_calls AS toolCalls, observation, state_hash AS stateHash, answer,
    created_at AS createdAt
  FROM turns WHERE tenant_id = @tenantId AND episode_id = @episodeId ORDER BY turn`;

const ADVANCE_EPISODE = `
  UPDATE episodes
  SET turn_count = @turn, last_activity_at = @at, status = @status, terminal_reason = @terminalReason, outcome = @outcome
  WHERE tenant_id = @tenantId AND episode_id = @episodeId AND status = 'open' AND turn_count = @turn - 1`;

const END_EPISODE = `
  UPDATE episodes SET status = 'complete', terminal_reason = @terminalReason, outcome = @outcome, last_activity_at = @at
  WHERE tenant_id = @tenantId AND episode_id = @episodeId AND status = 'open'`;

const EXPIRE_EPISODES = `
  UPDATE episodes SET status = 'expired', turn_count = 0 WHERE rowid IN (
    SELECT rowid FROM episodes WHERE status IN ('open', 'complete') AND last_activity_at < @idleSince
    LIMIT @limit
  ) RETURNING tenant_id AS tenantId, episode_id AS episodeId`;

const PURGE_EPISODES = `
  DELETE FROM episodes WHERE rowid IN (
    SELECT rowid FROM episodes WHERE status = 'expired' AND last_activity_at < @idleSince
    LIMIT @limit
  )`;
