import type { StoreEngine } from "./store-engine.ts";
import type { BatchRunner, StoreOperation, StoreOutcome } from "./store-operation.ts";

/** Runs batches on the caller's thread: for a database in memory, which has no disk to wait for. */
export class InlineRunner implements BatchRunner {
  readonly #engine: StoreEngine;

  constructor(engine: StoreEngine) {
    this.#engine = engine;
  }

  async run(operations: readonly StoreOperation[]): Promise<readonly StoreOutcome[]> {
    return this.#engine.run(operations);
  }

  async close(): Promise<void> {
    this.#engine.close();
  }
}
