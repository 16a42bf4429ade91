import { performance } from "node:perf_hooks";
import type { Logger } from "pino";
import type { ScoringThreads } from "../ports/scoring-threads.ts";
import type { ScoringThreadSettings } from "../scoring-thread.ts";
import { openScoringThreads } from "../scoring-threads/open-scoring-threads.ts";
import { NO_MONITORS } from "../services/monitors/no-monitors.ts";
import type { ServicePorts } from "../services/service-ports.ts";
import { awaitedPeople } from "./scoring-thread-people.ts";
import { unawaitedMethods } from "./scoring-thread-ports.ts";

/** Parsing and answering the largest body takes a fraction of it. */
const OVERRUN_MS = 10_000;

export interface ServerThreadsOptions {
  readonly threadCount: number;
  readonly waitingMax: number;
  readonly waitingBytesMax: number;
  readonly parkedMax: number;
  readonly parkedBytesMax: number;
  readonly jsonDepthMax: number;
  readonly latencyBudgetMsMax: number;
  readonly enginesMax: number;
  readonly logger: Logger;
}

/** The scoring threads of a server: they work with its scenarios and ask it for the one store that they need and for people. */
export function openServerThreads(ports: ServicePorts, options: ServerThreadsOptions): ScoringThreads {
  const {
    threadCount,
    waitingMax,
    waitingBytesMax,
    parkedMax,
    parkedBytesMax,
    jsonDepthMax,
    latencyBudgetMsMax,
    enginesMax,
    logger,
  } = options;
  const settings: ScoringThreadSettings = {
    limits: ports.limits,
    enginesMax,
    jsonDepthMax,
    latencyBudgetMsMax,
    isWatched: ports.monitors !== NO_MONITORS,
  };
  // Beside this file in the sources; beside the program in the build.
  const entry = import.meta.url.endsWith(".ts") ? "../scoring-thread-from-source.mjs" : "./scoring-thread.js";
  return openScoringThreads({
    threadCount,
    waitingMax,
    waitingBytesMax,
    parkedMax,
    parkedBytesMax,
    overrunMs: OVERRUN_MS,
    entry: new URL(entry, import.meta.url),
    settings,
    methods: {
      recordRewards: (...args: Parameters<ServicePorts["scoreHistory"]["recordRewards"]>) =>
        ports.scoreHistory.recordRewards(...args),
      reportFault: async (fault: unknown, requestId: string) => ports.reportFault(fault, requestId),
      ...unawaitedMethods(ports),
    },
    awaitedMethods: {
      ...awaitedPeople(ports.people),
      askOpinions: (...args: Parameters<ServicePorts["opinions"]["ask"]>) => ports.opinions.ask(...args),
    },
    liveAudiences: () => ports.pool.liveAudiences(),
    mayDiffer: (tenantId) => ports.opinions.mayDiffer(tenantId),
    collections: () => ports.scenarios.listCollections(),
    clock: ports.clock,
    stopwatch: () => performance.now(),
    onThreadLost: (cause) => logger.error({ err: cause }, "a scoring thread ended and is replaced"),
  });
}
