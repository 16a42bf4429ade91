import { readTally } from "../../domain/monitors/monitor-tally.ts";
import type { MeasuredAgreement } from "../fallback/source-scale.ts";
import type { RaisedAlarm } from "./alarm-book.ts";
import { ALARM_NAMES } from "./alarms.ts";
import type { ReferenceWindow, Series, SeriesHour, SeriesVersion } from "./series.ts";

/** Raised where what is written changes: what was written before is not read any more. */
const FORMAT = 1;

/** One revision's part of an hour of a source, with the reference window as it was then: an hour of any age is enough to go on from. */
export interface KeptSeriesHour extends Pick<SeriesHour, "tally" | "agreement"> {
  readonly version: SeriesVersion;
  readonly reference: ReferenceWindow;
}

/** An hour of a source as it is kept. */
export interface KeptHour {
  readonly series: readonly KeptSeriesHour[];
  /** Raised when it was written, whatever their hour. */
  readonly alarms: readonly Pick<RaisedAlarm, "alarm" | "value" | "threshold" | "since">[];
}

/** The text of an hour of a source. */
export function writeHourText(series: readonly Series[], hourAt: number, alarms: readonly RaisedAlarm[]): string {
  return JSON.stringify({
    format: FORMAT,
    series: series.flatMap(({ version, hours, reference }) => {
      const hour = hours.get(hourAt);
      return hour === undefined
        ? []
        : [
            {
              version,
              tally: [...hour.tally],
              agreement: hour.agreement,
              reference: { ...reference, tally: [...reference.tally] },
            },
          ];
    }),
    alarms: alarms.map(({ alarm, value, threshold, since }) => ({ alarm, value, threshold, since })),
  });
}

/** Reads what `writeHourText` wrote; null where it is of another format or broken. */
export function readHourText(text: string): KeptHour | null {
  try {
    const { format, series, alarms } = JSON.parse(text);
    return format === FORMAT ? { series: series.map(readSeriesHour), alarms: alarms.filter(isKnownAlarm) } : null;
  } catch {
    return null;
  }
}

interface WrittenSeriesHour {
  readonly version: SeriesVersion;
  readonly tally: readonly unknown[];
  readonly agreement: MeasuredAgreement | null;
  readonly reference: Omit<ReferenceWindow, "tally"> & { readonly tally: readonly unknown[] };
}

function readSeriesHour({ version, tally, agreement, reference }: WrittenSeriesHour): KeptSeriesHour {
  return { version, tally: mustRead(tally), agreement, reference: { ...reference, tally: mustRead(reference.tally) } };
}

function mustRead(numbers: readonly unknown[]) {
  const tally = readTally(numbers);
  if (tally === null) {
    throw new RangeError("no tally");
  }
  return tally;
}

function isKnownAlarm({ alarm }: { readonly alarm: string }): boolean {
  return (ALARM_NAMES as readonly string[]).includes(alarm);
}
