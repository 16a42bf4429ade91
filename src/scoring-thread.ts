import { performance } from "node:perf_hooks";
import { parentPort, workerData } from "node:worker_threads";
import { ScoringThreadPorts } from "./composition/scoring-thread-ports.ts";
import { sha256Hex, systemClock, systemRandom, systemTimer } from "./composition/system-ports.ts";
import { assertInvariant } from "./domain/assert.ts";
import { createScoringAnswerer } from "./http/scoring/create-scoring-answerer.ts";
import { yieldLoop } from "./http/yield-loop.ts";
import type { ScoreHistoryStore } from "./ports/score-history-store.ts";
import { ScoringThreadPort } from "./scoring-threads/scoring-thread-port.ts";
import type { ThreadStart } from "./scoring-threads/thread-messages.ts";
import { ScenarioEngines } from "./services/scenarios/scenario-engines.ts";
import { embeddedSource } from "./services/scoring/embedded-source.ts";
import { ScoreCache } from "./services/scoring/score-cache.ts";
import type { ServiceLimits } from "./services/service-limits.ts";
import { shippedEngineTools } from "./shipped-engine-tools.ts";

// The entry of a scoring thread: the scoring services over what the main thread sends. It reads no scenario file and opens no database.

/** What a scoring thread is told once, when it is started. */
export interface ScoringThreadSettings {
  readonly limits: ServiceLimits;
  readonly enginesMax: number;
  readonly jsonDepthMax: number;
  readonly latencyBudgetMsMax: number;
  /** Whether anybody watches what is answered. */
  readonly isWatched: boolean;
}

assertInvariant(parentPort !== null, "A scoring thread is started by the server, not by hand.");
const { settings } = workerData as ThreadStart<ScoringThreadSettings>;
const { limits, enginesMax, jsonDepthMax, latencyBudgetMsMax, isWatched } = settings;
const mainThread = new ScoringThreadPort(parentPort);
const jobPorts = new ScoringThreadPorts(mainThread, isWatched);
const recordRewards: ScoreHistoryStore["recordRewards"] = (...args) =>
  mainThread.call("recordRewards", args) as ReturnType<ScoreHistoryStore["recordRewards"]>;

mainThread.serve(
  jobPorts.sendingObserved(
    createScoringAnswerer(
      {
        scenarios: mainThread.scenarios,
        engines: new ScenarioEngines(shippedEngineTools(), enginesMax, yieldLoop),
        rewardSource: embeddedSource,
        scoreCache: new ScoreCache({ entriesMax: limits.scoreCacheEntriesMax, bytesMax: limits.scoreCacheBytesMax }),
        scoreHistory: {
          recordRewards,
          purgeRewards: () => Promise.reject(new Error("Histories are swept by the main thread.")),
        },
        clock: systemClock,
        timer: systemTimer,
        random: systemRandom,
        sha256Hex,
        limits,
        reportFault: (fault, requestId) => void mainThread.call("reportFault", [fault, requestId]),
      },
      {
        jsonDepthMax,
        latencyBudgetMsMax,
        stopwatch: () => performance.now(),
        // A job that was woken must not wait until another is done with its whole batch.
        pause: async () => (mainThread.isShared ? await yieldLoop() : undefined),
        portsFor: (job) => jobPorts.portsFor(job),
      },
    ),
  ),
);
