import SqliteDatabase, { type Database } from "better-sqlite3";
import { StorageOpenError } from "../storage-open-error.ts";
import { SqliteAnnotatorStore } from "./annotator-store.ts";
import { assertUndamaged } from "./assert-undamaged.ts";
import { BatchExecutor } from "./batch-executor.ts";
import { SqliteComparisonStore } from "./comparison-store.ts";
import { assertDurability, assertSqliteVersion, setPragmas } from "./durability.ts";
import { SqliteEpisodeStore } from "./episode-store.ts";
import { SqliteEvidenceStore } from "./evidence-store.ts";
import { ExclusiveLock } from "./exclusive-lock.ts";
import { explainOpenFailure } from "./explain-open-failure.ts";
import { identityOfFile } from "./identity-of-file.ts";
import { SqliteKeyStore } from "./key-store.ts";
import { findPendingMigrations, migrate } from "./migrate.ts";
import { readMigrations } from "./migrations.ts";
import { SqliteMonitorStore } from "./monitor-store.ts";
import { SqliteProbeStore } from "./probe-store.ts";
import { SqliteQuestionStore } from "./question-store.ts";
import { SqliteReplyStore } from "./reply-store.ts";
import { SqliteScenarioVersionStore } from "./scenario-version-store.ts";
import { SqliteScoreHistoryStore } from "./score-history-store.ts";
import { SqliteSpendingStore } from "./spending-store.ts";
import type { BatchResult, StoreOperation, StoreOutcome, SynchronousStores } from "./store-operation.ts";

export interface StoreEngineOptions {
  /** Real path of the database file, which exists; null for a database in memory. */
  readonly file: string | null;
  /** Whether to refuse a second server on the file. */
  readonly exclusive: boolean;
  /** Unix milliseconds. */
  readonly openedAt: number;
}

/** The one writing connection with its stores, its schema up to date and its promises checked. Everything here is synchronous. */
export class StoreEngine {
  readonly #database: Database;
  readonly #lock: ExclusiveLock | null;
  readonly #executor: BatchExecutor;
  readonly #file: string | null;
  /** Of the file that was opened. */
  readonly #identity: string | null;

  private constructor(database: Database, file: string | null, lock: ExclusiveLock | null) {
    this.#database = database;
    this.#lock = lock;
    this.#file = file;
    this.#identity = file === null ? null : identityOfFile(file);
    const stores: SynchronousStores = {
      episodes: new SqliteEpisodeStore(database),
      keys: new SqliteKeyStore(database),
      replies: new SqliteReplyStore(database),
      scenarioVersions: new SqliteScenarioVersionStore(database),
      scoreHistory: new SqliteScoreHistoryStore(database),
      questions: new SqliteQuestionStore(database),
      annotators: new SqliteAnnotatorStore(database),
      comparisons: new SqliteComparisonStore(database),
      evidence: new SqliteEvidenceStore(database),
      monitors: new SqliteMonitorStore(database),
      spending: new SqliteSpendingStore(database),
      probes: new SqliteProbeStore(database),
    };
    this.#executor = new BatchExecutor(database, stores);
  }

  /** Opens the database and brings its schema up to date. Throws a `StorageOpenError` that says what is wrong and what to do. */
  static open({ file, exclusive, openedAt }: StoreEngineOptions): StoreEngine {
    const lock = file !== null && exclusive ? ExclusiveLock.acquire(file) : null;
    let database: Database | null = null;
    try {
      if (file !== null && lock !== null) {
        assertUndamaged(file);
      }
      database = new SqliteDatabase(file ?? ":memory:");
      prepareDatabase(database, file, lock, openedAt);
      return new StoreEngine(database, file, lock);
    } catch (error) {
      database?.close();
      lock?.release();
      throw error instanceof StorageOpenError ? error : explainOpenFailure(error, file);
    }
  }

  /** The results of the batches, in their order, after the one commit that they share. All fail while the file is not there that was opened: what SQLite goes on to keep would be gone with this process. */
  run(batches: readonly (readonly StoreOperation[])[]): readonly BatchResult[] {
    const operations = batches.flat();
    const isThere = this.#file === null || identityOfFile(this.#file) === this.#identity;
    const outcomes: readonly StoreOutcome[] = isThere ? this.#executor.run(operations) : operations.map(() => MOVED);
    let taken = 0;
    return batches.map(({ length }, index) => {
      taken += length;
      return { outcomes: outcomes.slice(taken - length, taken), isJoined: index > 0 };
    });
  }

  /** Folds the write-ahead log into the file, where no other process reads it, and lets go of the file. */
  close(): void {
    this.#database.close();
    this.#lock?.release();
  }
}

const MOVED: StoreOutcome = {
  failure: { code: "SQLITE_READONLY_DBMOVED", message: "The database file was deleted, moved or replaced while it was open." },
};

function prepareDatabase(database: Database, file: string | null, lock: ExclusiveLock | null, openedAt: number): void {
  assertSqliteVersion(database.prepare("SELECT sqlite_version()").pluck().get() as string);
  setPragmas(database);
  const name = file ?? ":memory:";
  const migrations = readMigrations();
  if (findPendingMigrations(database, name, migrations).length > 0) {
    // A command must not change the schema under a running server: only the holder of the lock may.
    const migrationLock = file === null || lock !== null ? null : ExclusiveLock.acquire(file);
    try {
      migrate(database, name, migrations, openedAt);
    } finally {
      migrationLock?.release();
    }
  }
  const probes = new SqliteProbeStore(database);
  database.transaction(() => probes.probe()).immediate();
  if (file !== null) {
    assertDurability(database, file);
  }
}
