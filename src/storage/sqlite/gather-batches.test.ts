import { MessageChannel } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";
import { gatherBatches } from "./gather-batches.ts";
import { packOperations } from "./pack-batch.ts";
import type { StoreOperation } from "./store-operation.ts";
import type { ToStoreThread } from "./store-thread-messages.ts";

const PROBE: StoreOperation = ["write", "probes", "probe", []];
const messageOf = (size: number): ToStoreThread => ({ run: packOperations(Array.from({ length: size }, () => PROBE)) });

describe("gatherBatches", () => {
  const { port1, port2 } = new MessageChannel();
  afterAll(() => port1.close());
  const lineUp = (...messages: readonly ToStoreThread[]) => {
    for (const message of messages) {
      port1.postMessage(message);
    }
  };
  const gather = (first: ToStoreThread, operationsPerBatchMax: number) => {
    const { batches, isClosing } = gatherBatches(port2, first, operationsPerBatchMax);
    return { sizes: batches.map(({ length }) => length), isClosing };
  };

  it("takes a lone batch alone", () => {
    expect(gather(messageOf(2), 10)).toEqual({ sizes: [2], isClosing: false });
  });

  it("takes what has lined up, in its order, and leaves what is beyond enough for one commit", () => {
    lineUp(messageOf(3), messageOf(4), messageOf(5));
    expect(gather(messageOf(1), 8)).toEqual({ sizes: [1, 3, 4], isClosing: false });
    expect(gather(messageOf(6), 8)).toEqual({ sizes: [6, 5], isClosing: false });
    expect(gather(messageOf(1), 8)).toEqual({ sizes: [1], isClosing: false });
  });

  it("never splits a batch, however large", () => {
    lineUp(messageOf(1));
    expect(gather(messageOf(9), 8)).toEqual({ sizes: [9], isClosing: false });
    expect(gather(messageOf(1), 8)).toEqual({ sizes: [1, 1], isClosing: false });
  });

  it("ends after the batches that came before the word to close", () => {
    lineUp(messageOf(2), "close");
    expect(gather(messageOf(1), 8)).toEqual({ sizes: [1, 2], isClosing: true });
    expect(gather("close", 8)).toEqual({ sizes: [], isClosing: true });
  });

  it("carries the operations as they were", () => {
    expect(gatherBatches(port2, messageOf(1), 8).batches).toEqual([[PROBE]]);
  });
});
