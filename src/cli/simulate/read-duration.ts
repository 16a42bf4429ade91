const DURATION = /^([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)$/;
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `250ms`, `6s`, `1.5m` or `2h`; null where the text is none. */
export function readDuration(text: string): number | null {
  const [, number, unit] = DURATION.exec(text) ?? [];
  const unitMs = UNIT_MS[unit ?? ""];
  return number === undefined || unitMs === undefined ? null : Number(number) * unitMs;
}
