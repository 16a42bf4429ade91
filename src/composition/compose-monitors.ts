import type { Logger } from "pino";
import type { GaugeSource } from "../http/http-options.ts";
import type { ComparisonStore } from "../ports/comparison-store.ts";
import type { MonitorStore } from "../ports/monitor-store.ts";
import type { ScenarioCatalog } from "../ports/scenario-catalog.ts";
import type { Calibrations } from "../services/fallback/source-scale.ts";
import type { AlarmEvent } from "../services/monitors/alarm-book.ts";
import { type OpenedMonitors, openMonitors } from "../services/monitors/open-monitors.ts";
import { monitorGauges } from "./gauges/monitor-gauges.ts";
import { systemClock, systemRandom, systemTimer } from "./system-ports.ts";

export interface ServerMonitorsOptions {
  readonly store: MonitorStore;
  readonly scenarios: ScenarioCatalog;
  /** Asked at each look: what it answers may come to be known later. */
  readonly calibrations: Pick<Calibrations, "agreementOf">;
  /** The store that has what is owed sent at once; null: there is no webhook. */
  readonly comparisons: Pick<ComparisonStore, "oweDelivery"> | null;
  readonly logger: Logger;
}

/** Opens the monitors of a server: alarms go to the log, to the webhook and to `/metrics`. */
export function openServerMonitors(options: ServerMonitorsOptions): OpenedMonitors & { readonly gauges: readonly GaugeSource[] } {
  const { store, scenarios, calibrations, comparisons, logger } = options;
  const monitors = openMonitors({
    clock: systemClock,
    timer: systemTimer,
    random: systemRandom,
    scenarios,
    calibrations,
    store,
    oweDelivery: comparisons === null ? null : (delivery) => comparisons.oweDelivery(delivery),
    report: (event) => logAlarm(logger, event),
    reportFault: (fault) => logger.error({ err: fault }, "what the monitors saw could not be kept and is tried again"),
  });
  return { ...monitors, gauges: monitorGauges(monitors, systemClock) };
}

function logAlarm(logger: Logger, { alarm, state, value, threshold, ...names }: AlarmEvent): void {
  const { collectionSlug: collection, scenarioSlug: scenario, sourceId: source } = names;
  const fields = { alarm, collection, scenario, source, value, threshold };
  if (state === "raised") {
    logger.warn(fields, "an alarm of the monitors was raised; docs/guides/monitors.md says what to do");
  } else {
    logger.info(fields, "an alarm of the monitors ended");
  }
}
