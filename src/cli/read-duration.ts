import { InvalidArgumentError } from "commander";

const DURATION = /^([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)$/;
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `250ms`, `6s`, `1.5m` or `2h`; null where the text is none. */
export function readDuration(text: string): number | null {
  const [, number, unit] = DURATION.exec(text) ?? [];
  const unitMs = UNIT_MS[unit ?? ""];
  return number === undefined || unitMs === undefined ? null : Number(number) * unitMs;
}

/** The same as the value of an option: throws what the command line answers with where the text is none. */
export function toMilliseconds(text: string): number {
  const durationMs = readDuration(text);
  if (durationMs === null) {
    throw new InvalidArgumentError("It must be a duration such as 500ms, 6s or 5m.");
  }
  return durationMs;
}
