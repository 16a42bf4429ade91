import { performance } from "node:perf_hooks";
import type { Logger } from "pino";
import type { Metric } from "prom-client";
import type { FallbackPlan } from "../config/fallback/to-fallback-plan.ts";
import type { GaugeSource } from "../http/http-options.ts";
import type { ComparisonStore } from "../ports/comparison-store.ts";
import type { ScenarioCatalog } from "../ports/scenario-catalog.ts";
import type { SpendingStore } from "../ports/spending-store.ts";
import type { Storage } from "../ports/storage.ts";
import { openCallQueue } from "../reward-models/open-call-queue.ts";
import { LotAudit } from "../services/evidence/lot-audit.ts";
import { FallbackChain } from "../services/fallback/fallback-chain.ts";
import { LEARNED_ID, RUBRIC_ID } from "../services/fallback/line-up.ts";
import { listSources } from "../services/fallback/list-sources.ts";
import { SpendingKeeper } from "../services/fallback/spending-keeper.ts";
import type { Monitors } from "../services/monitors/monitors.ts";
import { NO_MONITORS, NO_READINGS } from "../services/monitors/no-monitors.ts";
import { openServerEvidence } from "./compose-evidence.ts";
import { adapterOf, type BuiltModel, buildModels } from "./compose-models.ts";
import { openServerMonitors } from "./compose-monitors.ts";
import type { FallbackServices, OpenFallback } from "./compose-ports.ts";
import { fallbackGauges } from "./gauges/fallback-gauges.ts";
import { FallbackMetrics } from "./gauges/fallback-metrics.ts";
import { measureModel } from "./gauges/measure-model.ts";
import { logSourceEvent } from "./log-source-event.ts";
import { sha256Hex, systemClock, systemRandom, systemStopwatch, systemTimer } from "./system-ports.ts";

export interface ServerFallbackOptions {
  readonly plan: FallbackPlan;
  readonly storage: Pick<Storage, "evidence" | "monitors" | "spending">;
  readonly scenarios: ScenarioCatalog;
  /** The store that has what is owed to the webhook sent at once; null: there is no webhook. */
  readonly comparisons: Pick<ComparisonStore, "oweDelivery"> | null;
  readonly logger: Logger;
}

/** The fallback of a server: its models, what learns from votes, and what watches. */
export interface ServerFallback {
  /** Opens it over the services' other ports. Called once. */
  readonly open: OpenFallback;
  readonly gauges: readonly GaugeSource[];
  readonly metrics: readonly Metric[];
  /** Begins self-tests, learning and watching, all behind the answers. */
  begin(): void;
  /** Keeps what was learned and seen, and lets go of the models. The storage must still be open. */
  stop(): Promise<void>;
}

/** Builds the fallback of a server. Throws ConfigError where a source cannot be built. */
export function openServerFallback({ plan, storage, scenarios, comparisons, logger }: ServerFallbackOptions): ServerFallback {
  const built = buildModels(plan.sources);
  const metrics = new FallbackMetrics();
  const evidence = openServerEvidence({ plan, evidence: storage.evidence, logger });
  const { calibrations } = evidence;
  const monitors = openServerMonitors({ store: storage.monitors, scenarios, calibrations, comparisons, logger });
  const keeper = openSpendingKeeper(storage.spending, built, logger);
  let chain: FallbackChain | null = null;
  return {
    open: (ports): FallbackServices => {
      const world = {
        clock: systemClock,
        stopwatch: systemStopwatch,
        deadlines: ports.deadlines,
        random: systemRandom,
        sha256Hex,
      };
      const models = built.map(({ source, model }) => ({ model: measured(model, metrics), options: source.options }));
      const opened = new FallbackChain(
        { models, learned: evidence.learned, calibrations, options: plan.chain },
        { ...world, openCallQueue, report: (event) => logSourceEvent(logger, event) },
      );
      chain = opened;
      const { asked, opener, reportFault } = ports;
      const audit = new LotAudit({ ...world, asked, opener, opinions: evidence.keeper, reportFault }, plan.chain);
      return {
        opinions: opened,
        opinionKeeper: evidence.keeper,
        audit,
        monitors: counting(plan.isWatched ? monitors.book : NO_MONITORS, metrics),
        monitorReader: plan.isWatched ? monitors : NO_READINGS,
        rewardModels: {
          sourceIds: [...built.map(({ model }) => model.id), ...(evidence.learned === null ? [] : [LEARNED_ID]), RUBRIC_ID],
          list: async (tenantId) =>
            listSources({ models: describe(built, opened), calibrations, learned: evidence.learned }, tenantId),
        },
      };
    },
    gauges: [...fallbackGauges(() => chain?.health() ?? [], built, evidence.keeper), ...(plan.isWatched ? monitors.gauges : [])],
    metrics: metrics.all,
    begin: () => {
      // Self-tests cost too: a budget that is spent already must be known before them.
      void keeper.begin().then(() => chain?.start());
      evidence.begin(monitors.alarms);
      if (plan.isWatched) {
        monitors.begin();
      }
    },
    stop: async () => {
      chain?.close();
      // A start that waits for what was spent begins nothing any more.
      chain = null;
      await keeper.stop();
      await evidence.stop();
      if (plan.isWatched) {
        await monitors.close();
      }
    },
  };
}

function openSpendingKeeper(store: SpendingStore, built: readonly BuiltModel[], logger: Logger): SpendingKeeper {
  const reportFault = (fault: unknown) =>
    logger.error({ err: fault }, "what judges have spent could not be kept and is tried again");
  return new SpendingKeeper(
    { store, clock: systemClock, timer: systemTimer, reportFault },
    built.flatMap(({ judge }) => judge?.spendings ?? []),
  );
}

function measured(model: BuiltModel["model"], metrics: FallbackMetrics): BuiltModel["model"] {
  return measureModel(
    model,
    () => performance.now(),
    (id, outcome, durationMs) => metrics.observeCall(id, outcome, durationMs),
  );
}

/** Everything that is answered passes by the monitors: here it is counted, whether or not they watch. */
function counting(monitors: Monitors, metrics: FallbackMetrics): Monitors {
  return {
    observe: (group) => {
      metrics.countDecisions(group.source.id, group.source.degraded, group.answers.length);
      monitors.observe(group);
    },
  };
}

function describe(built: readonly BuiltModel[], chain: FallbackChain) {
  const adapters = new Map(built.map(({ source, model }) => [model.id, adapterOf(source)]));
  return chain.health().map((health) => ({ adapter: adapters.get(health.id) ?? "", health }));
}
