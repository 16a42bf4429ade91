import type { Drift } from "../../domain/monitors/measure-drift.ts";
import type { TallyMeasures } from "../../domain/monitors/measure-tally.ts";
import type { MeasuredAgreement } from "../fallback/source-scale.ts";
import type { RaisedAlarm } from "./alarm-book.ts";
import type { SeriesVersion } from "./series.ts";

/** What of the monitors is asked for; null: everything. */
export interface ReadingFilter {
  readonly tenantId: string;
  readonly collectionSlug: string | null;
  readonly scenarioSlug: string | null;
  readonly sourceId: string | null;
  /** So many hours, the one that goes on among them. */
  readonly hours: number;
}

/** What was seen of one revision of a source on one version of a scenario. */
export interface MonitorReading extends SeriesVersion {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly sourceId: string;
  /** Share of the scenario's answers, 0..1. */
  readonly share: number;
  /** Of the hours that were asked for, with intervals of 95 %. */
  readonly measures: TallyMeasures;
  readonly reference: {
    readonly since: number;
    /** Null: it still gathers. */
    readonly frozenAt: number | null;
    readonly measures: TallyMeasures;
    /** Null: not known. */
    readonly disagreement: number | null;
  };
  /** Against the frozen reference; null: it still gathers. */
  readonly drift: Drift | null;
  /** Hour by hour, oldest first. */
  readonly hours: readonly HourReading[];
}

/** One hour in short. */
export interface HourReading {
  /** Its start, milliseconds since 1970. */
  readonly hourAt: number;
  readonly answers: number;
  /** Mean reward; null: none was scored. */
  readonly reward: number | null;
  /** Geometric mean; null: none was scored. */
  readonly characters: number | null;
  /** Of people's votes with the source, as known at the end of the hour. */
  readonly agreement: MeasuredAgreement | null;
}

export interface MonitorReadings {
  /** Of the sources asked for, the longest raised first. */
  readonly alarms: readonly RaisedAlarm[];
  /** By collection, scenario and source; those that answered in the hours asked for. */
  readonly readings: readonly MonitorReading[];
  /** There are more readings than an answer may hold. */
  readonly isTruncated: boolean;
}

/** Where what the monitors saw is read. Answers at once, from memory. */
export interface MonitorReader {
  read(filter: ReadingFilter): MonitorReadings;
}
