import { assertInvariant } from "../../domain/assert.ts";
import type { StoreEngine } from "./store-engine.ts";
import type { BatchResult, BatchRunner, StoreOperation } from "./store-operation.ts";

/** Runs batches on the caller's thread: for a database in memory, which has no disk to wait for. */
export class InlineRunner implements BatchRunner {
  readonly #engine: StoreEngine;

  constructor(engine: StoreEngine) {
    this.#engine = engine;
  }

  async run(operations: readonly StoreOperation[]): Promise<BatchResult> {
    const [result] = this.#engine.run([operations]);
    assertInvariant(result !== undefined, "A batch had no result.");
    return result;
  }

  async close(): Promise<void> {
    this.#engine.close();
  }
}
