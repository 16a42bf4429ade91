import { stat } from "node:fs/promises";
import type { Storage } from "../../ports/storage.ts";
import type { StorageLimits } from "../storage-limits.ts";
import { prepareDatabaseFile } from "./database-file.ts";
import { GroupCommitter } from "./group-committer.ts";
import { InlineRunner } from "./inline-runner.ts";
import { createStoreClient } from "./store-client.ts";
import { StoreEngine, type StoreEngineOptions } from "./store-engine.ts";
import { ThreadRunner } from "./thread-runner.ts";

export interface SqliteStorageOptions extends StoreEngineOptions {
  /** Path of the database file; null for a database in memory. */
  readonly file: string | null;
  /** Whether to refuse a file that is missing, instead of making it. */
  readonly mustExist: boolean;
  readonly limits: StorageLimits;
}

/** Opens a SQLite database: a file on a thread of its own, one in memory on this thread. Rejects with a `StorageOpenError`. */
export async function openSqliteStorage({
  limits,
  mustExist,
  exclusive,
  openedAt,
  ...named
}: SqliteStorageOptions): Promise<Storage> {
  const file = named.file === null ? null : prepareDatabaseFile(named.file, mustExist);
  const options: StoreEngineOptions = { file, exclusive, openedAt };
  const runner =
    file === null
      ? new InlineRunner(StoreEngine.open(options))
      : await ThreadRunner.start({ ...options, operationsPerBatchMax: limits.operationsPerBatchMax });
  const committer = new GroupCommitter(runner, limits);
  const { probes, ...stores } = createStoreClient(committer);
  return Object.freeze({
    ...stores,
    probe: () => probes.probe(),
    measure: async () => ({ walBytes: file === null ? 0 : await measureWal(file), ...committer.counts }),
    close: () => committer.close(),
  });
}

async function measureWal(file: string): Promise<number> {
  try {
    return (await stat(`${file}-wal`)).size;
  } catch {
    // Folded into the file and deleted by the last close.
    return 0;
  }
}
