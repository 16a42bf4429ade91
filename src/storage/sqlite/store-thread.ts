import { parentPort, workerData } from "node:worker_threads";
import { assertInvariant } from "../../domain/assert.ts";
import { StorageOpenError } from "../storage-open-error.ts";
import { gatherBatches } from "./gather-batches.ts";
import { packOutcomes } from "./pack-batch.ts";
import { StoreEngine, type StoreEngineOptions } from "./store-engine.ts";
import type { FromStoreThread, StoreThreadOptions, ToStoreThread } from "./store-thread-messages.ts";

// The entry of the store thread: it owns the writing connection for as long as it lives.
assertInvariant(parentPort !== null, "The store thread is started by the server, not by hand.");
const port = parentPort;
const answer = (message: FromStoreThread) => port.postMessage(message);
const { operationsPerBatchMax, ...engineOptions } = workerData as StoreThreadOptions;
const engine = openEngine(engineOptions);

if (engine !== null) {
  port.on("message", (message: ToStoreThread) => {
    const { batches, isClosing } = gatherBatches(port, message, operationsPerBatchMax);
    if (batches.length > 0) {
      answer({ committed: engine.run(batches).map(({ outcomes }) => packOutcomes(outcomes)) });
    }
    if (isClosing) {
      engine.close();
      port.close();
    }
  });
  answer("opened");
}

function openEngine(options: StoreEngineOptions): StoreEngine | null {
  try {
    return StoreEngine.open(options);
  } catch (error) {
    if (!(error instanceof StorageOpenError)) {
      throw error;
    }
    answer({ refused: error.message });
    return null;
  }
}
