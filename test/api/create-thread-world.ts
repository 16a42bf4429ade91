import { pino } from "pino";
import { openServerThreads } from "../../src/composition/compose-scoring-threads.ts";
import { systemClock } from "../../src/composition/system-ports.ts";
import { assertInvariant } from "../../src/domain/assert.ts";
import { createTestWorld, type TestWorldOptions } from "./create-test-world.ts";
import { ITEM } from "./scoring-requests.ts";

/** For the hook that opens such a world: starting a thread from sources takes its time on a busy machine. */
export const THREAD_START_MS = 60_000;

/**
 * A world in which every body to be scored goes to a real scoring thread, however small; the thread is up when this resolves. It has the system's clock, so the
 * world has it too.
 */
export async function createThreadWorld(options: TestWorldOptions = {}) {
  const world = await createTestWorld({
    ...options,
    ports: { clock: systemClock, ...options.ports },
    httpLimits: { requestsPerMinute: 10_000, inlineBodyBytesMax: 0, ...options.httpLimits },
    openThreads: (ports) =>
      openServerThreads(ports, {
        threadCount: 1,
        waitingMax: 4,
        waitingBytesMax: 100_000,
        parkedMax: 4,
        parkedBytesMax: 100_000,
        jsonDepthMax: 12,
        latencyBudgetMsMax: 60_000,
        enginesMax: 10,
        logger: pino({ level: "silent" }),
      }),
  });
  assertInvariant((await world.post("/api/v1/evaluate", ITEM)).status === 200, "The scoring thread answers.");
  return world;
}
