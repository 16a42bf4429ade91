import { parentPort, workerData } from "node:worker_threads";
import { assertInvariant } from "../../domain/assert.ts";
import { StorageOpenError } from "../storage-open-error.ts";
import { packOutcomes, unpackOperations } from "./pack-batch.ts";
import { StoreEngine, type StoreEngineOptions } from "./store-engine.ts";
import type { FromStoreThread, ToStoreThread } from "./store-thread-messages.ts";

// The entry of the store thread: it owns the writing connection for as long as it lives.
assertInvariant(parentPort !== null, "The store thread is started by the server, not by hand.");
const port = parentPort;
const answer = (message: FromStoreThread) => port.postMessage(message);
const engine = openEngine(workerData as StoreEngineOptions);

if (engine !== null) {
  port.on("message", (message: ToStoreThread) => {
    if (message === "close") {
      engine.close();
      port.close();
    } else {
      answer({ outcomes: packOutcomes(engine.run(unpackOperations(message.run))) });
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
