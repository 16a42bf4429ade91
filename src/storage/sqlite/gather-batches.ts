import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { unpackOperations } from "./pack-batch.ts";
import type { StoreOperation } from "./store-operation.ts";
import type { ToStoreThread } from "./store-thread-messages.ts";

/** What a commit carries, and whether the thread is to end after it. */
export interface GatheredBatches {
  readonly batches: readonly (readonly StoreOperation[])[];
  readonly isClosing: boolean;
}

/**
 * Takes what has lined up at the port behind the first message, until it is enough for one commit: what came while the last one was syncing shares the next. No timer, and nothing is waited for.
 */
export function gatherBatches(port: MessagePort, first: ToStoreThread, operationsPerBatchMax: number): GatheredBatches {
  const batches: (readonly StoreOperation[])[] = [];
  let operationCount = 0;
  for (let message: ToStoreThread | undefined = first; message !== undefined; message = takeNext(port)) {
    if (message === "close") {
      return { batches, isClosing: true };
    }
    const batch = unpackOperations(message.run);
    batches.push(batch);
    operationCount += batch.length;
    if (operationCount >= operationsPerBatchMax) {
      break;
    }
  }
  return { batches, isClosing: false };
}

function takeNext(port: MessagePort): ToStoreThread | undefined {
  return (receiveMessageOnPort(port) as { readonly message: ToStoreThread } | undefined)?.message;
}
