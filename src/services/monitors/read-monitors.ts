import { measureDrift } from "../../domain/monitors/measure-drift.ts";
import { measureTally } from "../../domain/monitors/measure-tally.ts";
import { countAnswers, type MonitorTally, mergeTallies } from "../../domain/monitors/monitor-tally.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AlarmBook } from "./alarm-book.ts";
import type { MonitorBook } from "./monitor-book.ts";
import { HOUR_MS, MONITOR_LIMITS } from "./monitor-limits.ts";
import type { HourReading, MonitorReading, MonitorReadings, ReadingFilter } from "./monitor-readings.ts";
import { type Series, type SeriesHour, startOfHour } from "./series.ts";
import type { SourceName, WatchedSource } from "./watched-source.ts";

/** Of the intervals that are shown. */
const SHOWN_LEVEL = 0.95;

interface Candidate {
  readonly source: WatchedSource;
  readonly series: Series;
  readonly hours: readonly (readonly [number, SeriesHour])[];
  readonly tally: MonitorTally;
}

/** What the monitors saw in the newest hours, by scenario and source. */
export function readMonitors(
  { book, alarms, clock }: { readonly book: MonitorBook; readonly alarms: AlarmBook; readonly clock: Clock },
  filter: ReadingFilter,
): MonitorReadings {
  const since = startOfHour(clock.now()) - (filter.hours - 1) * HOUR_MS;
  const inScenarios = book.listSources().filter(({ name }) => isAsked({ ...filter, sourceId: null }, name));
  const seen = inScenarios.flatMap((source) => source.series.map((series) => gather(source, series, since)));
  const answered = seen.filter(({ tally }) => countAnswers(tally) > 0);
  const totals = new Map<string, number>();
  for (const { source, tally } of answered) {
    const key = scenarioKey(source.name);
    totals.set(key, (totals.get(key) ?? 0) + countAnswers(tally));
  }
  const asked = answered.filter(({ source }) => isAsked(filter, source.name)).sort(byName);
  return {
    alarms: alarms.list().filter((alarm) => isAsked(filter, alarm)),
    readings: asked
      .slice(0, MONITOR_LIMITS.readingsMax)
      .map((candidate) => toReading(candidate, totals.get(scenarioKey(candidate.source.name)) ?? 0)),
    isTruncated: asked.length > MONITOR_LIMITS.readingsMax,
  };
}

function gather(source: WatchedSource, series: Series, since: number): Candidate {
  const hours = [...series.hours].filter(([hourAt]) => hourAt >= since).sort(([one], [other]) => one - other);
  return { source, series, hours, tally: mergeTallies(hours.map(([, { tally }]) => tally)) };
}

function toReading({ source, series, hours, tally }: Candidate, scenarioAnswers: number): MonitorReading {
  const { collectionSlug, scenarioSlug, sourceId } = source.name;
  const { version, reference, latestRevision } = series;
  return {
    collectionSlug,
    scenarioSlug,
    sourceId,
    ...version,
    revision: version.revision ?? latestRevision,
    share: countAnswers(tally) / scenarioAnswers,
    measures: measureTally(tally, SHOWN_LEVEL),
    reference: {
      since: reference.since,
      frozenAt: reference.frozenAt,
      measures: measureTally(reference.tally, SHOWN_LEVEL),
      disagreement: reference.disagreement,
    },
    drift: reference.frozenAt === null ? null : measureDrift(reference.tally, tally, SHOWN_LEVEL),
    hours: hours.map(toHourReading),
  };
}

function toHourReading([hourAt, { tally, agreement }]: readonly [number, SeriesHour]): HourReading {
  const { reward, characters } = measureTally(tally, SHOWN_LEVEL);
  return {
    hourAt,
    answers: countAnswers(tally),
    reward: reward?.value ?? null,
    characters: characters?.value ?? null,
    agreement,
  };
}

function isAsked(filter: ReadingFilter, name: SourceName): boolean {
  return (
    name.tenantId === filter.tenantId &&
    (filter.collectionSlug === null || name.collectionSlug === filter.collectionSlug) &&
    (filter.scenarioSlug === null || name.scenarioSlug === filter.scenarioSlug) &&
    (filter.sourceId === null || name.sourceId === filter.sourceId)
  );
}

function byName({ source: { name: one } }: Candidate, { source: { name: other } }: Candidate): number {
  const key = ({ collectionSlug, scenarioSlug, sourceId }: SourceName) => `${collectionSlug}\n${scenarioSlug}\n${sourceId}`;
  return key(one) < key(other) ? -1 : 1;
}

function scenarioKey({ collectionSlug, scenarioSlug }: SourceName): string {
  return `${collectionSlug}\n${scenarioSlug}`;
}
