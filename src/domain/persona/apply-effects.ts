import type { Meter, MeterEffects } from "../scenarios/scenario.ts";
import { type Counts, copyCounts } from "./counts.ts";

/** The meters after the effects, each clamped to its range. */
export function applyEffects(meters: Counts, effects: MeterEffects, ranges: Readonly<Record<string, Meter>>): Counts {
  let moved: Map<string, number> | null = null;
  for (const meterId of Object.keys(effects)) {
    const range = ranges[meterId];
    if (range) {
      moved ??= copyCounts(meters);
      const change = effects[meterId] ?? 0;
      moved.set(meterId, Math.min(range.max, Math.max(range.min, (moved.get(meterId) ?? range.start) + change)));
    }
  }
  return moved ?? meters;
}
