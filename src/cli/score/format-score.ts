import { progressBar } from "../progress-bar.ts";
import type { ScoreTally } from "./score-tally.ts";

/** How far a run is, and how fast. */
export interface ScorePace {
  /** Share of the input that has been read, 0..1. */
  readonly share: number;
  /** Rows done, those of an interrupted run included. */
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Null while it cannot be told. */
  readonly secondsLeft: number | null;
}

/** `[####......] 41 %  12,345 rows  5,210 rows/s  0:02 left` */
export function formatPace(pace: ScorePace): string {
  const left = pace.secondsLeft === null ? "" : `  ${formatSeconds(pace.secondsLeft)} left`;
  return `[${progressBar(pace.share)}] ${Math.floor(100 * pace.share)} %  ${count(pace.rows)} rows  ${count(Math.round(pace.rowsPerSecond))} rows/s${left}`;
}

/** What came of the whole file, a figure a line. */
export function formatTally(tally: ScoreTally, out: string): readonly string[] {
  const scored = tally.agreed + tally.disagreed + tally.ties;
  const share = (part: number, whole: number) => (whole === 0 ? "" : `  ${((100 * part) / whole).toFixed(1)} %`);
  const half = tally.longer + tally.equallyLong / 2;
  const lines = [
    ["rows read", count(tally.rows), ""],
    ["no preference rows", count(tally.bad), tally.bad === 0 ? "" : share(tally.bad, tally.rows)],
    ["unscored", count(tally.unscored), tally.unscored === 0 ? "" : share(tally.unscored, tally.rows)],
    [
      "agree with the row's label",
      count(tally.agreed),
      `${share(tally.agreed, scored)} (ties as halves${share(tally.agreed + tally.ties / 2, scored)})`,
    ],
    ["disagree", count(tally.disagreed), share(tally.disagreed, scored)],
    ["ties", count(tally.ties), share(tally.ties, scored)],
    ['"the longer one" would agree', "", share(half, scored)],
    ["mean margin", scored === 0 ? "none" : (tally.marginSum / scored).toFixed(4), ""],
    [`written to ${out}`, count(tally.written), ""],
  ];
  return lines.map(([name = "", figure = "", note = ""]) => `${name.padEnd(30)} ${figure.padStart(10)}${note}`.trimEnd());
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
