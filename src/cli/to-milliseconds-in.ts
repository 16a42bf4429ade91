import { InvalidArgumentError } from "commander";

const DURATION = /^([0-9]+(?:\.[0-9]+)?)(ms|s|m|h|d)$/;
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads the value of an option: a duration such as `250ms`, `6s`, `1.5m`, `2h` or `7d` of that range, in whole milliseconds. What it gives throws what the command line answers with where the text is none.
 * @param min and max as they are written on a command line.
 */
export function toMillisecondsIn(min: string, max: string): (text: string) => number {
  const [minMs, maxMs] = [readDuration(min), readDuration(max)];
  return (text) => {
    const durationMs = readDuration(text);
    if (!(durationMs >= minMs && durationMs <= maxMs)) {
      throw new InvalidArgumentError(`It must be a duration from ${min} to ${max}, such as 500ms, 6s, 30m, 24h or 7d.`);
    }
    return durationMs;
  };
}

/** NaN where the text is no duration. */
function readDuration(text: string): number {
  const [, number = "", unit = ""] = DURATION.exec(text) ?? [];
  return Math.round(Number(number) * (UNIT_MS[unit] ?? Number.NaN));
}
