import type { Estimate } from "../../domain/monitors/estimate.ts";
import { measureTally, type TallyMeasures } from "../../domain/monitors/measure-tally.ts";
import { addTally, emptyTally, type MonitorTally } from "../../domain/monitors/monitor-tally.ts";
import type { MonitorBook } from "./monitor-book.ts";
import type { Series } from "./series.ts";
import type { WatchedSource } from "./watched-source.ts";

/** What was seen of a source of late, on all scenarios and of all tenants together. */
export interface SourceMeasures {
  readonly sourceId: string;
  readonly measures: TallyMeasures;
  /** The largest of any scenario as of the last look; null: none has a reference window yet. */
  readonly scoreDriftMax: number | null;
  readonly lengthDriftMax: number | null;
  /** The smallest share of people's votes with the source on any scenario; null: not known of any. */
  readonly agreementMin: number | null;
}

const LEVEL = 0.95;

/** The sources by their ids, of which there are as many as the configuration names, however many scenarios there are. */
export function measureSources(book: MonitorBook, now: number): readonly SourceMeasures[] {
  const byId = new Map<string, WatchedSource[]>();
  for (const source of book.listSources()) {
    const { sourceId } = source.name;
    byId.set(sourceId, [...(byId.get(sourceId) ?? []), source]);
  }
  return [...byId].map(([sourceId, sources]) => {
    const series = sources.flatMap((source) => source.series);
    const agreements = series.flatMap((one) => latestAgreement(one) ?? []);
    return {
      sourceId,
      measures: measureTally(sumRecent(series, now), LEVEL),
      scoreDriftMax: largest(series.map(({ drift }) => drift?.reward)),
      lengthDriftMax: largest(series.map(({ drift }) => drift?.length)),
      agreementMin: agreements.length === 0 ? null : Math.min(...agreements),
    };
  });
}

function latestAgreement({ hours }: Series): number | null {
  const latest = Math.max(...hours.keys());
  return hours.get(latest)?.agreement?.share ?? null;
}

function sumRecent(series: readonly Series[], now: number): MonitorTally {
  const sum = emptyTally();
  for (const one of series) {
    addTally(sum, one.recent(now).tally);
  }
  return sum;
}

function largest(estimates: readonly (Estimate | null | undefined)[]): number | null {
  const values = estimates.flatMap((estimate) => estimate?.value ?? []);
  return values.length === 0 ? null : Math.max(...values);
}
