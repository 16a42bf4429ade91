import type { AlarmEvidence } from "../../domain/monitors/alarm-rules.ts";
import { type Estimate, estimateShare } from "../../domain/monitors/estimate.ts";
import { ALARM_LEVEL, type AlarmVerdict, judgeAlarms } from "../../domain/monitors/judge-alarms.ts";
import { measureDrift } from "../../domain/monitors/measure-drift.ts";
import { measureTally } from "../../domain/monitors/measure-tally.ts";
import { countAnswers } from "../../domain/monitors/monitor-tally.ts";
import { readQuantity } from "../../domain/monitors/quantity-sums.ts";
import type { Calibrations, MeasuredAgreement } from "../fallback/source-scale.ts";
import type { AlarmBook } from "./alarm-book.ts";
import type { RecentWindow, Series } from "./series.ts";
import type { WatchedSource } from "./watched-source.ts";

/** What looking at a source needs. */
export interface WatchPorts {
  readonly alarms: AlarmBook;
  readonly calibrations: Pick<Calibrations, "agreementOf">;
  /** All sources that answer on the same scenario. */
  readonly beside: (source: WatchedSource) => Iterable<WatchedSource>;
}

/**
 * Looks at what a source has answered of late: notes people's agreement and raises and ends its alarms. Of several revisions that answer beside each other any raises an alarm, and all must be
 * without reason for it to end. A source that has not answered for a day has no alarms.
 */
export function watchSource(ports: WatchPorts, source: WatchedSource, now: number): void {
  const raised = new Set(ports.alarms.listOf(source.name).map(({ alarm }) => alarm));
  const verdicts: AlarmVerdict[] = [];
  let isSilent = true;
  for (const series of source.series) {
    const recent = series.recent(now);
    if (countAnswers(recent.tally) > 0) {
      isSilent = false;
      verdicts.push(...judgeAlarms(gatherEvidence(ports, source, series, recent, now)));
    }
  }
  for (const alarm of new Set(verdicts.map((verdict) => verdict.alarm))) {
    const calls = verdicts.filter((verdict) => verdict.alarm === alarm);
    const raising = calls.find(({ call }) => call === "raise");
    const [first] = calls;
    if (raising !== undefined) {
      ports.alarms.raise({ alarm, ...source.name }, raising);
    } else if (first !== undefined && raised.has(alarm) && calls.every(({ call }) => call === "end")) {
      ports.alarms.end({ alarm, ...source.name }, first);
    }
  }
  if (isSilent) {
    endAll(ports.alarms, source);
  }
}

/** Ends what the monitors raised; calibration ends its own. */
function endAll(alarms: AlarmBook, { name }: WatchedSource): void {
  for (const raised of alarms.listOf(name)) {
    if (raised.alarm !== "distrusted") {
      alarms.end(raised, raised);
    }
  }
}

function gatherEvidence(
  ports: WatchPorts,
  source: WatchedSource,
  series: Series,
  recent: RecentWindow,
  now: number,
): AlarmEvidence {
  const { reference, latestRevision: revision } = series;
  const agreement = revision === null ? null : ports.calibrations.agreementOf({ ...source.name, revision });
  series.noteAgreement(agreement, now);
  series.drift = reference.frozenAt === null ? null : measureDrift(reference.tally, recent.tally, ALARM_LEVEL);
  return {
    now: measureTally(recent.tally, ALARM_LEVEL),
    reference: reference.frozenAt === null ? null : measureTally(reference.tally, ALARM_LEVEL),
    drift: series.drift,
    degradedShare: measureDegraded(recent, ports.beside(source)),
    disagreement: measureDisagreement(agreement),
    referenceDisagreement: reference.disagreement,
  };
}

/** Of all answers on the scenario since the window began. Prompts count, not answers: who is asked in place of another answers for all of a group. */
function measureDegraded({ since, tally }: RecentWindow, sources: Iterable<WatchedSource>): Estimate | null {
  const degraded = readQuantity(tally, "degraded");
  if (degraded === null || degraded.mean === 0) {
    return degraded === null ? null : estimateShare(0, degraded.groups, ALARM_LEVEL);
  }
  let answers = 0;
  let groups = 0;
  for (const series of [...sources].flatMap((source) => source.series)) {
    for (const [hourAt, hour] of series.hours) {
      const seen = hourAt >= since ? readQuantity(hour.tally, "degraded") : null;
      answers += seen?.count ?? 0;
      groups += seen?.groups ?? 0;
    }
  }
  return estimateShare(Math.min(1, (degraded.mean * degraded.count) / Math.max(1, answers)), groups, ALARM_LEVEL);
}

function measureDisagreement(agreement: MeasuredAgreement | null): Estimate | null {
  return agreement === null ? null : estimateShare(1 - agreement.share, agreement.votes, ALARM_LEVEL);
}
