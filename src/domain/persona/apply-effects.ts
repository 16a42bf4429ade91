import type { Meter, MeterEffects } from "../scenarios/scenario.ts";

/** The meters after the effects, each clamped to its range. */
export function applyEffects(
  meters: Readonly<Record<string, number>>,
  effects: MeterEffects,
  ranges: Readonly<Record<string, Meter>>,
): Readonly<Record<string, number>> {
  const result: Record<string, number> = { ...meters };
  for (const [meterId, change] of Object.entries(effects)) {
    const range = ranges[meterId];
    if (range) {
      result[meterId] = Math.min(range.max, Math.max(range.min, (result[meterId] ?? range.start) + change));
    }
  }
  return result;
}
