import type { GaugeSource } from "../../http/http-options.ts";
import type { Clock } from "../../ports/clock.ts";
import { ALARM_NAMES } from "../../services/monitors/alarms.ts";
import { measureSources, type SourceMeasures } from "../../services/monitors/measure-sources.ts";
import type { OpenedMonitors } from "../../services/monitors/open-monitors.ts";

/** All gauges of one look at `/metrics` go by one measurement. */
const MEASURED_FOR_MS = 1000;

/**
 * What `/metrics` shows of the monitors, over the newest answers. Labels are sources and alarms: the configuration bounds both. Scenarios and tenants are no labels, since there may be any number
 * of them: `GET /api/v1/monitors` tells of each.
 */
export function monitorGauges({ book, alarms }: OpenedMonitors, clock: Clock): readonly GaugeSource[] {
  let seen: { readonly at: number; readonly sources: readonly SourceMeasures[] } | null = null;
  const measure = () => {
    const now = clock.now();
    if (seen === null || now - seen.at >= MEASURED_FOR_MS || now < seen.at) {
      seen = { at: now, sources: measureSources(book, now) };
    }
    return seen.sources;
  };
  const bySource = (name: string, help: string, read: (source: SourceMeasures) => number | null | undefined): GaugeSource => ({
    name: `monitor_${name}`,
    help,
    labelNames: ["source"],
    measure: async () =>
      measure().flatMap((source) => {
        const value = read(source);
        return value === null || value === undefined ? [] : [{ labels: { source: source.sourceId }, value }];
      }),
  });
  return [
    {
      name: "monitor_alarms",
      help: "Alarms that are raised now.",
      labelNames: ["alarm"],
      measure: async () => {
        const raised = alarms.list();
        return ALARM_NAMES.map((alarm) => ({ labels: { alarm }, value: raised.filter((one) => one.alarm === alarm).length }));
      },
    },
    bySource("answers", "Answers among the newest ones that the monitors go by.", ({ measures }) => measures.answers),
    bySource(
      "length_correlation",
      "Correlation of reward and log length among answers to the same prompt.",
      ({ measures }) => measures.lengthCorrelationWithin?.value,
    ),
    bySource(
      "zero_spread_share",
      "Share of groups whose rewards are all the same.",
      ({ measures }) => measures.zeroSpread?.value,
    ),
    bySource("repetition_share", "Mean share of repeated word sequences.", ({ measures }) => measures.repetition?.value),
    bySource("clip_share", "Share of rewards at a bound of the clip.", ({ measures }) => measures.atClip?.value),
    bySource("unscored_share", "Share of answers without a reward.", ({ measures }) => measures.unscored?.value),
    bySource("injection_share", "Share of answers suspected of an injection.", ({ measures }) => measures.injection?.value),
    bySource(
      "degraded_share",
      "Share of the source's answers in which it stood in for another.",
      ({ measures }) => measures.degraded?.value,
    ),
    bySource("score_drift_max", "Largest stability index of rewards of any scenario.", ({ scoreDriftMax }) => scoreDriftMax),
    bySource("length_drift_max", "Largest stability index of lengths of any scenario.", ({ lengthDriftMax }) => lengthDriftMax),
    bySource(
      "agreement_min",
      "Smallest share of people's votes with the source on any scenario.",
      ({ agreementMin }) => agreementMin,
    ),
  ];
}
