import type { ScoringThreads } from "../../ports/scoring-threads.ts";
import { countByClass } from "../../services/scoring/failure-classes.ts";
import type { ScoringPorts } from "../../services/scoring/scoring-ports.ts";
import type { HttpMetrics } from "../http-metrics.ts";
import type { HttpLimits } from "../http-options.ts";
import { yieldLoop } from "../yield-loop.ts";
import { answerCalls } from "./answer-calls.ts";
import { createCompatAnswerers } from "./create-compat-answerers.ts";
import { GatheredCalls } from "./gathered-calls.ts";
import { sendCallsAway } from "./send-calls-away.ts";

/** What gathered requests are answered with. */
export interface GatheredCallsOptions {
  readonly limits: Pick<HttpLimits, "jsonDepthMax" | "latencyBudgetMsMax" | "inlineBodyBytesMax">;
  readonly threads: Pick<ScoringThreads, "run" | "load">;
  readonly metrics: Pick<HttpMetrics, "observeScoring">;
}

/** Gathers trainers' requests and answers them: many at a time or large ones on a scoring thread, else here. */
export function openGatheredCalls(ports: ScoringPorts, { limits, threads, metrics }: GatheredCallsOptions): GatheredCalls {
  const answerers = createCompatAnswerers({ ports, limits });
  const callThreads = { threads, clock: ports.clock, answerers, inlineBodyBytesMax: limits.inlineBodyBytesMax };
  return new GatheredCalls(ports.timer, async (batch, answered) => {
    const sent = sendCallsAway(callThreads, batch, answered);
    if (sent !== null) {
      metrics.observeScoring("compat", await sent);
      return;
    }
    const { items, failureClasses } = await answerCalls(answerers, ports, batch, answered, { pause: yieldLoop });
    // Whoever counts what the cache of this thread does, counts these too.
    const counts = { items, unscored: countByClass(failureClasses), cacheHits: 0, cacheMisses: 0 };
    metrics.observeScoring("compat", { queueMs: 0, counts });
  });
}
